package desk

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/order"
)

// ordersToday lists what orders ask for besides their ship-by (R3, R4): parcels
// without a number or without news, contested sign-offs, proposals without an
// answer, agreed dates to enter on their platforms.
func ordersToday(tx Tx, s setting, t *Today) error {
	for _, k := range []struct {
		flag  order.Flag
		group Group
		tell  func(setting, order.Order, *Task) bool
	}{
		{order.FlagParcel, ParcelGroup, watchedParcel}, {order.FlagContested, ParcelGroup, contested},
		{order.FlagProposal, AnswerGroup, proposed}, {order.FlagEnter, ShipGroup, toEnter},
	} {
		all, err := tx.FlaggedOrders(k.flag, s.now, 0, listed)
		if err != nil {
			return err
		}
		for _, o := range all {
			task := Task{Group: k.group, Entity: "order", ID: o.ID, Number: o.Number, Who: o.ShipTo.Name, From: o.Flags()[k.flag]}
			if k.tell(s, o, &task) {
				t.add(s, task)
			}
		}
	}
	return nil
}

// serviceToday says on which channels with orders a customer cannot reach the
// shop (R3).
func serviceToday(tx Tx, s setting, t *Today) error {
	var names []string
	var first domain.ID
	for _, id := range slices.Sorted(maps.Keys(s.channels)) {
		c := s.channels[id]
		if c.Archived || c.Service.Value != "" {
			continue
		}
		open, err := tx.OrderCount(OrderQuery{Filter: OpenFilter, Channel: id, Now: s.now, DayEnd: s.dayEnd()})
		if err != nil {
			return err
		}
		if open > 0 { // a channel that sells nothing misses nobody
			names = append(names, c.Name)
			first = cmp.Or(first, id)
		}
	}
	if len(names) > 0 {
		t.add(s, Task{Group: AnswerGroup, Entity: "channel", ID: first, Number: names[0], Who: strings.Join(names[1:], ", "), Step: "today.service"})
	}
	return nil
}

func watchedParcel(s setting, o order.Order, t *Task) bool {
	for _, p := range o.Shipments {
		switch {
		case o.Stalled(p, s.now):
			t.Step, t.What = "today.parcel.stalled", p.Tracking
		case o.Untracked(p) && !s.now.Before(p.Watch):
			t.Step, t.What = "today.parcel.untracked", p.Carrier
		default:
			continue
		}
		t.From, t.Due = p.At, calendar.AtInstant(p.Watch, s.zone)
		return true
	}
	return false
}

func contested(s setting, o order.Order, t *Task) bool {
	t.Step = "today.contested"
	return true
}

func proposed(s setting, o order.Order, t *Task) bool {
	offer, ok := o.Proposal()
	if !ok {
		return false
	}
	t.Step, t.What = "today.proposal", ""
	t.From, t.Due = offer.Proposal.Told, o.Force.Due
	return true
}

func toEnter(s setting, o order.Order, t *Task) bool {
	c := s.channels[o.ChannelID]
	t.Step, t.What = "today.enter", c.Name
	return c.Policy.SeesNotes
}
