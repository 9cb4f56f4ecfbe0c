package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/claim"
	"aftercare/domain/money"
	"aftercare/domain/refund"
	"aftercare/domain/shop"
)

// ClaimView is an entry with all that its page shows.
type ClaimView struct {
	claim.Claim
	Carrier  shop.Carrier  `json:"carrier_known,omitzero"` // from the shop's list
	Possible []claim.Event `json:"possible"`
	Overdue  bool          `json:"overdue"`
	Losses   []refund.Loss `json:"losses,omitempty"`
}

func (d *Desk) claimView(tx Tx, s setting, c claim.Claim) (ClaimView, error) {
	v := ClaimView{Claim: c, Possible: claim.Life.Possible(c.State), Overdue: c.Overdue(s.today())}
	var err error
	if v.Carrier, _, err = d.carrierNamed(tx, c.Carrier); err != nil {
		return v, err
	}
	if c.OrderID == 0 {
		return v, nil
	}
	all, err := tx.LossesOfOrder(c.OrderID)
	for _, l := range all {
		if l.Once == lossOfClaim(c) {
			v.Losses = append(v.Losses, l)
		}
	}
	return v, err
}

func lossOfClaim(c claim.Claim) string { return fmt.Sprintf("claim-%d", c.ID) }

// ClaimRequest opens an entry by hand. The order is named by its id or number;
// an entry without one is about a parcel of nobody's.
type ClaimRequest struct {
	Order     domain.ID     `json:"order"`
	Case      string        `json:"case_number"`
	Party     claim.Party   `json:"party"`
	Matter    claim.Matter  `json:"matter"`
	Carrier   string        `json:"carrier"`
	Parcel    string        `json:"parcel"`
	Recipient string        `json:"recipient"`
	Address   string        `json:"address"`
	Phone     string        `json:"phone"`
	Problem   string        `json:"problem"`
	Value     money.Amount  `json:"value,omitzero"`
	Files     []domain.File `json:"files"`
}

// OpenClaim opens an entry of the follow-up register by hand (R11).
//
// Errors: missing.order, missing.case, and those of claim.New.
func (d *Desk) OpenClaim(ctx context.Context, r ClaimRequest) (ClaimView, error) {
	var v ClaimView
	err := d.update(ctx, func(tx Tx, s setting) error {
		c := claim.Claim{Party: r.Party, Matter: r.Matter, Carrier: r.Carrier, OrderID: r.Order, Parcel: r.Parcel, Recipient: r.Recipient, Address: r.Address,
			Phone: r.Phone, Problem: r.Problem, Value: r.Value}.With(r.Files...)
		if r.Case != "" {
			cf, err := tx.CaseByNumber(fold(r.Case))
			if err != nil {
				return err
			}
			if r.Order != 0 && cf.OrderID != r.Order {
				return domain.Missing("case", r.Case)
			}
			c.CaseID, c.Case, c.OrderID = cf.ID, cf.Number, cf.OrderID
		}
		c, err := d.openClaim(tx, s, c)
		if err != nil {
			return err
		}
		v, err = d.claimView(tx, s, c)
		return err
	})
	return v, err
}

// ClaimMove names an entry and what became of it. Which of the fields count is
// the event's: send wants the group, answer the text, claim and pay an amount,
// refuse, write_off and close a reason.
type ClaimMove struct {
	Claim  domain.ID    `json:"claim"`
	Event  claim.Event  `json:"event"`
	Group  string       `json:"group"`
	Text   string       `json:"text"`
	Amount money.Amount `json:"amount,omitzero"`
	Reason string       `json:"reason"`
	At     time.Time    `json:"at"` // of sending or payment; zero: now
}

// MoveClaim moves an entry through its life (R11). When a carrier that never
// pays has answered, or an entry is written off, what remains is booked to the
// shop as a loss, once.
//
// Errors: missing.claim, flow.not_possible, claim.at, claim.amount, claim.rest,
// field.required.
func (d *Desk) MoveClaim(ctx context.Context, r ClaimMove) (ClaimView, error) {
	return d.changeClaim(ctx, r.Claim, "claim."+string(r.Event), func(tx Tx, s setting, c claim.Claim) (claim.Claim, error) {
		at := r.At
		if at.IsZero() {
			at = s.now
		}
		known, _, err := d.carrierNamed(tx, c.Carrier)
		if err != nil {
			return c, err
		}
		switch r.Event {
		case claim.Send:
			if c, err = c.WasSent(r.Group, at, s.now, s.answerBy(c, known)); err != nil {
				return c, err
			}
			return c, expectsAnswer(tx, s, c)
		case claim.Answer:
			return partySaid(tx, s, c, r.Text, known)
		case claim.Ask:
			return c.IsClaimed(r.Amount)
		case claim.Pay:
			c, err = c.IsPaid(claim.Payment{At: at, Amount: r.Amount, Who: s.who()}, s.now)
		case claim.Refuse, claim.WriteOff, claim.Close:
			c, err = c.Ends(r.Event, r.Reason, s.now)
		default:
			_, err = claim.Life.Next(c.State, r.Event)
		}
		if err != nil || c.State != claim.Loss {
			return c, err
		}
		return c, bear(tx, s, c)
	})
}

// partySaid keeps what a party said. From a carrier that never pays there is
// nothing more to be had: what remains is booked to the shop.
func partySaid(tx Tx, s setting, c claim.Claim, text string, known shop.Carrier) (claim.Claim, error) {
	c, err := c.WasAnswered(text, s.who(), s.now)
	if err != nil || c.Party != claim.Carrier || known.Pays != shop.PaysNever {
		return c, err
	}
	if c, err = c.Ends(claim.WriteOff, text, s.now); err != nil {
		return c, err
	}
	return c, bear(tx, s, c)
}

func (d *Desk) changeClaim(ctx context.Context, id domain.ID, verb string, f func(Tx, setting, claim.Claim) (claim.Claim, error)) (ClaimView, error) {
	var v ClaimView
	err := d.update(ctx, func(tx Tx, s setting) error {
		c, err := tx.Claim(id)
		if err != nil {
			return err
		}
		if c, err = f(tx, s, c); err != nil {
			return err
		}
		if err := tx.PutClaim(&c); err != nil {
			return err
		}
		if err := s.record(tx, verb, "claim", c.ID, claimFacts(c)); err != nil {
			return err
		}
		v, err = d.claimView(tx, s, c)
		return err
	})
	return v, err
}

// ClaimShift says that checking found another party at fault.
type ClaimShift struct {
	Claim  domain.ID   `json:"claim"`
	Party  claim.Party `json:"party"`
	Reason string      `json:"reason"`
}

// ShiftClaim moves the fault to another party, with the reason (R6).
//
// Errors: missing.claim, claim.party, claim.over, field.required.
func (d *Desk) ShiftClaim(ctx context.Context, r ClaimShift) (ClaimView, error) {
	return d.changeClaim(ctx, r.Claim, "claim.shift", func(_ Tx, s setting, c claim.Claim) (claim.Claim, error) {
		return c.Goes(r.Party, r.Reason, s.who(), s.now)
	})
}

// ClaimFiles adds evidence to an entry.
type ClaimFiles struct {
	Claim domain.ID     `json:"claim"`
	Files []domain.File `json:"files"`
	Told  bool          `json:"told"` // the customer was told where the matter stands
}

// AddToClaim adds evidence, or records that the customer was told.
//
// Errors: missing.claim, file.hash.
func (d *Desk) AddToClaim(ctx context.Context, r ClaimFiles) (ClaimView, error) {
	return d.changeClaim(ctx, r.Claim, "claim.add", func(_ Tx, s setting, c claim.Claim) (claim.Claim, error) {
		for _, f := range r.Files {
			if e := f.Validate(); e != nil {
				return c, e
			}
		}
		if r.Told {
			c = c.TellsCustomer(s.now)
		}
		return c.With(r.Files...), nil
	})
}

// Claim shows one entry.
//
// Errors: missing.claim.
func (d *Desk) Claim(ctx context.Context, id domain.ID) (ClaimView, error) {
	return d.oneClaim(ctx, func(tx Tx) (claim.Claim, error) { return tx.Claim(id) })
}

// ClaimNumbered finds an entry by its number.
//
// Errors: missing.claim.
func (d *Desk) ClaimNumbered(ctx context.Context, number string) (ClaimView, error) {
	return d.oneClaim(ctx, func(tx Tx) (claim.Claim, error) { return tx.ClaimNumbered(number) })
}

func (d *Desk) oneClaim(ctx context.Context, find func(Tx) (claim.Claim, error)) (ClaimView, error) {
	var v ClaimView
	err := d.view(ctx, func(tx Tx, s setting) error {
		c, err := find(tx)
		if err == nil {
			v, err = d.claimView(tx, s, c)
		}
		return err
	})
	return v, err
}

// ClaimsOf lists the entries of a case, oldest first.
func (d *Desk) ClaimsOf(ctx context.Context, caseID domain.ID) ([]claim.Claim, error) {
	var out []claim.Claim
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		out, err = tx.ClaimsOfCase(caseID)
		return err
	})
	return out, err
}

// Claims lists a page of the register and says how many entries there are.
func (d *Desk) Claims(ctx context.Context, q ClaimQuery) (rows []claim.Claim, count int, err error) {
	err = d.view(ctx, func(tx Tx, s setting) error {
		if rows, err = tx.ClaimPage(q); err != nil {
			return err
		}
		count, err = tx.ClaimCount(q)
		return err
	})
	return rows, count, err
}

// claimsDue are the entries whose answer is overdue, the oldest first.
func claimsDue(tx Tx, today calendar.Date, limit int) ([]claim.Claim, error) {
	all, err := tx.ClaimPage(ClaimQuery{Overdue: today, Limit: limit})
	slices.SortStableFunc(all, func(a, b claim.Claim) int { return a.Sent.Compare(b.Sent) })
	return all, err
}
