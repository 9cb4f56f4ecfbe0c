package order

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/clock"
)

// Estimated is the source of a sign-off that nobody saw; any other replaces it.
const Estimated = "estimated"

// SignOffSources lists who can say that a parcel was delivered.
func SignOffSources() []string { return []string{"carrier", "platform", "customer", Estimated} }

// watched sets when somebody must look at the parcel: R1's time to enter the
// number after hand-over, then R3's 24 hours after the last news of it.
func (s Shipment) watched(t Terms) Shipment {
	from, term := s.At, t.Policy.Tracking
	if s.Tracking != "" {
		term = t.Policy.Stalled
		if s.NewsAt.After(from) {
			from = s.NewsAt
		}
	}
	s.Watch = time.Time{}
	if term.Amount > 0 {
		s.Watch = term.After(from, "", t.Of(term), t.Zone).At
	}
	return s
}

// NumberClock runs from a parcel's hand-over until its number is entered (R8).
const NumberClock clock.Code = "tracking"

// numbered starts the clock of a parcel's number, and meets it with the number
// or the carrier's first news, whichever is known from when.
func (s Shipment) numbered(at time.Time, t Terms) Shipment {
	term := t.Policy.Whole().Tracking
	if s.Number.Code == "" {
		s.Number = clock.Clock{Code: NumberClock, From: s.At, Due: term.After(s.At, "", t.Of(term), t.Zone)}
	}
	if s.Number.Runs() && (s.Tracking != "" || s.News != "") {
		s.Number.Stopped = at
	}
	return s
}

// Clocks are those of an order: one for the number of each parcel that the shop
// itself handed over.
func (o Order) Clocks() clock.Clocks {
	var out clock.Clocks
	for _, s := range o.Shipments {
		if s.Number.Code != "" {
			out = append(out, s.Number)
		}
	}
	return out
}

// Stalled says whether nothing was heard of a parcel for too long (R3).
func (o Order) Stalled(s Shipment, now time.Time) bool {
	return o.SignOff.At.IsZero() && s.Tracking != "" && !s.Watch.IsZero() && !now.Before(s.Watch)
}

// Untracked says whether a parcel left without a number.
func (o Order) Untracked(s Shipment) bool {
	return o.SignOff.At.IsZero() && s.Tracking == "" && !s.Watch.IsZero()
}

// Tracked enters or changes the number of a parcel, counted from 1.
//
// Errors: ship.cancelled, ship.refunded (both hard), missing.shipment,
// field.required, ship.tracking_used.
func (o Order) Tracked(no int, carrier, tracking string, fullyRefunded bool, now time.Time, t Terms) (Order, error) {
	if err := o.mayShip(fullyRefunded); err != nil {
		return o, err
	}
	if no < 1 || no > len(o.Shipments) {
		return o, domain.Missing("shipment", no)
	}
	s := o.Shipments[no-1]
	line, e := domain.Line("carrier", carrier, false)
	if e != nil {
		return o, e
	}
	if line != "" {
		s.Carrier = line
	}
	if s.Tracking, e = domain.Line("tracking", tracking, true); e != nil {
		return o, e
	}
	s.Tracking = strings.ReplaceAll(s.Tracking, " ", "")
	if err := o.unused(s.Tracking, no-1); err != nil {
		return o, err
	}
	o.Shipments = slices.Clone(o.Shipments)
	o.Shipments[no-1] = s.watched(t).numbered(now, t)
	return o, nil
}

// Heard records what the carrier says of a parcel, counted from 1, and when.
//
// Errors: missing.shipment, field.required, news.in_future,
// news.before_shipping.
func (o Order) Heard(no int, words string, at, now time.Time, t Terms) (Order, error) {
	if no < 1 || no > len(o.Shipments) {
		return o, domain.Missing("shipment", no)
	}
	s := o.Shipments[no-1]
	words, e := domain.Line("news", words, true)
	switch {
	case e != nil:
		return o, e
	case at.After(now):
		return o, domain.Wrong("at", "news.in_future", nil)
	case at.Before(s.At.Truncate(time.Minute)):
		return o, domain.Wrong("at", "news.before_shipping", domain.Args{"shipped": s.At})
	}
	s.News, s.NewsAt = words, at
	o.Shipments = slices.Clone(o.Shipments)
	o.Shipments[no-1] = s.watched(t).numbered(at, t)
	return o, nil
}

// Contested records that the customer says the parcel never came, though it was
// signed off (R3): no window counts until it is found when they had it.
//
// Errors: order.not_signed_off, signoff.contested, field.required.
func (o Order) Contested(words string, now time.Time) (Order, error) {
	if o.SignOff.At.IsZero() {
		return o, domain.Refuse("R3", "order.not_signed_off", domain.Args{"order": o.Number})
	}
	if !o.SignOff.Contested.IsZero() && o.SignOff.Found.IsZero() {
		return o, domain.Refuse("R3", "signoff.contested", domain.Args{"at": o.SignOff.Contested})
	}
	words, e := domain.Text("words", words, true)
	if e != nil {
		return o, e
	}
	o.SignOff.Contested, o.SignOff.Words, o.SignOff.Found = now, words, time.Time{}
	return o, nil
}

// Found records when the customer really had a parcel whose sign-off they
// contested: their windows count from then.
//
// Errors: signoff.not_contested, signoff.in_future, signoff.before_shipping.
func (o Order) Found(at, now time.Time) (Order, error) {
	switch {
	case o.SignOff.Contested.IsZero():
		return o, domain.Refuse("R3", "signoff.not_contested", domain.Args{"order": o.Number})
	case at.After(now):
		return o, domain.Wrong("at", "signoff.in_future", nil)
	case o.ahead(at):
		return o, domain.Wrong("at", "signoff.before_shipping", domain.Args{"shipped": o.ShippedAt})
	}
	o.SignOff.Found = at
	return o, nil
}

// ahead says whether a moment is before the goods left. Moments are written down
// to the minute, so the minute in which they left is none.
func (o Order) ahead(at time.Time) bool {
	return !o.ShippedAt.IsZero() && at.Before(o.ShippedAt.Truncate(time.Minute))
}

// Arrived records the sign-off and who says so. A better source replaces
// "estimated"; the carrier's and the platform's word stand.
//
// Errors: order.not_shipped, order.signed_off, signoff.before_shipping,
// signoff.in_future, signoff.source.
func (o Order) Arrived(at time.Time, source string, now time.Time) (Order, error) {
	if o.State != Shipped && o.State != Delivered && o.State != Completed {
		return o, domain.Refuse("R3", "order.not_shipped", domain.Args{"order": o.Number})
	}
	if !slices.Contains(SignOffSources(), source) {
		return o, domain.Wrong("source", "signoff.source", domain.Args{"value": source})
	}
	if !o.SignOff.At.IsZero() && o.SignOff.Source != Estimated {
		return o, domain.Refuse("R3", "order.signed_off", domain.Args{"at": o.SignOff.At})
	}
	if at.After(now) {
		return o, domain.Wrong("at", "signoff.in_future", nil)
	}
	if o.ahead(at) {
		return o, domain.Wrong("at", "signoff.before_shipping", domain.Args{"shipped": o.ShippedAt})
	}
	o.SignOff = SignOff{At: at, Source: source}
	if o.State == Shipped && o.Unshipped() == 0 {
		o.State = Delivered
	}
	return o, nil
}
