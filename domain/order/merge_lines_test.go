package order_test

import (
	"testing"
	"time"

	"aftercare/domain/money"
	"aftercare/domain/order"
)

// listed is an order as an order list brings it: its goods lumped together.
func listed(lines ...order.LineFacts) order.Order {
	f := order.Facts{Number: "1", State: order.Paid, Placed: time.Date(2026, 3, 1, 2, 0, 0, 0, time.UTC), Currency: "CNY",
		Total: money.Of(14800, "CNY"), PaidSum: money.Of(14800, "CNY"), Lines: lines}
	o := order.FromFacts(f, 1, "Ann", f.Placed, terms())
	o.ID = 1
	return o
}

func TestOrder_Merged_refines(t *testing.T) {
	cup := order.LineFacts{SKU: "C", Title: "Cup", Quantity: 1, Price: money.Of(12900, "CNY")}
	lid := order.LineFacts{SKU: "L", Title: "Lid", Quantity: 1, Price: money.Of(1900, "CNY")}
	lump := order.LineFacts{Title: "Cup，Lid", Quantity: 2, Price: money.Of(7400, "CNY")}
	details := order.Facts{Number: "1", Partial: true, Currency: "CNY", Lines: []order.LineFacts{cup, lid}}
	o := listed(lump)
	if !o.Fits(details) || !o.Refines(details) {
		t.Fatal("two named lines do not take the place of a lump of two")
	}
	o, changes := o.Merged(details, "Ann", time.Now(), terms())
	if len(o.Lines) != 2 || o.Lines[1].SKU != "L" || o.Lines[1].No != 2 || len(changes) != 1 || o.Total.Minor != 14800 {
		t.Errorf("got lines %+v, changes %+v, total %v", o.Lines, changes, o.Total)
	}
	if again, changes := o.Merged(details, "Ann", time.Now(), terms()); len(changes) > 0 || len(again.Lines) != 2 {
		t.Errorf("the same lines again change %v", changes)
	}
	rough := order.Facts{Number: "1", Rough: true, Currency: "CNY", Lines: []order.LineFacts{lump}}
	if again, changes := o.Merged(rough, "Ann", time.Now(), terms()); len(changes) > 0 || len(again.Lines) != 2 {
		t.Errorf("the list again changes %v", changes)
	}
	three := details
	three.Lines = append(three.Lines, cup)
	three.Lines[2].SKU = "X"
	if listed(lump).Fits(three) {
		t.Error("three pieces take the place of two")
	}
}

// TestOrder_Merged_denominates: a file without a currency is read in the
// order's, and an order without amounts takes that of the first file with some.
func TestOrder_Merged_denominates(t *testing.T) {
	placed := time.Date(2026, 3, 1, 2, 0, 0, 0, time.UTC)
	line := order.LineFacts{SKU: "C", Title: "Cup", Quantity: 1}
	waits := order.Facts{Number: "1", State: order.Paid, Placed: placed, Currency: "HKD", Guessed: true, Lines: []order.LineFacts{line}}
	o := order.FromFacts(waits, 1, "Ann", placed, terms())
	o.ID = 1
	line.Price = money.Of(4000, "USD")
	priced := order.Facts{Number: "1", State: order.Paid, Placed: placed, Currency: "USD", Total: money.Of(4000, "USD"), PaidSum: money.Of(4000, "USD"), Lines: []order.LineFacts{line}}
	o, _ = o.Merged(priced, "Ann", placed, terms())
	if o.Currency != "USD" || o.Total != money.Of(4000, "USD") || o.Validate() != nil {
		t.Errorf("got %s %v, %v", o.Currency, o.Total, o.Validate())
	}
	o, changes := o.Merged(waits, "Ann", placed, terms())
	if o.Currency != "USD" || len(changes) > 0 || o.Validate() != nil {
		t.Errorf("the file without amounts made it %s, changes %v", o.Currency, changes)
	}
}

// TestOrder_Merged_platformDay: a deadline without a time of day lasts until the
// end of that day, and is that day's.
func TestOrder_Merged_platformDay(t *testing.T) {
	f := facts()
	f.ShipBy = at(3, 7, 0, 0) // the end of Friday the 6th
	o := order.FromFacts(f, 1, "Ann", at(3, 2, 11, 0), terms())
	if got := o.Platform.Due.Day; got != "2026-03-06" {
		t.Errorf("the platform's day is %s, want 2026-03-06", got)
	}
}
