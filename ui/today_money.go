package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// moneyRoute is where a line about the books leads.
func moneyRoute(k desk.Task) route {
	return route{page: "money", id: k.ID, do: map[string]string{"claim": "claims", "goodwill": "goodwill"}[k.Entity]}
}

// readTodayMoney reads an entry of the register, a goodwill payment, or a refund
// that belongs to no case.
func readTodayMoney(ctx context.Context, d *desk.Desk, k desk.Task, r *todayRecord) error {
	switch k.Entity {
	case "claim":
		v, err := d.Claim(ctx, k.ID)
		r.claim = &v.Claim
		return err
	case "goodwill":
		v, err := d.Goodwill(ctx, k.ID)
		r.goodwill = &v.GoodwillRow
		return err
	}
	v, err := d.Refund(ctx, k.ID)
	r.refund = &v
	return err
}

// moneyParts shows such a line's record.
func (p *todayPage) moneyParts(r todayRecord) (title fyne.CanvasObject, parts []fyne.CanvasObject) {
	switch {
	case r.claim != nil:
		return p.claimParts(*r.claim)
	case r.goodwill != nil:
		return p.goodwillParts(*r.goodwill)
	}
	w, m := p.env.speak(), *r.refund
	state := present.RefundState(w, m.State)
	title = widgets.NewTitleBlock(m.OrderNumber, "", w.Money(m.Amount), []fyne.CanvasObject{widgets.NewText(m.Customer, widgets.Plain())}, widgets.NewBadge(state.Shape, theme.Tone(state.Tone), state.Word))
	return title, []fyne.CanvasObject{refundRows(p.env, m.Refund), widgets.NewKeyValue(108, refundFacts(p.env, m.Refund)...)}
}

func (p *todayPage) claimParts(c claim.Claim) (title fyne.CanvasObject, parts []fyne.CanvasObject) {
	w := p.env.speak()
	state := present.ClaimState(w, c)
	title = widgets.NewTitleBlock(c.Number, "", "", []fyne.CanvasObject{widgets.NewText(w.T("matter."+string(c.Matter)), widgets.Plain()), widgets.NewText(c.Order, widgets.Second())},
		widgets.NewBadge(state.Shape, theme.Tone(state.Tone), state.Word))
	rows := []widgets.KeyValueRow{{Label: w.T("claim.party"), Value: w.T("party." + string(c.Party))}, {Label: w.T("claim.message.parcel"), Value: c.Parcel}}
	if c.Group != "" {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("claim.group"), Value: c.Group})
	}
	if c.DueTo != "" {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("claim.due"), Value: w.Day(c.DueTo)})
	}
	return title, []fyne.CanvasObject{widgets.NewParagraph(c.Problem, widgets.Second()), widgets.NewKeyValue(108, rows...)}
}

func (p *todayPage) goodwillParts(g desk.GoodwillRow) (title fyne.CanvasObject, parts []fyne.CanvasObject) {
	w := p.env.speak()
	state := present.GoodwillState(w, g.State)
	title = widgets.NewTitleBlock(g.Number, "", w.Money(g.Amount), []fyne.CanvasObject{widgets.NewText(g.Customer, widgets.Plain()), widgets.NewText(g.OrderNumber, widgets.Second())},
		widgets.NewBadge(state.Shape, theme.Tone(state.Tone), state.Word))
	rows := []widgets.KeyValueRow{{Label: w.T("money.for"), Value: w.T("goodwill.reason." + string(g.Reason))}, {Label: w.T("money.method"), Value: present.PaidBy(w, g.Method)},
		{Label: w.T("field.payee"), Value: g.Payee}, {Label: w.T("payout.agreed_by"), Value: g.AgreedBy}}
	if g.State == refund.GoodwillVerified {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("payout.day"), Value: w.Day(g.Day)})
	}
	return title, []fyne.CanvasObject{widgets.NewKeyValue(108, rows...)}
}
