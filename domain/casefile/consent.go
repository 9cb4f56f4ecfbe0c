package casefile

import (
	"cmp"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Agreement is the customer's word to one sum in one way (R7). Another type or
// method, or a lower amount, voids it; a higher one does not.
type Agreement struct {
	Remedy   Remedy       `json:"remedy"`
	Amount   money.Amount `json:"amount"`
	Method   string       `json:"method"`
	Payee    string       `json:"payee,omitempty"`
	By       string       `json:"by"`  // who agreed
	How      string       `json:"how"` // whatsapp, phone, platform chat
	When     time.Time    `json:"when"`
	Evidence string       `json:"evidence,omitempty"` // a file's hash, or where it stands
	Keeps    bool         `json:"keeps,omitempty"`    // nothing comes back
	Void     string       `json:"void,omitempty"`     // why it no longer counts: remedy, method, amount, currency
	Who      string       `json:"who"`                // who recorded it
}

// Voids says why a consent does not cover a refund, "" when it does.
func (k Agreement) Voids(remedy Remedy, amount money.Amount, method string) string {
	switch {
	case k.Void != "":
		return k.Void
	case k.Remedy != remedy:
		return "remedy"
	case k.Method != method:
		return "method"
	case k.Amount.Currency != amount.Currency:
		return "currency"
	case amount.Minor < k.Amount.Minor:
		return "amount"
	}
	return ""
}

// Consent is the consent in force, nil when there is none.
func (c Case) Consent() *Agreement {
	for i := len(c.Consents) - 1; i >= 0; i-- {
		if c.Consents[i].Void == "" {
			return &c.Consents[i]
		}
	}
	return nil
}

// NeedsConsent says whether the refund of this case takes the customer's
// consent: the policy asks for it, or the sum settles what stays with the
// customer.
func (c Case) NeedsConsent(p channel.Policy) bool { return p.Consent || c.Has(Consent) }

// ConsentGiven records a consent. It may come before the plan asks for it, once
// the remedy is agreed.
//
// Errors: case.over, step.waits, field.required, agreement.in_future,
// refund.amount_wanted.
func (c Case) ConsentGiven(k Agreement, who string, now time.Time, t order.Terms) (Case, error) {
	if c.Done() {
		return c, domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	}
	if w := c.Waits(Consent); c.Has(Consent) && len(w) > 0 {
		return c, domain.Refuse("R7", "step.waits", domain.Args{"step_key": "step.consent", "waits_key": "step." + string(w[0])})
	}
	var es domain.Errors
	for _, f := range []struct {
		name string
		at   *string
		must bool
	}{{"by", &k.By, true}, {"how", &k.How, true}, {"method", &k.Method, true}, {"payee", &k.Payee, false}, {"evidence", &k.Evidence, false}} {
		line, e := domain.Line(f.name, *f.at, f.must)
		if e != nil {
			es = append(es, e)
		}
		*f.at = line
	}
	if k.When.IsZero() {
		es = append(es, domain.Wrong("when", "field.required", nil))
	}
	if k.When.After(now) {
		es = append(es, domain.Wrong("when", "agreement.in_future", nil))
	}
	if k.Amount.Minor <= 0 {
		es = append(es, domain.Wrong("amount", "refund.amount_wanted", nil))
	}
	if err := es.OrNil(); err != nil {
		return c, err
	}
	k.Remedy, k.Who = cmp.Or(k.Remedy, c.Remedy), who
	if s, ok := c.Step(Consent); ok {
		k.Keeps = k.Keeps || c.keeps()
		_ = s
	}
	for i := range c.Consents {
		if c.Consents[i].Void == "" {
			c.Consents = slices.Clone(c.Consents)
			c.Consents[i].Void = "renewed"
		}
	}
	c.Consents = append(slices.Clone(c.Consents), k)
	if c.Has(Consent) {
		c = c.finish(Consent, "", "", who, now)
	}
	return c.clocked(now, t), nil
}

// keeps says whether the plan settles a sum for goods that stay with the
// customer.
func (c Case) keeps() bool { return !c.Has(Intake) }

// ConsentVoid takes a consent back that does not cover what is about to be
// filed: the plan asks for it again.
func (c Case) ConsentVoid(why string, now time.Time, t order.Terms) Case {
	c.Consents = slices.Clone(c.Consents)
	for i := range c.Consents {
		if c.Consents[i].Void == "" {
			c.Consents[i].Void = why
		}
	}
	if i := c.at(Consent); i >= 0 && c.Awaits(Refund) {
		c.Steps = slices.Clone(c.Steps)
		c.Steps[i].Done, c.Steps[i].Who = time.Time{}, ""
	}
	return c.clocked(now, t)
}

// Covered refuses a refund that the customer did not consent to, where consent
// is asked for.
//
// Errors: refund.no_consent (hard), refund.consent_void (hard) naming why.
func (c Case) Covered(amount money.Amount, method string, p channel.Policy) error {
	if !c.NeedsConsent(p) {
		return nil
	}
	hard := func(code string, args domain.Args) error {
		e := domain.Refuse("R7", code, args)
		e.Hard = true
		return e
	}
	k := c.Consent()
	if k == nil {
		return hard("refund.no_consent", nil)
	}
	if why := k.Voids(c.Remedy, amount, method); why != "" {
		return hard("refund.consent_void", domain.Args{"why_key": "consent.void." + why, "amount": amount})
	}
	return nil
}

// NoticeSent is the shop's notice to a platform about one refund (R7). It says
// the fact of consent; filed is when it is sent.
type NoticeSent struct {
	Recipient string       `json:"recipient"` // the channel's manager
	Way       string       `json:"way"`       // email, phone, chat, platform
	Order     string       `json:"order"`
	Reason    string       `json:"reason"`
	Amount    money.Amount `json:"amount"`
	Consent   bool         `json:"consent"`
	Sent      time.Time    `json:"sent"`
	Who       string       `json:"who"`
}

// Notified records the notice of the refund that is about to be filed. One is
// sent for each refund.
//
// Errors: case.over, step.not_in_plan, step.done, step.waits, field.required.
func (c Case) Notified(n NoticeSent, who string, now time.Time, t order.Terms) (Case, error) {
	if err := c.can(Notice); err != nil {
		return c, err
	}
	recipient, e := domain.Line("recipient", n.Recipient, true)
	if e != nil {
		return c, e
	}
	way, e := domain.Line("way", n.Way, false)
	if e != nil {
		return c, e
	}
	n.Recipient, n.Way, n.Reason, n.Consent, n.Who = recipient, way, c.Reason, c.Consent() != nil, who
	if n.Sent.IsZero() || n.Sent.After(now) {
		n.Sent = now
	}
	c.Notices = append(slices.Clone(c.Notices), n)
	return c.finish(Notice, "", "", who, now).clocked(now, t), nil
}

// Looked records the second look at a refund: what was checked was right.
//
// Errors: case.over, step.not_in_plan, step.done, step.waits.
func (c Case) Looked(note, who string, now time.Time, t order.Terms) (Case, error) {
	if err := c.can(Look); err != nil {
		return c, err
	}
	note, e := domain.Text("note", note, false)
	if e != nil {
		return c, e
	}
	return c.finish(Look, "", note, who, now).clocked(now, t), nil
}
