package desk_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// standing is all that a deed about the money of an order could have changed: the
// order and its case, the books, the losses and the log.
func (c *counter) standing(o, file domain.ID) string {
	c.t.Helper()
	v, err := c.Order(c.ctx, o)
	c.must(err)
	k, err := c.Case(c.ctx, file)
	c.must(err)
	refunds, _, err := c.Refunds(c.ctx, desk.RefundQuery{Limit: 50})
	c.must(err)
	goodwill, _, err := c.GoodwillList(c.ctx, desk.GoodwillQuery{Limit: 50})
	c.must(err)
	claims, _, err := c.Claims(c.ctx, desk.ClaimQuery{Limit: 50})
	c.must(err)
	log, err := c.Log(c.ctx, desk.LogQuery{Limit: 1})
	c.must(err)
	return asJSON(c.t, []any{v, k, refunds, goodwill, claims, log.Head})
}

// Every deed about money that must not be done is refused with its code, whoever
// asks, and leaves the order, the case, the books and the log as they were.
func TestDesk_moneyRefused(t *testing.T) {
	c := begun(t)
	o := c.order("yoho", facts("Y-1", c.now.AddDate(0, 0, -1)))
	v := c.agreed(o, "out_of_stock", casefile.RefundOnly, 2)
	other := c.order("yoho", facts("Y-2", c.now.AddDate(0, 0, -1)))
	closed := c.agreed(other, "out_of_stock", casefile.RefundOnly, 1)
	_, err := c.WithdrawCase(c.ctx, desk.DecideRequest{Case: closed.ID, Reason: "kept"})
	c.must(err)
	file := func(change func(*desk.RefundRequest)) func() error {
		return func() error {
			r := desk.RefundRequest{Case: v.ID, Method: refund.FPS, Payee: "6123 4410", Policy: v.Case.Policy, By: "陳大文", How: "whatsapp", When: c.now}
			change(&r)
			_, err := c.FileRefund(c.ctx, r)
			return err
		}
	}
	goodwill := func(change func(*desk.GoodwillRequest)) func() error {
		return func() error {
			r := desk.GoodwillRequest{Order: o.ID, Amount: hkd(500), Reason: refund.Apology, Method: refund.FPS, Payee: "6123 4410"}
			change(&r)
			_, err := c.ProposeGoodwill(c.ctx, r)
			return err
		}
	}
	platform := func(change func(*refund.ByPlatform)) func() error {
		return func() error {
			by := refund.ByPlatform{Amount: hkd(500), Cause: refund.Overdue, At: c.now}
			change(&by)
			_, err := c.BookPlatformRefund(c.ctx, desk.PlatformRefund{Order: o.ID, ByPlatform: by})
			return err
		}
	}
	loss := func(l order.Loss) func() error {
		return func() error {
			_, err := c.BookLoss(c.ctx, desk.LossRequest{Order: o.ID, Loss: l})
			return err
		}
	}
	for name, row := range map[string]struct {
		deed func() error
		code string
	}{
		"a refund before consent":          {file(func(r *desk.RefundRequest) { r.By = "" }), "refund.no_consent"},
		"a refund of more than was paid":   {file(func(r *desk.RefundRequest) { r.Amount = hkd(99999) }), "refund.more_than_paid"},
		"a refund in a foreign currency":   {file(func(r *desk.RefundRequest) { r.Amount = money.Of(100, "CNY") }), "refund.currency"},
		"a refund of another order's line": {file(func(r *desk.RefundRequest) { r.Items = []refund.Units{{Line: 7, Quantity: 1}} }), "missing.line"},
		"a refund on a closed case":        {file(func(r *desk.RefundRequest) { r.Case, r.Policy = closed.ID, 0 }), "case.over"},
		"a refund on a case that is none":  {file(func(r *desk.RefundRequest) { r.Case = 999 }), "missing.case"},
		"a policy that changed meanwhile":  {file(func(r *desk.RefundRequest) { r.Policy = 9 }), "refund.policy_changed"},
		"a sum that changed meanwhile":     {file(func(r *desk.RefundRequest) { r.Seen = hkd(1) }), "refund.changed"},
		"a negative refund":                {file(func(r *desk.RefundRequest) { r.Amount = hkd(-5) }), "refund.amount"},
		"a refund of nothing":              {file(func(r *desk.RefundRequest) { r.Amount = money.Amount{Currency: "HKD"} }), "refund.amount"},
		"a consent before the order":       {file(func(r *desk.RefundRequest) { r.When = o.Placed.Add(-time.Minute) }), "refund.before_order"},
		"a consent in the future":          {file(func(r *desk.RefundRequest) { r.When = c.now.Add(time.Minute) }), "agreement.in_future"},
		"goodwill of nothing":              {goodwill(func(r *desk.GoodwillRequest) { r.Amount = hkd(0) }), "refund.amount"},
		"negative goodwill":                {goodwill(func(r *desk.GoodwillRequest) { r.Amount = hkd(-1) }), "refund.amount"},
		"goodwill in a foreign currency":   {goodwill(func(r *desk.GoodwillRequest) { r.Amount = money.Of(500, "CNY") }), "refund.currency"},
		"goodwill to nobody":               {goodwill(func(r *desk.GoodwillRequest) { r.Payee = "" }), "field.required"},
		"a platform's refund of nothing":   {platform(func(b *refund.ByPlatform) { b.Amount = hkd(0) }), "refund.amount"},
		"a platform's foreign refund":      {platform(func(b *refund.ByPlatform) { b.Amount = money.Of(500, "CNY") }), "refund.currency"},
		"a platform's before the order":    {platform(func(b *refund.ByPlatform) { b.At = o.Placed.Add(-time.Hour) }), "refund.before_order"},
		"a loss of an order in time":       {loss(order.Loss{Cause: order.CauseSupplier, Fee: hkd(5)}), "loss.not_late"},
		"a negative loss":                  {loss(order.Loss{Cause: order.CauseSupplier, Fee: hkd(-5)}), "loss.negative"},
		"a foreign loss":                   {loss(order.Loss{Cause: order.CauseSupplier, Fee: money.Of(5, "CNY")}), "loss.currency"},
	} {
		t.Run(name, func(t *testing.T) {
			before := c.standing(o.ID, v.ID)
			c.refused(row.deed(), row.code)
			if after := c.standing(o.ID, v.ID); after != before {
				t.Errorf("%s changed something:\n%s\nwas\n%s", row.code, after, before)
			}
		})
	}
}

// The sum of a refund is one value in the preview, as it is booked, in the books,
// in the message to the customer and for a program.
func TestDesk_refundIsOneSum(t *testing.T) {
	c := begun(t)
	withTemplates(c)
	v := c.agreed(c.order("own", facts("LS-1", c.now.AddDate(0, 0, -1))), "out_of_stock", casefile.RefundOnly, 1)
	ask := desk.RefundRequest{Case: v.ID, Method: refund.FPS, Payee: "6123 4410", Deductions: []refund.Deduct{{Kind: refund.Wear, Amount: hkd(500)}}}
	look, err := c.JudgeRefund(c.ctx, ask)
	c.must(err)
	ask.Seen = look.Amount
	v, err = c.FileRefund(c.ctx, ask)
	c.must(err)
	m, err := c.ComposeMessage(context.Background(), desk.ComposeRequest{Template: "refund_filed", Entity: "refund", ID: v.Refunds[0].ID, Language: "en"})
	c.must(err)
	books, err := c.Ledger(c.ctx, desk.LedgerQuery{})
	c.must(err)
	out := hkd(0)
	for _, r := range books.Rows {
		out = out.Add(r.Amount)
	}
	columns, err := desk.TableColumns("refunds")
	c.must(err)
	sum := slices.IndexFunc(columns, func(c desk.Column) bool { return c.Key == "amount" })
	var exported []any
	c.must(c.Export(c.ctx, desk.ExportQuery{Table: "refunds"}, func(cells []any) error { exported = append(exported, cells[sum]); return nil }))
	if v.Refunds[0].Amount != look.Amount || out != look.Amount || !strings.Contains(m.Body, look.Amount.String()) || len(exported) != 1 || exported[0] != any(look.Amount) {
		t.Errorf("seen %v, booked %v, in the books %v, exported %v, written %q", look.Amount, v.Refunds[0].Amount, out, exported, m.Body)
	}
}
