package desk_test

import (
	"testing"
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// The register of agreements is narrowed by channel, days, outcome and by what
// the platform does not know yet; its rate counts over the days alone.
func TestDesk_Register_narrowed(t *testing.T) {
	c := begun(t)
	c.now = time.Date(2026, 3, 2, 10, 0, 0, 0, c.now.Location())
	agree := func(preset, number string, day calendar.Date) desk.OrderView {
		o := c.order(preset, facts(number, c.now))
		v, err := c.AgreeDelay(c.ctx, desk.DelayRequest{Order: o.ID, Agreement: order.Agreement{Date: day, Terms: "second batch", By: "陳大文", How: "whatsapp", When: c.now, Reason: "maker late"}})
		c.must(err)
		return v
	}
	agree("yoho", "Y1", "2026-03-12")
	kept := agree("yoho", "Y2", "2026-03-12")
	agree("own", "LS-1", "2026-03-12")
	c.now = c.now.AddDate(0, 0, 1)
	_, err := c.Ship(c.ctx, desk.ShipRequest{Order: kept.ID})
	c.must(err)
	c.now = time.Date(2026, 3, 14, 9, 0, 0, 0, c.now.Location())
	yoho := c.channel("yoho").ID
	for name, row := range map[string]struct {
		q    desk.RegisterQuery
		rows int
		rate order.Rate
	}{
		"all":              {desk.RegisterQuery{}, 3, order.Rate{Kept: 1, Broken: 2, Percent: 33}},
		"one channel":      {desk.RegisterQuery{Channel: yoho}, 2, order.Rate{Kept: 1, Broken: 1, Percent: 50}},
		"broken":           {desk.RegisterQuery{Outcome: order.PromiseBroken}, 2, order.Rate{Kept: 1, Broken: 2, Percent: 33}},
		"to be entered":    {desk.RegisterQuery{ToEnter: true}, 1, order.Rate{Kept: 1, Broken: 2, Percent: 33}}, // the own shop is asked for nothing
		"of another month": {desk.RegisterQuery{Span: desk.Span{From: "2026-04-01"}}, 0, order.Rate{}},
		"up to its day":    {desk.RegisterQuery{Span: desk.Span{To: "2026-03-02"}}, 3, order.Rate{Kept: 1, Broken: 2, Percent: 33}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.Register(c.ctx, row.q)
			c.must(err)
			if len(got.Rows) != row.rows || got.Rate != row.rate {
				t.Errorf("got %d rows at %+v, want %d at %+v", len(got.Rows), got.Rate, row.rows, row.rate)
			}
		})
	}
}

// What lateness cost and what a refund and a claim left to the shop stand in one
// register; its rows and the sums of the causes add up to the totals.
func TestDesk_LossList_joinsBothBooks(t *testing.T) {
	c := begun(t)
	late := c.order("yoho", facts("Y1", c.now))
	taken := c.order("yoho", facts("Y2", c.now))
	c.now = c.now.AddDate(0, 0, 14)
	_, err := c.BookLoss(c.ctx, desk.LossRequest{Order: late.ID, Loss: order.Loss{Cause: order.CauseSupplier, Fee: hkd(333), Penalty: hkd(700)}})
	c.must(err)
	_, err = c.BookPlatformRefund(c.ctx, desk.PlatformRefund{Order: late.ID, ByPlatform: refund.ByPlatform{Amount: hkd(5000), Cause: refund.Overdue, At: c.now}})
	c.must(err)
	c.now = c.now.AddDate(0, 0, 1)
	_, err = c.BookPlatformRefund(c.ctx, desk.PlatformRefund{Order: taken.ID, ByPlatform: refund.ByPlatform{Amount: hkd(2000), Cause: refund.Silence, At: c.now}})
	c.must(err)
	sum := func(v desk.LossRegister) (rows, causes money.Amount) {
		rows, causes = hkd(0), hkd(0)
		for _, r := range v.Rows {
			rows = rows.Add(r.Amount)
		}
		for _, s := range v.Sums {
			causes = causes.Add(s.Amount)
		}
		return rows, causes
	}
	for name, row := range map[string]struct {
		q     desk.LossQuery
		rows  int
		total int64
	}{
		"all":           {desk.LossQuery{}, 3, 8033},
		"lateness":      {desk.LossQuery{Kind: desk.LateLoss}, 1, 1033},
		"borne":         {desk.LossQuery{Kind: desk.BorneLoss}, 2, 7000},
		"of a cause":    {desk.LossQuery{Cause: string(refund.LossLate)}, 1, 5000},
		"of a channel":  {desk.LossQuery{Channel: c.channel("yoho").ID}, 3, 8033},
		"of the last":   {desk.LossQuery{Span: desk.Span{From: calendar.DateOf(c.now, c.now.Location())}}, 1, 2000},
		"of long ago":   {desk.LossQuery{Span: desk.Span{To: "2020-01-01"}}, 0, 0},
		"of no channel": {desk.LossQuery{Channel: c.channel("own").ID}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			v, err := c.LossList(c.ctx, row.q)
			c.must(err)
			rows, causes := sum(v)
			if len(v.Rows) != row.rows || rows != hkd(row.total) || causes != rows || row.rows > 0 && v.Totals[0] != rows {
				t.Errorf("got %d rows of %v, causes %v, totals %v, want %d of %d", len(v.Rows), rows, causes, v.Totals, row.rows, row.total)
			}
		})
	}
	v, err := c.Order(c.ctx, late.ID)
	c.must(err)
	if len(v.Booked) != 2 || len(v.Lost) != 1 || v.Lost[0] != hkd(6033) {
		t.Errorf("the order shows %+v, %v in all", v.Booked, v.Lost)
	}
	_, err = c.LossList(c.ctx, desk.LossQuery{Span: desk.Span{From: "yesterday"}})
	c.refused(err, "date.not_a_date")
}

// An offer that was taken, one that was not, and a case in which nothing was
// offered for a reason stand in the register of retentions; only offers count
// for its rate.
func TestDesk_Retentions_offersAndWhyNot(t *testing.T) {
	c := begun(t)
	open := func(number string) desk.CaseView {
		return c.opensWith(c.order("own", facts(number, c.now.AddDate(0, 0, -1))), casefile.Request{Reason: "changed_mind", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 1}}})
	}
	taken, refused, none := open("A-1"), open("A-2"), open("A-3")
	_, err := c.Retain(c.ctx, desk.RetainRequest{Case: taken.ID, Retained: casefile.Retained{Offer: casefile.OfferGift, What: "a cup", Kept: true, Cost: hkd(500)}})
	c.must(err)
	_, err = c.Retain(c.ctx, desk.RetainRequest{Case: refused.ID, Retained: casefile.Retained{Offer: casefile.OfferDiscount, What: "10 %", Cost: hkd(900)}})
	c.must(err)
	_, err = c.SkipStep(c.ctx, desk.StepRequest{Case: none.ID, Step: casefile.Retention, Note: "angry already"})
	c.must(err)
	got, err := c.Retentions(c.ctx, desk.RetentionRegisterQuery{})
	c.must(err)
	if len(got.Rows) != 3 || got.Offers != 2 || got.Kept != 1 || got.Passed != 1 || got.Rate != 50 || len(got.Cost) != 1 || got.Cost[0] != hkd(500) {
		t.Errorf("register: %+v", got)
	}
	for answer, want := range map[desk.RetentionAnswer]string{desk.OfferTaken: "a cup", desk.OfferRefused: "10 %", desk.NoOffer: "angry already"} {
		got, err := c.Retentions(c.ctx, desk.RetentionRegisterQuery{Answer: answer})
		c.must(err)
		if len(got.Rows) != 1 || got.Rows[0].What != want || got.Rows[0].OrderNumber == "" || got.Rows[0].At.IsZero() || got.Offers != 2 {
			t.Errorf("%s: %+v", answer, got)
		}
	}
}
