//go:build e2e

package e2e

import "aftercare/domain/casefile"

// goodsWalks are the cases about the goods themselves and their way.
var goodsWalks = []caseWalk{
	{name: "size", walk: (*caseDay).size},
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
