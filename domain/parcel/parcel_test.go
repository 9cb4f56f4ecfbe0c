package parcel_test

import (
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/parcel"
	"aftercare/domain/stock"
)

func TestRead(t *testing.T) {
	good := casefile.ReturnNumber(1187)
	bad := good[:len(good)-1] + string('0'+(good[len(good)-1]-'0'+1)%10)
	for scan, want := range map[string]parcel.Code{
		good:                    {Text: good, Return: good},
		"ｒ－" + good[2:]:         {Text: "R-" + good[2:], Return: good},
		bad:                     {Text: bad, Return: bad, Fault: "check_digit"},
		"SF 1456 2209 318":      {Text: "SF14562209318"},
		"4891008776129":         {Text: "4891008776129", Fault: "product"},
		"4891008776120":         {Text: "4891008776120"},
		"ab":                    {Text: "AB", Fault: "too_short"},
		"☃☃☃☃☃":                 {Text: "☃☃☃☃☃", Fault: "characters"},
		"HELLO":                 {Text: "HELLO", Fault: "characters"},
		"\u200bYT7488\u202e203": {Text: "YT7488203"},
	} {
		if got := parcel.Read(scan); got != want {
			t.Errorf("Read(%q) = %+v, want %+v", scan, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("R-11874")
	f.Add("4891008776120")
	f.Fuzz(func(t *testing.T, s string) {
		c := parcel.Read(s)
		if again := parcel.Read(c.Text); again != c {
			t.Errorf("Read is not stable: %q gives %+v, then %+v", s, c, again)
		}
	})
}

var day = time.Date(2026, 3, 12, 10, 0, 0, 0, time.UTC)

func n(i int) *int { return &i }

func open(t testing.TB) parcel.Parcel {
	t.Helper()
	p := parcel.Parcel{ID: 1, Number: "R-11874", Code: "R-11874", CaseIDs: []domain.ID{9}, State: parcel.Arrived, Arrived: day}
	list := parcel.Checklist{Category: "general", Version: 1, Items: []parcel.Item{{Code: "seal", Required: true}, {Code: "manual"}}}
	p, err := p.Open(list, []parcel.Count{{CaseID: 9, Line: 1, SKU: "SPK", Title: "Speaker", Said: 3}}, "Keung", day)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func edit(t testing.TB, p parcel.Parcel, entries ...parcel.Entry) parcel.Parcel {
	t.Helper()
	for _, e := range entries {
		next, err := p.Edit(e)
		if err != nil {
			t.Fatal(err)
		}
		p = next
	}
	return p
}

func counted(k int, d parcel.Disposition) parcel.Entry {
	return parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, Counted: n(k), Grade: parcel.LikeNew, Disposition: d}}
}

func TestParcel_Finish_asksForEachAnswer(t *testing.T) {
	p := open(t)
	for _, c := range []struct {
		code string
		give parcel.Entry
	}{
		{"parcel.check_missing", parcel.Entry{Check: "seal", Mark: parcel.Passed}},
		{"parcel.count_missing", parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, Counted: n(3)}}},
		{"parcel.grade_missing", parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, Grade: parcel.New}}},
		{"parcel.disposition_missing", parcel.Entry{Count: &parcel.CountedAs{CaseID: 9, Line: 1, Disposition: parcel.Restock}}},
	} {
		if _, err := p.Finish("Keung", day); !errors.Is(err, domain.Code(c.code)) {
			t.Fatalf("Finish = %v, want %s", err, c.code)
		}
		p = edit(t, p, c.give)
	}
	p, err := p.Finish("Keung", day)
	if err != nil || p.State != parcel.PutAway || p.Draft() != nil {
		t.Errorf("Finish = %v, %s", err, p.State)
	}
	if _, err := p.Edit(counted(1, parcel.Scrap)); !errors.Is(err, domain.Code("parcel.no_draft")) {
		t.Errorf("a finished inspection is edited: %v", err)
	}
}

func TestParcel_Edit_refuses(t *testing.T) {
	for code, e := range map[string]parcel.Entry{
		"missing.check":      {Check: "hygiene", Mark: parcel.Passed},
		"parcel.mark":        {Check: "seal", Mark: "maybe"},
		"parcel.quantity":    {Count: &parcel.CountedAs{CaseID: 9, Line: 1, Counted: n(10000)}},
		"parcel.grade":       {Count: &parcel.CountedAs{CaseID: 9, Line: 1, Counted: n(1), Grade: "shiny"}},
		"parcel.disposition": {Count: &parcel.CountedAs{CaseID: 9, Line: 1, Counted: n(1), Disposition: "sell"}},
		"missing.line":       {Count: &parcel.CountedAs{CaseID: 9, Line: 2, Counted: n(1)}},
		"ship.weight":        {Weight: n(-1)},
	} {
		t.Run(code, func(t *testing.T) {
			if _, err := open(t).Edit(e); !errors.Is(err, domain.Code(code)) {
				t.Errorf("Edit = %v, want %s", err, code)
			}
		})
	}
}

// Three announced: what was counted has its outcome, and what is accepted never
// exceeds what was said.
func TestCount_Outcome(t *testing.T) {
	for name, c := range map[string]struct {
		count    parcel.Count
		outcome  parcel.Outcome
		accepted int
	}{
		"all":                  {parcel.Count{Said: 3, Counted: n(3)}, parcel.Match, 3},
		"two of three":         {parcel.Count{Said: 3, Counted: n(2)}, parcel.Short, 2},
		"more is recorded":     {parcel.Count{Said: 3, Counted: n(5)}, parcel.Over, 3},
		"nothing inside":       {parcel.Count{Said: 3, Counted: n(0)}, parcel.Empty, 0},
		"another item":         {parcel.Count{Said: 3, Counted: n(3), WrongItem: true}, parcel.Wrong, 0},
		"back to the customer": {parcel.Count{Said: 3, Counted: n(3), Disposition: parcel.ToCustomer}, parcel.Match, 0},
	} {
		if got := c.count.Outcome(); got != c.outcome || c.count.Accepted() != c.accepted {
			t.Errorf("%s: %s, accepted %d", name, got, c.count.Accepted())
		}
	}
}

// A correction takes back what the inspection before it moved: in the end stock
// is where the last inspection put it, and each deed counts once.
func TestParcel_Moves_once(t *testing.T) {
	p := edit(t, open(t), parcel.Entry{Check: "seal", Mark: parcel.Passed}, counted(3, parcel.Restock))
	p, err := p.Finish("Keung", day)
	if err != nil {
		t.Fatal(err)
	}
	ledger := stock.Align(nil, p.Moves())
	ledger = append(ledger, stock.Align(ledger, p.Moves())...)
	if got := stock.Levels(ledger); got[stock.Shelf] != 3 || got[stock.Quarantine] != 0 {
		t.Errorf("booked twice: %v", got)
	}
	list := parcel.Checklist{Category: "general", Version: 1}
	p, err = p.Open(list, []parcel.Count{{CaseID: 9, Line: 1, SKU: "SPK", Title: "Speaker", Said: 3}}, "Keung", day)
	if err != nil {
		t.Fatal(err)
	}
	p = edit(t, p, counted(2, parcel.Scrap))
	if p, err = p.Finish("Keung", day); err != nil {
		t.Fatal(err)
	}
	ledger = append(ledger, stock.Align(ledger, p.Moves())...)
	if got := stock.Levels(ledger); got[stock.Shelf] != 0 || got[stock.Quarantine] != 0 || got[stock.Gone] != 2 {
		t.Errorf("corrected: %v", got)
	}
}
