package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/refund"
)

// LedgerFigures are the sums over the refund ledger, one amount for each
// currency, in the order of the currencies' codes: they are never added across.
type LedgerFigures struct {
	Filed      []money.Amount `json:"filed"`       // filed, not yet paid
	Chase      []money.Amount `json:"chase"`       // of those, what should have arrived
	ByShop     []money.Amount `json:"by_shop"`     // paid by the shop, in this month
	ByPlatform []money.Amount `json:"by_platform"` // paid by platforms, in this month
	ToChase    int            `json:"to_chase"`
	// How many of each list want somebody.
	Refunds  int `json:"refunds"`
	Goodwill int `json:"goodwill"`
	Claims   int `json:"claims"`
	Owed     int `json:"owed"`
}

// LedgerFigures sums up the refund ledger: what is on its way now, and what
// was paid since the first of this month (R9).
func (d *Desk) LedgerFigures(ctx context.Context) (LedgerFigures, error) {
	var out LedgerFigures
	err := d.view(ctx, func(tx Tx, s setting) error {
		today := s.today()
		month := today.AddDays(1 - today.Day()).Start(s.zone)
		for _, sum := range []struct {
			into *[]money.Amount
			q    RefundQuery
		}{
			{&out.Filed, RefundQuery{State: refund.Filed}},
			{&out.Chase, RefundQuery{Chase: today}},
			{&out.ByShop, RefundQuery{State: refund.Paid, Book: refund.DirectBook, Since: month}},
			{&out.ByPlatform, RefundQuery{State: refund.Paid, Book: refund.PlatformBook, Since: month}},
		} {
			var err error
			if *sum.into, err = tx.RefundSums(sum.q); err != nil {
				return err
			}
		}
		return out.count(tx, today)
	})
	return out, err
}

func (f *LedgerFigures) count(tx Tx, today calendar.Date) (err error) {
	if f.ToChase, err = tx.RefundCount(RefundQuery{Chase: today}); err != nil {
		return err
	}
	if f.Refunds, err = tx.RefundCount(RefundQuery{Open: true}); err != nil {
		return err
	}
	if f.Goodwill, err = tx.GoodwillCount(GoodwillQuery{Open: true}); err != nil {
		return err
	}
	if f.Claims, err = tx.ClaimCount(ClaimQuery{Open: true}); err != nil {
		return err
	}
	owed, err := tx.OwedOpen()
	f.Owed = len(owed)
	return err
}

// LedgerQuery asks for the rows of the books between two days, both included.
type LedgerQuery struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
	Book refund.Book   `json:"book"` // "": both
}

// LedgerView is the rows of the books and their sums.
type LedgerView struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
	Rows []refund.Row  `json:"rows"`
	Sums []LedgerSum   `json:"sums"`
}

// LedgerSum is what went one way in one book in one currency.
type LedgerSum struct {
	Book      refund.Book      `json:"book"`
	Direction refund.Direction `json:"direction"`
	Purpose   refund.Purpose   `json:"purpose"`
	Amount    money.Amount     `json:"amount"`
}

// Ledger lists what went out and came in between two days, in the order of
// time: refunds by goods and freight, goodwill, claims that were paid,
// differences that were settled (R9). Each row is one amount of one currency.
//
// Errors: ledger.range.
func (d *Desk) Ledger(ctx context.Context, q LedgerQuery) (LedgerView, error) {
	return look(ctx, d, q, ledgerOf)
}

func ledgerOf(tx Tx, s setting, q LedgerQuery) (LedgerView, error) {
	if q.To == "" {
		q.To = s.today()
	}
	if q.From == "" {
		q.From = q.To.AddDays(1 - q.To.Day())
	}
	if !q.From.Valid() || !q.To.Valid() || q.To < q.From {
		return LedgerView{}, domain.Wrong("from", "ledger.range", domain.Args{"from": string(q.From), "to": string(q.To)})
	}
	v := LedgerView{From: q.From, To: q.To}
	rows, err := rowsBetween(tx, q.From.Start(s.zone), q.To.End(s.zone))
	if err != nil {
		return v, err
	}
	for _, r := range rows {
		if q.Book == "" || r.Book == q.Book {
			v.Rows = append(v.Rows, r)
		}
	}
	slices.SortStableFunc(v.Rows, func(a, b refund.Row) int { return a.At.Compare(b.At) })
	v.Sums = sumsOf(v.Rows)
	return v, withNumbers(tx, v.Rows)
}

func rowsBetween(tx Tx, from, to time.Time) ([]refund.Row, error) {
	var rows []refund.Row
	refunds, err := tx.RefundsMoved(from, to)
	if err != nil {
		return nil, err
	}
	for _, r := range refunds {
		rows = append(rows, r.Rows()...)
	}
	goodwill, err := tx.GoodwillMoved(from, to)
	if err != nil {
		return nil, err
	}
	for _, g := range goodwill {
		rows = append(rows, g.Rows()...)
	}
	claims, err := tx.ClaimsPaid(from, to)
	if err != nil {
		return nil, err
	}
	for _, c := range claims {
		book := refund.DirectBook
		if c.Party == "platform" {
			book = refund.PlatformBook
		}
		for _, p := range c.Payments {
			if !p.At.Before(from) && p.At.Before(to) {
				rows = append(rows, refund.Row{Book: book, Direction: refund.In, Purpose: refund.ForClaim, Amount: p.Amount, At: p.At, Paid: true,
					Entity: "claim", ID: c.ID, Number: c.Number, OrderID: c.OrderID, Order: c.Order})
			}
		}
	}
	owed, err := tx.OwedSettled(from, to)
	if err != nil {
		return nil, err
	}
	for _, o := range owed {
		rows = append(rows, o.Rows()...)
	}
	return rows, nil
}

// withNumbers gives each row the numbers of its order.
func withNumbers(tx Tx, rows []refund.Row) error {
	numbers := map[domain.ID]string{}
	for i := range rows {
		r := &rows[i]
		if r.OrderID == 0 {
			continue
		}
		number, known := numbers[r.OrderID]
		if !known {
			o, err := tx.Order(r.OrderID)
			if err != nil {
				return err
			}
			number = o.Number
			numbers[r.OrderID] = number
		}
		r.Order = number
	}
	return nil
}

func sumsOf(rows []refund.Row) []LedgerSum {
	type key struct {
		book      refund.Book
		direction refund.Direction
		purpose   refund.Purpose
		currency  money.Currency
	}
	sums := map[key]int64{}
	for _, r := range rows {
		sums[key{r.Book, r.Direction, r.Purpose, r.Amount.Currency}] += r.Amount.Minor
	}
	var out []LedgerSum
	for k, n := range sums {
		out = append(out, LedgerSum{k.book, k.direction, k.purpose, money.Of(n, k.currency)})
	}
	slices.SortFunc(out, func(a, b LedgerSum) int {
		return cmp.Or(cmp.Compare(a.Book, b.Book), cmp.Compare(a.Direction, b.Direction), cmp.Compare(a.Purpose, b.Purpose), cmp.Compare(a.Amount.Currency, b.Amount.Currency))
	})
	return out
}

// SumOf adds up the sums that is picks, one amount for each currency.
func SumOf(sums []LedgerSum, is func(LedgerSum) bool) []money.Amount {
	var p purse
	for _, s := range sums {
		if is(s) {
			p = p.add(s.Amount)
		}
	}
	return p.list()
}

// purse holds one amount for each currency.
type purse map[money.Currency]money.Amount

func (p purse) add(a money.Amount) purse {
	if p == nil {
		p = purse{}
	}
	sum, ok := p[a.Currency]
	if !ok {
		sum = money.Of(0, a.Currency)
	}
	p[a.Currency] = sum.Add(a)
	return p
}

func (p purse) list() []money.Amount {
	var out []money.Amount
	for _, a := range p {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b money.Amount) int { return cmp.Compare(a.Currency, b.Currency) })
	return out
}
