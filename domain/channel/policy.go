package channel

import (
	"reflect"
	"slices"

	"aftercare/domain/calendar"
)

// Start is the moment from which a Day to Ship counts.
type Start string

// The moments from which a Day to Ship counts.
const (
	FromPaid   Start = "paid"
	FromPlaced Start = "placed"
)

// Payer is who pays a refund out.
type Payer string

// The payers of refunds.
const (
	PaidByShop     Payer = "shop"
	PaidByPlatform Payer = "platform"
)

// Misuse is what the shop does with goods that the customer misused.
type Misuse string

// The answers to misuse.
const (
	AcceptMisuse  Misuse = "accept" // taken back, freight by the customer
	AskMisuse     Misuse = "ask"
	DeclineMisuse Misuse = "decline"
)

// Window is how long a customer may claim.
type Window struct {
	Hours int  `json:"hours"` // 0: no window
	Civil bool `json:"civil"` // whole days instead of hours (R5)
	Ask   bool `json:"ask"`   // none stated: the owner is asked, never refused
	// Proof says that there is no window: a claim stands with proof at any time.
	Proof bool `json:"proof,omitempty"`
	// Midnight says that it counts from 00:00 of the day after sign-off.
	Midnight bool `json:"midnight"`
}

// Payback is a way in which money goes back, and when it is expected of the day
// on which the refund was filed (R9).
type Payback struct {
	Method  string        `json:"method"` // fps, bank, card, alipay, wechat, red_packet, cash
	Soonest calendar.Term `json:"soonest"`
	Latest  calendar.Term `json:"latest"`
	Offered bool          `json:"offered,omitempty"` // named on the customer page
}

// Paybacks are the methods in the order in which a form offers them.
func Paybacks() []string {
	return []string{"card", "fps", "bank", "alipay", "wechat", "red_packet", "cash"}
}

// Payback is how a method pays back under the policy; one that it does not name
// pays back as is usual.
func (p Policy) Payback(method string) Payback {
	for _, r := range append(slices.Clone(p.Refunds), UsualPaybacks()...) {
		if r.Method == method {
			return r
		}
	}
	return Payback{Method: method}
}

// SetPayback sets how a method pays back. The policy it was copied from stays.
func (p *Policy) SetPayback(r Payback) {
	i := slices.IndexFunc(p.Refunds, func(old Payback) bool { return old.Method == r.Method })
	p.Refunds = slices.Clone(p.Refunds)
	if i < 0 {
		p.Refunds = append(p.Refunds, r)
		return
	}
	p.Refunds[i] = r
}

// Policy is every number that a platform sets differently.
type Policy struct {
	Version int `json:"version"` // 1, 2, 3 ... within its channel

	ShipFrom  Start          `json:"ship_from"`
	DayToShip calendar.Term  `json:"day_to_ship"`
	CutOff    calendar.Clock `json:"cut_off"`
	Transit   calendar.Term  `json:"transit"`
	ShipWhole bool           `json:"ship_whole"` // the latest line counts, not the earliest
	Region    string         `json:"region"`     // whose holidays count: hk, cn
	Tracking  calendar.Term  `json:"tracking"`   // the number is entered, of hand-over
	Stalled   calendar.Term  `json:"stalled"`    // without news of a parcel, of its last update

	Consent    bool   `json:"consent"` // before any refund is filed
	Notice     bool   `json:"notice"`  // to the platform, before it is filed
	PaidBy     Payer  `json:"paid_by"`
	Arbiter    bool   `json:"arbiter"`
	SeesNotes  bool   `json:"sees_notes"` // agreed dates are entered on the platform too
	NoReason   Window `json:"no_reason"`
	Quality    Window `json:"quality"`
	CancelLate bool   `json:"cancel_late"` // cancelled at once when past its date and the customer asks
	// NoReasonAtOnce says that a no-reason return inside its window needs no
	// approval: the address is given at once.
	NoReasonAtOnce bool     `json:"no_reason_at_once,omitempty"`
	Misuse         Misuse   `json:"misuse"`
	Excluded       []string `json:"excluded,omitempty"` // categories not taken back without a reason
	PriceDays      int      `json:"price_days"`         // of price protection, the day of purchase being day 0; 0: none

	Enquiry        calendar.Term `json:"enquiry"`
	Acknowledge    calendar.Term `json:"acknowledge"`
	Propose        calendar.Term `json:"propose"`
	ProposeComplex calendar.Term `json:"propose_complex"` // of a request that takes finding out
	Problem        calendar.Term `json:"problem"`
	Complaint      calendar.Term `json:"complaint"`      // first reply
	ComplaintPlan  calendar.Term `json:"complaint_plan"` // first plan
	FileAgreed     calendar.Term `json:"file_agreed"`    // of agreement, where nothing comes back
	SendBack       calendar.Term `json:"send_back"`      // of approval
	Intake         calendar.Term `json:"intake"`         // of arrival
	File           calendar.Term `json:"file"`           // of intake

	// Silence says that the platform refunds by itself when a request stays
	// unanswered or returned goods unconfirmed. Its deadline comes from its file;
	// else from these terms, and with an amount of 0 it is typed on the case.
	Silence        bool          `json:"silence,omitempty"`
	SilenceRequest calendar.Term `json:"silence_request"` // of the request
	SilenceReturn  calendar.Term `json:"silence_return"`  // of the parcel's arrival

	Freight Freight `json:"freight"` // who bears each leg, by whose fault it is
	// DeductShipping takes the outbound shipping that the customer got free off
	// the refund when the fault is the customer's (R9).
	DeductShipping bool      `json:"deduct_shipping,omitempty"`
	Refunds        []Payback `json:"refunds"`
	// A parcel this much lighter at the carrier's scale than when it was packed
	// lost something on the way (R6).
	ShortPercent int `json:"short_percent"`
	ShortGrams   int `json:"short_grams"`

	// Ours names the fields whose figure no platform publishes.
	Ours []string `json:"ours"`
}

// Same says whether two policies set the same figures, whatever their version.
func (p Policy) Same(q Policy) bool {
	ours := slices.Equal(p.Ours, q.Ours)
	p.Ours, q.Ours, p.Version, q.Version = nil, nil, 0, 0
	return ours && reflect.DeepEqual(p, q)
}

// Whole is the policy with the figures that an earlier program did not know, as
// the presets had them when they came: a stored policy is read so, and a case
// under it gets no clock of zero hours.
func (p Policy) Whole() Policy {
	hours := func(n int) calendar.Term { return calendar.Term{Amount: n, Unit: calendar.Hours} }
	for _, f := range []struct {
		at  *calendar.Term
		was calendar.Term
	}{
		{&p.Tracking, hours(24)}, {&p.Stalled, hours(24)}, {&p.ProposeComplex, calendar.Term{Amount: 3, Unit: calendar.WorkingDays}},
		{&p.Complaint, hours(24)}, {&p.ComplaintPlan, calendar.Term{Amount: 3, Unit: calendar.WorkingDays}}, {&p.FileAgreed, hours(24)},
		{&p.SilenceRequest, hours(0)}, {&p.SilenceReturn, hours(0)},
	} {
		if *f.at == (calendar.Term{}) {
			*f.at = f.was
		}
	}
	if p.Misuse == "" {
		p.Misuse = AskMisuse
	}
	if p.Freight == (Freight{}) {
		p.Freight = ByFault()
	}
	if p.Refunds == nil {
		p.Refunds, p.PriceDays, p.ShortPercent, p.ShortGrams = UsualPaybacks(), 7, 5, 50
	}
	return p
}

// UsualPaybacks are the ways and times of R9: FPS and bank 3 to 5 bank working
// days, a card 21 to 28 days, wallets the same day, cash at once.
func UsualPaybacks() []Payback {
	bank := func(n int) calendar.Term { return calendar.Term{Amount: n, Unit: calendar.BankDays} }
	days := func(n int) calendar.Term { return calendar.Term{Amount: n, Unit: calendar.Days} }
	return []Payback{
		{"card", days(21), days(28), true}, {"fps", bank(3), bank(5), true}, {"bank", bank(3), bank(5), true},
		{"alipay", days(0), days(0), true}, {"wechat", days(0), days(0), true}, {"red_packet", days(0), days(0), false}, {"cash", days(0), days(0), false},
	}
}
