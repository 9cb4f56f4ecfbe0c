package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/ui/present"
	"aftercare/ui/widgets"
)

// notice is what the platform's manager is told before a refund is filed: order,
// reason, amount, and the fact of consent; ready to copy. nil where the policy
// asks for none.
func (r *refundForm) notice(amount money.Amount) fyne.CanvasObject {
	if !r.file.Policy.Notice {
		return nil
	}
	p, w := r.page, r.page.env.speak()
	said := w.T("cases.notice", domain.Args{"order": r.file.Order.Number, "case": r.file.Number, "reason_key": "reason." + r.file.Reason, "item": r.items(), "amount": amount})
	if r.by != nil && r.by.Text() != "" && r.how.Selected() != "" {
		said += w.T("common.sentence_gap") + w.T("cases.notice.consent", domain.Args{"by": r.by.Text(), "how_key": "way." + r.how.Selected(), "day": r.day.Text(), "time": r.clock.Text()})
	}
	copied := widgets.NewSmallLink(w.T("cases.notice.copy"), func() {
		p.env.shell.app.Clipboard().SetContent(said)
		p.env.shell.toast(w.T("cases.notice.copied"))
	})
	return widgets.NewColumn(6, widgets.NewSection(w.T("step.notice"), "", copied), widgets.NewParagraph(said, widgets.Second()))
}

func (r *refundForm) items() string {
	w := r.page.env.speak()
	var items []string
	for _, it := range r.file.Items {
		items = append(items, present.Units(w, it.Said, it.Title))
	}
	return w.List(items)
}
