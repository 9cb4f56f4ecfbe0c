//go:build e2e

package e2e

import (
	"fmt"

	"aftercare/domain/casefile"
)

// goodsWalks are the cases about the goods themselves and their way.
var goodsWalks = []caseWalk{
	{name: "size", walk: (*caseDay).size},
	{name: "damaged", walk: (*caseDay).damaged},
	{name: "lost", before: func(c *caseDay) { c.shipped(6) }, walk: (*caseDay).lost},
	{name: "wrong", walk: (*caseDay).wrong},
	{name: "cancel", before: func(*caseDay) {}, walk: (*caseDay).cancel},
}

// asSold answers the form of a new case from the remedy on: not used, its tags in
// place, and so many photos seen.
func asSold(photos string) []string {
	return []string{"Tab", "Tab", "Left", "Tab", "Left", "Left", "Tab", "Tab", "Tab", photos}
}

// size exchanges a size that does not fit, up to the sign-off of the other one.
func (c *caseDay) size() {
	c.opens("wrong_size", casefile.Exchange, asSold("1")...)
	c.writes("solution", casefile.Decide)
	c.agrees()
	c.next(casefile.Retention)
	c.takes("offer", casefile.Instructions, "ctrl+s")
	c.sendsLabel()
	c.comesBack("9~11~")
	c.file(map[string]string{"next.code": "replacement", "items.0.counted": "1", "items.0.accepted": "1"})
	c.holds("TEE-M", map[string]string{"shelf": "21", "reserved": "0"})
	c.press("Return", "Tab")
	c.write("TEE-L")
	c.see("replacing")
	c.press("ctrl+s")
	c.next(casefile.Ship)
	c.holds("TEE-L", map[string]string{"shelf": "20", "reserved": "1"})
	c.sendsAgain("A-2001-X1")
	c.holds("TEE-L", map[string]string{"shelf": "19", "reserved": "0", "gone": "1"})
	c.closes(1, "Say that the medium runs small")
	c.kept("refund.list", `{"limit":5}`, map[string]string{"count": "0"})
}

// cancel pays an order back that has not left, and takes it off the ship list.
func (c *caseDay) cancel() {
	c.holds("TEE-M", map[string]string{"shelf": "20", "reserved": "1"})
	c.opens("changed_mind", casefile.RefundOnly, "Tab")
	c.kept("order.list", `{"filter":"open","limit":5}`, map[string]string{"rows.0.number": c.number, "rows.0.held": "true"})
	c.writes("solution", casefile.Retention)
	c.takes("offer", casefile.Decide, "ctrl+s")
	c.agrees()
	c.refunds("46800", "ctrl+s")
	c.holds("TEE-M", map[string]string{"shelf": "20", "reserved": "0"})
	c.closes(2, "Ask twice before a large order")
}

// damaged pays for goods that broke on their way: the photos are given by their
// paths, and the carrier is asked, claimed from, and pays.
func (c *caseDay) damaged() {
	c.opens("damaged_in_transit", casefile.RefundOnly, "Tab")
	c.writes("solution", casefile.Evidence)
	c.photos("box.jpg", "side.jpg", "tee.jpg")
	c.next(casefile.Packer)
	c.press("Return")
	c.see("packer")
	c.pick(0)
	c.press("ctrl+s")
	c.next(casefile.Decide)
	c.agrees()
	c.next(casefile.Consent)
	// How the customer agreed is the sixth question of the form.
	c.refunds("46800", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Return", "Down", "Return", "ctrl+s")
	c.closes(3, "Two layers round the box")
	c.claim("K-1001", obj{"state": "open", "matter": "damaged_in_transit", "evidence.0.name": "box.jpg", "evidence.2.name": "tee.jpg", "value.minor": "46800", "parcel": caseTracking})
	c.zips("K-1001", "box.jpg", "side.jpg", "tee.jpg")
	c.moves("claim-send", "sent", "Return")
	c.press("Return")
	c.write("We looked at the photos and pay.")
	c.press("ctrl+s")
	c.entry(obj{"state": "answered", "replies.0.text": "We looked at the photos and pay."})
	c.moves("claim-ask", "claimed", "Return")
	c.moves("claim-paid", "paid", "Return")
	c.entry(obj{"paid.minor": "46800"})
	c.kept("ledger.show", `{}`, map[string]string{"rows.1.amount.minor": "46800", "rows.1.direction": "in", "rows.1.purpose": "claim", "rows.2": ""})
}

// lost sends another one where the carrier lost the first, and books the loss
// that it never pays.
func (c *caseDay) lost() {
	c.opens("lost_in_transit", casefile.Resend)
	c.writes("solution", casefile.AskCarrier)
	c.takes("ask-carrier", casefile.CarrierSays, "ctrl+s")
	c.press("Return")
	c.pick(0)
	c.see("carrier-says")
	c.press("ctrl+s")
	c.next(casefile.Decide)
	c.agrees()
	c.next(casefile.Replacement)
	c.takes("replacing", casefile.Ship, "ctrl+s")
	c.sendsAgain("A-2001-R1")
	c.next(casefile.Confirm)
	c.closes(5, "Insure what is dear")
	c.claim("K-1001", obj{"state": "answered", "matter": "lost_in_transit"})
	c.moves("claim-ask", "claimed", "Return")
	c.press("ctrl+period")
	c.see("more")
	c.press("Down", "Down", "Return") // book the loss
	c.write("They do not pay")
	c.press("Return")
	c.entry(obj{"state": "loss", "why": "They do not pay"})
	c.kept("order.losses", fmt.Sprintf(`{"order":%s}`, c.order), map[string]string{"0.amount.minor": "46800", "1": ""})
	c.see("loss")
}

// wrong takes the wrong item back and pays for it.
func (c *caseDay) wrong() {
	c.opens("wrong_item", casefile.ReturnRefund, asSold("1")...)
	c.writes("solution", casefile.Decide)
	c.agrees()
	c.next(casefile.Instructions)
	c.sendsLabel()
	c.comesBack("9~11~")
	c.next(casefile.Look)
	c.refunds("46800", "ctrl+s")
	c.closes(2, "Check the size before packing")
}
