package present

import (
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/shop"
	"aftercare/ui/text"
)

// CustomerPage is what a channel's policy means for its customers, in the words
// of w: every figure on it is the policy's, so that a changed figure changes the
// page.
func CustomerPage(w *text.Words, s shop.Shop, c channel.Channel) Document {
	p := c.Policy
	page := customerPage{w, p}
	d := Document{Lang: string(w.Lang()), Name: "customer-page-" + c.Preset + "-" + string(w.Lang()), Title: w.T("customer.title", domain.Args{"shop": s.Name}),
		Shop: c.Name, Under: w.T("customer.version", domain.Args{"n": p.Version, "channel": c.Name})}
	d.Chapters = []Chapter{page.shipping(), page.noReason(), page.quality(), page.exchange(), page.freight(), page.refunds(), page.paybacks(), page.answers(),
		{Head: w.T("customer.warranty"), Text: w.T("customer.warranty.text")}, page.addresses(s, c)}
	return d
}

type customerPage struct {
	w *text.Words
	p channel.Policy
}

func (c customerPage) t(key string, args ...domain.Args) string {
	return c.w.T("customer."+key, args...)
}

func (c customerPage) term(t calendar.Term) domain.Args { return domain.Args{"term": Term(c.w, t)} }

func (c customerPage) shipping() Chapter {
	out := Chapter{Head: c.t("shipping"), Points: []string{c.t("shipping.from_"+string(c.p.ShipFrom), c.term(c.p.DayToShip))}}
	if c.p.CutOff != "" {
		out.Points = append(out.Points, c.t("shipping.cut_off", domain.Args{"time": string(c.p.CutOff)}))
	}
	if c.p.Transit.Amount > 0 {
		out.Points = append(out.Points, c.t("shipping.transit", c.term(c.p.Transit)))
	}
	late := "shipping.late"
	if c.p.CancelLate {
		late = "shipping.late_at_once"
	}
	return add(out, c.t(late))
}

func add(c Chapter, points ...string) Chapter {
	c.Points = append(c.Points, points...)
	return c
}

// window is how long a customer has, in words.
func (c customerPage) window(w channel.Window, key string) string {
	switch {
	case w.Proof:
		return c.t(key + ".proof")
	case w.Hours == 0 && w.Ask:
		return c.t(key + ".ask")
	case w.Hours == 0:
		return c.t(key + ".none")
	case w.Civil:
		return c.t(key+".open", domain.Args{"term": c.w.N("term.days", w.Hours/24)})
	case w.Midnight:
		return c.t(key+".midnight", domain.Args{"term": c.w.N("term.hours", w.Hours)})
	}
	return c.t(key+".open", domain.Args{"term": c.w.N("term.hours", w.Hours)})
}

func (c customerPage) noReason() Chapter {
	out := Chapter{Head: c.t("no_reason"), Points: []string{c.window(c.p.NoReason, "no_reason")}}
	if c.p.NoReason.Hours == 0 && !c.p.NoReason.Ask {
		return out
	}
	out = add(out, c.t("no_reason.fit"), c.t("no_reason.not"))
	if len(c.p.Excluded) > 0 {
		var names []string
		for _, cat := range c.p.Excluded {
			names = append(names, c.w.T("category."+cat))
		}
		out = add(out, c.t("no_reason.excluded", domain.Args{"categories": names}))
	}
	how := "no_reason.approval"
	if c.p.NoReasonAtOnce {
		how = "no_reason.at_once"
	}
	return add(out, c.t(how, c.term(c.p.SendBack)))
}

func (c customerPage) quality() Chapter {
	return Chapter{Head: c.t("quality"), Points: []string{c.window(c.p.Quality, "quality"), c.t("quality.photos"), c.t("misuse." + string(c.p.Misuse))}}
}

func (c customerPage) exchange() Chapter {
	out := Chapter{Head: c.t("exchange"), Points: []string{c.t("exchange.once")}}
	if c.p.PriceDays > 0 {
		out = add(out, c.t("price", domain.Args{"term": c.w.N("term.days", c.p.PriceDays)}))
	}
	return out
}

func (c customerPage) freight() Chapter {
	out := Chapter{Head: c.t("freight")}
	for _, g := range channel.Groups() {
		var legs []string
		for _, leg := range channel.AllLegs() {
			who := c.p.Freight.Bearer(g, leg)
			if who == channel.BornByCarrier || who == channel.BornBySupplier || who == channel.BornByInsurer {
				who = channel.BornByShop // between the shop and them: the customer pays nothing
			}
			legs = append(legs, c.t("freight.leg", domain.Args{"leg": text.Key("leg." + string(leg)), "who": text.Key("customer.bearer." + string(who))}))
		}
		out.Facts = append(out.Facts, Fact{c.w.T("policy.freight_" + string(g)), c.w.List(legs)})
	}
	out.Text = c.t("freight.prepay")
	return out
}

func (c customerPage) refunds() Chapter {
	out := Chapter{Head: c.t("refunds"), Points: []string{c.t("refunds.by_" + string(c.p.PaidBy))}}
	if c.p.Consent {
		out = add(out, c.t("refunds.consent"))
	}
	return add(out, c.t("refunds.filed", c.term(c.p.File)))
}

// paybacks goes on from refunds: how long each way of payment takes.
func (c customerPage) paybacks() Chapter {
	var out Chapter
	for _, m := range channel.Paybacks() {
		r := c.p.Payback(m)
		if r.Offered {
			out.Facts = append(out.Facts, Fact{c.w.T("policy.refunds_" + m), c.arrives(r)})
		}
	}
	return out
}

// arrives says when the money of a method is there.
func (c customerPage) arrives(r channel.Payback) string {
	switch {
	case r.Method == "cash":
		return c.t("refunds.at_once")
	case r.Latest.Amount == 0:
		return c.t("refunds.same_day")
	case r.Soonest == r.Latest:
		return Term(c.w, r.Latest)
	}
	return strconv.Itoa(r.Soonest.Amount) + " " + c.w.T("settings.span.to") + " " + Term(c.w, r.Latest)
}

func (c customerPage) answers() Chapter {
	out := Chapter{Head: c.t("answers")}
	for _, f := range []struct {
		name string
		term calendar.Term
	}{{"enquiry", c.p.Enquiry}, {"acknowledge", c.p.Acknowledge}, {"propose", c.p.Propose}, {"propose_complex", c.p.ProposeComplex},
		{"problem", c.p.Problem}, {"complaint", c.p.Complaint}, {"complaint_plan", c.p.ComplaintPlan}} {
		out.Facts = append(out.Facts, Fact{c.t("answer." + f.name), c.t("answers.within", c.term(f.term))})
	}
	if c.p.Arbiter {
		out.Text = c.t("answers.arbiter")
	}
	return out
}

func (c customerPage) addresses(s shop.Shop, ch channel.Channel) Chapter {
	out := Chapter{Head: c.t("reach")}
	fact := func(key, value string) {
		if strings.TrimSpace(value) != "" {
			out.Facts = append(out.Facts, Fact{c.t(key), value})
		}
	}
	address := s.Returns
	if c.w.Lang() == text.English && s.ReturnsLatin != "" {
		address = s.ReturnsLatin
	}
	fact("reach.returns", address)
	contact := ch.Service
	if contact.Value == "" {
		contact = channel.Contact{Kind: "phone", Value: s.Phone, Hours: s.Hours}
	}
	if !contact.Personal && contact.Value != "" { // a person's own number stands on no paper (R3)
		fact("reach.service", strings.Join(nonEmptyLines(strings.TrimSpace(ContactKind(c.w, contact.Kind)+" "+contact.Value), contact.Hours), "\n"))
	}
	return out
}

// ContactKind says how a service contact is reached, "" where it says so itself
// or an earlier program kept a kind that nobody knows.
func ContactKind(w *text.Words, kind string) string {
	if key := "contact.kind." + kind; w.Has(key) {
		return w.T(key)
	}
	return ""
}
