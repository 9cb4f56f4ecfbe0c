package ui

import (
	"context"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/widgets"
)

func dayOfTime(at time.Time) calendar.Date { return calendar.DateOf(at, at.Location()) }

// delayForm asks for a delay agreement (R4): the date, the terms, who agreed,
// how and when, the reason, the evidence. A date that a platform's note offers
// stands in its field; who agreed is never guessed from a file.
type delayForm struct {
	env                               env
	date, day                         *widgets.DateField
	terms, by, clock, reason, witness *widgets.Entry
	how                               *widgets.Select
}

func (r *orderRecord) askDelay() {
	v, w := r.order, r.env.speak()
	d := &delayForm{env: r.env, terms: widgets.NewEntry(widgets.EntryLook{Lines: 2}), by: widgets.NewEntry(widgets.EntryLook{SelectAll: true}),
		reason: widgets.NewEntry(widgets.EntryLook{}), witness: widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("order.delay.evidence_hint")})}
	offered, hint := offeredDay(v)
	if hint.Words != "" {
		d.date = newDateField(r.env, offered)
	} else {
		d.date = newDateField(r.env, "")
	}
	d.day, d.clock = momentFields(r.env)
	d.how = widgets.NewSelect(wayOptions(w), "", nil)
	d.how.Placeholder = w.T("order.delay.how_hint")
	d.by.SetText(v.ShipTo.Name)
	now := w.T("order.delay.in_force", domain.Args{"day": w.Date(v.Force.Due.Day)})
	if hint.Words != "" {
		now = w.T("order.delay.offered", domain.Args{"words": hint.Words})
	}
	if v.Offer != nil && v.Offer.Answer != order.DelayDeclined && v.Offer.Answer != order.DelayAgreement {
		// What was proposed is what the customer agrees to, unless they say otherwise.
		p := v.Offer.Proposal
		d.date = newDateField(r.env, p.Date)
		d.terms.SetText(p.Terms)
		d.reason.SetText(p.Reason)
		d.how.SetSelected(p.How)
	}
	var f *form
	f = newForm(r.env, w.T("order.delay.title", domain.Args{"order": present.Short(v.Number)}), w.T("order.delay.send"), []formField{
		{name: "date", label: w.Field("date"), hint: now, part: d.date},
		{name: "terms", label: w.Field("terms"), hint: w.T("order.delay.terms_hint"), part: d.terms},
		{name: "by", label: w.Field("by"), part: d.by},
		{name: "how", label: w.Field("how"), part: d.how},
		{name: "when", label: w.Field("when"), part: d.day},
		{name: "when_time", label: w.T("order.time"), part: d.clock},
		{name: "reason", label: w.Field("reason"), hint: w.T("order.delay.reason_hint"), part: d.reason},
		{name: "evidence", label: w.Field("evidence"), part: d.witness},
	}, func() { r.sendDelay(f, d) }, r.leaveForm)
	r.ask(f)
}

// offeredDay is the one date of the platform's note that may be offered, with
// the words in which it stands.
func offeredDay(v *desk.OrderView) (calendar.Date, order.Suggestion) {
	i := slices.IndexFunc(v.Offered, func(s order.Suggestion) bool { return s.Certain && s.Day != "" })
	if i < 0 {
		return "", order.Suggestion{}
	}
	return v.Offered[i].Day, v.Offered[i]
}

func (r *orderRecord) sendDelay(f *form, d *delayForm) {
	date, bad := dayOf("date", d.date)
	when, badTime := momentOf("when", d.day, d.clock, r.env.shell.zone)
	var es domain.Errors
	for _, e := range []*domain.Error{bad, badTime} {
		if e != nil {
			es = append(es, e)
		}
	}
	if len(es) > 0 {
		f.failed(es)
		return
	}
	req := desk.DelayRequest{Order: r.order.ID, Agreement: order.Agreement{Date: date, Terms: d.terms.Text(), By: d.by.Text(),
		How: d.how.Selected(), When: when, Reason: d.reason.Text(), Evidence: d.witness.Text()}}
	r.deed(f, "order.delay.done", func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.AgreeDelay(ctx, req) })
}
