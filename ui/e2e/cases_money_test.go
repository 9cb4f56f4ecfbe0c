//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"time"

	"aftercare/domain/casefile"
)

// moneyWalks are the cases about money alone, and about what a platform does.
var moneyWalks = []caseWalk{
	{name: "intercept", before: func(c *caseDay) { c.shipped(1) }, walk: (*caseDay).intercept},
	{name: "stock", before: func(*caseDay) {}, walk: (*caseDay).outOfStock},
	{name: "price", walk: (*caseDay).priceDrop, before: func(c *caseDay) {
		c.shipped(6)
		c.came(3)
		c.placedAt(399, "A-2002", "TEE-M", 1, 2)
	}},
	{name: "yoho", preset: "yoho", walk: (*caseDay).yoho},
	{name: "platform", preset: "taobao", walk: (*caseDay).byPlatform},
}

// answers records the answer to a step that asks, by its line from 0.
func (c *caseDay) answers(what string, line int, then casefile.StepCode) {
	c.Helper()
	c.press("Return")
	c.pick(line)
	c.see(what)
	c.press("ctrl+s")
	c.next(then)
}

// unpaid holds that nothing was paid back yet, and that nothing can be: a refund
// is refused with its code.
func (c *caseDay) unpaid(code string) {
	c.Helper()
	c.kept("refund.list", `{"limit":5}`, map[string]string{"count": "0"})
	if said, err := c.run("do", "refund.file", fmt.Sprintf(`{"case":%s,"method":"fps"}`, c.id), "--json"); err == nil || !strings.Contains(said, code) {
		c.Errorf("a refund was filed too early: %v, %s; want %s", err, said, code)
	}
}

// intercept asks the carrier to turn a parcel around, which fails: the customer
// has it, and sends it back.
func (c *caseDay) intercept() {
	c.opens("changed_mind", casefile.RefundOnly, "Tab")
	c.writes("solution", casefile.Retention)
	c.takes("offer", casefile.Decide, "ctrl+s")
	c.agrees()
	c.takes("asking", casefile.Intercepted, "ctrl+s")
	c.unpaid("step.not_in_plan")
	c.answers("taken", 1, casefile.OfferReturn)
	c.answers("returns", 0, casefile.Instructions)
	v := c.file(map[string]string{"remedy": string(casefile.ReturnRefund), "parcel": "announced"})
	c.returns = at(v, "return")
	c.sendsLabel()
	c.comesBack("9~11~")
	c.holds("TEE-M", map[string]string{"shelf": "21", "reserved": "0"})
	c.refunds("46800", "ctrl+s")
	c.closes(1, "Say on the page how long it takes")
}

// outOfStock is opened by the shop, which cannot deliver.
func (c *caseDay) outOfStock() {
	c.holds("TEE-M", map[string]string{"shelf": "20", "reserved": "1"})
	c.opens("out_of_stock", casefile.RefundOnly, "Tab")
	c.writes("solution", casefile.Offer)
	c.takes("offering", casefile.Answer, "ctrl+s")
	c.answers("wants-money", 2, casefile.Look)
	c.refundsUntil(casefile.StockZero, "46800", "ctrl+s")
	c.takes("stock-zero", casefile.Siblings, "ctrl+s")
	c.takes("siblings", casefile.Confirm, "ctrl+s")
	c.holds("TEE-M", map[string]string{"shelf": "0", "reserved": "0"})
	c.closes(2, "Count the shelf on Mondays")
}

// priceDrop pays the difference to a newer, cheaper order as goodwill.
func (c *caseDay) priceDrop() {
	c.opens("price_dropped", casefile.PriceProtection, "Tab")
	c.file(map[string]string{"protection.amount.minor": "6900"})
	c.writes("solution", casefile.Receipt)
	c.takes("receipt", casefile.Decide, "ctrl+s")
	c.agrees()
	c.next(casefile.Payment)
	c.press("Return", "Tab")
	c.write("9123 4567")
	c.see("payment")
	c.press("ctrl+s")
	c.kept("goodwill.list", `{"limit":5}`, map[string]string{"rows.0.number": "G-1001", "rows.0.amount.minor": "6900", "rows.0.payee": "9123 4567"})
	c.rest()
	c.press("Return")
	c.see("books")
	c.press("Return")
	v := c.kept("goodwill.list", `{"limit":5}`, map[string]string{"rows.0.state": "verified"})
	c.rest()
	c.see("verified")
	if day := daysAgo(0).Format(time.DateOnly); at(v, "rows.0.day") > day {
		c.Logf("%s is a holiday: it is paid on %s", day, at(v, "rows.0.day"))
		return
	}
	c.press("Return")
	c.kept("goodwill.list", `{"limit":5}`, map[string]string{"rows.0.state": "paid"})
	c.rest()
	c.see("paid")
	c.kept("ledger.show", `{}`, map[string]string{"rows.0.amount.minor": "6900", "rows.0.purpose": "goodwill", "rows.0.direction": "out", "rows.0.number": "G-1001", "rows.1": ""})
	c.kept("refund.list", `{"limit":5}`, map[string]string{"count": "0"})
	c.press("ctrl+3")
	c.next(casefile.Confirm)
	c.closes(6, "Tell of the sale a week before")
}

// yoho pays back through a marketplace that wants the customer's consent and a
// notice: nothing is filed before both.
func (c *caseDay) yoho() {
	c.opens("quality_defect", casefile.ReturnRefund, asSold("4")...)
	c.writes("solution", casefile.Decide)
	c.agrees()
	c.sendsLabel()
	c.comesBack("9~11~")
	c.unpaid("refund.no_consent")
	c.press("Return")
	c.press("ctrl+s") // without the customer's consent
	c.see("no-consent")
	c.kept("refund.list", `{"limit":5}`, map[string]string{"count": "0"})
	c.press("Escape")
	c.see("left")
	c.refunds("46800", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Return", "Down", "Return", "ctrl+s")
	c.file(map[string]string{"notices.0.consent": "true", "notices.0.order": c.number})
	c.closes(3, "Look at the seams before packing")
}

// byPlatform books what the platform paid by itself while the shop was silent.
func (c *caseDay) byPlatform() {
	c.opens("changed_mind", casefile.ReturnRefund, asSold("1")...)
	c.writes("solution", casefile.Decide)
	c.press("ctrl+6", "ctrl+n")
	c.write(c.number)
	c.press("Tab")
	c.write("468")
	c.press("Tab")
	c.pick(1)
	c.see("booking")
	c.press("ctrl+s")
	c.kept("refund.list", `{"limit":5}`, map[string]string{"count": "1", "rows.0.state": "paid", "rows.0.amount.minor": "46800", "rows.0.cause": "silence", "rows.0.case_id": c.id, "rows.0.number": "F-1001"})
	c.rest()
	c.see("booked")
	c.press("ctrl+3")
	c.next(casefile.TellPaid)
	c.see("case-paid")
	c.writes("refund_paid", casefile.Confirm)
	c.kept("ledger.show", `{"book":"platform"}`, map[string]string{"rows.0.amount.minor": "46800", "rows.0.number": "F-1001", "rows.1": ""})
	c.closes(2, "Answer within the day")
}
