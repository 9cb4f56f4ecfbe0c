package repair_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/quick"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/repair"
	"aftercare/domain/shop"
	"aftercare/domain/stock"
)

func terms(r *rand.Rand) shop.Bench {
	b := shop.Ours()
	b.Fee, b.TaxRate, b.TaxIncluded = int64(r.IntN(2)*8000), int64(r.IntN(2000)), r.IntN(2) == 0
	return b
}

// TestBillOf_toTheCent: whatever the lines, the rate and where the tax stands,
// the total is the lines and the tax.
func TestBillOf_toTheCent(t *testing.T) {
	err := quick.Check(func(each []uint32, quantity []uint16, rate uint16, included bool) bool {
		var work []repair.Work
		for i, e := range each {
			q := 100
			if i < len(quantity) {
				q = 1 + int(quantity[i])
			}
			work = append(work, repair.Work{Kind: "part", Title: "x", Quantity: q, Each: money.Of(int64(e%10_000_000), "HKD"), Covered: i%5 == 4})
		}
		b := repair.BillOf(work, "HKD", int64(rate%5001), included)
		sum := int64(0)
		for _, w := range work {
			sum += w.Amount().Minor
		}
		if included {
			return b.Lines.Minor == sum && b.Total.Minor == sum && b.Tax.Minor >= 0 && b.Tax.Minor <= sum
		}
		return b.Lines.Minor == sum && b.Total.Minor == sum+b.Tax.Minor && b.Tax == money.Percent(b.Lines, b.Rate)
	}, &quick.Config{MaxCount: 3000})
	if err != nil {
		t.Error(err)
	}
}

func TestBillOf(t *testing.T) {
	work := []repair.Work{{Kind: "part", Title: "a", Quantity: 100, Each: money.Of(1000, "HKD")}}
	if b := repair.BillOf(work, "HKD", 800, true); b.Tax.Minor != 74 || b.Total.Minor != 1000 {
		t.Errorf("10.00 with 8 %% in it: tax %v, total %v, want 0.74 and 10.00", b.Tax, b.Total)
	}
	if b := repair.BillOf(work, "HKD", 1000, false); b.Tax.Minor != 100 || b.Total.Minor != 1100 {
		t.Errorf("10.00 and 10 %%: tax %v, total %v, want 1.00 and 11.00", b.Tax, b.Total)
	}
}

func diagnosed(t testing.TB, from calendar.Date, f repair.Finding) repair.Job {
	t.Helper()
	if f.Fault == "" {
		f.Fault = "motor overheats"
	}
	return walk(t, job(t, from), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Finding: f})
}

// TestJob_revisedQuote: each quote keeps its number, its lines and its answer;
// the approval of the one before it does not hold.
func TestJob_revisedQuote(t *testing.T) {
	j := walk(t, diagnosed(t, "2025-08-31", repair.Finding{}), repair.Entry{Event: repair.Quote, Work: quote()[:2]},
		repair.Entry{Event: repair.Approve, Approval: "Priya", How: "chat"}, repair.Entry{Event: repair.Quote, Work: quote()})
	if j.Approval != "" || j.State != repair.Quoted || j.QuoteNumber() != "J-0342-Q2" || j.Quotes[0].Answer != repair.OfferReplaced || j.Quotes[0].By != "Priya" {
		t.Errorf("after the revised quote: approval %q, %s, %s, first %+v", j.Approval, j.State, j.QuoteNumber(), j.Quotes[0])
	}
	if _, err := j.Step(repair.Entry{Event: repair.Begin}, "Keung", day, time.UTC); err == nil {
		t.Error("the repair began without the approval of the revised quote")
	}
	if j.Expires != "2026-03-23" {
		t.Errorf("the quote holds to %s, want the shop's 14 days: 2026-03-23", j.Expires)
	}
	j = walk(t, j, repair.Entry{Event: repair.Approve, Approval: "Priya", How: "phone"}, repair.Entry{Event: repair.Begin})
	over := append(quote(), repair.Work{Kind: "part", Title: "one more", Quantity: 100, Each: money.Of(1, "HKD")})
	if _, err := j.Step(repair.Entry{Event: repair.Test, Done: "x", Work: over}, "Keung", day, time.UTC); !errors.Is(err, domain.Code("repair.above_quote")) {
		t.Errorf("charging above the approved quote = %v", err)
	}
	j = walk(t, j, repair.Entry{Event: repair.Test, Done: "x", Work: quote()[:1]})
	if _, _, total := j.Total(); total.Minor != 18000 {
		t.Errorf("less was done than quoted: total %v, want 180.00", total)
	}
}

func TestJob_fee(t *testing.T) {
	b := shop.Ours()
	b.Fee = 8000
	declined := func() repair.Job {
		return walk(t, walk(t, job(t, "2025-08-31").Under(b), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "x"}}),
			repair.Entry{Event: repair.Quote, Work: quote()}, repair.Entry{Event: repair.DeclineIt, Approval: "Priya", How: "chat"})
	}
	if _, _, total := declined().Total(); total.Minor != 8000 {
		t.Errorf("a declined quote costs %v, want the fee of 80.00", total)
	}
	if _, err := declined().Step(repair.Entry{Event: repair.GiveBack}, "Keung", day, time.UTC); !errors.Is(err, domain.Code("field.required")) {
		t.Errorf("giving back without the fee paid = %v", err)
	}
	waived := walk(t, declined(), repair.Entry{Event: repair.GiveBack, Waive: "good customer"})
	if _, _, total := waived.Total(); total.Minor != 0 || waived.Waived.Who != "Keung" || waived.Until != "" {
		t.Errorf("waived: total %v by %+v, warranty %q", total, waived.Waived, waived.Until)
	}
	covered := walk(t, job(t, "2026-01-31").Under(b), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "x"}}, repair.Entry{Event: repair.GiveUp, Note: "board"})
	if _, _, total := covered.Total(); total.Minor != 0 {
		t.Errorf("beyond repair under warranty costs %v", total)
	}
}

func TestJob_maker(t *testing.T) {
	away := repair.Entry{Event: repair.SendAway, Leg: repair.Leg{Workshop: "Maker Ltd", Number: "RMA-7", Expected: "2026-03-30"}}
	j := walk(t, diagnosed(t, "2026-01-31", repair.Finding{}), away, repair.Entry{Event: repair.BackFrom, Leg: repair.Leg{Cost: money.Of(25000, "HKD"), Result: "board replaced", Serial: "EG40-B"}})
	if l := j.Leg(); l.Number != "RMA-7" || l.Sent != "2026-03-09" || l.Back != "2026-03-09" || l.Cost.Minor != 25000 || j.SerialOut != "EG40-B" {
		t.Errorf("the leg is %+v, serial out %q", l, j.SerialOut)
	}
	unpaid := walk(t, diagnosed(t, "2025-08-31", repair.Finding{}), away)
	if _, err := unpaid.Step(repair.Entry{Event: repair.BackFrom}, "Keung", day, time.UTC); !errors.Is(err, domain.Code("repair.back_unquoted")) {
		t.Errorf("repaired at the maker without cover or quote = %v", err)
	}
	walk(t, unpaid, repair.Entry{Event: repair.BackAsWas}, repair.Entry{Event: repair.Quote, Work: quote()})
	for name, e := range map[string]repair.Entry{"field.required": {Event: repair.SendAway}, "repair.expected": {Event: repair.SendAway, Leg: repair.Leg{Workshop: "x", Expected: "2026-03-08"}}} {
		if _, err := diagnosed(t, "2026-01-31", repair.Finding{}).Step(e, "Keung", day, time.UTC); !errors.Is(err, domain.Code(name)) {
			t.Errorf("send away = %v, want %s", err, name)
		}
	}
}

func TestJob_beyondRepair(t *testing.T) {
	j := walk(t, diagnosed(t, "2026-01-31", repair.Finding{}), repair.Entry{Event: repair.GiveUp, Note: "board corroded"})
	if _, err := j.Step(repair.Entry{Event: repair.Refund}, "Keung", day, time.UTC); !errors.Is(err, domain.Code("repair.instead")) {
		t.Errorf("a refund of nothing = %v", err)
	}
	r := walk(t, j, repair.Entry{Event: repair.Replace, Instead: repair.Instead{SKU: "EG40", Serial: "EG40-NEW"}}, repair.Entry{Event: repair.GiveBack, By: "Priya"}, repair.Entry{Event: repair.CloseIt})
	if r.SerialOut != "EG40-NEW" || r.Back.By != "Priya" || r.Back.Way != "collected" {
		t.Errorf("replaced: serial out %q, back %+v", r.SerialOut, r.Back)
	}
	// Paid back and not fetched, it is the shop's: into quarantine, once it is closed.
	j.SKU, j.Parcel = "EG30", "P-1"
	paidBack := repair.Entry{Event: repair.Refund, Instead: repair.Instead{Amount: money.Of(46800, "HKD"), How: "fps"}}
	quarantined := func(j repair.Job) (out []stock.Movement) {
		return slices.DeleteFunc(j.Moves(nil), func(m stock.Movement) bool { return m.To != stock.Quarantine })
	}
	if got := quarantined(walk(t, j, paidBack)); len(got) != 0 {
		t.Errorf("before it is closed: %+v", got)
	}
	if got := quarantined(walk(t, j, paidBack, repair.Entry{Event: repair.CloseIt})); len(got) != 1 || got[0].From != stock.Bench || got[0].SKU != "EG30" || got[0].Quantity != 1 || got[0].Cause != stock.Returned {
		t.Errorf("kept by the shop: %+v, want one from the bench", got)
	}
	if got := quarantined(walk(t, j, paidBack, repair.Entry{Event: repair.GiveBack, By: "Priya"}, repair.Entry{Event: repair.CloseIt})); len(got) != 0 {
		t.Errorf("fetched by the customer: %+v", got)
	}
}

func TestJob_loaner(t *testing.T) {
	j := walk(t, diagnosed(t, "2026-01-31", repair.Finding{}), repair.Entry{Event: repair.Begin}, repair.Entry{Event: repair.Test, Done: "x"})
	if _, err := j.TakeLoaner("", day); !errors.Is(err, domain.Code("repair.no_loaner")) {
		t.Errorf("taking back no loaner = %v", err)
	}
	if _, err := j.Lend(repair.Loaner{}, "Keung", day); !errors.Is(err, domain.Code("field.required")) {
		t.Errorf("lending nothing = %v", err)
	}
	lent, err := j.Lend(repair.Loaner{Item: "Grinder 30"}, "Keung", day)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lent.Lend(repair.Loaner{Item: "Another"}, "Keung", day); !errors.Is(err, domain.Code("repair.loaner_twice")) {
		t.Errorf("lending twice = %v", err)
	}
	back := walk(t, lent, repair.Entry{Event: repair.GiveBack})
	if _, err := back.Step(repair.Entry{Event: repair.CloseIt}, "Keung", day, time.UTC); !errors.Is(err, domain.Code("repair.loaner_out")) {
		t.Errorf("closing with a loaner out = %v", err)
	}
	if back, err = back.TakeLoaner("as new", day); err != nil {
		t.Fatal(err)
	}
	closed := walk(t, back, repair.Entry{Event: repair.CloseIt})
	if _, err := closed.Lend(repair.Loaner{Item: "x"}, "Keung", day); !errors.Is(err, domain.Code("repair.lend_over")) {
		t.Errorf("lending on a closed job = %v", err)
	}
}

// TestJob_UnmarshalJSON reads a job as the program of before kept it.
func TestJob_UnmarshalJSON(t *testing.T) {
	const body = `{"id":7,"version":9,"number":"J-0007","customer":{"name":"Priya"},"item":"Grinder","channel":"counter","problem":"stops","state":"returned",
		"cover":{"from":"2025-08-31","months":6,"asked":"2026-03-09"},"verdict":{"answer":"refuse","fired":[]},"finding":{"fault":"brushes","misuse":false},
		"work":[{"kind":"part","title":"Brushes","quantity":100,"each":{"minor":18000,"currency":"HKD"}}],"currency":"HKD","expires":"2026-03-20","approval":"Priya, phone",
		"done":"replaced","carrier":"SF","tracking":"SF1","paid_how":"fps","warranty_until":"2026-06-07","opened":"2026-03-09T12:00:00Z","due":"2026-03-23",
		"steps":[{"event":"request","state":"requested","at":"2026-03-09T12:00:00Z","who":"K"},{"event":"receive","state":"received","at":"2026-03-09T12:00:00Z","who":"K"},
		{"event":"diagnose","state":"diagnosed","at":"2026-03-09T12:00:00Z","who":"K"},{"event":"quote","state":"quoted","at":"2026-03-09T12:00:00Z","who":"K"},
		{"event":"approve","state":"approved","at":"2026-03-09T12:00:00Z","who":"K"},{"event":"begin","state":"repairing","at":"2026-03-09T12:00:00Z","who":"K"},
		{"event":"test","state":"tested","at":"2026-03-09T12:00:00Z","who":"K"},{"event":"give_back","state":"returned","at":"2026-03-09T12:00:00Z","who":"K"}]}`
	var j repair.Job
	if err := json.Unmarshal([]byte(body), &j); err != nil {
		t.Fatal(err)
	}
	if err := j.Validate(); err != nil {
		t.Fatal(err)
	}
	if j.Terms.WarrantyDays != 90 || j.Back.Way != "shipped" || len(j.Quotes) != 1 || j.Quotes[0].Answer != repair.OfferApproved || j.Quotes[0].Total.Minor != 18000 {
		t.Errorf("read as %+v, back %+v, quotes %+v", j.Terms, j.Back, j.Quotes)
	}
	if _, _, total := j.Total(); total.Minor != 18000 {
		t.Errorf("its total is %v, want 180.00", total)
	}
	raw, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	var again repair.Job
	if err := json.Unmarshal(raw, &again); err != nil || len(again.Quotes) != 1 {
		t.Errorf("read again: %d quotes, %v", len(again.Quotes), err)
	}
	walk(t, j, repair.Entry{Event: repair.CloseIt})
}
