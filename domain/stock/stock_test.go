package stock_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/stock"
)

var at = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

func move(deed string, n int, from, to stock.Place) stock.Movement {
	return stock.Movement{SKU: "CUP", Quantity: n, From: from, To: to, Cause: stock.Returned, Document: "R-1", Deed: deed, At: at, Who: "Ann"}
}

// Whatever a document comes to stand for, step by step, its part of the ledger
// sums up to what it stands for at last; booking it again books nothing; and
// nothing in the ledger is ever written over.
func TestAlign_sumsToWhatIsWanted(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 11))
	places := []stock.Place{stock.Outside, stock.Shelf, stock.Quarantine, stock.Bench, stock.Gone}
	for round := range 2000 {
		var ledger []stock.Movement
		seen := map[string]bool{}
		var want []stock.Movement
		for range 1 + r.IntN(6) {
			want = nil
			for deed := range r.IntN(4) {
				from := places[r.IntN(len(places))]
				to := places[r.IntN(len(places))]
				if from == to {
					continue
				}
				m := move(fmt.Sprint("R-1/", deed), 1+r.IntN(4), from, to)
				if r.IntN(3) == 0 {
					m.SKU = "POT"
				}
				want = append(want, m)
			}
			rows := stock.Align(ledger, want)
			for _, m := range rows {
				if err := m.Validate(); err != nil {
					t.Fatalf("round %d: %+v: %v", round, m, err)
				}
				if seen[m.Once] {
					t.Fatalf("round %d: %s is booked twice", round, m.Once)
				}
				seen[m.Once] = true
			}
			ledger = append(ledger, rows...)
			if again := stock.Align(ledger, want); len(again) != 0 {
				t.Fatalf("round %d: booked again: %+v", round, again)
			}
		}
		for _, sku := range []string{"CUP", "POT"} {
			got, all := stock.Levels(only(sku, ledger)), stock.Levels(only(sku, want))
			for _, p := range places[1:] {
				if got[p] != all[p] {
					t.Fatalf("round %d: %s at %s is %d by the ledger, want %d", round, sku, p, got[p], all[p])
				}
			}
		}
	}
}

func only(sku string, ledger []stock.Movement) []stock.Movement {
	var out []stock.Movement
	for _, m := range ledger {
		if m.SKU == sku {
			out = append(out, m)
		}
	}
	return out
}

func counted(serials bool) map[string]stock.Product {
	return map[string]stock.Product{"CUP": {SKU: "CUP", Category: "general", Stocked: at.Add(-time.Hour), Serials: serials}}
}

func placed(n int) order.Order {
	return order.Order{ID: 7, Number: "LS-7", State: order.Paid, Placed: at, Lines: []order.Line{{No: 1, SKU: "CUP", Quantity: n}}}
}

// R9: reserved at placed, leaves at shipped; a refund before it left claims no
// more and moves nothing else.
func TestOfOrder_life(t *testing.T) {
	var ledger []stock.Movement
	step := func(name string, o order.Order, reserved, gone int) {
		t.Helper()
		ledger = append(ledger, stock.Align(ledger, stock.OfOrder(o, counted(false)))...)
		l := stock.Levels(ledger)
		if l[stock.Reserved] != reserved || l[stock.Gone] != gone || l[stock.Shelf] != -gone {
			t.Errorf("%s: reserved %d, gone %d, shelf %d, want %d, %d, %d", name, l[stock.Reserved], l[stock.Gone], l[stock.Shelf], reserved, gone, -gone)
		}
	}
	o := placed(5)
	step("placed", o, 5, 0)
	o.Lines[0].Shipped = 2
	o.Shipments = []order.Shipment{{At: at, Packer: "Ann", Items: []order.Packed{{Line: 1, Quantity: 2}}}}
	step("two of five left", o, 3, 2)
	o.Lines[0].Dropped = 1
	step("one refunded before it left", o, 2, 2)
	o.Lines[0].Shipped, o.State, o.ShippedAt = 4, order.Shipped, at
	step("the platform reports the rest", o, 0, 4)
	o.State = order.Completed
	step("completed", o, 0, 4)
	cancelled := placed(5)
	cancelled.State = order.Cancelled
	ledger = nil
	step("cancelled at once", cancelled, 0, 0)
	ledger = stock.Align(nil, stock.OfOrder(placed(5), counted(false)))
	step("cancelled later", cancelled, 0, 0)
}

// What shipped before the shop kept count is no movement.
func TestOfOrder_beforeCounting(t *testing.T) {
	o := placed(3)
	o.Lines[0].Shipped = 1
	o.Shipments = []order.Shipment{{At: at.Add(-2 * time.Hour), Items: []order.Packed{{Line: 1, Quantity: 1}}}}
	l := stock.Levels(stock.OfOrder(o, counted(false)))
	if l[stock.Reserved] != 2 || l[stock.Gone] != 0 {
		t.Errorf("got %v, want 2 reserved and none gone", l)
	}
	if got := stock.OfOrder(o, nil); got != nil {
		t.Errorf("a product that is not counted moves: %+v", got)
	}
}

// R12: a serial is registered with its order when it ships, counted or not.
func TestOfOrder_serials(t *testing.T) {
	o := placed(2)
	o.Lines[0].Shipped = 2
	o.Shipments = []order.Shipment{{At: at, Items: []order.Packed{{Line: 1, Quantity: 2}}, Serials: []string{"SN 1", "sn-2"}}}
	for name, products := range map[string]map[string]stock.Product{"counted": counted(true), "not counted": {"CUP": {SKU: "CUP", Serials: true}}} {
		units := map[string]stock.Place{}
		for _, m := range stock.OfOrder(o, products) {
			if m.Serial != "" {
				units[stock.SerialKey(m.Serial)] = m.To
			}
		}
		if len(units) != 2 || units["SN1"] != stock.Gone || units["SN2"] != stock.Gone {
			t.Errorf("%s: units %v, want SN1 and SN2 gone", name, units)
		}
	}
}

// No unit is in two places: its next movement starts where it is.
func TestUnit_Moves(t *testing.T) {
	shelf := move("a", 1, stock.Outside, stock.Shelf)
	ship := move("b", 1, stock.Shelf, stock.Gone)
	back := move("c", 1, stock.Outside, stock.Quarantine)
	other := back
	other.SKU = "POT"
	for name, c := range map[string]struct {
		history []stock.Movement
		next    stock.Movement
		want    string
	}{
		"never seen":              {nil, ship, ""},
		"from where it is":        {[]stock.Movement{shelf}, ship, ""},
		"came back from outside":  {[]stock.Movement{shelf, ship}, back, ""},
		"shipped twice":           {[]stock.Movement{shelf, ship}, ship, "stock.serial_elsewhere"},
		"came back, and is here":  {[]stock.Movement{shelf}, back, "stock.serial_elsewhere"},
		"under another product":   {[]stock.Movement{shelf, ship}, other, "stock.serial_other"},
		"received a second time":  {[]stock.Movement{shelf}, shelf, "stock.serial_elsewhere"},
		"in quarantine, on shelf": {[]stock.Movement{back}, ship, "stock.serial_elsewhere"},
	} {
		t.Run(name, func(t *testing.T) {
			u := stock.UnitOf("SN", c.history)
			err := u.Moves(c.next)
			if c.want == "" && err != nil || c.want != "" && !errors.Is(err, domain.Code(c.want)) {
				t.Fatalf("Moves() = %v, want %q", err, c.want)
			}
			if err == nil || c.want == "stock.serial_other" {
				return
			}
			b := u.Bridge(c.next, "found it")
			if after := stock.UnitOf("SN", append(c.history, b)); b.From != u.Place || after.Moves(c.next) != nil {
				t.Errorf("Bridge() = %+v does not lead to it", b)
			}
		})
	}
}

func TestShort(t *testing.T) {
	before := func() map[string]stock.Level { return map[string]stock.Level{"CUP": {stock.Shelf: 2}} }
	if err := stock.Short(before(), []stock.Movement{move("a", 2, stock.Shelf, stock.Gone)}); err != nil {
		t.Errorf("two of two: %v", err)
	}
	err := stock.Short(before(), []stock.Movement{move("a", 2, stock.Shelf, stock.Gone), move("b", 1, stock.Shelf, stock.Gone)})
	if e := domain.As(err); e == nil || e.Code != "stock.negative" || e.Args["have"] != 0 || e.Hard {
		t.Errorf("three of two: %v, want stock.negative with 0 left, not hard", err)
	}
	if err := stock.Short(before(), []stock.Movement{move("a", 9, stock.Reserved, stock.Outside)}); err != nil {
		t.Errorf("a claim is no place: %v", err)
	}
}

func TestChange_refuses(t *testing.T) {
	for name, c := range map[string]struct {
		change stock.Change
		err    error
		want   string
	}{
		"beyond 9 999":       {change: stock.Change{SKU: "CUP", Quantity: 10000, To: stock.Shelf, Cause: stock.Received}, want: "stock.quantity"},
		"nothing":            {change: stock.Change{SKU: "CUP", To: stock.Shelf, Cause: stock.Received}, want: "stock.quantity"},
		"a serial twice":     {change: stock.Change{SKU: "CUP", Quantity: 2, To: stock.Shelf, Cause: stock.Received, Serials: []string{"a 1", "A1"}}, want: "stock.serial_twice"},
		"serials for no one": {change: stock.Change{SKU: "CUP", Quantity: 1, To: stock.Shelf, Cause: stock.Received, Serials: []string{"a1", "a2"}}, want: "stock.serials"},
	} {
		if _, err := c.change.Moves("change/1/"); !errors.Is(err, domain.Code(c.want)) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	for name, f := range map[string]func() (stock.Change, error){
		"a claim by hand":      func() (stock.Change, error) { return stock.Moved(stock.Shelf, stock.Reserved, 1) },
		"nowhere to nowhere":   func() (stock.Change, error) { return stock.Moved(stock.Outside, stock.Gone, 1) },
		"to where it is":       func() (stock.Change, error) { return stock.Moved(stock.Shelf, stock.Shelf, 1) },
		"counted among claims": func() (stock.Change, error) { return stock.Counted(stock.Level{}, stock.ForRepair, 1) },
	} {
		if _, err := f(); !errors.Is(err, domain.Code("stock.place")) {
			t.Errorf("%s: %v, want stock.place", name, err)
		}
	}
	if _, err := stock.Counted(stock.Level{}, stock.Shelf, -1); !errors.Is(err, domain.Code("stock.quantity")) {
		t.Errorf("counted -1: %v", err)
	}
}

func TestProduct_Validate(t *testing.T) {
	months := func(n int) *int { return &n }
	for name, c := range map[string]struct {
		p    stock.Product
		want string
	}{
		"a product":             {stock.Product{SKU: "A", Category: "toys", Warranty: months(12)}, ""},
		"no SKU":                {stock.Product{Category: "toys"}, "field.required"},
		"an unknown category":   {stock.Product{SKU: "A", Category: "boats"}, "product.category"},
		"a warranty of -1":      {stock.Product{SKU: "A", Category: "toys", Warranty: months(-1)}, "product.warranty"},
		"a warranty of 241":     {stock.Product{SKU: "A", Category: "toys", Warranty: months(241)}, "product.warranty"},
		"a price below nothing": {stock.Product{SKU: "A", Category: "toys", Price: price(-1)}, "product.price"},
	} {
		if err := c.p.Validate(); c.want == "" && err != nil || c.want != "" && !errors.Is(err, domain.Code(c.want)) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func price(minor int64) money.Amount { return money.Of(minor, "HKD") }
