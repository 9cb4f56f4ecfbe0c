package stock

import (
	"strings"
	"unicode"

	"aftercare/domain"
)

// SerialKey is a serial number as it is compared: capitals, letters and digits
// alone, for labels print it with and without spaces and dashes.
func SerialKey(serial string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, serial)
}

// Unit is one piece with a serial number, as its part of the ledger tells.
type Unit struct {
	Serial  string     `json:"serial"`
	SKU     string     `json:"sku"`
	Place   Place      `json:"place"`   // where it is
	History []Movement `json:"history"` // oldest first
}

// UnitOf reads a unit's movements, oldest first. A unit without any is known by
// nothing but its number.
func UnitOf(serial string, history []Movement) Unit {
	u := Unit{Serial: serial, History: history}
	if n := len(history); n > 0 {
		u.Serial, u.SKU, u.Place = history[n-1].Serial, history[n-1].SKU, history[n-1].To
	}
	return u
}

// Moves says whether a movement may be the unit's next: it starts where the unit
// is. So no unit is ever in two places.
//
// Errors: stock.serial_elsewhere, stock.serial_other. A person may answer them.
func (u Unit) Moves(m Movement) error {
	if len(u.History) == 0 {
		return nil
	}
	if m.SKU != u.SKU {
		e := domain.Refuse("R12", "stock.serial_other", domain.Args{"serial": u.Serial, "sku": u.SKU, "other": m.SKU})
		e.Field = "answer"
		return e
	}
	if u.Place == m.From || !u.Place.Holds() && !m.From.Holds() {
		return nil
	}
	where := u.Place
	if where == Outside {
		where = Gone
	}
	e := domain.Refuse("R12", "stock.serial_elsewhere", domain.Args{"serial": u.Serial, "place_key": "place." + string(where), "document": u.History[len(u.History)-1].Document})
	e.Field = "answer"
	return e
}

// Bridge is the movement that brings the books to where the unit really is, so
// that m can follow. Answer is what the person said.
func (u Unit) Bridge(m Movement, answer string) Movement {
	b := m
	b.SKU, b.Serial, b.Quantity, b.From, b.To = u.SKU, u.Serial, 1, u.Place, m.From
	if m.SKU != u.SKU { // the number was booked under another product
		b.To = Outside
	}
	b.Cause, b.Answer, b.Back = Found, answer, false
	b.Deed = "found/" + m.Once
	b.Once = b.Deed
	return b
}
