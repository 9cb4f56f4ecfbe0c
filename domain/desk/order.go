package desk

import (
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/message"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
)

// OrderView is an order with all that its page shows.
type OrderView struct {
	order.Order
	Channel   channel.Channel    `json:"channel"`
	Standing  order.Standing     `json:"standing"`
	IsExposed bool               `json:"exposed"`
	Latest    calendar.Due       `json:"latest_delivery,omitzero"`
	Refunded  money.Amount       `json:"refunded"`
	Full      bool               `json:"refunded_in_full"` // all that was paid is back: nothing may leave
	Filed     bool               `json:"full_refund_filed"`
	Offer     *order.Offer       `json:"proposal,omitempty"` // the last delay that was put to the customer
	Parcels   []ParcelView       `json:"parcels,omitempty"`
	Warnings  []*domain.Error    `json:"warnings,omitempty"`
	Booked    []LossEntry        `json:"booked_losses,omitempty"` // what the shop bears of it, from both books
	Lost      []money.Amount     `json:"lost,omitempty"`          // their sum
	Messages  []message.Message  `json:"messages,omitempty"`
	Cases     []casefile.Case    `json:"cases,omitempty"`
	Refunds   []refund.Refund    `json:"refunds,omitempty"`
	Jobs      []repair.Job       `json:"repairs,omitempty"`
	Offered   []order.Suggestion `json:"offered,omitempty"` // ship dates in the platform's note
	Agreed    *order.Agreement   `json:"agreed,omitempty"`
	WorkDays  int                `json:"work_days_left"` // to the date in force; negative when past
	Calendar  calendar.Calendar  `json:"-"`
}

func (d *Desk) orderView(tx Tx, s setting, o order.Order) (OrderView, error) {
	t := s.terms(o.ChannelID)
	v := OrderView{Order: o, Channel: s.channels[o.ChannelID], Standing: o.Standing(s.now, s.zone), IsExposed: o.Exposed(s.now),
		Latest: o.LatestDelivery(t.Policy.Transit, t.Of(t.Policy.Transit), s.zone), Calendar: t.Calendar}
	var err error
	if v.Cases, err = tx.CasesOfOrder(o.ID); err != nil {
		return v, err
	}
	if v.Refunds, err = tx.RefundsOfOrder(o.ID); err != nil {
		return v, err
	}
	if v.Jobs, err = tx.JobsOfOrder(o.ID); err != nil {
		return v, err
	}
	v.Refunded, v.Filed = refund.Refunded(o, v.Refunds)
	v.Full = refund.PaidBack(o, v.Refunds)
	v.Filed = v.Filed && !v.Full
	if err := d.orderExtras(tx, s, &v); err != nil {
		return v, err
	}
	if a, ok := o.Agreement(); ok {
		v.Agreed = &a
	} else if o.Waiting() {
		v.Offered = order.SuggestShipDate(o.Platform.SellerNote, o.PaidAt, s.zone)
	}
	if !o.Force.Due.None() {
		v.WorkDays = t.Calendar.Between(s.today(), o.Force.Due.Day)
	}
	return v, nil
}

// Order shows one order.
//
// Errors: missing.order.
func (d *Desk) Order(ctx context.Context, id domain.ID) (OrderView, error) {
	var v OrderView
	err := d.view(ctx, func(tx Tx, s setting) error {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		v, err = d.orderView(tx, s, o)
		return err
	})
	return v, err
}

// OrderNumbered finds an order by its number on any channel.
//
// Errors: missing.order, order.ambiguous when several channels have it.
func (d *Desk) OrderNumbered(ctx context.Context, number string) (OrderView, error) {
	var v OrderView
	err := d.view(ctx, func(tx Tx, s setting) error {
		var found []order.Order
		for id := range s.channels {
			known, err := tx.OrdersByNumber(id, []string{number})
			if err != nil {
				return err
			}
			for _, o := range known {
				found = append(found, o)
			}
		}
		if len(found) == 0 {
			return domain.Missing("order", number)
		}
		if len(found) > 1 {
			return domain.Wrong("order", "order.ambiguous", domain.Args{"number": number, "count": len(found)})
		}
		var err error
		v, err = d.orderView(tx, s, found[0])
		return err
	})
	return v, err
}

// Orders lists one page. Now and DayEnd of the query are set here.
func (d *Desk) Orders(ctx context.Context, q OrderQuery) ([]OrderRow, error) {
	var rows []OrderRow
	err := d.view(ctx, func(tx Tx, s setting) error {
		q.Now, q.DayEnd = s.now, s.dayEnd()
		var err error
		rows, err = tx.OrderPage(q)
		return err
	})
	return rows, err
}

// OrderCounts counts the orders behind each chip of the list.
func (d *Desk) OrderCounts(ctx context.Context, q OrderQuery, filters ...OrderFilter) (map[OrderFilter]int, error) {
	out := map[OrderFilter]int{}
	err := d.view(ctx, func(tx Tx, s setting) error {
		q.Now, q.DayEnd = s.now, s.dayEnd()
		for _, f := range filters {
			q.Filter = f
			n, err := tx.OrderCount(q)
			if err != nil {
				return err
			}
			out[f] = n
		}
		return nil
	})
	return out, err
}

// changeOrder is the common course of all verbs on one order: read, change,
// write, record.
func (d *Desk) changeOrder(ctx context.Context, id domain.ID, verb string, f func(Tx, setting, order.Order) (order.Order, domain.Args, error)) (OrderView, error) {
	var v OrderView
	err := d.update(ctx, func(tx Tx, s setting) error {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		o, facts, err := f(tx, s, o)
		if err != nil {
			return err
		}
		if err := tx.PutOrder(&o); err != nil {
			return err
		}
		if err := orderStock(tx, s, o, stockAnswer(ctx)); err != nil {
			return err
		}
		if err := s.record(tx, verb, "order", o.ID, facts); err != nil {
			return err
		}
		v, err = d.orderView(tx, s, o)
		return err
	})
	return v, err
}

// NoteRequest asks for an Internal Note.
type NoteRequest struct {
	Order domain.ID `json:"order"`
	Text  string    `json:"text"`
}

// AddNote writes an Internal Note (R4).
//
// Errors: missing.order, field.required, field.too_long.
func (d *Desk) AddNote(ctx context.Context, r NoteRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "note.add", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		o, err := o.Remarked(r.Text, s.who(), s.now)
		return o, nil, err
	})
}

// CorrectionRequest asks for a correction of a note.
type CorrectionRequest struct {
	Order  domain.ID `json:"order"`
	Note   int       `json:"note"`
	Text   string    `json:"text"`
	Reason string    `json:"reason"`
}

// CorrectNote writes a correction; one of a delay agreement voids it (R4).
//
// Errors: those of order.Order.Corrected.
func (d *Desk) CorrectNote(ctx context.Context, r CorrectionRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "note.correct", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		o, err := o.Corrected(r.Note, r.Text, r.Reason, s.who(), s.now, s.terms(o.ChannelID))
		return o, domain.Args{"note": r.Note}, err
	})
}

// DelayRequest asks to record a delay agreement.
type DelayRequest struct {
	Order domain.ID `json:"order"`
	order.Agreement
}

// AgreeDelay records that the customer agreed to a later ship date (R4).
//
// Errors: those of order.Order.Delayed.
func (d *Desk) AgreeDelay(ctx context.Context, r DelayRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "note.agree", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		before := o.Force.Due.Day
		o, err := o.Delayed(r.Agreement, s.who(), s.now, s.terms(o.ChannelID))
		return o, domain.Args{"was": before, "date": r.Date}, err
	})
}

// ShipRequest asks to book a parcel that leaves.
type ShipRequest struct {
	Order  domain.ID `json:"order"`
	Answer string    `json:"answer"` // where the books have too few units: why it leaves all the same
	order.Shipping
}

// Ship books a parcel that leaves (R3).
//
// Errors: those of order.Order.Sent, and stock.negative, stock.serial_elsewhere,
// stock.serial_other without an answer.
func (d *Desk) Ship(ctx context.Context, r ShipRequest) (OrderView, error) {
	return d.changeOrder(answered(ctx, r.Answer), r.Order, "order.ship", func(tx Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		if err := mayLeave(tx, o); err != nil {
			return o, nil, err
		}
		full, err := refundedInFull(tx, o)
		if err != nil {
			return o, nil, err
		}
		if o, err = o.Sent(r.Shipping, full, s.who(), s.now, s.terms(o.ChannelID)); err == nil && o.Unshipped() == 0 {
			err = goesOut(tx, s, o.ForCase, casefile.Ship, r.Tracking, s.now)
		}
		return o, domain.Args{"carrier": r.Carrier, "left": o.Unshipped()}, err
	})
}

func refundedInFull(tx Tx, o order.Order) (bool, error) {
	refunds, err := tx.RefundsOfOrder(o.ID)
	if err != nil {
		return false, err
	}
	return refund.PaidBack(o, refunds), nil
}

// SignOffRequest asks to record a delivery.
type SignOffRequest struct {
	Order  domain.ID `json:"order"`
	At     time.Time `json:"at"`
	Source string    `json:"source"`
}

// SignOff records that the parcel was delivered, and who says so (R3).
//
// Errors: those of order.Order.Arrived.
func (d *Desk) SignOff(ctx context.Context, r SignOffRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "order.sign_off", func(tx Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		if r.At.IsZero() {
			r.At = s.now
		}
		o, err := o.Arrived(r.At, r.Source, s.now)
		if err == nil {
			err = goesOut(tx, s, o.ForCase, casefile.SignOff, r.Source, r.At)
		}
		return o, domain.Args{"source": r.Source}, err
	})
}

// SeeNote takes the flag of a changed platform note away.
//
// Errors: missing.order.
func (d *Desk) SeeNote(ctx context.Context, id domain.ID) (OrderView, error) {
	return d.changeOrder(ctx, id, "note.see", func(_ Tx, _ setting, o order.Order) (order.Order, domain.Args, error) {
		return o.Seen(), nil, nil
	})
}

// Slip shows an order for its packing slip.
//
// Errors: missing.order, ship.cancelled, ship.refunded.
func (d *Desk) Slip(ctx context.Context, id domain.ID) (OrderView, error) {
	v, err := d.Order(ctx, id)
	if err != nil {
		return v, err
	}
	return v, v.Order.Slip(v.Full)
}
