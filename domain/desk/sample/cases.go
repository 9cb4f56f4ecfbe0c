package sample

import (
	"context"
	"fmt"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
)

// story is one made-up case: what is asked, and how far it has come.
type story struct {
	reason string
	remedy casefile.Remedy
	words  string
	ends   casefile.StepCode // the step that is now; "" when it was closed
	other  casefile.Event    // decline or withdraw instead
}

var stories = []story{
	{"changed_mind", casefile.ReturnRefund, "I ordered two colours and keep the other.", casefile.Reply, ""},
	{"wrong_size", casefile.Exchange, "M 偏大，想換 S。", casefile.Decide, ""},
	{"quality_defect", casefile.ReturnRefund, "袖口脱线，附照片四张。", casefile.Instructions, ""},
	{"quality_defect", casefile.ReturnRefund, "Cuff seam opens, four photos.", casefile.WaitParcel, ""},
	{"damaged_in_transit", casefile.ReturnRefund, "外盒壓扁，燈罩裂開。", casefile.Intake, ""},
	{"changed_mind", casefile.ReturnRefund, "不想要了，没拆封。", casefile.Look, ""},
	{"not_as_described", casefile.ReturnRefund, "Colour is darker than in the picture.", casefile.Paid, ""},
	{"quality_defect", casefile.PartRefund, "有小刮痕，可接受補償。", casefile.Consent, ""},
	{"items_missing", casefile.Resend, "少了一个配件。", casefile.Replacement, ""},
	{"wrong_item", casefile.Exchange, "Got the grey one.", casefile.Replacement, ""},
	{"changed_mind", casefile.ReturnRefund, "已穿著，吊牌已剪。", casefile.Decide, casefile.Decline},
	{"wrong_size", casefile.ReturnRefund, "I will keep it after all.", casefile.Decide, casefile.Withdraw},
	{"quality_defect", casefile.ReturnRefund, "按键失灵。", "", ""},
	{"service", casefile.Goodwill, "回覆太慢。", casefile.Payment, ""},
	{"discount_not_given", casefile.PartRefund, "直播间说好减五十。", "", ""},
}

// cases opens made-up cases on orders that arrived lately and walks each to
// where its story ends.
func (m *maker) cases(ctx context.Context) error {
	m.now = m.wish.Day
	rows, err := m.desk.Orders(ctx, desk.OrderQuery{Filter: desk.AllOrders, State: order.Delivered, Sort: desk.ByPlaced, Desc: true, Limit: 60})
	if err != nil {
		return err
	}
	for i, row := range rows {
		s := stories[i%len(stories)]
		view, err := m.desk.Order(ctx, row.ID)
		if err != nil {
			return err
		}
		asked := view.SignOff.At.Add(26 * time.Hour)
		if limit := m.wish.Day.Add(-time.Duration(1+i%30) * time.Hour); asked.After(limit) {
			asked = limit
		}
		m.now = asked
		c, err := m.desk.OpenCase(ctx, desk.OpenRequest{Order: row.ID, Request: casefile.Request{Reason: s.reason, Remedy: s.remedy, Words: s.words, Received: true,
			Worn: casefile.No, Tags: casefile.Yes, Photos: 4, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
		if err != nil {
			return fmt.Errorf("story %d on %s: %w", i, row.Number, err)
		}
		if err := m.walk(ctx, c, s); err != nil {
			return fmt.Errorf("story %d on %s: %w", i, row.Number, err)
		}
	}
	return nil
}

// walk does one step after another, some hours apart, until the story's end.
func (m *maker) walk(ctx context.Context, c desk.CaseView, s story) error {
	for range 20 {
		m.later()
		if c.Next == nil {
			return nil
		}
		if c.Next.Code == s.ends && s.other == "" {
			return nil
		}
		var err error
		if s.other != "" && c.Next.Code == s.ends {
			r := desk.DecideRequest{Case: c.ID, Reason: "Tags cut, worn: not fit for a second sale."}
			if s.other == casefile.Withdraw {
				r.Reason = "Keeps the goods."
				_, err = m.desk.WithdrawCase(ctx, r)
			} else {
				_, err = m.desk.DeclineCase(ctx, r)
			}
			return err
		}
		if c, err = m.step(ctx, c); err != nil {
			return fmt.Errorf("%s: %w", c.Number, err)
		}
	}
	return nil
}

// later is some hours on, in the shop's hours.
func (m *maker) later() {
	m.now = m.now.Add(time.Duration(20+m.r.Intn(300)) * time.Minute)
	if h := m.now.In(m.zone).Hour(); h < 9 || h > 18 {
		day := calendar.DateOf(m.now.Add(-9*time.Hour), m.zone).AddDays(1)
		m.now = day.Start(m.zone).Add(time.Duration(9*60+m.r.Intn(120)) * time.Minute)
	}
	if m.now.After(m.wish.Day) {
		m.now = m.wish.Day
	}
}

func (m *maker) step(ctx context.Context, c desk.CaseView) (desk.CaseView, error) {
	switch c.Next.Code {
	case casefile.Decide:
		reason := ""
		if c.Verdict.Answer == domain.Denied {
			reason = "A regular, once."
		}
		return m.desk.AgreeCase(ctx, desk.DecideRequest{Case: c.ID, Reason: reason})
	case casefile.Instructions:
		m.told++
		return m.desk.SentBack(ctx, desk.SentRequest{Case: c.ID, Tracking: fmt.Sprintf("YT88%011d", 6_979_446+m.told)})
	case casefile.WaitParcel:
		if _, err := m.desk.Scan(ctx, c.Return); err != nil {
			return c, err
		}
		return m.desk.Case(ctx, c.ID)
	case casefile.Intake:
		return m.takeIn(ctx, c)
	case casefile.Retention:
		return m.desk.Retain(ctx, desk.RetainRequest{Case: c.ID, Retained: casefile.Retained{Offer: casefile.OfferDiscount, What: "10 %"}})
	case casefile.Paid:
		if _, err := m.desk.MoveRefund(ctx, desk.RefundMove{Refund: c.Refunds[len(c.Refunds)-1].ID, Event: refund.PayEvent}); err != nil {
			return c, err
		}
		return m.desk.Case(ctx, c.ID)
	case casefile.Packer:
		return m.desk.DoStep(ctx, desk.StepRequest{Case: c.ID, Step: c.Next.Code, Choice: casefile.CarrierLost})
	case casefile.Refund, casefile.Consent, casefile.Look, casefile.Notice:
		r := desk.RefundRequest{Case: c.ID, Method: refund.Methods()[1+m.told%5], By: orSomebody(c.Order.ShipTo.Name), How: "whatsapp", When: m.now}
		if c.Remedy == casefile.PartRefund {
			r.Amount.Minor, r.Amount.Currency = 5000, c.Order.Currency
		}
		return m.desk.FileRefund(ctx, r)
	case casefile.Confirm:
		return m.desk.CloseCase(ctx, desk.CloseRequest{Case: c.ID, Content: casefile.Yes})
	}
	return m.desk.DoStep(ctx, desk.StepRequest{Case: c.ID, Step: c.Next.Code})
}

// takeIn works a parcel's checklist to its end.
func (m *maker) takeIn(ctx context.Context, c desk.CaseView) (desk.CaseView, error) {
	scanned, err := m.desk.Scan(ctx, c.Return)
	if err != nil || scanned.Parcel == nil {
		return c, err
	}
	p := *scanned.Parcel
	for _, check := range p.Draft().Checks {
		if _, err := m.desk.Enter(ctx, desk.EnterRequest{Parcel: p.ID, Entry: parcel.Entry{Check: check.Code, Mark: parcel.Passed}}); err != nil {
			return c, err
		}
	}
	for _, n := range p.Draft().Counts {
		_, err := m.desk.Enter(ctx, desk.EnterRequest{Parcel: p.ID, Entry: parcel.Entry{Count: &parcel.CountedAs{CaseID: n.CaseID, Line: n.Line, Counted: &n.Said,
			Grade: parcel.LikeNew, Disposition: parcel.Restock}}})
		if err != nil {
			return c, err
		}
	}
	if _, err := m.desk.Finish(ctx, desk.FinishRequest{Parcel: p.ID}); err != nil {
		return c, err
	}
	return m.desk.Case(ctx, c.ID)
}

// parcels leaves two parcels at the desk that nobody knows.
func (m *maker) parcels(ctx context.Context) error {
	m.now = m.wish.Day
	for _, code := range []string{"SF1456220931800", "886436979446185504"} {
		if _, err := m.desk.Scan(ctx, code); err != nil {
			return err
		}
	}
	return nil
}
