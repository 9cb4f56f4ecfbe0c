package desk

import (
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/order"
	"aftercare/domain/shop"
)

// ParcelView is a parcel of an order as its page shows it.
type ParcelView struct {
	No        int            `json:"no"` // counted from 1
	Shipment  order.Shipment `json:"shipment"`
	Page      string         `json:"page,omitempty"` // where it is followed
	Stalled   bool           `json:"stalled,omitempty"`
	Untracked bool           `json:"untracked,omitempty"`
}

// orderExtras adds what a view works out of carriers, proposals and losses.
func (d *Desk) orderExtras(tx Tx, s setting, v *OrderView) error {
	o := v.Order
	if offer, ok := o.Proposal(); ok {
		v.Offer = &offer
	}
	var err error
	if v.Messages, err = tx.Messages("order", o.ID); err != nil {
		return err
	}
	if v.Booked, err = lossesOn(tx, o); err != nil {
		return err
	}
	_, v.Lost = sumLosses(v.Booked)
	if v.Filed && (o.State == order.Placed || o.State == order.Paid) {
		v.Warnings = append(v.Warnings, domain.Refuse("R3", "ship.refund_filed", domain.Args{"order": o.Number}))
	}
	if len(o.Shipments) == 0 {
		return nil
	}
	carriers, err := d.carriers(tx)
	if err != nil {
		return err
	}
	for i, p := range o.Shipments {
		pv := ParcelView{No: i + 1, Shipment: p, Stalled: o.Stalled(p, s.now), Untracked: o.Untracked(p)}
		if c, ok := shop.CarrierNamed(carriers, p.Carrier); ok {
			pv.Page = c.Follow(p.Tracking)
			if p.Tracking != "" && !c.Fits(p.Tracking) {
				e := domain.Wrong("tracking", "ship.form", domain.Args{"tracking": p.Tracking, "carrier": c.Name})
				v.Warnings = append(v.Warnings, e)
			}
		}
		v.Parcels = append(v.Parcels, pv)
	}
	return nil
}

// TrackRequest asks to enter or change the number of a parcel.
type TrackRequest struct {
	Order    domain.ID `json:"order"`
	Parcel   int       `json:"shipment"` // counted from 1
	Carrier  string    `json:"carrier"`
	Tracking string    `json:"tracking"`
}

// Track enters the number of a parcel that left without one, or changes it (R3).
// A number of the wrong form for its carrier warns, and is kept.
//
// Errors: those of order.Order.Tracked.
func (d *Desk) Track(ctx context.Context, r TrackRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "order.track", func(tx Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		full, err := refundedInFull(tx, o)
		if err != nil {
			return o, nil, err
		}
		o, err = o.Tracked(r.Parcel, r.Carrier, r.Tracking, full, s.now, s.terms(o.ChannelID))
		return o, domain.Args{"shipment": r.Parcel}, err
	})
}

// NewsRequest asks to record what a carrier says of a parcel.
type NewsRequest struct {
	Order  domain.ID `json:"order"`
	Parcel int       `json:"shipment"` // counted from 1
	News   string    `json:"news"`
	At     time.Time `json:"at"` // now when nothing is said
}

// Hear records the last tracking update of a parcel (R3).
//
// Errors: those of order.Order.Heard.
func (d *Desk) Hear(ctx context.Context, r NewsRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "order.news", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		if r.At.IsZero() {
			r.At = s.now
		}
		o, err := o.Heard(r.Parcel, r.News, r.At, s.now, s.terms(o.ChannelID))
		return o, domain.Args{"shipment": r.Parcel}, err
	})
}

// ContestRequest asks to record that a customer contests a sign-off.
type ContestRequest struct {
	Order domain.ID `json:"order"`
	Words string    `json:"words"`
}

// Contest records that the customer says the parcel never came (R3).
//
// Errors: those of order.Order.Contested.
func (d *Desk) Contest(ctx context.Context, r ContestRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "order.contest", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		o, err := o.Contested(r.Words, s.now)
		return o, nil, err
	})
}

// FoundRequest asks to record when a customer really had a parcel.
type FoundRequest struct {
	Order domain.ID `json:"order"`
	At    time.Time `json:"at"` // now when nothing is said
}

// FindParcel records when the customer really had a parcel whose sign-off they
// contested; their windows count from then (R3).
//
// Errors: those of order.Order.Found.
func (d *Desk) FindParcel(ctx context.Context, r FoundRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "order.found", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		if r.At.IsZero() {
			r.At = s.now
		}
		o, err := o.Found(r.At, s.now)
		return o, nil, err
	})
}

// OrderFiles asks to add files to an order, or to one of its parcels.
type OrderFiles struct {
	Order  domain.ID     `json:"order"`
	Parcel int           `json:"shipment"` // counted from 1; 0 is the order itself
	Files  []domain.File `json:"files"`
}

// AddOrderFiles keeps photos and papers: with a parcel how it was packed and the
// receipt of its hand-over (R3), with the order itself what belongs to no parcel,
// a chat or a proof of payment, also before anything left.
//
// Errors: missing.order, missing.shipment, field.required, file.hash.
func (d *Desk) AddOrderFiles(ctx context.Context, r OrderFiles) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "order.files", func(_ Tx, _ setting, o order.Order) (order.Order, domain.Args, error) {
		o, err := o.WithFiles(r.Parcel, r.Files)
		return o, domain.Args{"count": len(r.Files)}, err
	})
}

// LossRequest asks to book what lateness cost.
type LossRequest struct {
	Order domain.ID `json:"order"`
	order.Loss
}

// BookLoss books to an order what its lateness cost, with its cause (R3).
//
// Errors: those of order.Order.Lost.
func (d *Desk) BookLoss(ctx context.Context, r LossRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "loss.book", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		o, err := o.Lost(r.Loss, s.who(), s.now)
		if err != nil {
			return o, nil, err
		}
		l := o.Losses[len(o.Losses)-1]
		return o, domain.Args{"cause": string(l.Cause), "amount": l.Amount()}, nil
	})
}
