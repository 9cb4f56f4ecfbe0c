package order_test

import (
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

func TestOrder_parcelFromTheTableToTheDoor(t *testing.T) {
	o, terms := placedOn2March(t), clockTerms(t)
	o, err := o.Sent(order.Shipping{Carrier: "SF", Weight: 420, Serials: []string{"SN1"}, Packer: "Wing", Packed: march(t, 4, 9), Left: march(t, 4, 17)}, false, "Mei", march(t, 4, 18), terms)
	if err != nil {
		t.Fatal(err)
	}
	p := o.Shipments[0]
	if p.Packer != "Wing" || !p.Packed.Equal(march(t, 4, 9)) || !p.At.Equal(march(t, 4, 17)) || p.Weight != 420 || len(p.Items) != 2 || p.Serials[0] != "SN1" {
		t.Errorf("parcel = %+v", p)
	}
	if !o.Untracked(p) || !p.Watch.Equal(march(t, 5, 17)) {
		t.Errorf("without a number: watched at %v, want 24 h after the hand-over", p.Watch)
	}
	if o, err = o.Tracked(1, "", " SF 1234 ", false, march(t, 5, 12), terms); err != nil {
		t.Fatal(err)
	}
	p = o.Shipments[0]
	if p.Tracking != "SF1234" || p.Carrier != "SF" || o.Stalled(p, march(t, 5, 16)) || !o.Stalled(p, march(t, 5, 17)) {
		t.Errorf("24 h after the hand-over: parcel %+v", p)
	}
	if o, err = o.Heard(1, "left the depot", march(t, 5, 20), march(t, 5, 21), terms); err != nil {
		t.Fatal(err)
	}
	if p = o.Shipments[0]; o.Stalled(p, march(t, 6, 19)) || !o.Stalled(p, march(t, 6, 20)) || o.Flags()[order.FlagParcel].IsZero() {
		t.Errorf("24 h after the last news: parcel %+v", p)
	}
	if o, err = o.Arrived(march(t, 7, 9), "carrier", march(t, 7, 10)); err != nil {
		t.Fatal(err)
	}
	if _, watched := o.Flags()[order.FlagParcel]; watched || o.Stalled(o.Shipments[0], march(t, 9, 0)) {
		t.Error("a delivered parcel is still watched")
	}
}

func TestOrder_trackingIsRefused(t *testing.T) {
	terms := clockTerms(t)
	shipped := func() order.Order {
		o, err := placedOn2March(t).Sent(order.Shipping{Items: []order.Packed{{Line: 1, Quantity: 1}}, Tracking: "A1"}, false, "Mei", march(t, 4, 18), terms)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	gone := shipped()
	gone.State = order.Cancelled
	for name, c := range map[string]struct {
		do   func() error
		code string
		hard bool
	}{
		"cancelled":        {func() error { _, err := gone.Tracked(1, "", "B2", false, march(t, 5, 12), terms); return err }, "ship.cancelled", true},
		"refunded in full": {func() error { _, err := shipped().Tracked(1, "", "B2", true, march(t, 5, 12), terms); return err }, "ship.refunded", true},
		"no such parcel":   {func() error { _, err := shipped().Tracked(2, "", "B2", false, march(t, 5, 12), terms); return err }, "missing.shipment", false},
		"empty":            {func() error { _, err := shipped().Tracked(1, "", " ", false, march(t, 5, 12), terms); return err }, "field.required", false},
		"used already": {func() error {
			o, _ := shipped().Sent(order.Shipping{}, false, "Mei", march(t, 4, 19), terms)
			_, err := o.Tracked(2, "", "A1", false, march(t, 5, 12), terms)
			return err
		}, "ship.tracking_used", false},
		"packed after it left": {func() error {
			_, err := placedOn2March(t).Sent(order.Shipping{Packed: march(t, 4, 18), Left: march(t, 4, 17)}, false, "Mei", march(t, 4, 19), terms)
			return err
		}, "ship.packed_when", false},
		"left tomorrow": {func() error {
			_, err := placedOn2March(t).Sent(order.Shipping{Left: march(t, 5, 17)}, false, "Mei", march(t, 4, 19), terms)
			return err
		}, "ship.packed_when", false},
		"news of tomorrow": {func() error {
			_, err := shipped().Heard(1, "x", march(t, 9, 0), march(t, 5, 0), terms)
			return err
		}, "news.in_future", false},
		"news before it left": {func() error {
			_, err := shipped().Heard(1, "x", march(t, 3, 0), march(t, 5, 0), terms)
			return err
		}, "news.before_shipping", false},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.do()
			if !errors.Is(err, domain.Code(c.code)) || domain.As(err).Hard != c.hard {
				t.Errorf("got %v, want %s, hard %v", err, c.code, c.hard)
			}
		})
	}
	// One line of three refunded: tracking accepted.
	if _, err := shipped().Tracked(1, "", "B2", false, march(t, 5, 12), terms); err != nil {
		t.Errorf("refunded in part: %v", err)
	}
}

func TestOrder_contestedSignOff(t *testing.T) {
	o, terms := placedOn2March(t), clockTerms(t)
	if _, err := o.Contested("never came", march(t, 5, 0)); !errors.Is(err, domain.Code("order.not_signed_off")) {
		t.Errorf("nothing to contest: got %v", err)
	}
	o, _ = o.Sent(order.Shipping{Tracking: "A1"}, false, "Mei", march(t, 3, 18), terms)
	o, _ = o.Arrived(march(t, 5, 9), "carrier", march(t, 5, 10))
	if !o.SignOff.Start().Equal(march(t, 5, 9)) {
		t.Errorf("a window starts at %v", o.SignOff.Start())
	}
	o, err := o.Contested("never came", march(t, 6, 9))
	if err != nil || !o.SignOff.Start().IsZero() || o.Flags()[order.FlagContested].IsZero() {
		t.Errorf("contested: a window starts at %v (%v)", o.SignOff.Start(), err)
	}
	if _, err := o.Contested("never came", march(t, 6, 10)); !errors.Is(err, domain.Code("signoff.contested")) {
		t.Errorf("contested twice: got %v", err)
	}
	if _, err := o.Found(march(t, 2, 9), march(t, 8, 9)); !errors.Is(err, domain.Code("signoff.before_shipping")) {
		t.Errorf("found before it left: got %v", err)
	}
	o, err = o.Found(march(t, 8, 9), march(t, 8, 10))
	if err != nil || !o.SignOff.Start().Equal(march(t, 8, 9)) {
		t.Errorf("found: a window starts at %v (%v)", o.SignOff.Start(), err)
	}
}

func TestOrder_Lost(t *testing.T) {
	hkd := func(n int64) money.Amount { return money.Of(n, "HKD") }
	late := march(t, 6, 9)
	o := placedOn2March(t)
	l := order.Loss{Cause: order.CauseSupplier, Refund: hkd(30000), Fee: hkd(500), Freight: hkd(1200), Penalty: hkd(1000), Recovered: hkd(2700)}
	got, err := o.Lost(l, "Mei", late)
	if err != nil {
		t.Fatal(err)
	}
	// refund not recovered + platform fee + freight + penalty - recovered
	if got.Losses[0].Amount() != hkd(30000) || got.Losses[0].No != 1 {
		t.Errorf("loss = %+v", got.Losses[0])
	}
	if shares := got.LossShares(got.Losses[0]); shares[0] != hkd(20000) || shares[1] != hkd(10000) {
		t.Errorf("shares = %v, want two thirds and one", shares)
	}
	for name, c := range map[string]struct {
		change func(*order.Loss)
		code   string
	}{
		"no cause":         {func(l *order.Loss) { l.Cause = "" }, "loss.cause"},
		"negative":         {func(l *order.Loss) { l.Fee = hkd(-1) }, "loss.negative"},
		"foreign":          {func(l *order.Loss) { l.Fee = money.Of(1, "USD") }, "loss.currency"},
		"nothing":          {func(l *order.Loss) { *l = order.Loss{Cause: order.CauseOther} }, "loss.nothing"},
		"more came back":   {func(l *order.Loss) { l.Recovered = hkd(99999) }, "loss.recovered"},
		"a penalty, alone": {func(l *order.Loss) { *l = order.Loss{Cause: order.CauseMissed, Penalty: hkd(5)} }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l := l
			c.change(&l)
			_, err := o.Lost(l, "Mei", late)
			if c.code == "" && err != nil || c.code != "" && !errors.Is(err, domain.Code(c.code)) {
				t.Errorf("Lost: got %v, want %q", err, c.code)
			}
		})
	}
	if _, err := o.Lost(l, "Mei", march(t, 5, 23)); !errors.Is(err, domain.Code("loss.not_late")) {
		t.Errorf("on its last day: got %v, want loss.not_late", err)
	}
	// An agreement does not make the first promise kept: what it cost is a loss.
	agreed, _ := o.Delayed(agreedFor12(t), "Mei", march(t, 5, 12), clockTerms(t))
	if _, err := agreed.Lost(l, "Mei", march(t, 6, 9)); err != nil {
		t.Errorf("late by agreement: %v", err)
	}
}

// A parcel handed over at 18:00:30 may have come "at 18:00", as a person writes
// it, and not at 17:59.
func TestOrder_Arrived_toTheMinute(t *testing.T) {
	left := march(t, 3, 18).Add(30 * time.Second)
	o, err := placedOn2March(t).Sent(order.Shipping{Left: left}, false, "Mei", left, clockTerms(t))
	if err != nil {
		t.Fatal(err)
	}
	now := march(t, 3, 19)
	if _, err := o.Arrived(march(t, 3, 18), "carrier", now); err != nil {
		t.Errorf("in the minute in which it left: %v", err)
	}
	if _, err := o.Arrived(march(t, 3, 18).Add(-time.Minute), "carrier", now); !errors.Is(err, domain.Code("signoff.before_shipping")) {
		t.Errorf("a minute before it left: got %v", err)
	}
}
