package storage_test

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/refund"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

// BenchmarkLedger measures the refund ledger over 100 000 refunds: what the
// Money page reads when it opens, and what a month's books read.
func BenchmarkLedger(b *testing.B) {
	const n = 100_000
	where := filepath.Join(b.TempDir(), "shop.aftercare")
	imported(b, where, 5000)
	db := storagetest.Open(b, where)
	began := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := db.Desk().Update(context.Background(), func(tx desk.Tx) error {
		for i := range n {
			at := began.Add(time.Duration(i) * 5 * time.Minute)
			a := money.Of(int64(100+i%9000), "HKD")
			m := refund.Refund{OrderID: domain.ID(i%5000 + 1), State: refund.Paid, Amount: a, PaidBy: channel.PaidByShop, Method: refund.FPS, Payee: "6123 4410",
				Parts: []refund.Part{{Kind: refund.Goods, Line: 1, Units: 1, Amount: a}}, Proposed: at, Filed: at, Paid: at.AddDate(0, 0, 4), Who: "Mei"}
			if i%2 == 1 {
				m.PaidBy = channel.PaidByPlatform
			}
			if i >= n-2000 {
				m.State, m.Paid, m.To = refund.Filed, time.Time{}, calendar.DateOf(at, time.UTC).AddDays(3)
			}
			if err := tx.PutRefund(&m); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	now := began.Add(n * 5 * time.Minute)
	today := calendar.DateOf(now, time.UTC)
	month := today.AddDays(1 - today.Day()).Start(time.UTC)
	read := func(name string, f func(desk.Tx) error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := db.Desk().View(context.Background(), f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	page := func(q desk.RefundQuery) func(desk.Tx) error {
		q.Limit = 100
		return func(tx desk.Tx) error {
			rows, err := tx.RefundPage(q)
			if len(rows) == 0 {
				b.Error("an empty page measures nothing")
			}
			return err
		}
	}
	read("open page", page(desk.RefundQuery{Open: true}))
	read("page after 90000", page(desk.RefundQuery{After: n - 90_000}))
	read("to chase", page(desk.RefundQuery{Chase: today}))
	read("figures", func(tx desk.Tx) error {
		for _, q := range []desk.RefundQuery{{State: refund.Filed}, {Chase: today}, {State: refund.Paid, Book: refund.DirectBook, Since: month}, {State: refund.Paid, Book: refund.PlatformBook, Since: month}} {
			if _, err := tx.RefundSums(q); err != nil {
				return err
			}
		}
		_, err := tx.RefundCount(desk.RefundQuery{Open: true})
		return err
	})
	read("a month's rows", func(tx desk.Tx) error {
		_, err := tx.RefundsMoved(month, now)
		return err
	})
	var book []refund.Entry
	var file []refund.Statement
	for i := range 2000 {
		a, day := money.Of(int64(100+i%9000), "HKD"), calendar.Date("2026-03-01").AddDays(i%28)
		book = append(book, refund.Entry{Entity: "refund", ID: domain.ID(i + 1), Names: []string{"LS-" + strconv.Itoa(i)}, Day: day, Amount: a})
		file = append(file, refund.Statement{Line: i + 2, Reference: "LS-" + strconv.Itoa(i), Day: day, Amount: a})
	}
	b.Run("reconcile 2000", func(b *testing.B) {
		for b.Loop() {
			refund.Reconcile(book, file)
		}
	})
}

// BenchmarkBookPages measures a page of each long list of the books, at its top
// and far down, where the bar of the list was dragged to.
func BenchmarkBookPages(b *testing.B) {
	const n = 200_000
	db := storagetest.Open(b, filepath.Join(b.TempDir(), "shop.aftercare"))
	began := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	storagetest.Fill(b, db, 100)
	for at := 0; at < n; at += 5000 {
		if err := db.Desk().Update(context.Background(), func(tx desk.Tx) error {
			for i := at; i < at+5000; i++ {
				day := calendar.DateOf(began, time.UTC).AddDays(i % 400)
				m := refund.Refund{OrderID: domain.ID(i%100 + 1), State: refund.Filed, Amount: money.Of(100, "HKD"), PaidBy: channel.PaidByShop, Parts: []refund.Part{{Kind: refund.Goods, Amount: money.Of(100, "HKD")}},
					Filed: began, To: day}
				c := claim.Claim{Number: "K-" + strconv.Itoa(i+1), Party: claim.Carrier, Matter: claim.Lost, State: claim.Sent, Problem: "x", OrderID: domain.ID(i%100 + 1), DueTo: day}
				g := refund.Goodwill{Number: "G-" + strconv.Itoa(i+1), OrderID: domain.ID(i%100 + 1), State: refund.GoodwillPaid, Amount: money.Of(500, "HKD"), Reason: refund.Apology, Method: refund.FPS}
				if err := errors.Join(tx.PutRefund(&m), tx.PutClaim(&c), tx.PutGoodwill(&g)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	lists := []struct {
		name string
		page func(tx desk.Tx, offset int) (int, error)
	}{
		{"refunds", func(tx desk.Tx, offset int) (int, error) {
			rows, err := tx.RefundPage(desk.RefundQuery{Offset: offset, Limit: 100})
			return len(rows), err
		}},
		{"refunds to chase", func(tx desk.Tx, offset int) (int, error) {
			rows, err := tx.RefundPage(desk.RefundQuery{Chase: "2030-01-01", Offset: offset, Limit: 100})
			return len(rows), err
		}},
		{"claims", func(tx desk.Tx, offset int) (int, error) {
			rows, err := tx.ClaimPage(desk.ClaimQuery{Open: true, Offset: offset, Limit: 100})
			return len(rows), err
		}},
		{"goodwill", func(tx desk.Tx, offset int) (int, error) {
			rows, err := tx.GoodwillPage(desk.GoodwillQuery{Offset: offset, Limit: 100})
			return len(rows), err
		}},
	}
	for _, l := range lists {
		for _, at := range []int{0, 100_000} {
			read := func(b *testing.B) {
				if err := db.Desk().View(context.Background(), func(tx desk.Tx) error {
					n, err := l.page(tx, at)
					if n != 100 {
						b.Errorf("%d rows: a page measures a hundred", n)
					}
					return err
				}); err != nil {
					b.Fatal(err)
				}
			}
			b.Run(l.name+"/at "+strconv.Itoa(at), func(b *testing.B) {
				read(b) // the place is known from the moment the bar came to rest
				for b.Loop() {
					read(b)
				}
			})
			b.Run(l.name+"/jump to "+strconv.Itoa(at), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					storage.Forget(db)
					b.StartTimer()
					read(b)
				}
			})
		}
	}
}
