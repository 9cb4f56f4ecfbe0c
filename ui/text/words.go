package text

import (
	"fmt"
	"maps"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/message"
	"aftercare/domain/money"
)

// Words is the catalogue in one language and zone. It does not change and may
// be shared between goroutines.
type Words struct {
	catalogue *Catalogue
	lang      Lang
	zone      *time.Location
	today     calendar.Date
}

// At is the same words knowing what day it is: Day, Date and Moment then say
// today, yesterday and tomorrow, and leave out the current year.
func (w *Words) At(now time.Time) *Words {
	c := *w
	c.today = calendar.DateOf(now, w.zone)
	return &c
}

// Lang is the language of w.
func (w *Words) Lang() Lang { return w.lang }

// Has says whether the catalogue holds the key.
func (w *Words) Has(key string) bool {
	_, ok := w.catalogue.entries[key]
	return ok
}

// T is the text of the key with its {placeholders} replaced by args, each
// written by its type: money, dates, moments, whole numbers with grouping, yes
// or no; one that comes out of JSON, by the type it had before. A Key, and a string whose placeholder ends in _key, is looked up
// first. A text that this language lacks is given in English; a key that
// nobody wrote is given as ⟦key⟧, so that it is seen.
func (w *Words) T(key string, args ...domain.Args) string {
	entry := w.catalogue.entries[key]
	s, ok := entry[w.lang]
	if !ok {
		s, ok = entry[English]
	}
	if !ok {
		return "⟦" + key + "⟧"
	}
	if !strings.Contains(s, "{") {
		return s
	}
	var all domain.Args
	for _, a := range args {
		if all == nil {
			all = a
			continue
		}
		all = maps.Clone(all)
		maps.Copy(all, a)
	}
	if strings.HasPrefix(key, "date.") { // a date has the spaces that its form gives it
		return w.fill(s, all, plainly)
	}
	return w.fill(s, all, w.joint())
}

// joint is how this language joins a value to its sentence.
func (w *Words) joint() func(a, b string) string {
	if w.lang.Chinese() {
		return spaced
	}
	return plainly
}

// N is T of key.one when n is one and the language tells one from many, of
// key.other else. {n} is the number.
func (w *Words) N(key string, n int, args ...domain.Args) string {
	form := ".other"
	if n == 1 && w.lang == English {
		form = ".one"
	}
	return w.T(key+form, append(args, domain.Args{"n": n})...)
}

// Fill writes a text that is no key of the catalogue, a message's, with its
// {fields}, each by its type.
func (w *Words) Fill(s string, args domain.Args) string { return w.fill(s, args, w.joint()) }

// fill replaces the placeholders. One without a value stays in its braces: a
// hole in a sentence must be seen. Values and the words around them are joined
// by join.
func (w *Words) fill(s string, args domain.Args, join func(a, b string) string) string {
	var out string
	for {
		before, rest, found := strings.Cut(s, "{")
		out = join(out, before)
		if !found {
			return out
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return out + "{" + rest
		}
		if v, ok := args[name]; ok {
			out = join(out, w.value(name, v))
		} else {
			out += "{" + name + "}"
		}
		s = after
	}
}

func (w *Words) value(name string, v any) string {
	switch v := revived(v).(type) {
	case Key:
		return w.T(string(v))
	case string:
		if strings.HasSuffix(name, "_key") {
			return w.named(v)
		}
		return v
	case int:
		return w.Number(int64(v))
	case int64:
		return w.Number(v)
	case bool:
		if v {
			return w.T("common.yes")
		}
		return w.T("common.no")
	case money.Amount:
		return w.Money(v)
	case calendar.Date:
		return w.Day(v)
	case time.Time:
		return w.Moment(v)
	case []string:
		return w.List(v)
	case message.Word:
		return w.named(string(v))
	case message.Until:
		if v.From == v.To {
			return w.T("message.on", domain.Args{"day": w.FullDate(v.To)})
		}
		return w.T("message.between", domain.Args{"from": w.FullDate(v.From), "to": w.FullDate(v.To)})
	case message.Agreed:
		return w.T("message.agreed", domain.Args{"by": v.By, "how": Key(v.How), "when": w.Moment(v.When)})
	}
	return fmt.Sprint(v)
}

// named is the word of a key that ends in a value: step.refund. A value that
// nobody knows, as a command may hold, is given as it was written.
func (w *Words) named(key string) string {
	if w.Has(key) {
		return w.T(key)
	}
	i := strings.LastIndexByte(key, '.')
	if i < 0 || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789_.") != "" {
		return key // a word that a person wrote
	}
	return key[i+1:]
}

// List joins names the way the language does: "a, b" or "a、b".
func (w *Words) List(names []string) string { return strings.Join(names, w.T("common.comma")) }
