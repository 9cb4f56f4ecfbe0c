package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
	"aftercare/ui/text"
)

// TestRefusedInput: what is not possible at the intake desk and the bench is
// refused by its field and code, changes nothing, and says in each language what
// was given and what to do.
func TestRefusedInput(t *testing.T) {
	var number string
	w := newWorld(t, options{}, bench, speaker(&number))
	p := *w.parcelOf(number).Parcel
	line := p.Draft().Counts[0]
	counted := func(c parcel.CountedAs) error {
		c.CaseID, c.Line = line.CaseID, line.Line
		_, err := w.desk.Enter(w.ctx, desk.EnterRequest{Parcel: p.ID, Entry: parcel.Entry{Count: &c}})
		return err
	}
	notPhoto := filepath.Join(t.TempDir(), "letter.jpg")
	if err := os.WriteFile(notPhoto, []byte("Dear shop,"), 0o600); err != nil {
		t.Fatal(err)
	}
	step := func(job domain.ID, e repair.Entry) error {
		_, err := w.desk.StepRepair(w.ctx, desk.JobStep{Job: job, Entry: e})
		return err
	}
	lent := w.brought("Kettle", "Ho", 24, append(toDiagnosed(), repair.Entry{Event: repair.Begin}, repair.Entry{Event: repair.Test, Done: "dried"}, repair.Entry{Event: repair.GiveBack})...)
	minus, many := -1, 10000
	tests := map[string]struct {
		do          func() error
		field, code string
		says        []string // in every language
	}{
		"more units than 9 999":  {func() error { return counted(parcel.CountedAs{Counted: &many}) }, "counted", "parcel.quantity", []string{"10,000", "9,999"}},
		"fewer units than none":  {func() error { return counted(parcel.CountedAs{Counted: &minus}) }, "counted", "parcel.quantity", []string{"-1", "9,999"}},
		"a grade without a unit": {func() error { return counted(parcel.CountedAs{Grade: parcel.New}) }, "grade", "parcel.grade_without_item", []string{"Bluetooth speaker, slate"}},
		"a photo that is none": {func() error {
			_, err := w.desk.PhotographParcel(w.ctx, desk.PhotoRequest{Parcel: p.ID, Path: notPhoto})
			return err
		}, "photo", "file.not_a_photo", []string{"letter.jpg"}},
		"-1 months of a product": {func() error {
			_, err := w.desk.SaveProduct(w.ctx, stock.Product{SKU: "X", Category: "general", Warranty: &minus})
			return err
		}, "warranty", "product.warranty", []string{"-1", "240"}},
		"-1 months of a repair": {func() error {
			_, err := w.desk.RequestRepair(w.ctx, desk.RepairRequest{Request: repair.Request{Item: "Fan", Channel: "phone", Problem: "hums", Customer: order.Person{Name: "Ho"}, Months: -1}})
			return err
		}, "months", "repair.months", []string{"-1", "240"}},
		"a quote without lines": {func() error { // of a job of its own: the cases run in any order
			return step(w.brought("Heater", "Ho", 0, toDiagnosed()...).ID, repair.Entry{Event: repair.Quote})
		}, "work", "repair.no_work", nil},
		"an approval after expiry": {func() error {
			now := w.now
			w.now = now.Add(20 * 24 * time.Hour)
			defer func() { w.now = now }()
			return step(4, repair.Entry{Event: repair.Approve, Approval: "Priya", How: "phone"})
		}, "", "repair.expired", nil},
		"closing with a loaner out": {func() error {
			j := w.brought("Buds", "Ho", 24, append(toDiagnosed(), repair.Entry{Event: repair.Begin})...) // of its own: the tests come in any order
			if _, err := w.desk.Lend(w.ctx, desk.LoanRequest{Job: j.ID, Loaner: repair.Loaner{Item: "Old buds"}}); err != nil {
				return err
			}
			for _, e := range []repair.Entry{{Event: repair.Test, Done: "dried"}, {Event: repair.GiveBack}} {
				if err := step(j.ID, e); err != nil {
					return err
				}
			}
			return step(j.ID, repair.Entry{Event: repair.CloseIt})
		}, "", "repair.loaner_out", []string{"Old buds"}},
		"a loaner for what is back": {func() error {
			_, err := w.desk.Lend(w.ctx, desk.LoanRequest{Job: lent.ID, Loaner: repair.Loaner{Item: "Old kettle"}})
			return err
		}, "", "repair.lend_over", []string{lent.Number}},
		"another total than was agreed": {func() error {
			j := w.brought("Fan", "Ho", 0, append(toQuoted(), repair.Entry{Event: repair.Approve, Approval: "Ho", How: "phone"}, repair.Entry{Event: repair.Begin})...)
			return step(j.ID, repair.Entry{Event: repair.Test, Done: "x", Work: []repair.Work{{Kind: "labour", Title: "Labour", Quantity: 100, Each: money.Of(999900, "HKD")}}})
		}, "", "repair.above_quote", []string{"9,999.00"}},
	}
	for name, c := range tests {
		err := c.do()
		e := domain.As(err)
		if e == nil || e.Code != c.code || e.Field != c.field {
			t.Errorf("%s: %v, want %s of %q", name, err, c.code, c.field)
			continue
		}
		seen := map[string]bool{}
		for _, lang := range text.Langs() {
			said := w.shell.env.prog.Catalogue.In(lang, w.shell.zone).Error(err)
			if strings.ContainsAny(said, "⟦{}") || seen[said] {
				t.Errorf("%s: in %s it says %q", name, lang, said)
			}
			seen[said] = true
			for _, part := range c.says {
				if !strings.Contains(said, part) {
					t.Errorf("%s: in %s it says %q, want %q in it", name, lang, said, part)
				}
			}
		}
	}
	if in := w.parcelOf(number).Parcel.Draft(); in.Counts[0].Counted != nil || in.Counts[0].Grade != "" {
		t.Errorf("what was refused is kept: %+v", in.Counts[0])
	}
}

// Two parcels with one tracking number are asked about, never refused: in the
// window a key says that this is another one.
func TestRefusedInput_oneNumberTwice(t *testing.T) {
	for _, lang := range text.Langs() {
		w := newWorld(t, options{lang: lang})
		w.visit(route{page: "intake"})
		w.scan("SF14562209318")
		w.scan("SF14562209318")
		word := w.shell.env.speak().T("intake.key.another")
		w.see(word)
		w.keys("7")
		if pile, err := w.desk.Pile(w.ctx, 9); err != nil || len(pile) != 2 || pile[0].Code != pile[1].Code {
			t.Errorf("%s: %d parcels (%v), want two with one number", lang, len(pile), err)
		}
	}
}
