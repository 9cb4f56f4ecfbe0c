package ui

import (
	"context"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/refund"
	"aftercare/ui/widgets"
)

// platformRefund asks for a refund that a platform made by itself, and books it.
func (p *refundBook) platformRefund() {
	w := p.env.speak()
	number, sum := widgets.NewEntry(widgets.EntryLook{}), widgets.NewEntry(widgets.EntryLook{Right: true})
	reference := widgets.NewEntry(widgets.EntryLook{})
	var causes []widgets.Option
	for _, c := range refund.Causes() {
		causes = append(causes, widgets.Option{Key: string(c), Word: w.T("cause." + string(c))})
	}
	cause := widgets.NewSelect(causes, string(refund.Overdue), nil)
	today := calendar.DateOf(p.env.now(), p.env.shell.zone)
	day := newDateField(p.env, today)
	var f *form
	f = newForm(p.env, w.T("action.platform_refund"), w.T("money.send.platform"), []formField{
		{name: "order", label: w.T("field.order"), part: number}, {name: "amount", label: w.T("field.amount"), part: sum},
		{name: "cause", label: w.T("money.why"), hint: w.T("money.platform_hint"), part: cause}, {name: "at", label: w.T("money.paid_on"), part: day},
		{name: "reference", label: w.T("money.reference"), part: reference}}, func() {
		on, e := dayOf("at", day)
		if e == nil && strings.TrimSpace(number.Text()) == "" {
			e = domain.Wrong("order", "field.required", nil)
		}
		if e != nil {
			f.failed(e)
			return
		}
		of, amount := strings.TrimSpace(number.Text()), sum.Text()
		q := desk.PlatformRefund{ByPlatform: refund.ByPlatform{Cause: refund.Cause(cause.Selected()), Reference: reference.Text()}}
		if on != "" && on != today {
			q.At = on.End(p.env.shell.zone).Add(-1)
		}
		p.change("money.done.platform", func(ctx context.Context) (refund.Refund, error) {
			o, err := p.env.desk.OrderNumbered(ctx, of)
			if err != nil {
				return refund.Refund{}, err
			}
			a, fault := money.Parse("amount", amount, o.Currency)
			if fault != nil {
				return refund.Refund{}, fault
			}
			q.Order, q.Amount = o.ID, a
			return p.env.desk.BookPlatformRefund(ctx, q)
		})
	}, p.leave)
	p.put(f)
}
