package sample

import (
	"context"
	"fmt"

	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/repair"
)

// repairs opens made-up jobs and walks one to each stage of the life, side
// doors too.
func (m *maker) repairs(ctx context.Context) error {
	m.now = m.wish.Day
	rows, err := m.desk.Orders(ctx, desk.OrderQuery{Filter: desk.AllOrders, State: order.Completed, Sort: desk.ByPlaced, Desc: true, Limit: 400})
	if err != nil {
		return err
	}
	stages := repair.Life.States()
	next := 0
	for _, row := range rows {
		if next == len(stages) {
			return nil
		}
		o, err := m.desk.Order(ctx, row.ID)
		if err != nil {
			return err
		}
		if line, ok := repairable(o.Order); ok {
			if err := m.job(ctx, o.Order, line, stages[next], next); err != nil {
				return fmt.Errorf("repair to %s: %w", stages[next], err)
			}
			next++
		}
	}
	return nil
}

func repairable(o order.Order) (order.Line, bool) {
	for _, l := range o.Lines {
		for _, a := range articles {
			if a.sku == l.SKU && a.warranty > 0 {
				return l, true
			}
		}
	}
	return order.Line{}, false
}

func (m *maker) job(ctx context.Context, o order.Order, l order.Line, goal repair.State, i int) error {
	m.at(14-i%12, 11)
	v, err := m.desk.RequestRepair(ctx, desk.RepairRequest{Order: o.ID, Request: repair.Request{Line: l.No, Serial: fmt.Sprintf("%s-2207-%04d", l.SKU, 300+i),
		Channel: repair.Channels()[i%4], Problem: []string{"Grinds for ten seconds, then a burnt smell and it stops.", "充不到電，指示燈不亮。", "按键没有反应，摔过一次。"}[i%3]}})
	if err != nil {
		return err
	}
	for range 16 {
		if v.State == goal {
			return nil
		}
		event, ok := towards(v.Job, next(v.Job, goal))
		if !ok {
			return fmt.Errorf("no way from %s", v.State)
		}
		m.later()
		if v, err = m.desk.StepRepair(ctx, desk.JobStep{Job: v.ID, Entry: m.entry(v.Job, event)}); err != nil {
			return fmt.Errorf("%s: %w", event, err)
		}
	}
	return fmt.Errorf("%s is too far", goal)
}

// next is the stage to make for: a job that comes home was repaired, though
// there are shorter ways.
func next(j repair.Job, goal repair.State) repair.State {
	if (goal == repair.Returned || goal == repair.Closed) && j.Done == "" {
		return repair.Tested
	}
	return goal
}

// towards is the event that leads from a job's stage to another by the
// shortest way that its verdict allows.
func towards(j repair.Job, goal repair.State) (repair.Event, bool) {
	type step struct {
		state repair.State
		first repair.Event
	}
	seen := map[repair.State]bool{j.State: true}
	queue := []step{{state: j.State}}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		for _, e := range repair.Life.Possible(s.state) {
			if s.state == repair.Diagnosed && !j.Covered() && (e == repair.Begin || e == repair.Order) || s.state == repair.Away && e == repair.BackFrom && !j.Covered() ||
				s.state == repair.Received && e == repair.Diagnose { // the bench looks at it first
				continue
			}
			to, err := repair.Life.Next(s.state, e)
			if err != nil || seen[to] {
				continue
			}
			first := s.first
			if first == "" {
				first = e
			}
			if to == goal {
				return first, true
			}
			seen[to] = true
			queue = append(queue, step{to, first})
		}
	}
	return "", false
}

// entry is what the bench writes at a stage.
func (m *maker) entry(j repair.Job, e repair.Event) repair.Entry {
	work := []repair.Work{{Kind: "part", SKU: "BRS-SET", Title: "Motor brush set 馬達碳刷", Quantity: 100, Each: money.Of(18000, j.Currency)},
		{Kind: "labour", Title: "Labour 工時", Quantity: 150, Each: money.Of(24000, j.Currency)}, {Kind: "freight", Title: "Freight back 寄回運費", Quantity: 100, Each: money.Of(8000, j.Currency)}}
	if e == repair.Quote && j.Covered() { // the customer pays the worn part alone
		work[0].Excluded, work[1].Covered, work[2].Covered = "wear", true, true
	}
	today := calendar.DateOf(m.wish.Day, m.zone)
	out := repair.Entry{Event: e, Finding: repair.Finding{Condition: "scratch on the left side", Accessories: "cable, box", Serial: j.Serial, Fault: "motor overheats, brushes worn to 2 mm", Kind: "motor", Cause: "wear in use"},
		Work: work, Expires: today.AddDays(7), Approval: orSomebody(j.Customer.Name), How: "chat", Done: "Brushes replaced, motor cleaned, tested for 20 min 更換碳刷、清潔馬達、測試 20 分鐘",
		Leg: repair.Leg{Workshop: "Kwun Tong Motor Works 觀塘電機", Number: "KT-5512", Expected: today.AddDays(9)}, Instead: repair.Instead{SKU: j.SKU, Amount: money.Of(39900, j.Currency), How: "fps"},
		Serial: j.Serial, PaidHow: "fps", Carrier: "SF Express"}
	switch e {
	case repair.NotAccept:
		out.Note = "Liquid inside: not covered, the customer wants it back."
	case repair.CancelIt:
		out.Note = "The customer bought a new one."
	case repair.GiveUp:
		out.Note = "Board corroded."
	case repair.Rework:
		out.Note = "Still hot after ten minutes."
	case repair.Leave:
		out.Note = "To be recycled, the customer agrees."
	}
	return out
}
