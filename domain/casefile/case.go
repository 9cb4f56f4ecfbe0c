package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/flow"
	"aftercare/domain/order"
)

// State is where a case stands. Where its parcel, its units and its money are
// stands apart.
type State string

// The states of a case.
const (
	Open      State = "open"
	Agreed    State = "agreed"
	Settling  State = "settling"
	Closed    State = "closed"
	Declined  State = "declined"
	Withdrawn State = "withdrawn"
)

// Event is what moves a case.
type Event string

// The events of a case.
const (
	Agree    Event = "agree"
	Decline  Event = "decline"
	Withdraw Event = "withdraw"
	Settle   Event = "settle"
	Close    Event = "close"
	Reopen   Event = "reopen"
)

// Life is the table of a case's life.
var Life = flow.Life[State, Event]{Name: "case", Rule: "R7", Moves: []flow.Move[State, Event]{
	{Event: Agree, From: []State{Open}, To: Agreed},
	{Event: Settle, From: []State{Agreed, Settling}, To: Settling},
	{Event: Close, From: []State{Agreed, Settling}, To: Closed},
	{Event: Decline, From: []State{Open, Agreed}, To: Declined},
	{Event: Withdraw, From: []State{Open, Agreed}, To: Withdrawn},
	{Event: Reopen, From: []State{Closed, Declined, Withdrawn}, To: Open},
}}

// ParcelState is where the goods are that come back.
type ParcelState string

// The states of a case's parcel.
const (
	NoParcel  ParcelState = "none"
	Announced ParcelState = "announced"
	OnItsWay  ParcelState = "on_its_way"
	Arrived   ParcelState = "arrived"
	Inspected ParcelState = "inspected"
)

// Item is units of one line under the case. Said, counted and accepted are
// three numbers (R10).
type Item struct {
	Line     int    `json:"line"`
	SKU      string `json:"sku"`
	Title    string `json:"title"`
	Said     int    `json:"said"`
	Counted  int    `json:"counted"`
	Accepted int    `json:"accepted"`
}

// Case is one after-sales matter on one order.
type Case struct {
	ID         domain.ID `json:"id"`
	Version    int64     `json:"version"`
	Number     string    `json:"number"` // C-1187
	Return     string    `json:"return"` // R-11874, the number on the label
	OrderID    domain.ID `json:"order_id"`
	ChannelID  domain.ID `json:"channel_id"`
	CustomerID domain.ID `json:"customer_id"`
	Policy     int       `json:"policy"` // the version it was opened under

	Reason   string `json:"reason"`
	Fault    Fault  `json:"fault"`
	Remedy   Remedy `json:"remedy"`
	Items    []Item `json:"items"`
	Received bool   `json:"received"`
	Worn     Known  `json:"worn,omitempty"`
	Tags     Known  `json:"tags,omitempty"`
	Photos   int    `json:"photos"`
	Words    string `json:"words,omitempty"` // the customer's

	State     State            `json:"state"`
	Parcel    ParcelState      `json:"parcel"`
	Tracking  string           `json:"tracking,omitempty"` // of the way back
	Verdict   domain.Verdict   `json:"verdict"`
	Override  *domain.Override `json:"override,omitempty"`
	Requested time.Time        `json:"requested"`
	Opened    time.Time        `json:"opened"`
	OpenedBy  string           `json:"opened_by"`
	SendBy    calendar.Date    `json:"send_by,omitempty"`
	Steps     []Step           `json:"steps"`
	Closed    time.Time        `json:"closed,omitzero"`
	Content   Known            `json:"content,omitempty"` // the customer, at the close
	Why       string           `json:"why,omitempty"`     // of a decline or a withdrawal
}

// Request is what opening a case asks for.
type Request struct {
	Reason    string    `json:"reason"`
	Remedy    Remedy    `json:"remedy"`
	Items     []Asked   `json:"items"`
	Received  bool      `json:"received"`
	Worn      Known     `json:"worn"`
	Tags      Known     `json:"tags"`
	Photos    int       `json:"photos"`
	Words     string    `json:"words"`
	Requested time.Time `json:"requested"` // zero: now
}

// Asked is units of one line.
type Asked struct {
	Line     int `json:"line"`
	Quantity int `json:"quantity"`
}

// Numbers are what a new case is called.
type Numbers struct{ Case, Return string }

// Setting is what a case stands in: the order, the policy of its channel, the
// units that other cases hold, and the zone.
type Setting struct {
	Order    order.Order
	Terms    order.Terms
	Excluded func(sku string) bool
	Taken    map[int]int // line → units under open or settled cases
	Swapped  map[int]int // line → units exchanged once already
}

// Check refuses a request that names what is not there, field by field, and
// gives its reason.
//
// Errors: case.reason, case.remedy, case.no_items, case.quantity, missing.line,
// case.in_future, case.before_order, field.too_long.
func (q Request) Check(s Setting, now time.Time) (Reason, error) {
	var es domain.Errors
	r, e := ReasonOf(q.Reason)
	if e != nil {
		es = append(es, e)
	} else if !slices.Contains(r.Remedies, q.Remedy) {
		es = append(es, domain.Wrong("remedy", "case.remedy", domain.Args{"value_key": "remedy." + string(q.Remedy)}))
	}
	if len(q.Items) == 0 {
		es = append(es, domain.Wrong("items", "case.no_items", nil))
	}
	for _, it := range q.Items {
		l, err := s.Order.Line(it.Line)
		if err != nil {
			es = append(es, domain.As(err))
		} else if it.Quantity < 1 || it.Quantity > l.Quantity {
			es = append(es, domain.Wrong("items", "case.quantity", domain.Args{"title": l.Title, "value": it.Quantity, "limit": l.Quantity}))
		}
	}
	if q.Requested.After(now) {
		es = append(es, domain.Wrong("requested", "case.in_future", nil))
	}
	if !q.Requested.IsZero() && q.Requested.Before(s.Order.Placed) {
		es = append(es, domain.Wrong("requested", "case.before_order", domain.Args{"placed": s.Order.Placed}))
	}
	if q.Photos < 0 || q.Photos > maxPhotos {
		es = append(es, domain.Wrong("photos", "case.photos", domain.Args{"value": q.Photos, "limit": maxPhotos}))
	}
	if _, e := domain.Text("words", q.Words, false); e != nil {
		es = append(es, e)
	}
	return r, es.OrNil()
}

// maxPhotos is more than any customer sends.
const maxPhotos = 1000

// Judge is the verdict on a request; the form shows it before the case is
// opened, and the case keeps it.
func (q Request) Judge(s Setting, now time.Time) (domain.Verdict, error) {
	r, err := q.Check(s, now)
	if err != nil {
		return domain.Verdict{}, err
	}
	f := Facts{Requested: q.Requested, Received: q.Received, SignOff: s.Order.SignOff.Start(), Zone: s.Terms.Zone, Worn: q.Worn, Tags: q.Tags, Photos: q.Photos}
	if f.Requested.IsZero() {
		f.Requested = now
	}
	for _, it := range q.Items {
		l, _ := s.Order.Line(it.Line)
		f.Claims = append(f.Claims, Claim{Line: it.Line, Said: it.Quantity, Bought: l.Quantity, Taken: s.Taken[it.Line], Exchanged: s.Swapped[it.Line]})
		if s.Excluded != nil && s.Excluded(l.SKU) {
			f.Excluded = true
		}
	}
	return Assess(r, q.Remedy, s.Terms.Policy, f), nil
}

// New opens a case. A verdict that refuses does not stop it: the owner decides;
// only a hard rule does.
//
// Errors: those of Check, and case.hard naming the rule.
func New(q Request, s Setting, n Numbers, who string, now time.Time) (Case, error) {
	v, err := q.Judge(s, now)
	if err != nil {
		return Case{}, err
	}
	if h := v.Hard(); h != nil {
		e := domain.Refuse(h.Rule, "verdict."+h.Code, h.Args)
		e.Hard = true
		return Case{}, e
	}
	r, _ := ReasonOf(q.Reason)
	c := Case{Number: n.Case, Return: n.Return, OrderID: s.Order.ID, ChannelID: s.Order.ChannelID, CustomerID: s.Order.CustomerID,
		Policy: s.Terms.Policy.Version, Reason: r.Code, Fault: r.Fault, Remedy: q.Remedy, Received: q.Received, Worn: q.Worn, Tags: q.Tags,
		Photos: q.Photos, Words: q.Words, State: Open, Parcel: NoParcel, Verdict: v, Requested: q.Requested, Opened: now, OpenedBy: who}
	if c.Requested.IsZero() {
		c.Requested = now
	}
	for _, it := range q.Items {
		l, _ := s.Order.Line(it.Line)
		c.Items = append(c.Items, Item{Line: l.No, SKU: l.SKU, Title: l.Title, Said: it.Quantity})
	}
	c.Steps = plan(c, s.Terms.Policy)
	return c.clocked(s.Terms), nil
}

// Live says whether the case still holds its units: open, agreed or settling,
// or closed with its remedy granted. A declined or withdrawn one frees them.
func (c Case) Live() bool { return c.State != Declined && c.State != Withdrawn }

// Done says whether nothing is left to do.
func (c Case) Done() bool { return c.State == Closed || c.State == Declined || c.State == Withdrawn }

// Holds says whether the case keeps its unshipped lines off the ship list.
func (c Case) Holds() bool {
	return !c.Done() && !c.Received && (c.Remedy == RefundOnly || c.Remedy == PartRefund)
}

// Validate refuses a case that no rule could work with.
//
// Errors: field.required, case.no_items, case.quantity.
func (c Case) Validate() error {
	if c.Number == "" || c.OrderID == 0 || c.Reason == "" || c.State == "" {
		return domain.Wrong("number", "field.required", nil)
	}
	if len(c.Items) == 0 {
		return domain.Wrong("items", "case.no_items", nil)
	}
	for _, it := range c.Items {
		if it.Said < 1 || it.Said > order.MaxQuantity || it.Counted < 0 || it.Accepted < 0 || it.Accepted > it.Counted {
			return domain.Wrong("items", "case.quantity", domain.Args{"title": it.Title, "value": it.Said, "limit": order.MaxQuantity})
		}
	}
	return nil
}
