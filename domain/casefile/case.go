package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/clock"
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
	Disputed  State = "disputed"
	Reopened  State = "reopened"
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
	Raise    Event = "dispute"
	Rule     Event = "rule"
	Reopen   Event = "reopen"
	Repay    Event = "platform_refund" // the platform refunded by itself
)

// Life is the table of a case's life.
var Life = flow.Life[State, Event]{Name: "case", Rule: "R7", Moves: []flow.Move[State, Event]{
	{Event: Agree, From: []State{Open, Reopened}, To: Agreed},
	{Event: Settle, From: []State{Agreed, Settling}, To: Settling},
	{Event: Close, From: []State{Open, Agreed, Settling, Reopened}, To: Closed},
	{Event: Decline, From: []State{Open, Agreed, Reopened}, To: Declined},
	{Event: Withdraw, From: []State{Open, Agreed, Reopened}, To: Withdrawn},
	{Event: Raise, From: []State{Open, Agreed, Settling, Reopened, Declined}, To: Disputed},
	{Event: Rule, From: []State{Disputed}, To: Settling},
	{Event: Reopen, From: []State{Closed, Declined, Withdrawn}, To: Reopened},
	{Event: Repay, From: []State{Open, Agreed, Settling, Reopened, Disputed, Closed, Declined, Withdrawn}, To: Settling},
}}

// ParcelState is where the goods are that come back.
type ParcelState string

// The states of a case's parcel.
const (
	NoParcel   ParcelState = "none"
	Announced  ParcelState = "announced"
	OnItsWay   ParcelState = "on_its_way"
	Arrived    ParcelState = "arrived"
	Inspected  ParcelState = "inspected"
	NotAwaited ParcelState = "not_awaited" // not sent in time
)

// Kind is what sort of matter a case is.
type Kind string

// The kinds (R7). Any of the first three may be turned into an after-sales
// case.
const (
	AfterSales Kind = "after_sales"
	Enquiry    Kind = "enquiry"
	Complaint  Kind = "complaint"
	Feedback   Kind = "feedback"
)

// Kinds lists them in the order in which a form offers them.
func Kinds() []Kind { return []Kind{AfterSales, Enquiry, Complaint, Feedback} }

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

	// Platform is what its file last said, nil for a case that no file names.
	Platform *Platform `json:"platform,omitempty"`

	Kind   Kind   `json:"kind,omitempty"` // "": after-sales
	Reason string `json:"reason"`         // a built-in code
	Own    string `json:"own_reason,omitempty"`
	// Bears is who bears the legs by the owner's own reason, as it was when the case
	// was opened.
	Bears    map[channel.Leg]channel.Bearer `json:"bears,omitempty"`
	Fault    Fault                          `json:"fault"`
	Faults   []FaultMove                    `json:"faults,omitempty"`
	Remedy   Remedy                         `json:"remedy"`
	Items    []Item                         `json:"items"`
	Stage    Stage                          `json:"stage,omitempty"`
	Received bool                           `json:"received"`
	Worn     Known                          `json:"worn,omitempty"` // used, worn or washed
	Tags     Known                          `json:"tags,omitempty"`
	Photos   int                            `json:"photos"`
	Files    []domain.File                  `json:"files,omitempty"`
	Words    string                         `json:"words,omitempty"` // the customer's
	Complex  bool                           `json:"complex,omitempty"`
	Protect  *Protection                    `json:"protection,omitempty"` // of a price drop
	Mark     Mark                           `json:"mark,omitempty"`       // a person's word on the customer

	State     State            `json:"state"`
	Parcel    ParcelState      `json:"parcel"`
	Tracking  string           `json:"tracking,omitempty"` // of the way back
	Verdict   domain.Verdict   `json:"verdict"`
	Override  *domain.Override `json:"override,omitempty"`
	Requested time.Time        `json:"requested"`
	Claimed   time.Time        `json:"claimed,omitzero"` // when an enquiry turned into a claim
	Opened    time.Time        `json:"opened"`
	OpenedBy  string           `json:"opened_by"`
	SendBy    calendar.Date    `json:"send_by,omitempty"`
	Closed    time.Time        `json:"closed,omitzero"`
	Content   Known            `json:"content,omitempty"` // the customer, at the close
	Why       string           `json:"why,omitempty"`     // of a decline or a withdrawal
	Before    State            `json:"before,omitempty"`  // where it stood when it was opened again
	Lessons   []Learnt         `json:"lessons,omitempty"`

	Plan    Plan         `json:"plan,omitempty"` // the row of R7
	Steps   []Step       `json:"steps"`
	Earlier []Step       `json:"earlier,omitempty"` // done steps of plans that it followed before
	Clocks  clock.Clocks `json:"clocks,omitempty"`

	Consents      []Agreement    `json:"consents,omitempty"`
	Notices       []NoticeSent   `json:"notices,omitempty"`
	Sending       *Sending       `json:"sending,omitempty"` // how the goods come back
	Retentions    []Retained     `json:"retentions,omitempty"`
	Compensations []Compensation `json:"compensations,omitempty"`
	Freight       []Freight      `json:"freight,omitempty"`
	Dispute       *Dispute       `json:"dispute,omitempty"`
}

func (c Case) kind() Kind {
	if c.Kind == "" {
		return AfterSales
	}
	return c.Kind
}

// KindOf is what sort of matter the case is.
func (c Case) KindOf() Kind { return c.kind() }

// Live says whether the case still holds its units: it is under way, or closed
// with its remedy granted. A declined or withdrawn one frees them, and so does
// a matter that claims none.
func (c Case) Live() bool {
	return c.State != Declined && c.State != Withdrawn && c.kind() == AfterSales
}

// GivesUp says whether the customer parts with the goods for good: what is
// mended of them is the shop's own.
func (c Case) GivesUp() bool {
	return c.Remedy == ReturnRefund || c.Remedy == Exchange || c.Remedy == RefundOnly
}

// Done says whether nothing is left to do.
func (c Case) Done() bool { return c.State == Closed || c.State == Declined || c.State == Withdrawn }

// Holds says whether the case keeps its unshipped lines off the ship list: its
// plan began so, and nothing has released them since.
func (c Case) Holds() bool {
	if c.Done() || c.kind() != AfterSales || c.Received {
		return false
	}
	if s, ok := c.Step(Answer); ok && s.Choice == Waits {
		return false
	}
	return c.Has(Hold) || c.Remedy == RefundOnly || c.Remedy == PartRefund
}

// Validate refuses a case that no rule could work with.
//
// Errors: field.required, case.no_items, case.quantity.
func (c Case) Validate() error {
	if c.Number == "" || c.OrderID == 0 || c.State == "" || c.Reason == "" {
		return domain.Wrong("number", "field.required", nil)
	}
	if len(c.Items) == 0 && c.kind() == AfterSales {
		return domain.Wrong("items", "case.no_items", nil)
	}
	for _, it := range c.Items {
		if it.Said < 1 || it.Said > order.MaxQuantity || it.Counted < 0 || it.Accepted < 0 || it.Accepted > it.Counted {
			return domain.Wrong("items", "case.quantity", domain.Args{"title": it.Title, "value": it.Said, "limit": order.MaxQuantity})
		}
	}
	return nil
}

// Upgrade gives a case that an earlier program stored the plan of R7 that it
// follows: what was done stays done, and what nobody asked for then is passed
// over.
func (c *Case) Upgrade() {
	if c.Plan != "" || len(c.Steps) == 0 {
		return
	}
	if c.Stage == "" {
		c.Stage = OnTheWay
		if c.Received {
			c.Stage = WithThem
		} else if c.Remedy == RefundOnly || c.Remedy == PartRefund {
			c.Stage = NotShipped
		}
	}
	c.Plan = rowOf(*c).plan
	c.Clocks = nil
	for i := range c.Steps {
		s := &c.Steps[i]
		s.Actor = specs[s.Code].actor
		if code, ok := stoppedBy[s.Code]; ok && !s.Due.None() {
			k := clock.Clock{Code: code, From: c.Requested, Due: s.Due, Stopped: s.Done, Dropped: s.Skipped != "" || s.Done.IsZero() && c.Done()}
			c.Clocks = append(c.Clocks, k)
		}
	}
	filed, i := false, c.at(Refund)
	if i < 0 || c.Done() {
		return
	}
	filed = c.Steps[i].Ended()
	look, after := Step{Code: Look, Actor: Books}, []Step{}
	for _, code := range []StepCode{TellFiled, Paid, TellPaid} {
		after = append(after, Step{Code: code, Actor: specs[code].actor})
	}
	if filed {
		look.Passed = Earlier
		for j := range after {
			after[j].Passed = Earlier
		}
	}
	steps := slices.Insert(slices.Clone(c.Steps), i+1, after...)
	at := i
	if n := c.at(Notice); n >= 0 {
		at = n
	}
	c.Steps = slices.Insert(steps, at, look)
}
