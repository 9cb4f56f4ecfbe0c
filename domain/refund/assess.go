package refund

import (
	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Route is the way by which the goods stand with the shop again; it decides
// what bounds the units of a refund (R9).
type Route string

// The routes.
const (
	ByReturn      Route = "return"      // what was counted at intake
	ByIntercept   Route = "intercepted" // what the carrier confirmed
	WithoutReturn Route = "refund_only" // what was agreed
)

// Ask is what is to be refunded.
type Ask struct {
	Items      []Units        `json:"items"`
	Deductions []Deduct       `json:"deductions"`
	Fault      casefile.Fault `json:"fault"`
	Route      Route          `json:"route,omitempty"`
	// Flat is a part refund agreed as a sum on the lines, instead of their whole
	// shares; zero means whole shares.
	Flat money.Amount `json:"flat,omitzero"`
	// Bound is, per line, how many units may be refunded: what was counted at
	// intake, what the carrier confirmed, or what was agreed. nil: only what was
	// bought bounds it.
	Bound map[int]int `json:"-"`
	// KeepFree says that the policy lets the shop keep back the freight of an
	// order that shipped free, when the fault is the customer's.
	KeepFree bool `json:"-"`
}

// Units is a number of units of one line.
type Units struct {
	Line     int `json:"line"`
	Quantity int `json:"quantity"`
}

// DeductKind says what money is kept back for.
type DeductKind string

// The kinds of deductions. One of another kind says in words what it is for.
const (
	Restocking   DeductKind = "restocking"
	MissingPiece DeductKind = "missing"
	Wear         DeductKind = "wear"
	FreeShipping DeductKind = "free_shipping" // what the shop paid to ship an order free
	OtherReason  DeductKind = "other"
)

// DeductKinds lists them as a form offers them.
func DeductKinds() []DeductKind {
	return []DeductKind{Restocking, MissingPiece, Wear, FreeShipping, OtherReason}
}

// Deduct is money kept back, with its reason.
type Deduct struct {
	Kind   DeductKind   `json:"kind,omitempty"` // "": other
	Amount money.Amount `json:"amount"`
	Reason string       `json:"reason"`
}

// Assessment is what goes back and what then is left of the order.
type Assessment struct {
	Parts  []Part       `json:"parts"`
	Taxes  []Tax        `json:"taxes,omitempty"` // the amount again, split per rate
	Amount money.Amount `json:"amount"`
	Left   money.Amount `json:"left"` // refundable after this one
	Full   bool         `json:"full"` // nothing of what was paid stays with the shop
}

// Given is what earlier refunds on the order already took.
type given struct {
	units map[int]int
	lines map[int]money.Amount // before deductions: what the shares have used up
	ship  money.Amount
	total money.Amount
	taxed map[int64]int64 // gross, in minor units, by rate
}

func taken(o order.Order, earlier []Refund) given {
	g := given{units: map[int]int{}, lines: map[int]money.Amount{}, ship: money.Of(0, o.Currency), total: money.Of(0, o.Currency), taxed: map[int64]int64{}}
	for _, r := range earlier {
		if !r.Counts() || r.Amount.Currency != o.Currency {
			continue
		}
		g.total = g.total.Add(r.Amount)
		for _, x := range r.Taxes {
			g.taxed[x.Rate] += x.Gross().Minor
		}
		for _, p := range r.Parts {
			switch p.Kind {
			case Goods:
				g.units[p.Line] += p.Units
				if _, ok := g.lines[p.Line]; !ok {
					g.lines[p.Line] = money.Of(0, o.Currency)
				}
				g.lines[p.Line] = g.lines[p.Line].Add(p.Amount)
			case Freight:
				g.ship = g.ship.Add(p.Amount)
			}
		}
	}
	return g
}

// Assess works out a refund (R9): the units' shares of what was paid, less the
// deductions, plus outbound shipping where it is due: with the last refundable
// unit, once, unless the fault is the customer's; at once when nothing shipped.
// It never gives more than was paid: per line, for shipping, in all.
//
// Errors: refund.nothing, refund.not_paid, refund.currency, missing.line,
// refund.more_units (hard), refund.not_counted, refund.not_confirmed,
// refund.not_agreed, refund.more_than_paid (hard), refund.deduction, refund.free_shipping,
// refund.amount.
func Assess(o order.Order, earlier []Refund, ask Ask) (Assessment, error) {
	if o.Paid.Minor <= 0 {
		return Assessment{}, domain.Refuse("R9", "refund.not_paid", domain.Args{"order": o.Number})
	}
	if len(ask.Items) == 0 {
		return Assessment{}, domain.Wrong("items", "refund.nothing", nil)
	}
	g := taken(o, earlier)
	parts, err := goods(o, g, ask)
	if err != nil {
		return Assessment{}, err
	}
	if p, due := shipping(o, g, ask); due {
		parts = append(parts, p)
	}
	kept, err := deductions(o, ask)
	if err != nil {
		return Assessment{}, err
	}
	a := Assessment{Parts: append(parts, kept...), Amount: money.Of(0, o.Currency)}
	for _, p := range a.Parts {
		a.Amount = a.Amount.Add(p.Amount)
	}
	left := o.Paid.Sub(g.total)
	if a.Amount.Minor <= 0 {
		return Assessment{}, domain.Wrong("amount", "refund.amount", domain.Args{"value": a.Amount})
	}
	if left.Less(a.Amount) {
		return Assessment{}, MoreThanPaid(a.Amount, left)
	}
	a.Taxes = taxes(o, g, a)
	a.Left = left.Sub(a.Amount)
	a.Full = a.Left.Zero()
	return a, nil
}

func currency(a money.Amount, o order.Order) error {
	return domain.Wrong("amount", "refund.currency", domain.Args{"value": string(a.Currency), "want": string(o.Currency)})
}

// MoreThanPaid is the refusal of more money than was paid. Nobody overrides it.
func MoreThanPaid(asked, left money.Amount) error {
	e := domain.Refuse("R9", "refund.more_than_paid", domain.Args{"amount": asked, "left": left})
	e.Field, e.Hard = "amount", true
	return e
}

// goods is each line's part. With a flat sum, the lines share it in proportion
// to what is left on them and no units are used up.
func goods(o order.Order, g given, ask Ask) ([]Part, error) {
	shares := o.Shares()
	var parts []Part
	left := make([]int64, 0, len(ask.Items))
	leftAll := money.Of(0, o.Currency)
	seen := map[int]bool{}
	for _, it := range ask.Items {
		l, err := o.Line(it.Line)
		if err != nil {
			return nil, err
		}
		already := g.units[l.No]
		if seen[l.No] || it.Quantity < 1 || already+it.Quantity > l.Quantity {
			e := domain.Refuse("R9", "refund.more_units", domain.Args{"title": l.Title, "value": it.Quantity, "left": l.Quantity - already})
			e.Field, e.Hard = "items", true
			return nil, e
		}
		seen[l.No] = true
		if err := bounded(ask, l, it.Quantity); err != nil {
			return nil, err
		}
		share := shares[l.No-1]
		rest := share
		if used, ok := g.lines[l.No]; ok {
			rest = share.Sub(used)
		}
		amount := money.Portion(share, l.Quantity, already, already+it.Quantity).Min(rest)
		left = append(left, rest.Minor)
		leftAll = leftAll.Add(rest)
		parts = append(parts, Part{Kind: Goods, Line: l.No, Units: it.Quantity, Title: l.Title, Amount: amount})
	}
	if ask.Flat == (money.Amount{}) {
		return parts, nil // no sum was agreed; one of 0 is refused below
	}
	if ask.Flat.Currency != o.Currency {
		return nil, currency(ask.Flat, o)
	}
	if ask.Flat.Minor <= 0 {
		return nil, domain.Wrong("amount", "refund.amount", domain.Args{"value": ask.Flat})
	}
	if leftAll.Less(ask.Flat) {
		return nil, MoreThanPaid(ask.Flat, leftAll)
	}
	for i, a := range money.Split(ask.Flat, left) {
		parts[i].Units, parts[i].Amount = 0, a
	}
	return parts, nil
}

// bounded refuses more units than the route vouches for.
func bounded(ask Ask, l order.Line, n int) error {
	limit, known := ask.Bound[l.No]
	if ask.Bound == nil || known && n <= limit {
		return nil
	}
	code := "refund.not_agreed"
	switch ask.Route {
	case ByReturn:
		code = "refund.not_counted"
	case ByIntercept:
		code = "refund.not_confirmed"
	}
	e := domain.Refuse("R9", code, domain.Args{"title": l.Title, "value": n, "counted": limit})
	e.Field = "items"
	return e
}

// shipping is the outbound freight, when this refund is the one that carries it.
func shipping(o order.Order, g given, ask Ask) (Part, bool) {
	left := o.Freight().Sub(g.ship)
	if left.Minor <= 0 || !ask.Flat.Zero() || ask.Fault == casefile.ByCustomer && shippedAny(o) {
		return Part{}, false
	}
	asked := map[int]int{}
	for _, it := range ask.Items {
		asked[it.Line] = it.Quantity
	}
	if shippedAny(o) {
		for _, l := range o.Lines {
			if g.units[l.No]+asked[l.No] < l.Quantity {
				return Part{}, false
			}
		}
	}
	return Part{Kind: Freight, Amount: left}, true
}

func shippedAny(o order.Order) bool {
	for _, l := range o.Lines {
		if l.Shipped > 0 {
			return true
		}
	}
	return false
}

// deductions are what is kept back, each with its reason.
func deductions(o order.Order, ask Ask) ([]Part, error) {
	var parts []Part
	for _, d := range ask.Deductions {
		if d.Amount.Currency != o.Currency {
			return nil, currency(d.Amount, o)
		}
		kind := d.Kind
		if kind == OtherReason {
			kind = ""
		}
		reason, e := domain.Line("reason", d.Reason, kind == "")
		if e != nil || d.Amount.Minor <= 0 || kind != "" && !known(kind) {
			return nil, domain.Wrong("deductions", "refund.deduction", nil)
		}
		if kind == FreeShipping && (!ask.KeepFree || ask.Fault != casefile.ByCustomer || o.Shipping.Minor > 0 || !shippedAny(o)) {
			e := domain.Refuse("R9", "refund.free_shipping", nil)
			e.Field = "deductions"
			return nil, e
		}
		parts = append(parts, Part{Kind: Deduction, Amount: d.Amount.Neg(), For: kind, Reason: reason})
	}
	return parts, nil
}

func known(k DeductKind) bool {
	for _, other := range DeductKinds() {
		if k == other {
			return true
		}
	}
	return false
}

// Refunded sums up an order's refunds: what went out, and whether that is all
// that was paid.
func Refunded(o order.Order, refunds []Refund) (out money.Amount, full bool) {
	out = money.Of(0, o.Currency)
	for _, r := range refunds {
		if r.Out() && r.Amount.Currency == o.Currency {
			out = out.Add(r.Amount)
		}
	}
	if o.Platform.Refunded.Currency == o.Currency {
		out = out.Max(o.Platform.Refunded)
	}
	return out, o.Paid.Minor > 0 && !out.Less(o.Paid)
}

// Left is what may still go back of an order, never below nothing.
func Left(o order.Order, refunds []Refund) money.Amount {
	left := o.Paid.Sub(taken(o, refunds).total)
	return left.Max(money.Of(0, o.Currency))
}

// PaidBack says whether all that was paid has arrived back: what is filed is
// still on its way, and can bounce.
func PaidBack(o order.Order, refunds []Refund) bool {
	var arrived []Refund
	for _, r := range refunds {
		if r.State == Paid {
			arrived = append(arrived, r)
		}
	}
	_, full := Refunded(o, arrived)
	return full
}
