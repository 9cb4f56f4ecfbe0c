package desk

import (
	"cmp"
	"fmt"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/message"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/shop"
)

// claimOfCase opens the entry of a case whose reason is the carrier's, once; the
// customer does not wait for it (R6).
func (d *Desk) claimOfCase(tx Tx, s setting, cf casefile.Case, o order.Order) error {
	matter, ok := claim.OfReason(cf.Reason)
	if !ok {
		return nil
	}
	known, err := tx.ClaimsOfCase(cf.ID)
	if err != nil || len(known) > 0 {
		return err
	}
	value, err := worth(o, cf.Items)
	if err != nil {
		return err
	}
	problem := cmp.Or(cf.Words, itemsNamed(cf.Items)) // the customer may have said nothing
	_, err = d.openClaim(tx, s, claim.Claim{Party: claim.Carrier, Matter: matter, OrderID: o.ID, CaseID: cf.ID, Case: cf.Number, Problem: problem, Value: value}.With(cf.Files...))
	return err
}

// itemsNamed names units.
func itemsNamed(items []casefile.Item) string {
	text := ""
	for i, it := range items {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprintf("%d × %s", it.Said, it.Title)
	}
	return text
}

// claimIntercepted opens the entry of goods whose refund was filed on the
// carrier's word that they come back: fewer of them came, or they were not
// accepted (R9). It is opened once, and closed where a correction found them and
// nobody sent it yet; the money is not asked back.
func (d *Desk) claimIntercepted(tx Tx, s setting, cf casefile.Case) error {
	missing := cf.ShortOfRefund()
	known, err := tx.ClaimsOfCase(cf.ID)
	if err != nil {
		return err
	}
	for _, c := range known {
		switch {
		case c.Matter != claim.Intercepted:
		case len(missing) > 0 && !c.Done():
			return nil
		case c.State == claim.Open:
			return closeUnsent(tx, s, c, cf.Return)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	o, err := tx.Order(cf.OrderID)
	if err != nil {
		return err
	}
	value, err := worth(o, missing)
	if err != nil {
		return err
	}
	all, err := tx.ParcelsOfCase(cf.ID)
	if err != nil {
		return err
	}
	entry := claim.Claim{Party: claim.Carrier, Matter: claim.Intercepted, OrderID: o.ID, CaseID: cf.ID, Case: cf.Number, Parcel: cf.Tracking, Problem: itemsNamed(missing), Value: value}
	for _, p := range all {
		entry = entry.With(evidence(p)...)
	}
	_, err = d.openClaim(tx, s, entry)
	return err
}

// closeUnsent closes an entry that nobody sent, when what it is about was found.
func closeUnsent(tx Tx, s setting, c claim.Claim, why string) error {
	c, err := c.Ends(claim.Close, why, s.now)
	if err != nil {
		return err
	}
	if err := tx.PutClaim(&c); err != nil {
		return err
	}
	return s.record(tx, "claim.unsent", "claim", c.ID, claimFacts(c))
}

// worth is what units of an order were paid.
func worth(o order.Order, items []casefile.Item) (money.Amount, error) {
	value, shares := money.Of(0, o.Currency), o.Shares()
	for _, it := range items {
		l, err := o.Line(it.Line)
		if err != nil {
			return value, err
		}
		value = value.Add(money.Portion(shares[l.No-1], l.Quantity, 0, min(it.Said, l.Quantity)))
	}
	return value, nil
}

// asksCarrier is what follows when a step of a plan asked the carrier: its entry
// in the register was sent, and the answer is due by the carrier's own working
// days (R8, R11). whom says who was asked, where nobody knows the carrier.
func (d *Desk) asksCarrier(tx Tx, s setting, c casefile.Case, step casefile.StepCode, whom string) (casefile.Case, error) {
	answer := map[casefile.StepCode]casefile.StepCode{casefile.AskCarrier: casefile.CarrierSays, casefile.Intercept: casefile.Intercepted}[step]
	if answer == "" {
		return c, nil
	}
	entry := claim.Claim{Party: claim.Carrier}
	all, err := tx.ClaimsOfCase(c.ID)
	if err != nil {
		return c, err
	}
	for _, k := range all {
		if k.Party == claim.Carrier && !k.Done() {
			entry = k
		}
	}
	if entry.ID == 0 {
		o, err := tx.Order(c.OrderID)
		if err != nil {
			return c, err
		}
		entry = filled(entry, o)
	}
	known, _, err := d.carrierNamed(tx, entry.Carrier)
	if err != nil {
		return c, err
	}
	terms := s.answerBy(entry, known)
	if entry.ID != 0 && entry.State == claim.Open && step == casefile.AskCarrier && entry.Carrier == "" {
		// An imported order may name no carrier: who was asked says who it is.
		if whom == "" {
			return c, domain.Wrong("note", "claim.which_carrier", nil)
		}
		entry.Carrier = whom
	}
	if group := cmp.Or(entry.Group, known.Group, known.Name, entry.Carrier, whom); entry.State == claim.Open && group != "" && step == casefile.AskCarrier {
		if entry, err = entry.WasSent(group, s.now, s.now, terms); err != nil {
			return c, err
		}
		if err := tx.PutClaim(&entry); err != nil {
			return c, err
		}
		if err := s.record(tx, "claim.asked", "claim", entry.ID, claimFacts(entry)); err != nil {
			return c, err
		}
	}
	day, _ := terms.Days.Add(s.today(), terms.To)
	return c.Expects(answer, s.now, calendar.EndOf(cmp.Or(entry.DueTo, day), s.zone)), nil
}

// carrierSaid keeps the answer of a carrier that a case's plan asked for in its
// entry of the register too: nobody waits for it any longer (R11). That nothing
// was said is no answer.
func (d *Desk) carrierSaid(tx Tx, s setting, c casefile.Case, r StepRequest) error {
	if r.Choice == casefile.SaysNothing {
		return nil
	}
	all, err := tx.ClaimsOfCase(c.ID)
	if err != nil {
		return err
	}
	text := cmp.Or(r.Note, d.say(s)(s.shop.Language, "{answer}", domain.Args{"answer": message.Word("choice." + string(r.Choice))}))
	for _, k := range all {
		if k.Party != claim.Carrier || k.State != claim.Sent {
			continue
		}
		known, _, err := d.carrierNamed(tx, k.Carrier)
		if err != nil {
			return err
		}
		if k, err = partySaid(tx, s, k, text, known); err != nil {
			return err
		}
		if err := tx.PutClaim(&k); err != nil {
			return err
		}
		if err := s.record(tx, "claim.heard", "claim", k.ID, claimFacts(k)); err != nil {
			return err
		}
	}
	return nil
}

// expectsAnswer tells the case of an entry that was sent when its answer is due;
// the step that asks the carrier is done with it.
func expectsAnswer(tx Tx, s setting, k claim.Claim) error {
	if k.CaseID == 0 || k.Party != claim.Carrier {
		return nil
	}
	return movesCase(tx, s, k.CaseID, func(c casefile.Case, t order.Terms) (casefile.Case, error) {
		if c.Awaits(casefile.AskCarrier) && len(c.Waits(casefile.AskCarrier)) == 0 {
			var err error
			if c, err = c.DoStep(casefile.Did{Step: casefile.AskCarrier, Note: k.Group}, s.who(), s.now, t); err != nil {
				return c, err
			}
		}
		if c.Done() {
			return c, nil
		}
		return c.Expects(casefile.CarrierSays, k.Sent, calendar.EndOf(k.DueTo, s.zone)), nil
	})
}

// answerBy is what an answer is waited for by: a carrier's own working days; of
// anybody else, three of the shop's.
func (s setting) answerBy(c claim.Claim, known shop.Carrier) claim.Terms {
	if c.Party == claim.Carrier && known.Code != "" {
		return claim.TermsOf(known, s.carrierDays(known), s.zone)
	}
	return claim.Terms{From: 1, To: 3, Days: s.shop.Calendar(s.holidays[s.shop.Region]), Zone: s.zone}
}
