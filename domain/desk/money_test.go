package desk_test

import (
	"testing"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
)

func TestDesk_FileRefund_partWithoutAmount(t *testing.T) {
	c := begun(t)
	o := c.delivered("own", "LS-1")
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "discount_not_given", Remedy: casefile.PartRefund,
		Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	c.must(err)
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Reply})
	c.must(err)
	_, err = c.AgreeCase(c.ctx, desk.DecideRequest{Case: v.ID})
	c.must(err)
	ask := desk.RefundRequest{Case: v.ID, Method: refund.FPS}
	_, err = c.JudgeRefund(c.ctx, ask)
	c.refused(err, "refund.amount_wanted")
	_, err = c.FileRefund(c.ctx, ask)
	c.refused(err, "refund.amount_wanted")
	ask.Amount = hkd(500)
	_, err = c.FileRefund(c.ctx, ask)
	c.refused(err, "refund.no_consent") // a sum that settles what stays takes the customer's word
	ask.By, ask.How, ask.When = "陳大文", "whatsapp", c.now
	v, err = c.FileRefund(c.ctx, ask)
	c.must(err)
	if v.Refunds[0].Amount != hkd(500) {
		t.Errorf("refund = %v, want 5.00", v.Refunds[0].Amount)
	}
}
