package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/clock"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Way is the return method: how goods come back (R7).
type Way string

// The return methods (R7).
const (
	PickUp      Way = "pick_up" // arranged by the shop
	Prepaid     Way = "prepaid" // a label of the shop's
	OwnCarrier  Way = "own_carrier"
	OverCounter Way = "counter"
)

// ReturnWays lists them in the order in which a form offers them.
func ReturnWays() []Way { return []Way{OwnCarrier, Prepaid, PickUp, OverCounter} }

// Sending is what the customer was told about sending goods back: complete and
// unused, packaging and accessories kept, by when, where, who to ask, freight.
type Sending struct {
	Method    Way            `json:"method"`
	SendBy    calendar.Date  `json:"send_by"`
	How       string         `json:"how"`   // by which channel it was told
	Where     string         `json:"where"` // the address
	Ask       string         `json:"ask"`   // the contact
	Freight   channel.Bearer `json:"freight"`
	Text      string         `json:"text,omitempty"` // as it was sent
	Sent      time.Time      `json:"sent"`
	Who       string         `json:"who"`
	Booked    time.Time      `json:"booked,omitzero"` // the pick-up
	Collected time.Time      `json:"collected,omitzero"`
	Reminded  time.Time      `json:"reminded,omitzero"`
}

// Instructed records that the instructions were sent.
//
// Errors: case.over, step.not_in_plan, step.done, step.waits, case.way,
// case.send_by_past, field.too_long.
func (c Case) Instructed(s Sending, who string, now time.Time, t order.Terms) (Case, error) {
	if err := c.can(Instructions); err != nil {
		return c, err
	}
	if !slices.Contains(ReturnWays(), s.Method) {
		return c, domain.Wrong("method", "case.way", domain.Args{"value": string(s.Method)})
	}
	if s.SendBy == "" {
		s.SendBy = c.SendBy
	}
	if s.SendBy != "" && s.SendBy < calendar.DateOf(now, t.Zone) {
		return c, domain.Wrong("send_by", "case.send_by_past", domain.Args{"day": s.SendBy})
	}
	text, e := domain.Text("text", s.Text, false)
	if e != nil {
		return c, e
	}
	s.Text, s.Sent, s.Who = text, now, who
	if s.Freight == "" {
		s.Freight = c.Bearer(channel.Back, t.Policy)
	}
	c.Sending = &s
	if s.SendBy != c.SendBy {
		c.SendBy = s.SendBy
		c.Clocks = c.Clocks.Dropped(func(k clock.Code) bool { return k == SendClock })
	}
	return c.finish(Instructions, "", "", who, now).clocked(now, t), nil
}

// PickedUp keeps when a pick-up is booked for, or was collected.
//
// Errors: case.over, case.no_pick_up.
func (c Case) PickedUp(booked, collected time.Time, now time.Time, t order.Terms) (Case, error) {
	if c.Done() {
		return c, domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	}
	if c.Sending == nil || c.Sending.Method != PickUp {
		return c, domain.Refuse("R7", "case.no_pick_up", domain.Args{"case": c.Number})
	}
	s := *c.Sending
	if !booked.IsZero() {
		s.Booked = booked
	}
	if !collected.IsZero() {
		if collected.After(now) {
			return c, domain.Wrong("collected", "case.in_future", nil)
		}
		s.Collected = collected
		if c.Parcel == Announced {
			c.Parcel = OnItsWay
			c.Clocks = c.Clocks.Stopped(SendClock, now)
		}
	}
	c.Sending = &s
	return c.clocked(now, t), nil
}

// Reminded records that the customer was reminded to send the goods.
//
// Errors: case.no_parcel.
func (c Case) Reminded(now time.Time) (Case, error) {
	if c.Done() || c.Parcel != Announced {
		return c, domain.Refuse("R7", "case.no_parcel", domain.Args{"case": c.Number})
	}
	s := Sending{SendBy: c.SendBy, Method: OwnCarrier}
	if c.Sending != nil {
		s = *c.Sending
	}
	s.Reminded = now
	c.Sending = &s
	return c, nil
}

// Remind says whether the customer is to be reminded now: a day before the end,
// once.
func (c Case) Remind(now time.Time, zone *time.Location) bool {
	if c.Done() || c.Parcel != Announced || c.SendBy == "" || c.Sending != nil && !c.Sending.Reminded.IsZero() {
		return false
	}
	today := calendar.DateOf(now, zone)
	return today >= c.SendBy.AddDays(-1) && today <= c.SendBy
}

// Gift is what the shop offered for keeping the goods (R7).
type Gift string

// The offers of a retention.
const (
	OfferGift     Gift = "gift"
	OfferDiscount Gift = "discount"
	OfferOther    Gift = "other_goods"
	OfferPresent  Gift = "present" // keep as a present
)

// Gifts lists them in the order in which a form offers them.
func Gifts() []Gift { return []Gift{OfferGift, OfferDiscount, OfferOther, OfferPresent} }

// Retained is one retention offer and how it went: an entry of the register.
type Retained struct {
	Offer    Gift         `json:"offer"`
	What     string       `json:"what,omitempty"`
	Cost     money.Amount `json:"cost,omitzero"`
	Kept     bool         `json:"kept"`
	SKU      string       `json:"sku,omitempty"` // goods that leave the shelf once the customer keeps theirs; "" for what is not counted
	Quantity int          `json:"quantity,omitempty"`
	At       time.Time    `json:"at"`
	Who      string       `json:"who"`
}

// Gives says whether goods of the shop leave with the offer: a gift or other
// goods that were named, and taken (R7).
func (r Retained) Gives() bool { return r.Kept && r.SKU != "" }

// Retain records an offer and its answer. Kept ends the case as withdrawn and
// releases what it held.
//
// Errors: case.over, step.not_in_plan, step.done, step.waits, case.offer,
// refund.amount_wanted, case.gift_quantity, case.offer_goods, flow.not_possible.
func (c Case) Retain(r Retained, who string, now time.Time, t order.Terms) (Case, error) {
	s, ok := c.Step(Retention)
	if ok && s.Passed == NotTheirFault && !c.Done() {
		c.Steps = slices.Clone(c.Steps)
		c.Steps[c.at(Retention)].Passed = ""
	}
	if err := c.can(Retention); err != nil {
		return c, err
	}
	if !slices.Contains(Gifts(), r.Offer) {
		return c, domain.Wrong("offer", "case.offer", domain.Args{"value": string(r.Offer)})
	}
	if r.Cost.Minor < 0 {
		return c, domain.Wrong("cost", "refund.amount_wanted", nil)
	}
	what, e := domain.Line("what", r.What, false)
	if e != nil {
		return c, e
	}
	if r.SKU, e = domain.Line("sku", r.SKU, false); e != nil {
		return c, e
	}
	switch goods := r.Offer == OfferGift || r.Offer == OfferOther; {
	case r.SKU == "":
		r.Quantity = 0
	case !goods:
		return c, domain.Wrong("sku", "case.offer_goods", nil)
	case r.Quantity == 0:
		r.Quantity = 1
	case r.Quantity < 0 || r.Quantity > 999:
		return c, domain.Wrong("quantity", "case.gift_quantity", nil)
	}
	r.What, r.At, r.Who = what, now, who
	d := Did{Step: Retention, Choice: NotKept, Note: what}
	if r.Kept {
		d.Choice = Kept
	}
	c, err := c.answered(d, who, now, t)
	if err != nil {
		return c, err
	}
	c.Retentions = append(slices.Clone(c.Retentions), r)
	return c, nil
}

// CompensationKind is what a customer is given on top of a remedy, or instead of
// one (R7).
type CompensationKind string

// The kinds of compensation (R7).
const (
	GiveMoney    CompensationKind = "money" // goodwill
	GiveCoupon   CompensationKind = "coupon"
	GiveGift     CompensationKind = "gift" // leaves stock
	GiveShipping CompensationKind = "free_shipping"
	GiveWarranty CompensationKind = "warranty"
)

// CompensationKinds lists them in the order in which a form offers them.
func CompensationKinds() []CompensationKind {
	return []CompensationKind{GiveMoney, GiveCoupon, GiveGift, GiveShipping, GiveWarranty}
}

// Compensation is what was given on top of, or instead of, a remedy.
type Compensation struct {
	Kind     CompensationKind `json:"kind"`
	Amount   money.Amount     `json:"amount,omitzero"` // money; what a coupon is worth
	Code     string           `json:"code,omitempty"`  // of a coupon
	Expires  calendar.Date    `json:"expires,omitempty"`
	SKU      string           `json:"sku,omitempty"` // of a gift
	Quantity int              `json:"quantity,omitempty"`
	Months   int              `json:"months,omitempty"` // of warranty
	Reason   string           `json:"reason"`
	At       time.Time        `json:"at"`
	Who      string           `json:"who"`
}

// check refuses a compensation that names too little, field by field.
func (k Compensation) check(today calendar.Date) domain.Errors {
	var es domain.Errors
	wrong := func(field, code string) { es = append(es, domain.Wrong(field, code, nil)) }
	switch k.Kind {
	case GiveMoney:
		if k.Amount.Minor <= 0 {
			wrong("amount", "refund.amount_wanted")
		}
	case GiveCoupon:
		if k.Code == "" {
			wrong("code", "field.required")
		}
		if k.Amount.Minor <= 0 {
			wrong("amount", "refund.amount_wanted")
		}
		if k.Expires != "" && k.Expires < today {
			wrong("expires", "case.coupon_expired")
		}
	case GiveGift:
		if k.SKU == "" {
			wrong("sku", "field.required")
		}
		if k.Quantity < 1 {
			wrong("quantity", "case.gift_quantity")
		}
	case GiveWarranty:
		if k.Months < 1 || k.Months > 120 {
			wrong("months", "case.months")
		}
	case GiveShipping:
	default:
		es = append(es, domain.Wrong("kind", "case.compensation", domain.Args{"value": string(k.Kind)}))
	}
	return es
}

// Compensated records a compensation.
//
// Errors: field.required, refund.amount_wanted, case.compensation,
// case.coupon_expired, case.gift_quantity, case.months.
func (c Case) Compensated(k Compensation, who string, now time.Time, zone *time.Location) (Case, error) {
	for _, f := range []struct {
		name string
		at   *string
	}{{"code", &k.Code}, {"sku", &k.SKU}} {
		line, e := domain.Line(f.name, *f.at, false)
		if e != nil {
			return c, e
		}
		*f.at = line
	}
	es := k.check(calendar.DateOf(now, zone))
	reason, e := domain.Text("reason", k.Reason, true)
	if e != nil {
		es = append(es, e)
	}
	if err := es.OrNil(); err != nil {
		return c, err
	}
	k.Reason, k.At, k.Who = reason, now, who
	c.Compensations = append(slices.Clone(c.Compensations), k)
	return c, nil
}

// WarrantyMonths are the months of warranty that the case gave.
func (c Case) WarrantyMonths() int {
	n := 0
	for _, k := range c.Compensations {
		if k.Kind == GiveWarranty {
			n += k.Months
		}
	}
	return n
}

// Suggests says whether a small compensation is suggested: an exchange for the
// shop's fault that has none yet.
func (c Case) Suggests() bool {
	return c.Remedy == Exchange && (c.Fault == ByShop || c.Fault == ByPacking) && len(c.Compensations) == 0 && c.State != Open && c.State != Declined && c.State != Withdrawn
}

// Mark is what a person makes of a customer's request.
type Mark string

// The marks (R13).
const (
	Genuine   Mark = "genuine"
	Emotional Mark = "emotional"
	Testing   Mark = "testing"
)

// Marks lists them in the order in which a form offers them.
func Marks() []Mark { return []Mark{Genuine, Emotional, Testing} }

// Marked keeps a person's word on the request; "" takes it back.
//
// Errors: case.mark.
func (c Case) Marked(m Mark) (Case, error) {
	if m != "" && !slices.Contains(Marks(), m) {
		return c, domain.Wrong("mark", "case.mark", domain.Args{"value": string(m)})
	}
	c.Mark = m
	return c, nil
}
