package storage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// How well a key answers a question, best first.
const (
	matchNumber = iota // the whole of a number
	matchWhole         // the end of a number, or a whole name
	matchStart         // the beginning of a number or a name
	matchInside        // further inside a name
)

// match is one thing that a key led to.
type match struct {
	entity string
	id     domain.ID
	how    int
	length int // of the key: the shorter is closer
}

// candidates is how many keys are read for one question.
const candidates = 200

// Search finds what a text names: numbers with or without hyphens, the ends of
// phones and order numbers, names in any script and from any word on. It reads
// keys alone, in a time that does not grow with the shop.
func (t *Tx) Search(text string, limit int) ([]desk.Hit, error) {
	if limit <= 0 {
		return nil, nil
	}
	found, err := t.matches(asked(text))
	if err != nil {
		return nil, err
	}
	return t.hits(found[:min(len(found), limit)], limit)
}

// SearchInside finds customers by a part of a word or number that no key begins
// with. It looks at all of them, some 300 ns each. Chinese has a key for every
// character, so that nothing is left to find.
func (t *Tx) SearchInside(text string, limit int) ([]desk.Hit, error) {
	part := fold(text)
	if limit <= 0 || utf8.RuneCountInString(part) < 2 || !strings.ContainsFunc(part, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
		return nil, nil
	}
	found, err := t.customersLike(part, limit)
	if err != nil {
		return nil, err
	}
	return t.hits(found, limit)
}

// asked are the forms in which a text is looked up: as words, and as a number.
func asked(text string) []string {
	var forms []string
	for _, f := range []string{cut(fold(text)), foldCode(text)} {
		if f != "" && !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	return forms
}

// matches reads the keys of the forms, each thing once, best first.
func (t *Tx) matches(forms []string) ([]match, error) {
	best := map[desk.Change]match{}
	for _, form := range forms {
		scan := func(r Row) error {
			var key string
			var rank int
			var m match
			if err := r.Scan(&key, &rank, &m.entity, &m.id); err != nil {
				return err
			}
			m.how, m.length = howWell(key == form, rank), len(key)
			what := desk.Change{Entity: m.entity, ID: m.id}
			if old, seen := best[what]; !seen || closer(m, old) < 0 {
				best[what] = m
			}
			return nil
		}
		err := t.Each(scan, `SELECT key, rank, entity, id FROM search_keys WHERE key = $1 ORDER BY rank, entity, id LIMIT $2`, form, candidates)
		if err == nil {
			err = t.Each(scan, `SELECT key, rank, entity, id FROM search_keys WHERE key > $1 AND key < $2 ORDER BY key LIMIT $3`,
				form, form+string(utf8.MaxRune), candidates)
		}
		if err != nil {
			return nil, err
		}
	}
	out := make([]match, 0, len(best))
	for _, m := range best {
		out = append(out, m)
	}
	slices.SortFunc(out, closer)
	return out, nil
}

func howWell(whole bool, rank int) int {
	switch {
	case rank == rankInside:
		return matchInside
	case !whole:
		return matchStart
	case rank == rankWhole:
		return matchNumber
	}
	return matchWhole
}

// closer sorts matches: the better, the shorter, the newer.
func closer(a, b match) int {
	return cmp.Or(cmp.Compare(a.how, b.how), cmp.Compare(a.length, b.length), cmp.Compare(b.id, a.id), cmp.Compare(a.entity, b.entity))
}

func (t *Tx) customersLike(part string, limit int) ([]match, error) {
	return All(t, func(r Row) (match, error) {
		m := match{entity: "customer", how: matchInside}
		return m, r.Scan(&m.id)
	}, `SELECT id FROM customers WHERE folded LIKE $1 ESCAPE '\' ORDER BY id DESC LIMIT $2`, "%"+likeEscape.Replace(part)+"%", limit)
}

// newestOrders is how many orders of a found customer are listed with them.
const newestOrders = 3

// hits tells what was found. Where there is room, a customer is followed by
// their newest orders.
func (t *Tx) hits(found []match, limit int) ([]desk.Hit, error) {
	room := limit - len(found)
	listed := map[domain.ID]bool{}
	for _, m := range found {
		if m.entity == "order" {
			listed[m.id] = true
		}
	}
	var hits []desk.Hit
	for _, m := range found {
		h, err := t.hit(m)
		if err != nil {
			return nil, err
		}
		hits = append(hits, h)
		if m.entity != "customer" || room == 0 {
			continue
		}
		ids, err := All(t, scanID, `SELECT id FROM orders WHERE customer_id = $1 ORDER BY customer_id DESC, id DESC LIMIT $2`,
			m.id, min(room, newestOrders))
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if listed[id] {
				continue
			}
			h, err := t.hit(match{entity: "order", id: id, how: matchInside})
			if err != nil {
				return nil, err
			}
			hits, room = append(hits, h), room-1
		}
	}
	return hits, nil
}

// hitQueries give number, who and what of each entity but the customer.
var hitQueries = map[string]string{
	"order": `SELECT number, customer_name, what FROM orders WHERE id = $1`,
	"case": `SELECT c.number, o.customer_name, o.what FROM cases c JOIN orders o ON o.id = c.order_id
		WHERE c.id = $1`,
	"parcel": `SELECT p.number, COALESCE(o.customer_name, ''), COALESCE(o.what, '') FROM parcels p
		LEFT JOIN parcel_cases x ON x.parcel_id = p.id LEFT JOIN cases c ON c.id = x.case_id LEFT JOIN orders o ON o.id = c.order_id
		WHERE p.id = $1 ORDER BY c.id LIMIT 1`,
}

func (t *Tx) hit(m match) (desk.Hit, error) {
	h := desk.Hit{Entity: m.entity, ID: m.id, Exact: m.how == matchNumber}
	switch m.entity {
	case "customer":
		c, err := t.Customer(m.id)
		h.Who, h.What = personName(c.Person), cmp.Or(c.Person.Phone, c.Person.Email, c.Person.Handle)
		return h, err
	case "repair":
		j, err := t.Job(m.id)
		h.Number, h.Who, h.What = j.Number, personName(j.Customer), j.Item
		return h, err
	}
	found, err := t.QueryRow([]any{&h.Number, &h.Who, &h.What}, hitQueries[m.entity], m.id)
	if err == nil && !found {
		err = fmt.Errorf("search: %s %d has keys and is gone", m.entity, m.id)
	}
	return h, err
}
