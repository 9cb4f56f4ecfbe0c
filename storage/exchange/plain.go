package exchange

import (
	"strings"

	"aftercare/domain/money"
	"aftercare/domain/order"
)

// plain is a format whose columns say what they mean: a table, and at most a
// small function for what no table can say.
//
//	func etsyOrders() Format {
//		return plain{id: "etsy_orders", columns: map[fact][]string{
//			fNumber: {"Order ID"}, fPlaced: {"Sale Date"}, fTotal: {"Order Total"}, …
//		}, needed: []fact{fNumber, fPlaced}}.format()
//	}
type plain struct {
	id, preset string
	zone       string         // "": the shop's
	currency   money.Currency // "": a column's, a sign's, or the shop's
	dollar     money.Currency // what a bare $ means; "": the shop's dollar, else USD
	days       DayOrder
	rows       rowsMode
	columns    map[fact][]string
	needed     []fact
	states     map[string]order.State // folded words of fState and fState2
	perRow     []fact                 // sums of the order that each row has for itself
	// loose says that sums need not add up: a file mapped by hand may lack the
	// columns that explain the difference.
	loose bool
	// rough says that lines are counted or lumped together, and must not stand
	// against lines that another file names one by one.
	rough   bool
	partial bool
	tweak   func(*reading)
}

// format makes the table a Format.
func (p plain) format() Format {
	all := infos()
	fm := Format{ID: p.id, Preset: p.preset, zone: p.zone, currency: p.currency, days: p.days, rows: p.rows, plain: true, partial: p.partial,
		columns: make([]column, facts), read: func(r *reading) { p.read(r) }}
	for f, names := range p.columns {
		fm.columns[f].names = names
	}
	for _, f := range p.needed {
		fm.columns[f].needed = true
	}
	for f := range fm.columns {
		c := &fm.columns[f]
		c.line, c.date, c.amount = all[f].line || all[f].gathered, all[f].date, all[f].amount
	}
	for _, f := range p.perRow {
		fm.columns[f].line = true
	}
	if len(p.columns[fRecord]) > 0 {
		fm.spare = int(fRecord)
	}
	return fm
}

// read makes an order of the lines in hand.
func (p *plain) read(r *reading) {
	o := &r.facts
	o.Partial, o.Rough = p.partial, p.rough
	p.times(r)
	p.notes(r)
	p.person(r)
	p.parcels(r)
	if p.currencyOf(r) {
		p.lines(r)
		p.sums(r)
	}
	p.state(r)
	if p.tweak != nil {
		p.tweak(r)
	}
}

func (p *plain) has(r *reading, f fact) bool { return r.f.layout.at[f] >= 0 }

func (p *plain) times(r *reading) {
	o := &r.facts
	o.Placed, o.Paid, o.Cancelled = r.time(int(fPlaced)), r.time(int(fPaidAt)), r.time(int(fCancelled))
	if o.Placed.IsZero() && len(o.Faults) == 0 && !p.partial {
		if o.Placed = o.Paid; o.Placed.IsZero() {
			r.fault(r.first(), int(fPlaced), "import.date_missing")
		}
	}
	for i := range r.lines {
		l := &r.lines[i]
		r.earliestShipBy(l, int(fShipBy))
		if at, _ := r.timedOf(l, int(fShippedAt)); at.After(o.ShippedAt) {
			o.ShippedAt = at
		}
		if at, _ := r.timedOf(l, int(fDelivered)); at.After(o.Delivered) {
			o.Delivered = at
		}
	}
}

// notes takes every row's, each text once.
func (p *plain) notes(r *reading) {
	o := &r.facts
	for i := range r.lines {
		l := &r.lines[i]
		o.SellerNote = added(o.SellerNote, r.memoOf(l, int(fSellerNote)))
		o.SellerNote = added(o.SellerNote, r.memoOf(l, int(fSellerNote2)))
		o.BuyerNote = added(o.BuyerNote, r.memoOf(l, int(fBuyerNote)))
		if o.Flag == "" {
			o.Flag = r.textOf(l, int(fFlag))
		}
	}
}

// added is the text with another one below it, unless it holds it already.
func added(text, more string) string {
	if more == "" || text == more || strings.Contains("\n"+text+"\n", "\n"+more+"\n") {
		return text
	}
	return lines(text, more)
}

func (p *plain) parcels(r *reading) {
	o := &r.facts
	seen := map[string]bool{}
	for i := range r.lines {
		l := &r.lines[i]
		for _, n := range tracking(r.textOf(l, int(fTracking))) {
			if !seen[n] {
				seen[n] = true
				o.Tracking = append(o.Tracking, n)
			}
		}
		if o.Carrier == "" {
			o.Carrier = r.textOf(l, int(fCarrier))
		}
	}
}

func (p *plain) person(r *reading) {
	c := &r.facts.Customer
	at := func(f fact) string { return r.person(int(f)) }
	c.Name = at(fName)
	if c.Name == "" {
		c.Name = joined(at(fFirst), at(fLast))
	}
	c.Handle, c.Email, c.Country = at(fHandle), at(fEmail), at(fCountry)
	c.Phone = r.either(int(fPhone), int(fPhone2))
	for _, f := range []fact{fCompany, fAddress, fAddress2, fAddress3, fCity, fProvince, fZip} {
		if masked(r.first().cells[f]) {
			return // a part of an address is none, and must not stand for a whole one
		}
	}
	if p.zone == "Asia/Shanghai" { // written from the large to the small
		c.Address = joined(at(fProvince), at(fCity), at(fAddress2), at(fAddress))
		return
	}
	town := joined(at(fCity), at(fProvince), at(fZip))
	c.Address = lines(at(fCompany), at(fAddress), at(fAddress2), at(fAddress3), town)
}

// rankOf orders states on the way to the customer.
var rankOf = map[order.State]int{order.Placed: 1, order.Paid: 2, order.Shipped: 3, order.Delivered: 4, order.Completed: 5}

// state is what the words of all rows say: the least advanced of what is not
// cancelled. Without words, or with ones that nobody knows, the dates say it.
func (p *plain) state(r *reading) {
	o := &r.facts
	known, cancelled := order.State(""), false
	for i := range r.lines {
		l := &r.lines[i]
		say := r.textOf(l, int(fState))
		if more := r.textOf(l, int(fState2)); more != "" {
			say = joinedBy(" / ", say, more)
		}
		if say == "" {
			continue
		}
		o.PlatformSay = sayAlso(o.PlatformSay, say)
		s, ok := r.f.words.state(say, func(string) (order.State, bool) { return p.mean(r, l) })
		switch {
		case !ok:
			r.hint(l, int(fState), "import.state_unknown")
		case s == order.Cancelled:
			cancelled = true
		case s != "" && (known == "" || rankOf[s] < rankOf[known]):
			known = s
		}
	}
	switch {
	case known != "":
		o.State = known
	case cancelled || !o.Cancelled.IsZero():
		o.State = order.Cancelled
	case p.partial:
	case !o.ShippedAt.IsZero():
		o.State = order.Shipped
	case !o.Paid.IsZero() || !p.has(r, fPaidAt):
		o.State = order.Paid
	default:
		o.State = order.Placed
	}
	if o.State == order.Paid && !o.ShippedAt.IsZero() && known == order.Paid && len(r.lines) == 1 && p.states == nil {
		o.State = order.Shipped
	}
	_, said := r.whole(fPaid)
	if unpaid := o.State == order.Placed || o.State == order.Cancelled && o.Paid.IsZero(); unpaid && !said && o.PaidSum.Currency != "" {
		o.PaidSum = money.Of(0, o.Currency)
	}
}

// mean looks the words of a row up: fState2 says more, where it says anything.
func (p *plain) mean(r *reading, l *line) (order.State, bool) {
	states := p.states
	if states == nil {
		states = anyState()
	}
	for _, f := range []fact{fState2, fState} {
		word := stateWord(r.f.fold, r.textOf(l, int(f)))
		if word == "" {
			continue
		}
		if s, ok := states[word]; ok {
			return s, true
		}
	}
	return "", false
}
