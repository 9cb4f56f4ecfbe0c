package desk

import (
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/order"
)

// SentRequest says that the goods are on their way back.
type SentRequest struct {
	Case     domain.ID `json:"case"`
	Tracking string    `json:"tracking"`
}

// SentBack records the parcel on its way back.
//
// Errors: those of casefile.Case.SentBack.
func (d *Desk) SentBack(ctx context.Context, r SentRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.sent_back", nil, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.SentBack(r.Tracking, by.who, by.now, by.terms)
	})
}

// InstructRequest says how the goods come back and what the customer was told.
type InstructRequest struct {
	Case   domain.ID     `json:"case"`
	Method casefile.Way  `json:"method"`
	SendBy calendar.Date `json:"send_by"` // "": within the policy's days of the approval
	How    string        `json:"how"`
	Text   string        `json:"text"`
}

// Instruct records the return method and the instructions that were sent (R7).
//
// Errors: those of casefile.Case.Instructed.
func (d *Desk) Instruct(ctx context.Context, r InstructRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.instruct", func(_ Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		service := s.channels[c.ChannelID].Service.Value
		c, err := c.Instructed(casefile.Sending{Method: r.Method, SendBy: r.SendBy, How: r.How, Text: r.Text, Where: s.shop.Returns, Ask: service}, s.who(), s.now, t)
		return c, domain.Args{"method": string(r.Method)}, err
	})
}

// PickUpRequest says when a pick-up is booked for, or was collected.
type PickUpRequest struct {
	Case      domain.ID `json:"case"`
	Booked    time.Time `json:"booked"`
	Collected time.Time `json:"collected"`
}

// PickUp keeps what became of a pick-up that the shop arranged.
//
// Errors: those of casefile.Case.PickedUp.
func (d *Desk) PickUp(ctx context.Context, r PickUpRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.pick_up", nil, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.PickedUp(r.Booked, r.Collected, by.now, by.terms)
	})
}

// Remind records that the customer was reminded to send the goods.
//
// Errors: case.no_parcel.
func (d *Desk) Remind(ctx context.Context, id domain.ID) (CaseView, error) {
	return d.deed(ctx, id, "case.remind", nil, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Reminded(by.now)
	})
}

// NotSent gives up on a parcel that was not sent in time.
//
// Errors: those of casefile.Case.NotSent.
func (d *Desk) NotSent(ctx context.Context, r DecideRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.not_sent", nil, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.NotSent(r.Reason, by.who, by.now, by.terms)
	})
}

// FreightRequest books the freight of one leg (R6).
type FreightRequest struct {
	Case domain.ID `json:"case"`
	casefile.Freight
}

// BookFreight books who bears a leg, what it cost and who paid it first.
//
// Errors: those of casefile.Case.Carried.
func (d *Desk) BookFreight(ctx context.Context, r FreightRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.freight", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		o, err := tx.Order(c.OrderID)
		if err != nil {
			return c, nil, err
		}
		c, err = c.Carried(r.Freight, t.Policy, o.Currency, s.who(), s.now)
		return c, domain.Args{"leg": string(r.Leg), "amount": r.Amount.Minor, "currency": string(o.Currency)}, err
	})
}

// FaultRequest moves the fault of a case.
type FaultRequest struct {
	Case   domain.ID      `json:"case"`
	Fault  casefile.Fault `json:"fault"`
	Reason string         `json:"reason"`
}

// MoveFault says whose fault checking found (R6).
//
// Errors: those of casefile.Case.FaultFound.
func (d *Desk) MoveFault(ctx context.Context, r FaultRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.fault", func(_ Tx, s setting, c casefile.Case, _ order.Terms) (casefile.Case, domain.Args, error) {
		from := c.Fault
		c, err := c.FaultFound(r.Fault, r.Reason, s.who())
		return c, domain.Args{"from": string(from), "to": string(r.Fault)}, err
	})
}

// ScaleRequest are the two weights of a parcel, in grams; 0 is unknown.
type ScaleRequest struct {
	Channel domain.ID `json:"channel"`
	Packed  int       `json:"packed"`
	Carrier int       `json:"carrier"`
}

// ScaleAnswer is what the weights say.
type ScaleAnswer struct {
	Fault casefile.Fault `json:"fault"` // carrier, packing, or open: ask
}

// Scale says by two weights whose fault missing items are (R6).
func (d *Desk) Scale(ctx context.Context, r ScaleRequest) (ScaleAnswer, error) {
	var out ScaleAnswer
	err := d.view(ctx, func(_ Tx, s setting) error {
		p := s.channels[r.Channel].Policy.Whole()
		out.Fault = casefile.Scale(r.Packed, r.Carrier, p.ShortPercent, p.ShortGrams)
		return nil
	})
	return out, err
}

// bearers says for each way of a case's goods who bears it.
func bearers(c casefile.Case, p channel.Policy) map[channel.Leg]channel.Bearer {
	out := map[channel.Leg]channel.Bearer{}
	for _, leg := range c.Legs() {
		out[leg] = c.Bearer(leg, p)
	}
	return out
}

// came tells a case that its parcel lies at the intake desk: its plan goes on by
// itself.
func came(tx Tx, s setting, id domain.ID) error {
	c, err := tx.Case(id)
	if err != nil || c.Done() || c.Parcel == casefile.Arrived {
		return err
	}
	return movesCase(tx, s, id, func(c casefile.Case, t order.Terms) (casefile.Case, error) { return c.Came(s.who(), s.now, t), nil })
}
