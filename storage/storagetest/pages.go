package storagetest

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/refund"
	"aftercare/storage"
)

// books are rows of the three books, as they were put.
type books struct {
	refunds  []refund.Refund
	claims   []claim.Claim
	goodwill []refund.Goodwill
}

// readPage reads a page of a list and counts all of it.
type readPage func(tx desk.Tx, offset, limit int) ([]domain.ID, int, error)

// bookPages compares pages of every list of the books, read in any order and
// between changes, with the list as its rule says that it stands.
func bookPages(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 3)
	r := rand.New(rand.NewPCG(11, 11))
	var b books
	for range 3 {
		b.grow(t, db, r, 60)
		for name, q := range map[string]desk.RefundQuery{"refunds": {}, "open refunds": {Open: true}, "refunds to chase": {Chase: november(5)}} {
			samePagesAs(t, db, name, b.refundsOf(q), r, func(tx desk.Tx, offset, limit int) ([]domain.ID, int, error) {
				q.Offset, q.Limit = offset, limit
				rows, err := tx.RefundPage(q)
				n, err2 := tx.RefundCount(q)
				return idsOf(rows, func(r desk.RefundRow) domain.ID { return r.ID }), n, errors.Join(err, err2)
			})
		}
		for name, q := range map[string]desk.ClaimQuery{"claims": {}, "open claims": {Open: true}, "overdue claims": {Overdue: november(4)}} {
			samePagesAs(t, db, name, b.claimsOf(q), r, func(tx desk.Tx, offset, limit int) ([]domain.ID, int, error) {
				q.Offset, q.Limit = offset, limit
				rows, err := tx.ClaimPage(q)
				n, err2 := tx.ClaimCount(q)
				return idsOf(rows, func(c claim.Claim) domain.ID { return c.ID }), n, errors.Join(err, err2)
			})
		}
		slices.SortFunc(b.goodwill, func(a, b refund.Goodwill) int { return cmp.Compare(b.ID, a.ID) })
		samePagesAs(t, db, "goodwill", idsOf(b.goodwill, func(g refund.Goodwill) domain.ID { return g.ID }), r, func(tx desk.Tx, offset, limit int) ([]domain.ID, int, error) {
			rows, err := tx.GoodwillPage(desk.GoodwillQuery{Offset: offset, Limit: limit})
			n, err2 := tx.GoodwillCount(desk.GoodwillQuery{})
			return idsOf(rows, func(g desk.GoodwillRow) domain.ID { return g.ID }), n, errors.Join(err, err2)
		})
	}
}

func november(n int) calendar.Date { return calendar.Date("2026-11-01").AddDays(n) }

// grow puts n rows more into each book, in any state.
func (b *books) grow(t *testing.T, db *storage.DB, r *rand.Rand, n int) {
	do(t, db, func(tx desk.Tx) error {
		for range n {
			m := aRefund(domain.ID(1+r.IntN(3)), []refund.State{refund.Filed, refund.Paid, refund.Proposed}[r.IntN(3)], 100, "HKD")
			switch m.State {
			case refund.Filed:
				m.Filed, m.To = filedAt, november(r.IntN(9))
			case refund.Paid:
				m.Paid = filedAt
			}
			c := claim.Claim{Number: "K-" + strconv.Itoa(len(b.claims)+1), Party: claim.Carrier, Matter: claim.Lost, Problem: "x",
				State: []claim.State{claim.Open, claim.Sent, claim.Paid, claim.Closed}[r.IntN(4)]}
			if c.State == claim.Sent {
				c.DueTo = november(r.IntN(9))
			}
			g := refund.Goodwill{Number: "G-" + strconv.Itoa(len(b.goodwill)+1), OrderID: 1, State: []refund.GoodwillState{refund.GoodwillProposed, refund.GoodwillDeclined}[r.IntN(2)],
				Amount: money.Of(5, "HKD"), Reason: refund.Apology, Method: refund.FPS}
			if err := errors.Join(tx.PutRefund(&m), tx.PutClaim(&c), tx.PutGoodwill(&g)); err != nil {
				return err
			}
			b.refunds, b.claims, b.goodwill = append(b.refunds, m), append(b.claims, c), append(b.goodwill, g)
		}
		return nil
	})
}

// refundsOf are the refunds that a query picks: newest first; to be chased, the
// longest waited for first.
func (b *books) refundsOf(q desk.RefundQuery) []domain.ID {
	picked := slices.DeleteFunc(slices.Clone(b.refunds), func(m refund.Refund) bool {
		return q.Open && m.State == refund.Paid || q.Chase != "" && (m.State != refund.Filed || m.To >= q.Chase)
	})
	slices.SortFunc(picked, func(a, b refund.Refund) int {
		if q.Chase != "" {
			return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Compare(b.ID, a.ID)
	})
	return idsOf(picked, func(m refund.Refund) domain.ID { return m.ID })
}

// claimsOf are the entries that a query picks: open ones by the day of their
// answer, those without last, then the others, newest first.
func (b *books) claimsOf(q desk.ClaimQuery) []domain.ID {
	part := func(c claim.Claim) int {
		switch {
		case c.Done():
			return 2
		case c.State == claim.Sent:
			return 0
		}
		return 1
	}
	picked := slices.DeleteFunc(slices.Clone(b.claims), func(c claim.Claim) bool {
		return q.Open && c.Done() || q.Overdue != "" && (c.State != claim.Sent || c.DueTo >= q.Overdue)
	})
	slices.SortFunc(picked, func(a, b claim.Claim) int {
		if part(a) == 0 && part(b) == 0 {
			return cmp.Or(cmp.Compare(a.DueTo, b.DueTo), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(part(a)-part(b), cmp.Compare(b.ID, a.ID))
	})
	return idsOf(picked, func(c claim.Claim) domain.ID { return c.ID })
}

// samePagesAs reads a list down, and then here and there.
func samePagesAs(t *testing.T, db *storage.DB, name string, want []domain.ID, r *rand.Rand, read readPage) {
	t.Helper()
	size := 1 + r.IntN(12)
	pages := len(want)/size + 1
	for i := range 2 * pages {
		offset := i * size
		if i >= pages {
			offset = r.IntN(len(want) + 3)
		}
		look(t, db, func(tx desk.Tx) error {
			got, n, err := read(tx, offset, size)
			if want := want[min(offset, len(want)):min(offset+size, len(want))]; !slices.Equal(got, want) {
				t.Fatalf("%s, %d from %d: got %v, want %v", name, size, offset, got, want)
			}
			if n != len(want) {
				t.Errorf("%s: got a count of %d, want %d", name, n, len(want))
			}
			return err
		})
	}
}

func idsOf[T any](rows []T, id func(T) domain.ID) []domain.ID {
	var out []domain.ID
	for _, r := range rows {
		out = append(out, id(r))
	}
	return out
}
