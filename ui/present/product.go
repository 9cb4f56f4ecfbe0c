package present

import (
	"aftercare/domain"
	"aftercare/domain/stock"
	"aftercare/ui/text"
)

// Product is a product as a list shows it.
type Product struct {
	SKU, Title, Category, Price, Warranty, DayToShip string
	Returns                                          Mark // whether it is taken back without a reason
}

// ProductRow says a product's terms in words: what nobody set is said to follow
// the channel, or to be not said.
func ProductRow(w *text.Words, p stock.Product) Product {
	out := Product{SKU: p.SKU, Title: p.Title, Category: w.T("category." + p.Category), Warranty: w.T("products.warranty.unsaid"),
		DayToShip: w.T("products.ship.channel"), Returns: Mark{Tick, Ok, w.T("products.taken")}}
	if p.Price.Currency != "" {
		out.Price = w.Money(p.Price)
	}
	switch {
	case p.Warranty != nil && *p.Warranty == 0:
		out.Warranty = w.T("products.warranty.none")
	case p.Warranty != nil:
		out.Warranty = w.N("products.months", *p.Warranty)
	}
	if p.DayToShip != nil {
		out.DayToShip = w.N("term."+string(p.DayToShip.Unit), p.DayToShip.Amount)
	}
	if p.NoReturn {
		out.Returns = Mark{BarDisc, Muted, w.T("products.not_taken")}
	}
	return out
}

// Moved is a movement of stock as a ledger shows it: when, why, how many and
// where from and to.
func Moved(w *text.Words, m stock.Movement) (when, why, quantity, way string) {
	place := func(p stock.Place) string {
		if p == "" {
			return w.T("products.outside")
		}
		return w.T("place." + string(p))
	}
	why = w.T("cause." + string(m.Cause))
	if m.Back {
		why = w.T("products.taken_back", domain.Args{"why": why})
	}
	if m.Document != "" {
		why += " " + m.Document
	}
	way = w.T("products.moved", domain.Args{"from": place(m.From), "to": place(m.To)})
	if m.Serial != "" {
		way = w.List([]string{m.Serial, way})
	}
	if m.Reason != "" {
		way = w.T("products.reasoned", domain.Args{"way": way, "reason": m.Reason})
	}
	if m.Answer != "" {
		answer := m.Answer
		if w.Has("stock.answer." + answer) {
			answer = w.T("stock.answer." + answer)
		}
		way = w.T("products.answered", domain.Args{"way": way, "answer": answer})
	}
	return w.Moment(m.At), why, w.Number(int64(m.Quantity)), way
}
