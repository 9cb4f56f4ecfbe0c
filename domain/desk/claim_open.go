package desk

import (
	"fmt"

	"aftercare/domain"
	"aftercare/domain/claim"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// firstClaim is where the numbers of the follow-up register begin after.
const firstClaim = 1000

// openClaim writes an entry into the follow-up register (R11). What it does not
// say of its order is filled in: the recipient, the address, the parcel that
// left last with its carrier, what the goods were worth.
//
// Errors: those of claim.New.
func (d *Desk) openClaim(tx Tx, s setting, c claim.Claim) (claim.Claim, error) {
	if c.OrderID != 0 {
		o, err := tx.Order(c.OrderID)
		if err != nil {
			return c, err
		}
		c = filled(c, o)
	}
	if known, ok, err := d.carrierNamed(tx, c.Carrier); err != nil {
		return c, err
	} else if ok {
		c.Carrier = known.Code
		if c.Group == "" {
			c.Group = known.Group
		}
	}
	c, err := claim.New(c, s.who(), s.now)
	if err != nil {
		return c, err
	}
	n, err := tx.Take("claim_number", 1)
	if err != nil {
		return c, err
	}
	c.Number = fmt.Sprintf("K-%d", n+firstClaim)
	if err := tx.PutClaim(&c); err != nil {
		return c, err
	}
	return c, s.record(tx, "claim.open", "claim", c.ID, claimFacts(c))
}

func claimFacts(c claim.Claim) domain.Args {
	facts := domain.Args{"number": c.Number, "party": string(c.Party), "matter": string(c.Matter), "state": string(c.State)}
	if c.Paid.Minor > 0 {
		facts["paid"], facts["currency"] = c.Paid.Minor, string(c.Paid.Currency)
	}
	return facts
}

// filled takes from the order what the entry does not say.
func filled(c claim.Claim, o order.Order) claim.Claim {
	fill := func(field *string, from string) {
		if *field == "" {
			*field = from
		}
	}
	c.Order = o.Number
	if c.Party == claim.Supplier { // who bought it is none of the supplier's affair
		if c.Value.Currency == "" {
			c.Value = o.Goods()
		}
		return c
	}
	fill(&c.Recipient, o.ShipTo.Name)
	fill(&c.Phone, o.ShipTo.Phone)
	fill(&c.Address, o.ShipTo.Address)
	if n := len(o.Shipments); n > 0 {
		fill(&c.Parcel, o.Shipments[n-1].Tracking)
		fill(&c.Carrier, o.Shipments[n-1].Carrier)
	} else if n := len(o.Platform.Tracking); n > 0 {
		fill(&c.Parcel, o.Platform.Tracking[n-1])
		fill(&c.Carrier, o.Platform.Carrier)
	}
	if c.Value.Currency == "" && c.Matter != claim.Weight && c.Matter != claim.Abuse { // about no goods
		c.Value = o.Goods()
	}
	return c
}

// bear books what remains of an entry to the shop, once.
func bear(tx Tx, s setting, c claim.Claim) error {
	rest := c.Remains()
	if c.OrderID == 0 || rest.Minor <= 0 {
		return nil
	}
	cause := refund.LossShop
	switch c.Party {
	case claim.Carrier:
		cause = refund.LossCarrier
	case claim.Platform:
		cause = refund.LossPlatform
	}
	loss := refund.Loss{Once: lossOfClaim(c), OrderID: c.OrderID, CaseID: c.CaseID, Cause: cause, Amount: rest, At: s.now, Who: s.who(), Words: c.Why}
	_, err := tx.PutLoss(&loss)
	return err
}
