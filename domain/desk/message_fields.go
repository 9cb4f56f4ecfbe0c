package desk

import (
	"cmp"
	"fmt"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/message"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/domain/shop"
)

// values works out every field that has a value.
func (d *Desk) values(tx Tx, s setting, a about) (domain.Args, error) {
	v := domain.Args{"customer": a.who.Name, "shop": s.shop.Name, "person": s.who(), "today": s.today()}
	c := channel.Contact{Kind: "phone", Value: s.shop.Phone, Hours: s.shop.Hours}
	if a.order != nil {
		ch := s.channels[a.order.ChannelID]
		v["channel"] = ch.Name
		if ch.Service.Value != "" {
			c = ch.Service
		}
		v["manager"] = cmp.Or(ch.Manager.Name, ch.Name)
		if err := d.orderValues(tx, s, *a.order, v); err != nil {
			return v, err
		}
	}
	if !c.Personal { // a person's own number goes into no message (R3)
		v["contact"] = strings.TrimSpace(c.Value + " " + c.Hours)
	}
	v["return address"] = cmp.Or(s.shop.Returns, s.shop.ReturnsLatin)
	if a.file != nil {
		if err := s.caseValues(tx, a, v); err != nil {
			return v, err
		}
	}
	if a.refund != nil {
		refundValues(*a.refund, v)
	}
	if a.job != nil {
		s.jobValues(*a.job, v)
	}
	if a.paid != nil {
		v["amount"] = a.paid.Amount
		payValues(a.paid.Method, a.paid.Payee, v)
		v["reason"] = message.Word("goodwill.reason." + string(a.paid.Reason))
	}
	if a.claim != nil {
		v["problem"] = a.claim.Problem
		if a.claim.Parcel != "" {
			v["tracking"] = a.claim.Parcel
		}
		if n := len(a.claim.Replies); n > 0 {
			v["last update"] = a.claim.Replies[n-1].Text
		}
	}
	for k, x := range v {
		if x == "" || x == calendar.Date("") {
			delete(v, k)
		}
	}
	return v, nil
}

// jobValues are the fields of a repair; those of its order that the repair has
// its own of are the repair's.
func (s setting) jobValues(j repair.Job, v domain.Args) {
	v["repair"], v["items"], v["quote until"], v["expected"] = j.Number, j.Item, j.Expires, j.Due
	v["carrier"], v["tracking"] = j.Carrier, j.Tracking
	v["problem"], v["found"], v["warranty"] = j.Problem, cmp.Or(j.Done, j.Finding.Fault), message.Word("message.warranty."+string(j.Verdict.Answer))
	v["where"] = cmp.Or(j.Where, s.shop.Returns, s.shop.ReturnsLatin)
	v["enclose"] = message.Word("message.enclose_nothing")
	if j.Enclose != "" {
		v["enclose"] = j.Enclose
	}
	_, _, v["amount"] = j.Total()
}

func (d *Desk) orderValues(tx Tx, s setting, o order.Order, v domain.Args) error {
	v["order"] = o.Number
	var items []string
	for _, l := range o.Lines {
		items = append(items, strings.TrimSpace(fmt.Sprintf("%d × %s %s", l.Quantity, l.Title, l.Variant)))
	}
	v["items"] = items
	v["first date"] = o.First.Due.Day
	v["ship by"] = o.Force.Due.Day
	if offer, ok := o.Proposal(); ok {
		v["ship by"], v["delay reason"] = offer.Proposal.Date, offer.Proposal.Reason
	}
	if ag, ok := o.Agreement(); ok {
		v["delay reason"] = ag.Reason
	}
	if len(o.Shipments) == 0 {
		return nil
	}
	p := o.Shipments[len(o.Shipments)-1]
	v["carrier"], v["tracking"], v["last update"] = p.Carrier, p.Tracking, p.News
	list, err := d.carriers(tx)
	if c, ok := shop.CarrierNamed(list, p.Carrier); ok {
		v["tracking page"], v["carrier"] = c.Follow(p.Tracking), c.Name
	}
	t := s.terms(o.ChannelID)
	if due := t.Policy.Transit.After(p.At, "", t.Of(t.Policy.Transit), s.zone); t.Policy.Transit.Amount > 0 {
		v["expected"] = due.Day
	}
	return err
}

func (s setting) caseValues(tx Tx, a about, v domain.Args) error {
	c := *a.file
	v["case"], v["return"] = c.Number, c.Return
	v["reason"] = message.Word("reason." + c.Reason)
	v["remedy"] = message.Word("remedy." + string(c.Remedy))
	if a.order != nil {
		t := s.terms(a.order.ChannelID)
		v["send by"] = t.Policy.SendBack.After(s.now, "", t.Of(t.Policy.SendBack), s.zone).Day
	}
	if a.refund != nil {
		return nil
	}
	all, err := tx.RefundsOfOrder(c.OrderID)
	for _, r := range all {
		if r.CaseID == c.ID && r.Counts() {
			if r.To == "" && r.Method != "" && a.order != nil {
				p := s.channels[a.order.ChannelID].Policy
				r.From, r.To = refund.Expect(r.Method, s.today(), s.bank(), p.Refunds)
			}
			refundValues(r, v)
		}
	}
	return err
}

func refundValues(r refund.Refund, v domain.Args) {
	v["amount"] = r.Amount
	payValues(r.Method, r.Payee, v)
	if r.To != "" {
		v["money by"] = message.Until{From: r.From, To: r.To}
	}
	if r.Consent != nil {
		v["consent"] = message.Agreed{By: r.Consent.By, How: message.Word("way." + r.Consent.How), When: r.Consent.When}
	}
}

// payValues says how money travels and to whom, as it stands inside a sentence.
// Where the method itself knows the payee, that is said.
func payValues(m refund.Method, payee string, v domain.Args) {
	if m == "" {
		return
	}
	v["method"], v["payee"] = message.Word("message.method."+string(m)), payee
	switch {
	case payee != "" || m.NeedsPayee():
	case m == refund.Cash:
		v["payee"] = v["customer"]
	default:
		v["payee"] = message.Word("message.payee." + string(m))
	}
}
