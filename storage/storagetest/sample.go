package storagetest

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/storage"
)

// zone is the zone of the sample shop.
var zone = time.FixedZone("HKT", 8*3600)

// Zone is the zone of the sample shop's days.
func Zone() *time.Location { return zone }

// Noon is the moment at which sample orders are looked at: 2 November 2026,
// 12:00 in the sample shop.
func Noon() time.Time { return time.Date(2026, 11, 2, 12, 0, 0, 0, zone) }

// Channel is a channel that a store accepts.
func Channel(name string) channel.Channel {
	term := calendar.Term{Amount: 3, Unit: calendar.Days}
	return channel.Channel{Name: name, Preset: "own", Policy: channel.Policy{Version: 1, ShipFrom: channel.FromPaid, DayToShip: term, Transit: term,
		Region: "hk", PaidBy: channel.PaidByShop, Enquiry: term, Acknowledge: term, Propose: term, Problem: term, SendBack: term,
		Intake: term, File: term}.Whole()}
}

var (
	surnames = []string{"陳", "黃", "李", "張", "歐陽", "劉", "龍", "鄭"}
	names    = []string{"大文", "美玲", "志強", "Ka Yan", "國榮", "小龍", "雅詩"}
	latin    = []string{"Chan Tai Man", "José Álvarez", "Wong Siu Ming", "Amy Lau"}
	titles   = []string{"羊毛圍巾", "無線耳機 Pro", "Canvas tote bag", "陶瓷杯", "機械鍵盤 87 鍵"}
)

// Customer is the n-th sample customer.
func Customer(n int) customer.Customer {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	name := surnames[r.IntN(len(surnames))] + names[r.IntN(len(names))]
	if n%5 == 0 {
		name = latin[r.IntN(len(latin))]
	}
	phone := fmt.Sprintf("+852 %04d %04d", 5000+r.IntN(4999), n%10000)
	return customer.Customer{Key: fmt.Sprintf("e:buyer%d@example.com", n), Person: order.Person{Name: name, Phone: phone,
		Email: fmt.Sprintf("buyer%d@example.com", n), Address: "九龍彌敦道 " + fmt.Sprint(n) + " 號"}}
}

// Order is the n-th sample order of a channel and a customer: one in twenty
// waits to be shipped, some of them late, held, agreed, or without a date.
func Order(n int, ch, buyer domain.ID) order.Order {
	r := rand.New(rand.NewPCG(uint64(n), 2))
	price := money.Of(int64(1000+r.IntN(90000)), "HKD")
	at := Noon().Add(-time.Duration(r.IntN(400*24*60)) * time.Minute).Truncate(time.Second)
	zero := money.Of(0, "HKD")
	o := order.Order{ChannelID: ch, CustomerID: buyer, Number: fmt.Sprintf("YH%d%06d", ch, n), State: order.Completed, Placed: at,
		PaidAt: at.Add(time.Minute), Currency: "HKD", Shipping: zero, Discount: zero, Tax: zero, Total: price, Paid: price,
		Lines:  []order.Line{{No: 1, SKU: fmt.Sprintf("SKU-%d", r.IntN(500)), Title: titles[r.IntN(len(titles))], Quantity: 1, Price: price, Discount: zero}},
		ShipTo: order.Person{Name: "收件人", Phone: "9123 4567", Address: "九龍彌敦道 1 號"}}
	if n%2 == 0 {
		o.ShipTo.Name = "" // listed under its customer's
	}
	due := order.Promise{Due: calendar.EndOf(calendar.DateOf(at, zone).AddDays(3), zone), Source: order.FromPolicy, Term: calendar.Term{Amount: 3, Unit: calendar.Days}}
	o.First, o.Force = due, due
	switch r.IntN(100) {
	case 0, 1, 2, 3, 4:
		return waiting(o, r)
	case 5:
		o.State, o.First, o.Force = order.Placed, order.Promise{}, order.Promise{}
		return o
	case 6:
		o.State, o.Cancelled = order.Cancelled, at.Add(time.Hour)
		return o
	case 7:
		o.State = order.Delivered
	case 8, 9:
		o.State = order.Shipped
	}
	o.Lines[0].Shipped, o.ShippedAt = 1, at.Add(time.Duration(r.IntN(5*24))*time.Hour)
	o.Shipments = []order.Shipment{{At: o.ShippedAt, Packer: "Ann", Carrier: "SF", Tracking: fmt.Sprintf("SF%012d", r.Int64N(1e12)), Items: []order.Packed{{Line: 1, Quantity: 1}}}}
	o.Platform.Changed = r.IntN(50) == 0
	return o
}

// waiting makes an order one that is to be shipped, due within two days of
// Noon.
func waiting(o order.Order, r *rand.Rand) order.Order {
	o.State = order.Paid
	today := calendar.DateOf(Noon(), zone)
	first := calendar.EndOf(today.AddDays(r.IntN(5)-2), zone)
	if r.IntN(3) == 0 {
		first = calendar.AtInstant(Noon().Add(time.Duration(r.IntN(96)-48)*time.Hour), zone)
	}
	o.First.Due, o.Force.Due = first, first
	switch r.IntN(6) {
	case 0:
		o.Held = 1
	case 1, 2:
		a := order.Agreement{Date: first.Day.AddDays(1 + r.IntN(3)), Terms: "later", By: "the customer", How: "phone", Before: first.Day}
		o.Force = order.Promise{Due: calendar.EndOf(a.Date, zone), Source: order.FromAgreement}
		o.Notes = []order.Note{{No: 1, At: o.Placed, Who: "Ann", Kind: order.DelayAgreement, Agreement: &a}}
	case 3:
		if r.IntN(4) == 0 {
			o.First, o.Force = order.Promise{}, order.Promise{}
		}
	}
	return o
}

// Fill puts two channels, n orders and a customer for every three of them
// into a store, in parts of a thousand, and gives the orders.
func Fill(t testing.TB, db *storage.DB, n int) []order.Order {
	t.Helper()
	all := make([]order.Order, 0, n)
	channels := []channel.Channel{Channel("Yoho"), Channel("Shop")}
	do(t, db, func(tx desk.Tx) error {
		for i := range channels {
			if err := tx.PutChannel(&channels[i]); err != nil {
				return err
			}
		}
		return nil
	})
	for len(all) < n {
		from, to := len(all), min(len(all)+1000, n)
		do(t, db, func(tx desk.Tx) error {
			var buyers []*customer.Customer
			for i := from / 3; i <= (to-1)/3; i++ {
				if i == from/3 && from%3 != 0 {
					continue
				}
				c := Customer(i)
				buyers = append(buyers, &c)
			}
			if err := tx.PutCustomers(buyers); err != nil {
				return err
			}
			var orders []*order.Order
			for i := from; i < to; i++ {
				o := Order(i, channels[i%7/5].ID, domain.ID(i/3+1))
				orders = append(orders, &o)
			}
			if err := tx.PutOrders(orders); err != nil {
				return err
			}
			for _, o := range orders {
				all = append(all, *o)
			}
			return nil
		})
	}
	return all
}

func do(t testing.TB, db *storage.DB, f func(desk.Tx) error) {
	t.Helper()
	if err := db.Desk().Update(t.Context(), f); err != nil {
		t.Fatalf("Update: %v", err)
	}
}

func look(t testing.TB, db *storage.DB, f func(desk.Tx) error) {
	t.Helper()
	if err := db.Desk().View(t.Context(), f); err != nil {
		t.Fatalf("View: %v", err)
	}
}
