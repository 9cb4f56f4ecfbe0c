package storagetest

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/storage"
)

// question is a query at Noon.
func question(q desk.OrderQuery) desk.OrderQuery {
	q.Now = Noon()
	q.DayEnd = calendar.DateOf(Noon(), zone).End(zone)
	return q
}

// picks says whether a filter takes an order, by the rules of the domain.
func picks(f desk.OrderFilter, o order.Order) bool {
	s := o.Standing(Noon(), zone)
	switch f {
	case desk.OpenFilter:
		return o.Waiting()
	case desk.TodayFilter:
		return s == order.DueToday
	case desk.OverdueFilter:
		return s == order.Overdue
	case desk.AgreedFilter:
		return s == order.Agreed
	case desk.ChangedFilter:
		return o.Platform.Changed
	case desk.UrgentFilter:
		return s == order.DueToday || s == order.Overdue || s == order.Agreed
	}
	return true
}

var filters = []desk.OrderFilter{desk.AllOrders, desk.OpenFilter, desk.TodayFilter, desk.OverdueFilter, desk.AgreedFilter,
	desk.ChangedFilter, desk.UrgentFilter}

var sorts = []desk.OrderSort{desk.ByPlaced, desk.ByNumber, desk.ByChannel, desk.ByCustomer, desk.ByState, desk.ByShipBy, desk.ByTotal}

// sorted puts orders into the order of a query, as a person would say it.
func sorted(q desk.OrderQuery, orders []order.Order, names map[domain.ID]string) []domain.ID {
	life := []order.State{order.Placed, order.Paid, order.Shipped, order.Delivered, order.Completed, order.Cancelled}
	urgency := []order.Standing{order.Overdue, order.DueToday, order.Agreed}
	by := func(a, b order.Order) int {
		switch q.Sort {
		case desk.ByPlaced:
			return a.Placed.Compare(b.Placed)
		case desk.ByNumber:
			return cmp.Compare(a.Number, b.Number)
		case desk.ByChannel:
			return cmp.Compare(a.ChannelID, b.ChannelID)
		case desk.ByCustomer:
			return cmp.Compare(listedAs(a, names), listedAs(b, names))
		case desk.ByState:
			return cmp.Compare(slices.Index(life, a.State), slices.Index(life, b.State))
		case desk.ByTotal:
			return cmp.Compare(a.Total.Minor, b.Total.Minor)
		}
		return a.Force.Due.At.Compare(b.Force.Due.At)
	}
	undated := func(o order.Order) int {
		if q.Sort == desk.ByShipBy && o.Force.Due.None() {
			return 1
		}
		return 0
	}
	orders = slices.Clone(orders)
	slices.SortFunc(orders, func(a, b order.Order) int {
		if q.Filter == desk.UrgentFilter {
			rank := func(o order.Order) int { return slices.Index(urgency, o.Standing(Noon(), zone)) }
			return cmp.Or(cmp.Compare(rank(a), rank(b)), a.Force.Due.At.Compare(b.Force.Due.At), cmp.Compare(a.ID, b.ID))
		}
		flip := 1
		if q.Desc {
			flip = -1
		}
		return cmp.Or(undated(a)-undated(b), flip*by(a, b), flip*cmp.Compare(a.ID, b.ID))
	})
	ids := make([]domain.ID, len(orders))
	for i, o := range orders {
		ids[i] = o.ID
	}
	return ids
}

// orderPages compares pages of every filter and sort, read in any order, with
// a sort in memory.
func orderPages(t *testing.T, where string) {
	db := Open(t, where)
	all := Fill(t, db, 500)
	names := namesOf(t, db, all)
	r := rand.New(rand.NewPCG(7, 7))
	for _, f := range filters {
		for _, s := range sorts {
			for _, desc := range []bool{false, true} {
				q := question(desk.OrderQuery{Filter: f, Sort: s, Desc: desc})
				switch r.IntN(5) {
				case 2:
					q.Customer = 3
				case 0:
					q.Channel = 2
				case 1:
					q.State = order.Paid
				}
				samePages(t, db, q, all, names, r)
			}
		}
	}
}

func samePages(t *testing.T, db *storage.DB, q desk.OrderQuery, all []order.Order, names map[domain.ID]string, r *rand.Rand) {
	t.Helper()
	var picked []order.Order
	for _, o := range all {
		if picks(q.Filter, o) && (q.Channel == 0 || q.Channel == o.ChannelID) && (q.State == "" || q.State == o.State) &&
			(q.Customer == 0 || q.Customer == o.CustomerID) {
			picked = append(picked, o)
		}
	}
	want := sorted(q, picked, names)
	look(t, db, func(tx desk.Tx) error {
		n, err := tx.OrderCount(q)
		if err != nil || n != len(want) {
			t.Errorf("OrderCount(%s): got %d, %v, want %d", q.Filter, n, err, len(want))
		}
		return err
	})
	// Down, up again, and here and there: what is remembered of the pages
	// before must not change the next.
	size := 1 + r.IntN(40)
	var offsets []int
	for at := 0; at <= len(want); at += size {
		offsets = append(offsets, at)
	}
	back := slices.Clone(offsets)
	slices.Reverse(back)
	offsets = append(offsets, back...)
	for range 5 {
		offsets = append(offsets, r.IntN(len(want)+10))
	}
	for _, at := range offsets {
		q.Offset, q.Limit = at, size
		look(t, db, func(tx desk.Tx) error {
			page, err := tx.OrderPage(q)
			var got []domain.ID
			for _, row := range page {
				got = append(got, row.ID)
			}
			if want := want[min(at, len(want)):min(at+size, len(want))]; !slices.Equal(got, want) {
				t.Fatalf("OrderPage(%s by %s, desc %v, channel %d, state %q, %d from %d):\ngot  %v\nwant %v", q.Filter, q.Sort, q.Desc,
					q.Channel, q.State, size, at, got, want)
			}
			return err
		})
	}
}

// listedAs is the name that a list shows for an order.
func listedAs(o order.Order, customers map[domain.ID]string) string {
	return cmp.Or(o.ShipTo.Name, customers[o.CustomerID])
}

func namesOf(t *testing.T, db *storage.DB, all []order.Order) map[domain.ID]string {
	t.Helper()
	names := map[domain.ID]string{}
	look(t, db, func(tx desk.Tx) error {
		for _, o := range all {
			c, err := tx.Customer(o.CustomerID)
			if err != nil {
				return err
			}
			names[c.ID] = c.Person.Name
		}
		return nil
	})
	return names
}
