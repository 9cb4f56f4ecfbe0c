package paper_test

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/ui/paper"
)

// TestPress_survivesAnything prints papers whose every field holds chance:
// damaged bytes, private codes, long numbers, lists of any length. A paper
// comes out whole or is refused with a code.
func TestPress_survivesAnything(t *testing.T) {
	p := newPress(t)
	for seed := range uint64(12) {
		c := chance{rand.New(rand.NewPCG(seed, 1))}
		l := pick(c, languages["en"], languages["hans"], languages["en-hant"])
		receipt := setting(l, pick(c, paper.A5, paper.Roll80))
		var label paper.Label
		var slip paper.PackingSlip
		var intake paper.IntakeReceipt
		var repair paper.RepairReceipt
		var quote paper.Quote
		var list paper.List
		for i, print := range []func() (paper.Paper, error){
			func() (paper.Paper, error) { return p.Label(label, setting(l, pick(c, "", paper.A6, paper.A4))) },
			func() (paper.Paper, error) { return p.Slip(slip, setting(l, "")) },
			func() (paper.Paper, error) { return p.Intake(intake, receipt) },
			func() (paper.Paper, error) { return p.Repair(repair, receipt) },
			func() (paper.Paper, error) { return p.Quote(quote, receipt) },
			func() (paper.Paper, error) { return p.List(list, setting(l, "")) },
		} {
			for _, input := range []any{&label, &slip, &intake, &repair, &quote, &list} {
				c.fill(reflect.ValueOf(input).Elem())
			}
			got, err := print()
			if err != nil && domain.As(err) == nil {
				t.Errorf("seed %d, paper %d: %v", seed, i, err)
			}
			if err == nil && (!bytes.HasPrefix(got.PDF, []byte("%PDF-")) || !bytes.HasSuffix(got.PDF, []byte("%%EOF\n")) || got.Pages < 1) {
				t.Errorf("seed %d, paper %d: %d pages and %d bytes are no whole PDF", seed, i, got.Pages, len(got.PDF))
			}
		}
	}
}

// chance fills values of any type.
type chance struct{ *rand.Rand }

func pick[T any](c chance, of ...T) T { return of[c.IntN(len(of))] }

func (c chance) fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(c.text())
		if v.Type() == reflect.TypeFor[calendar.Date]() {
			v.SetString(pick(c, "", "2026-03-12", "x"))
		}
	case reflect.Int, reflect.Int64:
		v.SetInt(c.Int64N(1 << 40))
	case reflect.Bool:
		v.SetBool(c.IntN(2) == 0)
	case reflect.Slice:
		n := c.IntN(5)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			c.fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				c.fill(v.Field(i))
			}
		}
	case reflect.Pointer:
		v.SetZero()
		if c.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			c.fill(v.Elem())
		}
	}
}

func (c chance) text() string {
	s := ""
	for range pick(c, 0, 0, 1, 5, 20, 100, 1000) {
		switch c.IntN(5) {
		case 0:
			s += " "
		case 1:
			s += string(rune(0x4E00 + c.IntN(5000)))
		case 2:
			s += string(rune(c.IntN(0x30000)))
		case 3:
			s += pick(c, "\n", "\xff", "，", "（", "-", "😀", "\u202e")
		default:
			s += string(rune('A' + c.IntN(26)))
		}
	}
	return s
}
