package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/refund"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// taxRows splits a sum per rate of tax, nil where the order knows none.
func taxRows(e env, taxes []refund.Tax) fyne.CanvasObject {
	w := e.speak()
	var rows []widgets.MoneyRow
	for _, t := range taxes {
		net, tax := w.T("money.net_blended"), w.T("money.tax_blended")
		if t.Rate != refund.Blended {
			rate := domain.Args{"rate": w.Hundredths(t.Rate)}
			net, tax = w.T("money.net_at", rate), w.T("money.tax_at", rate)
		}
		rows = append(rows, widgets.MoneyRow{Words: net, Amount: w.Money(t.Net)}, widgets.MoneyRow{Words: tax, Amount: w.Money(t.Tax)})
	}
	if rows == nil {
		return nil
	}
	return widgets.NewMoneyRows("", rows...)
}

// checkedRows lists what the second look checked, each line with its shape.
func checkedRows(e env, v domain.Verdict) fyne.CanvasObject {
	w := e.speak()
	m := present.Answer(w, v.Answer)
	look := widgets.VerdictLook{Shape: m.Shape, Tone: theme.Tone(m.Tone), Word: m.Word, Sentence: w.T("money.look." + string(v.Answer)), Names: 112}
	for _, r := range present.Rules(w, v) {
		look.Rules = append(look.Rules, widgets.FactRow{Shape: r.Shape, Tone: theme.Tone(r.Tone), Name: r.Name, Fact: r.Facts})
	}
	return widgets.NewVerdictCard(look, nil)
}

// unitFields ask how many units go back now, where there is more than one; and by
// which way, where the case is about goods on their way.
func (r *refundForm) unitFields() []formField {
	w := r.page.env.speak()
	var fields []formField
	if r.file.Remedy != casefile.PartRefund {
		routes := []widgets.Option{{Key: "", Word: w.T("money.route.usual")}, {Key: string(refund.ByIntercept), Word: w.T("route." + string(refund.ByIntercept))}}
		if r.file.Parcel != casefile.Inspected && !r.file.Order.ShippedAt.IsZero() { // what never left cannot be intercepted
			r.route = widgets.NewSelect(routes, "", func(string) { r.judge() })
			fields = append(fields, formField{name: "route", label: w.T("money.route"), hint: w.T("money.route_hint"), part: r.route})
		}
	}
	for _, it := range r.file.Items {
		n := it.Said
		if r.file.Parcel == casefile.Inspected {
			n = min(n, it.Accepted)
		}
		if n < 2 || r.sum != nil {
			continue
		}
		s := widgets.NewStepper(n, 0, it.Said, "", func(int) { r.judge() })
		r.units = append(r.units, unitField{it.Line, n, s})
		fields = append(fields, formField{name: "items", label: w.T("money.units_of", domain.Args{"title": it.Title}), part: s})
	}
	return fields
}

// chosen are the units that were chosen: none where all go back, unless they are
// what the carrier confirmed.
func (r *refundForm) chosen() []refund.Units {
	confirmed := r.route != nil && r.route.Selected() == string(refund.ByIntercept)
	changed := confirmed
	var out []refund.Units
	for _, it := range r.file.Items {
		n := it.Said
		for _, u := range r.units {
			if u.line == it.Line {
				n = u.n.Count()
				changed = changed || n != u.all
			}
		}
		if n > 0 {
			out = append(out, refund.Units{Line: it.Line, Quantity: n})
		}
	}
	if !changed {
		return nil
	}
	return out
}
