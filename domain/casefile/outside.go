package casefile

import (
	"fmt"

	"aftercare/domain/channel"
	"aftercare/domain/money"
)

// OwedFor says for what a case owes its customer money outside the order's own
// refund.
type OwedFor string

// What it is owed for.
const (
	OwedPrice   OwedFor = "price"        // a price drop
	OwedFreight OwedFor = "freight"      // a leg that the customer advanced
	OwedOnTop   OwedFor = "compensation" // money on top of a remedy, or for keeping the goods
)

// Outside is a sum that a case owes its customer outside the order's own refund:
// a goodwill payment (R9). Key names it for good, so that it is paid once.
type Outside struct {
	Key    string
	For    OwedFor
	Amount money.Amount
	Words  string
}

// Outside are the sums that are due by now. The price of a drop is, once the
// plan waits for its payment; freight, once the remedy is granted and the parcel
// is on its way (R6); money given as compensation and for keeping the goods,
// unless somebody has still to decide.
//
//	paid 100.00, freight advanced 15.00     refund 100.00, outside 15.00
func (c Case) Outside() []Outside {
	if c.State == Open || c.State == Reopened || c.State == Disputed {
		return nil
	}
	var out []Outside
	if c.Live() {
		if c.Protect != nil && c.Protect.Amount.Minor > 0 && c.Remedy == PriceProtection && (c.Awaits(Payment) && len(c.Waits(Payment)) == 0) {
			out = append(out, Outside{Key: "price", For: OwedPrice, Amount: c.Protect.Amount, Words: c.Protect.Number})
		}
		for _, f := range c.freightGiven() {
			if due := f.Owed(); due.Minor > 0 {
				out = append(out, Outside{Key: "freight." + string(f.Leg), For: OwedFreight, Amount: due, Words: f.Reason})
			}
		}
	}
	for i, k := range c.Compensations {
		if k.Kind == GiveMoney {
			out = append(out, Outside{Key: fmt.Sprintf("compensation.%d", i+1), For: OwedOnTop, Amount: k.Amount, Words: k.Reason})
		}
	}
	for i, r := range c.Retentions {
		if r.Kept && r.Offer == OfferDiscount && r.Cost.Minor > 0 {
			out = append(out, Outside{Key: fmt.Sprintf("retention.%d", i+1), For: OwedOnTop, Amount: r.Cost, Words: r.What})
		}
	}
	return out
}

// freightGiven are the legs whose freight is known to have been spent: of the
// way back, once its number is given or the parcel is here.
func (c Case) freightGiven() []Freight {
	given := c.Tracking != "" || c.Parcel == Arrived || c.Parcel == Inspected
	var out []Freight
	for _, f := range c.Freight {
		if given || f.Leg != channel.Back {
			out = append(out, f)
		}
	}
	return out
}
