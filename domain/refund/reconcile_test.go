package refund_test

import (
	"fmt"
	"math/rand"
	"testing"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/refund"
)

func entry(id domain.ID, day calendar.Date, minor int64, names ...string) refund.Entry {
	return refund.Entry{Entity: "refund", ID: id, Names: names, Day: day, Amount: hkd(minor)}
}

func said(line int, reference string, day calendar.Date, minor int64) refund.Statement {
	return refund.Statement{Line: line, Reference: reference, Day: day, Amount: hkd(minor)}
}

func TestReconcile(t *testing.T) {
	pairs := refund.Reconcile([]refund.Entry{
		entry(1, "2026-03-02", 1000, "LS-1", "C-1001"),
		entry(2, "2026-03-03", 500, "LS-1", "C-1002"), // a second refund of the order
		entry(3, "2026-03-04", 700, "LS-3"),
		entry(4, "2026-03-05", 800, "LS-4"),
		entry(5, "2026-03-06", 900, "LS-5"),
	}, []refund.Statement{
		said(1, "#ls-1", "2026-03-02", 500),
		said(2, "LS 1 ", "2026-03-09", 1000),
		said(3, "C-1003", "2026-03-04", 700), // another number: found by amount and day
		said(4, "LS-4", "2026-03-05", 750),
		said(5, "LS-9", "2026-03-01", 333),
	})
	got := ""
	for _, p := range pairs {
		e, s := 0, 0
		if p.Entry != nil {
			e = int(p.Entry.ID)
		}
		if p.Statement != nil {
			s = p.Statement.Line
		}
		got += fmt.Sprintf("%s %d:%d, ", p.Outcome, e, s)
	}
	if want := "different 4:4, missing 5:0, extra 0:5, matched 1:2, matched 2:1, matched 3:3, "; got != want {
		t.Errorf("Reconcile = %s\nwant        %s", got, want)
	}
	r := refund.Reconciliation{Pairs: pairs}
	if r.Count(refund.Matched) != 3 || r.Sums(refund.Matched)[0] != hkd(2200) {
		t.Errorf("matched: %d, %v", r.Count(refund.Matched), r.Sums(refund.Matched))
	}
	r, err := r.Joined(1, 2, "the bank's own number", "Mei")
	if err != nil || len(r.Pairs) != 5 || r.Count(refund.Different) != 2 || r.Pairs[1].By != "Mei" {
		t.Errorf("by hand: %+v, %v", r.Pairs, err)
	}
	if _, err := r.Joined(0, 1, "", ""); !isCode(err, "reconcile.no_pair") {
		t.Errorf("a pair was joined again: %v", err)
	}
}

// Two of one amount and day and no name: nobody guesses.
func TestReconcile_doesNotGuess(t *testing.T) {
	pairs := refund.Reconcile([]refund.Entry{entry(1, "2026-03-02", 1000, "A"), entry(2, "2026-03-02", 1000, "B")}, []refund.Statement{said(1, "?", "2026-03-02", 1000)})
	r := refund.Reconciliation{Pairs: pairs}
	if r.Count(refund.Matched) != 0 || r.Count(refund.Missing) != 2 || r.Count(refund.Extra) != 1 {
		t.Errorf("pairs = %+v", pairs)
	}
}

// Whatever both say, every payment and every line comes out once, and pairs are
// never of two currencies.
func TestReconcile_losesNothing(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	for range 500 {
		var book []refund.Entry
		var file []refund.Statement
		for i := range r.Intn(20) {
			e := entry(domain.ID(i+1), calendar.Date(fmt.Sprintf("2026-03-%02d", 1+r.Intn(28))), 1+r.Int63n(5), fmt.Sprint(r.Intn(6)))
			if r.Intn(5) == 0 {
				e.Amount.Currency = "CNY"
			}
			book = append(book, e)
		}
		for i := range r.Intn(20) {
			s := said(i+1, fmt.Sprint(r.Intn(8)), calendar.Date(fmt.Sprintf("2026-03-%02d", 1+r.Intn(28))), 1+r.Int63n(5))
			if r.Intn(5) == 0 {
				s.Amount = money.Of(s.Amount.Minor, "CNY")
			}
			file = append(file, s)
		}
		entries, lines := map[domain.ID]int{}, map[int]int{}
		for _, p := range refund.Reconcile(book, file) {
			if p.Entry != nil {
				entries[p.Entry.ID]++
			}
			if p.Statement != nil {
				lines[p.Statement.Line]++
			}
			if p.Entry != nil && p.Statement != nil && p.Entry.Amount.Currency != p.Statement.Amount.Currency {
				t.Fatalf("a pair of two currencies: %+v", p)
			}
		}
		for i := range book {
			if entries[domain.ID(i+1)] != 1 {
				t.Fatalf("payment %d came out %d times", i+1, entries[domain.ID(i+1)])
			}
		}
		for i := range file {
			if lines[i+1] != 1 {
				t.Fatalf("line %d came out %d times", i+1, lines[i+1])
			}
		}
	}
}
