package ui

import (
	"context"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// compensate asks for what is given on top of a remedy: its kind first, for each
// kind asks for something else.
func (p *casesPage) compensate(of casefile.CompensationKind, why string) {
	w, v := p.env.speak(), *p.file
	reason := widgets.NewEntry(widgets.EntryLook{Lines: 2})
	reason.SetText(why)
	kind := widgets.NewSelect(choicesOf(p.env, "compensation.", casefile.CompensationKinds()), string(of), func(key string) {
		if to := casefile.CompensationKind(key); to != of {
			p.compensate(to, reason.Text())
		}
	})
	amount, code, sku := p.sumEntry(), widgets.NewEntry(widgets.EntryLook{}), widgets.NewEntry(widgets.EntryLook{})
	expires, count, months := newDateField(p.env, ""), widgets.NewStepper(1, 1, 999, "", nil), widgets.NewStepper(3, 1, 120, "", nil)
	sum := formField{name: "amount", label: w.T("cases.amount"), hint: w.T("cases.hint.given." + string(of)), part: amount}
	fields := append([]formField{{name: "kind", label: w.T("cases.compensation"), part: kind}}, map[casefile.CompensationKind][]formField{
		casefile.GiveMoney:    {sum},
		casefile.GiveCoupon:   {{name: "code", label: w.T("cases.coupon"), part: code}, sum, {name: "expires", label: w.T("cases.expires"), part: expires}},
		casefile.GiveGift:     {{name: "sku", label: w.T("cases.gift_sku"), hint: w.T("cases.hint.given.gift"), part: sku}, {name: "quantity", label: w.T("cases.gift_count"), part: count}},
		casefile.GiveWarranty: {{name: "months", label: w.T("cases.months"), hint: w.T("cases.hint.given.warranty"), part: months}},
	}[of]...)
	p.asks(w.T("action.compensate"), append(fields, formField{name: "reason", label: w.T("field.reason"), part: reason}), func() (deed, error) {
		paid, err := p.amountIn("amount", amount)
		if err != nil {
			return nil, err
		}
		day, e := dayOf("expires", expires)
		if e != nil {
			return nil, e
		}
		k := casefile.Compensation{Kind: of, Amount: paid, Code: code.Text(), Expires: day, SKU: sku.Text(), Reason: reason.Text()}
		switch of {
		case casefile.GiveGift:
			k.Quantity = count.Count()
		case casefile.GiveWarranty:
			k.Months = months.Count()
		}
		q := desk.CompensateRequest{Case: v.ID, Compensation: k, Answer: p.form.answered()}
		return func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.Compensate(ctx, q) }, nil
	})
}
