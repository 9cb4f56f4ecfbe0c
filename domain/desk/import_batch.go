package desk

import (
	"slices"

	"aftercare/domain"
	"aftercare/domain/customer"
	"aftercare/domain/order"
	"aftercare/domain/stock"
)

// batchWork is one batch, compared.
type batchWork struct {
	channelID domain.ID
	outcomes  []Outcome
	orders    []*order.Order
	of        []int // orders[i] belongs to outcomes[of[i]]
	products  []*stock.Product
	known     map[string]stock.Product // of the batch's lines
}

func compare(tx Tx, s setting, facts []order.Facts, channelID domain.ID) (*batchWork, error) {
	if _, ok := s.channels[channelID]; !ok {
		return nil, domain.Missing("channel", channelID)
	}
	numbers, skus := make([]string, 0, len(facts)), map[string]string{}
	for _, f := range facts {
		numbers = append(numbers, f.Number)
		for _, l := range f.Lines {
			if l.SKU != "" && len(f.Faults) == 0 {
				skus[l.SKU] = l.Title
			}
		}
	}
	known, err := tx.OrdersByNumber(channelID, numbers)
	if err != nil {
		return nil, err
	}
	products, err := tx.Products(keys(skus))
	if err != nil {
		return nil, err
	}
	b := &batchWork{channelID: channelID, known: products}
	for _, sku := range keys(skus) {
		if _, ok := products[sku]; !ok {
			b.products = append(b.products, &stock.Product{SKU: sku, Title: skus[sku], Category: "general"})
		}
	}
	t := s.terms(channelID)
	for _, f := range facts {
		o, isKnown := known[f.Number]
		if isKnown && len(f.Faults) == 0 && o.Refines(f) {
			// A case, a refund, a repair names its lines by number: they stay.
			if cases, err := tx.CasesOfOrder(o.ID); err != nil {
				return nil, err
			} else if len(cases) > 0 {
				f.Lines = nil
				f.Hints = append(f.Hints, domain.Wrong("lines", "import.lines_kept", domain.Args{"row": firstRow(f), "count": len(cases)}))
			}
		}
		b.judge(s, f, o, isKnown, products, t)
	}
	return b, nil
}

// judge says what becomes of one order.
func (b *batchWork) judge(s setting, f order.Facts, o order.Order, known bool, products map[string]stock.Product, t order.Terms) {
	f = f.Folded()
	out := Outcome{Number: f.Number, Customer: f.Customer.Name, Total: f.Total, Lines: len(f.Lines), Rows: len(f.Rows), Faults: f.Faults, Hints: f.Hints, Result: Review, Row: firstRow(f)}
	switch {
	case f.Partial && !known:
		out.Faults = append(out.Faults, domain.Wrong("number", "import.order_first", domain.Args{"number": f.Number, "row": out.Row}))
	case f.Partial && len(f.Lines) > 0 && !o.Fits(f):
		out.Faults = append(out.Faults, domain.Wrong("lines", "import.lines_differ", domain.Args{"number": f.Number, "row": out.Row}))
	}
	if known && f.Currency != "" && f.Currency != o.Currency && !f.Guessed && !o.Unpriced() {
		out.Faults = append(out.Faults, domain.Wrong("currency", "import.currency_changed", domain.Args{"was": string(o.Currency), "now": string(f.Currency)}))
	}
	if len(out.Faults) > 0 {
		b.outcomes = append(b.outcomes, out)
		return
	}
	before := len(o.Notes)
	if known {
		o, out.Changes = o.Merged(f, s.who(), s.now, t)
		out.OrderID, out.Result = o.ID, Changed
		if len(out.Changes) == 0 {
			out.Result = Unchanged
		}
	} else {
		o, out.Result = order.FromFacts(f, b.channelID, s.who(), s.now, t), Created
	}
	o = termed(o, products, t)
	if err := o.Validate(); err != nil {
		out.Result, out.Faults = Review, append(out.Faults, faults(err)...)
		b.outcomes = append(b.outcomes, out)
		return
	}
	if len(o.Notes) > before {
		out.Offered = order.SuggestShipDate(f.SellerNote, o.PaidAt, s.zone)
	}
	if out.Result != Unchanged {
		b.orders, b.of = append(b.orders, &o), append(b.of, len(b.outcomes))
	}
	b.outcomes = append(b.outcomes, out)
}

// termed gives each line its product's own Day to Ship.
func termed(o order.Order, products map[string]stock.Product, t order.Terms) order.Order {
	changed := false
	for i, l := range o.Lines {
		if p, ok := products[l.SKU]; ok && p.DayToShip != nil && l.DayToShip == nil {
			o.Lines[i].DayToShip, changed = p.DayToShip, true
		}
	}
	if changed && o.Waiting() {
		return o.WithShipBy(t)
	}
	return o
}

func firstRow(f order.Facts) int {
	if len(f.Rows) > 0 {
		return f.Rows[0]
	}
	return 0
}

func faults(err error) []*domain.Error {
	if es, ok := err.(domain.Errors); ok {
		return es
	}
	if e := domain.As(err); e != nil {
		return []*domain.Error{e}
	}
	return []*domain.Error{{Kind: domain.Invalid, Code: "internal"}}
}

// write stores the batch: products that nobody knew, customers, orders, and one
// history entry for the batch and one for each order that changed.
func (b *batchWork) write(tx Tx, s setting) error {
	for _, p := range b.products {
		if err := tx.PutProduct(p); err != nil {
			return err
		}
	}
	if err := b.customers(tx); err != nil {
		return err
	}
	if len(b.orders) == 0 {
		return nil
	}
	if err := tx.PutOrders(b.orders); err != nil {
		return err
	}
	for _, o := range b.orders {
		// A file tells what has happened; nobody is there to be asked.
		if err := bookOrder(tx, s, *o, b.known, answerImport); err != nil {
			return err
		}
	}
	created := 0
	for i, o := range b.orders {
		out := &b.outcomes[b.of[i]]
		out.OrderID = o.ID
		if out.Result == Created {
			created++
			continue
		}
		fields := make([]string, len(out.Changes))
		for j, c := range out.Changes {
			fields[j] = c.Field
		}
		if err := s.record(tx, "order.update", "order", o.ID, domain.Args{"fields": fields}); err != nil {
			return err
		}
	}
	if created == 0 {
		return nil
	}
	return s.record(tx, "order.import", "channel", b.channelID, domain.Args{"created": created, "first": b.orders[0].Number, "last": b.orders[len(b.orders)-1].Number})
}

// customers finds or makes the customer of each order and takes over what the
// order says of them.
func (b *batchWork) customers(tx Tx) error {
	wanted := map[string]bool{}
	for _, o := range b.orders {
		wanted[customer.KeyOf(o.ChannelID, o.Number, o.ShipTo)] = true
	}
	known, err := tx.CustomersByKey(keys(wanted))
	if err != nil {
		return err
	}
	people := map[string]*customer.Customer{}
	for _, o := range b.orders {
		key := customer.KeyOf(o.ChannelID, o.Number, o.ShipTo)
		if people[key] == nil {
			c := known[key] // the zero customer when nobody knows them
			c.Key = key
			people[key] = &c
		}
		*people[key] = people[key].Merged(o.ShipTo)
	}
	var put []*customer.Customer
	for _, key := range keys(people) {
		if c := people[key]; *c != known[key] {
			put = append(put, c)
		}
	}
	if err := tx.PutCustomers(put); err != nil {
		return err
	}
	for _, o := range b.orders {
		o.CustomerID = people[customer.KeyOf(o.ChannelID, o.Number, o.ShipTo)].ID
	}
	return nil
}

// keys lists a map's keys in order, so that the same file makes the same store.
func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
