package storagetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/refund"
)

var filedAt = time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)

// aRefund is a refund on the n-th order.
func aRefund(n domain.ID, state refund.State, minor int64, c money.Currency) refund.Refund {
	a := money.Of(minor, c)
	return refund.Refund{OrderID: n, State: state, Amount: a, PaidBy: channel.PaidByShop, Parts: []refund.Part{{Kind: refund.Goods, Amount: a}}}
}

func refundLedger(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 3)
	c := aCase(1, "C-1", "")
	late, soon, paid, other, foreign := aRefund(1, refund.Filed, 100, "HKD"), aRefund(2, refund.Filed, 200, "HKD"), aRefund(3, refund.Paid, 400, "HKD"), aRefund(3, refund.Paid, 800, "HKD"), aRefund(3, refund.Filed, 50, "CNY")
	late.Filed, late.To, soon.Filed, soon.To = filedAt, "2026-11-09", filedAt.Add(time.Hour), "2026-11-10"
	foreign.Filed, foreign.To = filedAt, "2026-11-08"
	paid.Paid, other.Paid, other.PaidBy = filedAt.Add(48*time.Hour), filedAt.Add(72*time.Hour), channel.PaidByPlatform
	do(t, db, func(tx desk.Tx) error {
		if err := tx.PutCase(&c); err != nil {
			return err
		}
		late.CaseID = c.ID
		return errors.Join(tx.PutRefund(&late), tx.PutRefund(&soon), tx.PutRefund(&paid), tx.PutRefund(&other), tx.PutRefund(&foreign))
	})
	look(t, db, func(tx desk.Tx) error {
		for name, q := range map[string]struct {
			q    desk.RefundQuery
			ids  []domain.ID
			sums []money.Amount
		}{
			"open":         {desk.RefundQuery{Open: true}, []domain.ID{foreign.ID, soon.ID, late.ID}, []money.Amount{money.Of(50, "CNY"), money.Of(300, "HKD")}},
			"chase":        {desk.RefundQuery{Chase: "2026-11-10"}, []domain.ID{foreign.ID, late.ID}, []money.Amount{money.Of(50, "CNY"), money.Of(100, "HKD")}},
			"paid by shop": {desk.RefundQuery{State: refund.Paid, Book: refund.DirectBook, Since: filedAt}, []domain.ID{paid.ID}, []money.Amount{money.Of(400, "HKD")}},
			"paid since":   {desk.RefundQuery{State: refund.Paid, Since: filedAt.Add(49 * time.Hour)}, []domain.ID{other.ID}, []money.Amount{money.Of(800, "HKD")}},
			"none":         {desk.RefundQuery{State: refund.Declined}, nil, nil},
		} {
			q.q.Limit = 10
			rows, err := tx.RefundPage(q.q)
			var ids []domain.ID
			for _, r := range rows {
				ids = append(ids, r.ID)
			}
			n, err2 := tx.RefundCount(q.q)
			sums, err3 := tx.RefundSums(q.q)
			if !reflect.DeepEqual(ids, q.ids) || n != len(q.ids) || !reflect.DeepEqual(sums, q.sums) || errors.Join(err, err2, err3) != nil {
				t.Errorf("%s: got %v, %d, %v, %v; want %v, %v", name, ids, n, sums, errors.Join(err, err2, err3), q.ids, q.sums)
			}
		}
		rows, err := tx.RefundPage(desk.RefundQuery{Limit: 2, Offset: 3})
		if len(rows) != 2 || rows[1].CaseNumber != "C-1" || rows[0].CaseNumber != "" || rows[0].OrderNumber == "" {
			t.Errorf("RefundPage: got %+v", rows)
		}
		whole, err3 := tx.RefundPage(desk.RefundQuery{Limit: 10})
		for i, above := range whole { // what follows a row is what stands below it
			below, err := tx.RefundPage(desk.RefundQuery{After: above.ID, Limit: 10})
			if err != nil || len(below) != len(whole)-i-1 || len(below) > 0 && below[0].ID != whole[i+1].ID {
				t.Errorf("RefundPage after row %d: got %+v, %v", i, below, err)
			}
		}
		if one, err := tx.Refund(late.ID); err != nil || !reflect.DeepEqual(one, late) || one.Number == "" {
			t.Errorf("Refund: got %+v, %v, want %+v", one, err, late)
		}
		moved, err2 := tx.RefundsMoved(filedAt, filedAt.Add(49*time.Hour))
		if len(moved) != 4 || moved[3].ID != paid.ID {
			t.Errorf("RefundsMoved: got %d", len(moved))
		}
		return errors.Join(err, err2, err3)
	})
}

func goodwillAndClaims(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 2)
	pay := func(number string, state refund.GoodwillState) refund.Goodwill {
		return refund.Goodwill{Number: number, OrderID: 1, State: state, Amount: money.Of(500, "HKD"), Reason: refund.Apology, Method: refund.FPS}
	}
	first, second := pay("G-1001", refund.GoodwillVerified), pay("G-1002", refund.GoodwillPaid)
	first.Day, first.Verified = "2026-11-02", filedAt
	second.Paid, second.Told, second.Day = filedAt, filedAt, "2026-11-02"
	ask := func(number string, state claim.State) claim.Claim {
		return claim.Claim{Number: number, Party: claim.Carrier, Matter: claim.Lost, State: state, Problem: "沒有收到", OrderID: 1}
	}
	sent, open, done, free := ask("K-1", claim.Sent), ask("K-2", claim.Open), ask("K-3", claim.Paid), ask("K-4", claim.Sent)
	sent.DueTo, free.DueTo, free.OrderID = "2026-11-05", "2026-11-04", 0
	done.Payments = []claim.Payment{{At: filedAt, Amount: money.Of(300, "HKD")}, {At: filedAt.AddDate(0, 2, 0), Amount: money.Of(200, "HKD")}} // in two parts
	done.Paid, done.PaidAt = money.Of(500, "HKD"), done.Payments[1].At
	do(t, db, func(tx desk.Tx) error {
		return errors.Join(tx.PutGoodwill(&first), tx.PutGoodwill(&second), tx.PutClaim(&sent), tx.PutClaim(&open), tx.PutClaim(&done), tx.PutClaim(&free))
	})
	look(t, db, func(tx desk.Tx) error {
		on, err := tx.GoodwillOn("2026-11-02")
		of, err2 := tx.GoodwillOfOrder(1)
		rows, err3 := tx.GoodwillPage(desk.GoodwillQuery{Open: true, Limit: 9})
		one, err4 := tx.GoodwillNumbered("g1002")
		moved, err5 := tx.GoodwillMoved(filedAt, filedAt.Add(time.Hour))
		if len(on) != 2 || len(of) != 2 || len(rows) != 1 || rows[0].Number != "G-1001" || rows[0].OrderNumber == "" || !reflect.DeepEqual(one, second) || len(moved) != 2 {
			t.Errorf("goodwill: got %d, %d, %+v, %+v, %d", len(on), len(of), rows, one, len(moved))
		}
		return errors.Join(err, err2, err3, err4, err5)
	})
	look(t, db, func(tx desk.Tx) error {
		numbers := func(q desk.ClaimQuery) (out []string) {
			q.Limit = 9
			all, err := tx.ClaimPage(q)
			n, err2 := tx.ClaimCount(q)
			for _, c := range all {
				out = append(out, c.Number)
			}
			if n != len(all) || err != nil || err2 != nil {
				t.Errorf("ClaimPage(%+v): %d of %d, %v, %v", q, len(all), n, err, err2)
			}
			return out
		}
		for want, q := range map[*[]string]desk.ClaimQuery{{"K-4", "K-1", "K-2", "K-3"}: {}, {"K-4", "K-1", "K-2"}: {Open: true}, {"K-4"}: {Overdue: "2026-11-05"}} {
			if got := numbers(q); !reflect.DeepEqual(got, *want) {
				t.Errorf("ClaimPage(%+v): got %v, want %v", q, got, *want)
			}
		}
		of, err := tx.ClaimsOfOrder(1)
		paid, err2 := tx.ClaimsPaid(filedAt, filedAt.Add(time.Hour))
		if between, err := tx.ClaimsPaid(filedAt.AddDate(0, 0, 1), filedAt.AddDate(0, 1, 0)); err != nil || len(between) != 0 {
			t.Errorf("ClaimsPaid between its two payments: got %d, %v", len(between), err)
		}
		one, err3 := tx.ClaimNumbered("k1")
		if len(of) != 3 || len(paid) != 1 || one.ID != sent.ID {
			t.Errorf("claims: got %d, %d, %d", len(of), len(paid), one.ID)
		}
		return errors.Join(err, err2, err3)
	})
	missing(t, db, "goodwill", func(tx desk.Tx) error { _, err := tx.Goodwill(99); return err })
	missing(t, db, "claim", func(tx desk.Tx) error { _, err := tx.ClaimNumbered("K-99"); return err })
	twin := pay("G-1001", refund.GoodwillProposed)
	failing(t, db, "a second G-1001", "store.duplicate", func(tx desk.Tx) error { return tx.PutGoodwill(&twin) })
	stale := sent
	stale.Version = 7
	failing(t, db, "a stale claim", "store.conflict", func(tx desk.Tx) error { return tx.PutClaim(&stale) })
}

func owedAndLost(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 1)
	c := aCase(1, "C-1", "")
	owed := refund.Owed{OrderID: 1, Direction: refund.In, Amount: money.Of(700, "HKD"), State: refund.OwedOpen, Since: filedAt}
	loss := refund.Loss{Once: "claim-1", OrderID: 1, Cause: refund.LossCarrier, Amount: money.Of(900, "HKD"), At: filedAt}
	kept := refund.Reconciliation{Name: "march.csv", Book: refund.PlatformBook, At: filedAt, From: "2026-11-01", To: "2026-11-30",
		Pairs: []refund.Pair{{Outcome: refund.Extra, Statement: &refund.Statement{Line: 2, Reference: "X", Day: "2026-11-02", Amount: money.Of(5, "HKD")}}}}
	do(t, db, func(tx desk.Tx) error {
		if err := tx.PutCase(&c); err != nil {
			return err
		}
		owed.CaseID = c.ID
		booked, err := tx.PutLoss(&loss)
		twin := refund.Loss{Once: "claim-1", OrderID: 1, Cause: refund.LossCarrier, Amount: money.Of(900, "HKD"), At: filedAt}
		again, err2 := tx.PutLoss(&twin)
		if !booked || again {
			t.Errorf("PutLoss: booked %v, and again %v", booked, again)
		}
		return errors.Join(err, err2, tx.PutOwed(&owed), tx.PutReconciliation(&kept))
	})
	look(t, db, func(tx desk.Tx) error {
		open, err := tx.OwedOpen()
		of, err2 := tx.OwedOfCase(c.ID)
		losses, err3 := tx.LossesOfOrder(1)
		since, err4 := tx.Losses(filedAt, filedAt.Add(time.Hour))
		all, err5 := tx.Reconciliations(5)
		one, err6 := tx.Reconciliation(kept.ID)
		if len(open) != 1 || len(of) != 1 || len(losses) != 1 || len(since) != 1 || len(all) != 1 || !reflect.DeepEqual(one, kept) {
			t.Errorf("got %d, %d, %d, %d, %d, %+v", len(open), len(of), len(losses), len(since), len(all), one)
		}
		return errors.Join(err, err2, err3, err4, err5, err6)
	})
	owed.State, owed.Settled = refund.OwedSettled, filedAt
	do(t, db, func(tx desk.Tx) error { return tx.PutOwed(&owed) })
	look(t, db, func(tx desk.Tx) error {
		open, err := tx.OwedOpen()
		settled, err2 := tx.OwedSettled(filedAt, filedAt.Add(time.Second))
		if len(open) != 0 || len(settled) != 1 {
			t.Errorf("owed: got %d open and %d settled", len(open), len(settled))
		}
		return errors.Join(err, err2)
	})
	missing(t, db, "owed", func(tx desk.Tx) error { _, err := tx.Owed(99); return err })
	missing(t, db, "reconciliation", func(tx desk.Tx) error { _, err := tx.Reconciliation(99); return err })
}
