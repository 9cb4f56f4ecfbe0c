package parcel_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"aftercare/domain"
	"aftercare/domain/parcel"
	"aftercare/domain/stock"
)

// R6: more than 5 % or 50 g below the packed weight is lighter.
func TestWeigh(t *testing.T) {
	for _, c := range []struct {
		packed, now int
		want        parcel.Scale
	}{
		{840, 860, parcel.SameWeight}, {840, 798, parcel.SameWeight}, {840, 797, parcel.Lighter}, {840, 890, parcel.Heavier},
		{5000, 4950, parcel.SameWeight}, {5000, 4949, parcel.Lighter}, {0, 500, parcel.WeightUnknown}, {500, 0, parcel.WeightUnknown},
	} {
		if got := parcel.Weigh(c.packed, c.now); got != c.want {
			t.Errorf("Weigh(%d, %d) = %s, want %s", c.packed, c.now, got, c.want)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		serial  string
		shipped []string
		want    string
	}{
		{"SN 88-41", []string{"X", "sn8841"}, "same"}, {"SN 88-42", []string{"SN8841"}, "other"}, {"SN8841", nil, "unknown"}, {" - ", []string{"SN8841"}, "unknown"},
	} {
		if got := parcel.Same(c.serial, c.shipped); got != c.want {
			t.Errorf("Same(%q, %q) = %s, want %s", c.serial, c.shipped, got, c.want)
		}
	}
}

// R7, R10: a failed check that voids the claim, another item, misuse and goods
// that go back accept nothing.
func TestInspection_Accepted(t *testing.T) {
	line := parcel.Count{Said: 3, Counted: n(5)}
	wrong, misused, back := line, line, line
	wrong.WrongItem, misused.Misuse, back.Disposition = true, true, parcel.ToCustomer
	void := parcel.Check{Item: parcel.Item{Code: "hygiene", Voids: true}, Mark: parcel.Failed}
	passed, harmless := void, void
	passed.Mark, harmless.Voids = parcel.Passed, false
	for name, c := range map[string]struct {
		checks []parcel.Check
		line   parcel.Count
		want   int
	}{
		"more than said": {nil, line, 3}, "wrong item": {nil, wrong, 0}, "misuse": {nil, misused, 0}, "back to the customer": {nil, back, 0},
		"a void check failed": {[]parcel.Check{harmless, void}, line, 0}, "a void check passed": {[]parcel.Check{harmless, passed}, line, 3},
	} {
		if got := (parcel.Inspection{Checks: c.checks}).Accepted(c.line); got != c.want {
			t.Errorf("%s: accepted %d, want %d", name, got, c.want)
		}
	}
}

func TestParcel_Edit_gradeWithoutItem(t *testing.T) {
	grade := parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, Grade: parcel.New}}
	if _, err := open(t).Edit(grade); !errors.Is(err, domain.Code("parcel.grade_without_item")) {
		t.Errorf("not counted: %v", err)
	}
	p := edit(t, open(t), counted(2, parcel.Restock), parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, Counted: n(0)}})
	if c := p.Draft().Counts[0]; c.Grade != "" || c.Disposition != "" {
		t.Errorf("none came, and the grade is %q, the way %q", c.Grade, c.Disposition)
	}
	if _, err := p.Edit(grade); !errors.Is(err, domain.Code("parcel.grade_without_item")) {
		t.Errorf("none came: %v", err)
	}
}

// A failed check that needs a photo keeps the inspection open until there is one.
func TestParcel_Finish_photoOnFail(t *testing.T) {
	p := open(t)
	p.Inspections[0].Checks[0].Photo = true
	p = edit(t, p, parcel.Entry{Check: "seal", Mark: parcel.Failed}, counted(3, parcel.Later))
	if _, err := p.Finish("Keung", day); !errors.Is(err, domain.Code("parcel.photo_missing")) {
		t.Fatalf("Finish = %v, want parcel.photo_missing", err)
	}
	if _, err := p.Pictured(parcel.Photo{File: domain.File{Name: "a.pdf"}}); !errors.Is(err, domain.Code("file.not_a_photo")) {
		t.Errorf("a letter is taken as a photo: %v", err)
	}
	photo := parcel.Photo{File: domain.File{Hash: "aa", Name: "a.jpg", Photo: true}, Check: "seal"}
	p, err := p.Pictured(photo)
	if err != nil {
		t.Fatal(err)
	}
	if p, err = p.Pictured(photo); err != nil || len(p.Photos) != 1 {
		t.Errorf("the same photo stands %d times (%v)", len(p.Photos), err)
	}
	if p, err = p.Finish("Keung", day); err != nil || p.State != parcel.Inspected {
		t.Fatalf("Finish = %v, %s, want inspected while nobody decided", err, p.State)
	}
	if _, err := p.Unpictured("aa"); !errors.Is(err, domain.Code("parcel.finished")) {
		t.Errorf("a photo of a finished inspection goes: %v", err)
	}
	if l := stock.Levels(p.Moves()); l[stock.Quarantine] != 3 {
		t.Errorf("undecided goods: %v, want 3 in quarantine", l)
	}
}

// A part parcel is taken in, the rest stays expected; two parcels sum up.
func TestFound_partParcel(t *testing.T) {
	yes := true
	first := edit(t, open(t), parcel.Entry{Check: "seal", Mark: parcel.Passed}, counted(1, parcel.Restock), parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, Rest: &yes}})
	if o := first.Draft().Counts[0].Outcome(); o != parcel.Part {
		t.Errorf("outcome %s, want part", o)
	}
	first, err := first.Finish("Keung", day)
	if err != nil {
		t.Fatal(err)
	}
	counts, rest := parcel.Found([]parcel.Parcel{first}, 9)
	if counts[1].Counted != 1 || counts[1].Accepted != 1 || !rest {
		t.Errorf("after the first: %+v, rest %v", counts, rest)
	}
	second := open(t)
	second.Inspections[0].Counts[0].Said = 2
	second = edit(t, second, parcel.Entry{Check: "seal", Mark: parcel.Passed}, counted(2, parcel.Restock))
	if second, err = second.Finish("Keung", day.Add(1)); err != nil {
		t.Fatal(err)
	}
	counts, rest = parcel.Found([]parcel.Parcel{first, second}, 9)
	if counts[1].Counted != 3 || counts[1].Accepted != 3 || rest {
		t.Errorf("after the second: %+v, rest %v", counts, rest)
	}
}

// What came instead is booked as what it is, or not at all.
func TestParcel_Moves_wrongItem(t *testing.T) {
	yes, sku := true, "CUP"
	p := edit(t, open(t), parcel.Entry{Check: "seal", Mark: parcel.Passed}, counted(2, parcel.Later), parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, WrongItem: &yes}})
	unknown, err := p.Finish("Keung", day)
	if err != nil {
		t.Fatal(err)
	}
	if m := unknown.Moves(); m != nil {
		t.Errorf("an unknown item moves: %+v", m)
	}
	p, err = edit(t, p, parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, CameSKU: &sku}}).Finish("Keung", day)
	if err != nil {
		t.Fatal(err)
	}
	if m := p.Moves(); len(m) != 1 || m[0].SKU != "CUP" || m[0].Quantity != 2 {
		t.Errorf("moves %+v, want 2 CUP into quarantine", m)
	}
}

// Whatever is entered, finished and corrected, in any order: each line accepts at
// most what was said and what was counted, counted is said and over, and the
// ledger holds what the standing inspection counted, once.
func TestParcel_random(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 3))
	list := parcel.Checklist{Category: "general", Version: 1, Items: []parcel.Item{{Code: "seal", Voids: true}}}
	for round := range 500 {
		p := parcel.Parcel{ID: 1, Number: "R-1", CaseIDs: []domain.ID{9}, State: parcel.Arrived, Arrived: day}
		var ledger []stock.Movement
		for range 1 + r.IntN(3) {
			said := 1 + r.IntN(4)
			var err error // a correction goes on from what the parcel is
			if p, err = p.Open(list, []parcel.Count{{CaseID: 9, Line: 1, SKU: "SPK", Title: "Speaker", Said: said}}, "Keung", day); err != nil {
				t.Fatal(err)
			}
			wrong, misuse, k := r.IntN(4) == 0, r.IntN(4) == 0, 1+r.IntN(6)
			ways := parcel.Dispositions()
			p = edit(t, p, parcel.Entry{Check: "seal", Mark: []parcel.Mark{parcel.Passed, parcel.Failed}[r.IntN(2)]}, counted(k, ways[r.IntN(len(ways))]),
				parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, WrongItem: &wrong, Misuse: &misuse}})
			if p, err = p.Finish("Keung", day); err != nil {
				t.Fatal(err)
			}
			in := *p.Last()
			c := in.Counts[0]
			over := max(k-said, 0)
			if got := in.Accepted(c); got > said || got > k || k > said+over {
				t.Fatalf("round %d: said %d, counted %d, accepted %d", round, said, k, got)
			}
			for range 2 {
				ledger = append(ledger, stock.Align(ledger, p.Moves())...)
			}
			want, sum := k, 0
			if wrong {
				want = 0
			}
			for _, n := range stock.Levels(ledger) {
				sum += n
			}
			if sum != want {
				t.Fatalf("round %d: the ledger holds %d, want %d", round, sum, want)
			}
		}
	}
}
