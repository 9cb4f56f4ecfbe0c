package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/order"
)

// Request is what opening a case asks for.
type Request struct {
	Kind      Kind          `json:"kind"` // "": after-sales
	Reason    string        `json:"reason"`
	Remedy    Remedy        `json:"remedy"`
	Items     []Asked       `json:"items"`
	Received  bool          `json:"received"`
	Worn      Known         `json:"worn"`
	Tags      Known         `json:"tags"`
	Abnormal  bool          `json:"abnormal"` // altered, or used as nobody uses it
	Declared  bool          `json:"declared"` // the defect was declared at sale, or its expiry was near
	Photos    int           `json:"photos"`
	Files     []domain.File `json:"files"`
	Words     string        `json:"words"`
	Complex   bool          `json:"complex"`   // it takes finding out: more time for a proposal
	NewOrder  domain.ID     `json:"new_order"` // of a price drop
	Requested time.Time     `json:"requested"` // zero: now
}

// Asked is units of one line that a request claims.
type Asked struct {
	Line     int `json:"line"`
	Quantity int `json:"quantity"`
}

// Numbers are what a new case is called.
type Numbers struct{ Case, Return string }

// Setting is what a case stands in: the order, the policy of its channel, the
// units that other cases hold, the owner's own reasons, and the zone.
type Setting struct {
	Order    order.Order
	Newer    *order.Order // the order that a price drop names
	Terms    order.Terms
	Reasons  []Reason // the owner's own
	Excluded func(sku string) bool
	Taken    map[int]int       // line → units under open or settled cases
	Swapped  map[int]int       // line → units exchanged once already
	Signed   map[int]time.Time // line → sign-off of its replacement
	Before   []string          // the order's earlier cases that asked for money only, by number
}

// StageOf is how far the goods of a request are.
func (q Request) StageOf(o order.Order) Stage {
	if q.Received {
		return WithThem
	}
	shipped := o.State == order.Shipped || o.State == order.Delivered || o.State == order.Completed
	for _, it := range q.Items {
		if l, err := o.Line(it.Line); err == nil && l.Shipped > 0 {
			shipped = true
		}
	}
	if shipped {
		return OnTheWay
	}
	return NotShipped
}

// Check refuses a request that names what is not there, field by field, and
// gives its reason.
//
// Errors: case.kind, case.reason, case.remedy, case.no_items, case.quantity,
// missing.line, case.in_future, case.before_order, case.new_order,
// field.too_long.
func (q Request) Check(s Setting, now time.Time) (Reason, error) {
	var es domain.Errors
	if q.Kind != "" && !slices.Contains(Kinds(), q.Kind) {
		es = append(es, domain.Wrong("kind", "case.kind", domain.Args{"value": string(q.Kind)}))
	}
	claims := q.Kind == "" || q.Kind == AfterSales
	r, e := FindReason(q.Reason, s.Reasons)
	if e != nil {
		es = append(es, e)
	} else if claims && !slices.Contains(r.Remedies, q.Remedy) {
		es = append(es, domain.Wrong("remedy", "case.remedy", domain.Args{"value_key": "remedy." + string(q.Remedy)}))
	}
	if len(q.Items) == 0 && claims {
		es = append(es, domain.Wrong("items", "case.no_items", nil))
	}
	es = append(es, q.checkItems(s)...)
	if q.Requested.After(now) {
		es = append(es, domain.Wrong("requested", "case.in_future", nil))
	}
	if !q.Requested.IsZero() && q.Requested.Before(s.Order.Placed) {
		es = append(es, domain.Wrong("requested", "case.before_order", domain.Args{"placed": s.Order.Placed}))
	}
	if q.Photos < 0 || q.Photos > maxPhotos {
		es = append(es, domain.Wrong("photos", "case.photos", domain.Args{"value": q.Photos, "limit": maxPhotos}))
	}
	if q.Remedy == PriceProtection && s.Newer == nil {
		es = append(es, domain.Wrong("new_order", "case.new_order", nil))
	}
	if _, e := domain.Text("words", q.Words, false); e != nil {
		es = append(es, e)
	}
	return r, es.OrNil()
}

func (q Request) checkItems(s Setting) (es domain.Errors) {
	for _, it := range q.Items {
		l, err := s.Order.Line(it.Line)
		if err != nil {
			es = append(es, domain.As(err))
		} else if it.Quantity < 1 || it.Quantity > l.Quantity {
			es = append(es, domain.Wrong("items", "case.quantity", domain.Args{"title": l.Title, "value": it.Quantity, "limit": l.Quantity}))
		}
	}
	return es
}

// maxPhotos is more than any customer sends.
const maxPhotos = 1000

// Judge is the verdict on a request; the form shows it before the case is
// opened, and the case keeps it. A matter that claims nothing passes.
//
// Errors: those of Check.
func (q Request) Judge(s Setting, now time.Time) (domain.Verdict, error) {
	r, err := q.Check(s, now)
	if err != nil {
		return domain.Verdict{}, err
	}
	if q.Kind != "" && q.Kind != AfterSales {
		return domain.Judge(s.Terms.Policy.Version), nil
	}
	f := Facts{Requested: q.Requested, Received: q.Received, Stage: q.StageOf(s.Order), SignOff: s.Order.SignOff.Start(), Zone: s.Terms.Zone, Worn: q.Worn, Tags: q.Tags,
		Abnormal: q.Abnormal, Declared: q.Declared, Photos: q.photos()}
	if f.Requested.IsZero() {
		f.Requested = now
	}
	for _, it := range q.Items {
		l, _ := s.Order.Line(it.Line)
		f.Claims = append(f.Claims, Claim{Line: it.Line, Said: it.Quantity, Bought: l.Quantity, Taken: s.Taken[it.Line], Exchanged: s.Swapped[it.Line], Signed: s.Signed[it.Line]})
		if s.Excluded != nil && s.Excluded(l.SKU) {
			f.Excluded = true
		}
	}
	f.MoneyOnly = s.Before
	if q.Remedy == PriceProtection {
		p := protection(q, s)
		f.Protect = &p
	}
	return Assess(r, q.Remedy, s.Terms.Policy, f), nil
}

// photos are the photos that came, or that somebody counted elsewhere.
func (q Request) photos() int { return max(q.Photos, len(q.Files)) }

// New opens a case. A verdict that refuses does not stop it: the owner decides;
// only a hard rule does.
//
// Errors: those of Check, and the code of the hard rule.
func New(q Request, s Setting, n Numbers, who string, now time.Time) (Case, error) {
	v, err := q.Judge(s, now)
	if err != nil {
		return Case{}, err
	}
	if h := v.Hard(); h != nil {
		return Case{}, refusedBy(*h)
	}
	c := Case{Number: n.Case, Return: n.Return, OrderID: s.Order.ID, ChannelID: s.Order.ChannelID, CustomerID: s.Order.CustomerID,
		Policy: s.Terms.Policy.Version, State: Open, Parcel: NoParcel, Requested: q.Requested, Opened: now, OpenedBy: who, Words: q.Words}
	if c.Requested.IsZero() {
		c.Requested = now
	}
	return c.asked(q, s, v, now), nil
}

// asked takes what a request asks into a case: at its opening, and when an
// enquiry turns into a claim.
func (c Case) asked(q Request, s Setting, v domain.Verdict, now time.Time) Case {
	r, _ := FindReason(q.Reason, s.Reasons)
	c.Kind, c.Reason, c.Own, c.Fault, c.Remedy = q.Kind, r.BuiltIn(), r.OwnCode(), r.Fault, q.Remedy
	c.Bears = r.Bears
	c.Received, c.Worn, c.Tags, c.Complex, c.Verdict = q.Received, q.Worn, q.Tags, q.Complex, v
	c.Photos, c.Files = q.photos(), q.Files
	c.Stage = q.StageOf(s.Order)
	c.Items = nil
	for _, it := range q.Items {
		l, _ := s.Order.Line(it.Line)
		c.Items = append(c.Items, Item{Line: l.No, SKU: l.SKU, Title: l.Title, Said: it.Quantity})
	}
	if q.Remedy == PriceProtection && s.Newer != nil {
		p := protection(q, s)
		c.Protect = &p
	}
	c = c.planned(s.Terms.Policy, now)
	return c.startClocks(now, s.Terms).clocked(now, s.Terms)
}

func refusedBy(f domain.Fired) error {
	e := domain.Refuse(f.Rule, "verdict."+f.Code, f.Args)
	e.Hard = true
	return e
}

// Converted turns an enquiry, a complaint or a feedback into an after-sales
// case. Its number, its clocks and its messages stay, and it is judged by the
// time of its first request.
//
// Errors: case.over, case.converted, those of Check, and the code of a hard
// rule.
func (c Case) Converted(q Request, s Setting, who string, now time.Time) (Case, error) {
	switch {
	case c.Done():
		return c, domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	case c.kind() == AfterSales:
		return c, domain.Refuse("R7", "case.converted", domain.Args{"case": c.Number})
	}
	q.Kind = AfterSales
	asked := q.Requested
	if asked.IsZero() {
		asked = now
	}
	q.Requested = c.Requested
	v, err := q.Judge(s, now)
	if err != nil {
		return c, err
	}
	if h := v.Hard(); h != nil {
		return c, refusedBy(*h)
	}
	if q.Words != "" && q.Words != c.Words {
		c.Words += "\n" + q.Words
	}
	c.State, c.Verdict = Open, v
	c.Claimed = asked
	return c.asked(q, s, v, now), nil
}
