// Package text holds every word that a person sees, in three languages, and
// the way each language writes dates, times, money and numbers.
//
// The words stand in the files assets/locales/<chapter>.json, one object per
// key:
//
//	{"case.closed": {"en": "Closed on {day}", "zh-Hant": "已於{day}結案", "zh-Hans": "已于{day}结案"}}
//
// A Catalogue is all of them; Words is the catalogue in one language, in the
// shop's zone. Screens, papers and the command line ask Words and never write
// a sentence themselves:
//
//	words := catalogue.In(text.Traditional, zone).At(now)
//	words.T("case.closed", domain.Args{"day": calendar.Date("2026-03-12")}) // 已於3月12日 週四結案
//
// A value in braces is written by its type, so a sentence holds money and
// dates without the caller formatting anything.
package text

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"time"
)

// Lang is a language tag of the catalogue.
type Lang string

// The languages of the catalogue.
const (
	English     Lang = "en"
	Traditional Lang = "zh-Hant"
	Simplified  Lang = "zh-Hans"
)

// Langs are the languages in the order in which they are offered.
func Langs() []Lang { return []Lang{English, Traditional, Simplified} }

// Chinese says whether l is written with Chinese characters.
func (l Lang) Chinese() bool { return l == Traditional || l == Simplified }

// Key is a key of the catalogue given as the value of a placeholder: it is
// looked up before it is put into the sentence.
type Key string

// Catalogue is every word in every language. It does not change after Load and
// may be shared between goroutines.
type Catalogue struct {
	entries map[string]map[Lang]string
}

// Load reads all files locales/*.json of fsys. A key that stands twice, in one
// file or in two, and a language that is not one of Langs are errors that name
// file and key.
func Load(fsys fs.FS) (*Catalogue, error) {
	names, err := fs.Glob(fsys, "locales/*.json")
	if err != nil {
		return nil, fmt.Errorf("list the catalogue: %w", err)
	}
	c := &Catalogue{entries: map[string]map[Lang]string{}}
	for _, name := range names {
		if err := c.read(fsys, name); err != nil {
			return nil, fmt.Errorf("read catalogue %q: %w", name, err)
		}
	}
	return c, nil
}

// read adds one file, token by token: decoding into a map would keep the last
// of two equal keys and say nothing.
func (c *Catalogue) read(fsys fs.FS, name string) (err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	d := json.NewDecoder(f)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errors.Join(errors.New("not an object"), err)
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		key := t.(string) // inside an object the decoder allows nothing else here
		if _, twice := c.entries[key]; twice {
			return fmt.Errorf("key %q stands twice", key)
		}
		var entry map[Lang]string
		if err := d.Decode(&entry); err != nil {
			return fmt.Errorf("key %q: %w", key, err)
		}
		for lang := range entry {
			if !slices.Contains(Langs(), lang) {
				return fmt.Errorf("key %q: no such language %q", key, lang)
			}
		}
		c.entries[key] = entry
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one object")
	}
	return nil
}

// Keys are all keys, sorted.
func (c *Catalogue) Keys() []string { return slices.Sorted(maps.Keys(c.entries)) }

// Raw is the text of a key in one language as it stands in the file, with its
// braces; "" when there is none.
func (c *Catalogue) Raw(key string, lang Lang) string { return c.entries[key][lang] }

// In is the catalogue in one language; times are shown in zone.
func (c *Catalogue) In(lang Lang, zone *time.Location) *Words {
	return &Words{catalogue: c, lang: lang, zone: zone}
}
