package desk_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/stock"
	"aftercare/storage/exchange"
)

// levels holds the free and the held units of a product against the ledger.
func (c *counter) levels(what, sku string, want stock.Level) {
	c.t.Helper()
	level, ledger, err := c.Stock(c.ctx, sku)
	c.must(err)
	sum := stock.Levels(ledger)
	for _, p := range stock.Places() {
		if level[p] != want[p] || sum[p] != want[p] {
			c.t.Errorf("%s: %d at %s, %d by the ledger, want %d", what, level[p], p, sum[p], want[p])
		}
	}
}

// A product is counted from its first count on; orders claim and take it, and
// where the books have too few the shop is asked and its answer stands.
func TestDesk_stock(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("LS-1", c.now))
	c.levels("nobody counts it", "MUG", nil)
	_, err := c.CountStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 1})
	c.refused(err, "field.required")
	_, err = c.CountStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 10000, Reason: "stocktaking"})
	c.refused(err, "stock.quantity")
	_, err = c.CountStock(c.ctx, desk.StockChange{SKU: "NONE", Quantity: 1, Reason: "stocktaking"})
	c.refused(err, "missing.product")
	v, err := c.CountStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 1, Reason: "stocktaking"})
	c.must(err)
	n := o.Lines[0].Quantity
	if v.Free != 1-n {
		t.Errorf("free = %d, want %d", v.Free, 1-n)
	}
	c.levels("counted, and claimed by the order that waits", "MUG", stock.Level{stock.Shelf: 1, stock.Reserved: n})

	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: o.ID})
	c.refused(err, "stock.negative")
	c.levels("asked, nothing moved", "MUG", stock.Level{stock.Shelf: 1, stock.Reserved: n})
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Answer: "one more stood in the window", Shipping: order.Shipping{}})
	c.must(err)
	c.levels("shipped", "MUG", stock.Level{stock.Shelf: -1, stock.Gone: n})
	_, ledger, err := c.Stock(c.ctx, "MUG")
	c.must(err)
	answered := 0
	for _, m := range ledger {
		if m.Answer == "one more stood in the window" && m.Who == "Mei" && m.Document == "LS-1" {
			answered++
		}
	}
	if answered != 1 {
		t.Errorf("the answer stands %d times in the ledger, want once", answered)
	}
	_, err = c.MoveStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 1, From: stock.Bench, To: stock.Shelf, Reason: "mended"})
	c.refused(err, "stock.negative")
}

// R12: a serial number's history opens by scan; a unit is in one place.
func TestDesk_units(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("LS-1", c.now))
	p, err := c.Product(c.ctx, "MUG")
	c.must(err)
	p.Serials = true
	_, err = c.SaveProduct(c.ctx, p)
	c.must(err)
	_, err = c.Unit(c.ctx, "SN1")
	c.refused(err, "missing.serial")
	n := o.Lines[0].Quantity
	_, err = c.ReceiveStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: n, Serials: []string{"SN-1"}})
	c.must(err)
	_, err = c.ReceiveStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 1, Serials: []string{"sn 1"}})
	c.refused(err, "stock.serial_elsewhere")
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Serials: []string{"SN 1"}}})
	c.must(err)
	u, err := c.Unit(c.ctx, " sn1 ")
	c.must(err)
	if u.Place != stock.Gone || len(u.History) != 2 || u.History[1].Document != "LS-1" || u.Product == nil {
		t.Errorf("the unit is %+v, want gone with LS-1", u)
	}
	c.levels("shipped", "MUG", stock.Level{stock.Gone: n})
}

// A platform's file is not asked: what it reports stands with its answer.
func TestDesk_stock_import(t *testing.T) {
	c := begun(t)
	f := facts("LS-1", c.now)
	c.order("own", f)
	_, err := c.CountStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 0, Reason: "stocktaking"})
	c.must(err)
	shipped := f
	c.now = c.now.Add(time.Hour)
	shipped.State, shipped.ShippedAt = order.Shipped, c.now
	_, err = c.Import(c.ctx, file{shipped}, c.channel("own").ID, nil)
	c.must(err)
	_, ledger, err := c.Stock(c.ctx, "MUG")
	c.must(err)
	found := false
	for _, m := range ledger {
		found = found || m.Cause == stock.Shipping && m.From == stock.Shelf && m.Answer == "import"
	}
	if !found {
		t.Errorf("the ledger is %+v, want a shipping with the import's answer", ledger)
	}
}

// A file of products is judged before it is taken, row by row; what is on hand
// is counted; the same file again changes nothing.
func TestDesk_productImport(t *testing.T) {
	c := begun(t)
	c.Desk = desk.New(desk.Parts{Store: c.store.Desk(), Now: func() time.Time { return c.now }, Presets: presets(t), Files: exchange.Files{}})
	path := filepath.Join(t.TempDir(), "products.csv")
	text := "SKU,Title,Price,Warranty,On hand\nCUP,Cup,12.50,6,8\nPOT,Pot,30,-1,\nCUP,Cup again,1,1,1\nLID,Lid,2,,\n"
	c.must(os.WriteFile(path, []byte(text), 0o600))
	for round, want := range []map[desk.Result]int{{desk.Created: 2, desk.Review: 2}, {desk.Unchanged: 2, desk.Review: 2}} {
		read, err := c.ReadProducts(c.ctx, desk.ProductFile{Path: path})
		c.must(err)
		took, err := c.ImportProducts(c.ctx, desk.ProductFile{Path: path})
		c.must(err)
		for _, r := range []desk.Result{desk.Created, desk.Changed, desk.Unchanged, desk.Review} {
			if read.Counts[r] != want[r] || took.Counts[r] != want[r] {
				t.Errorf("round %d: %s: read %d, took %d, want %d", round, r, read.Counts[r], took.Counts[r], want[r])
			}
		}
		if f := took.Rows[1].Faults; len(f) != 1 || f[0].Code != "product.warranty" || f[0].Field != "warranty" {
			t.Errorf("round %d: the pot's faults are %v", round, f)
		}
		if f := took.Rows[2].Faults; len(f) != 1 || f[0].Code != "product.twice" {
			t.Errorf("round %d: the second cup's faults are %v", round, f)
		}
	}
	p, err := c.Product(c.ctx, "CUP")
	c.must(err)
	if p.Price.Minor != 1250 || *p.Warranty != 6 || !p.Counted() {
		t.Errorf("the cup is %+v", p)
	}
	c.levels("counted by the file", "CUP", stock.Level{stock.Shelf: 8})
	_, err = c.Product(c.ctx, "POT")
	c.refused(err, "missing.product")
}

// Today names a product of which more is claimed than lies on the shelf, until
// goods come in.
func TestDesk_Today_oversold(t *testing.T) {
	c := begun(t)
	_, err := c.CountStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 1, Reason: "stocktaking"})
	c.refused(err, "missing.product")
	c.order("own", facts("LS-1", c.now))
	_, err = c.CountStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 1, Reason: "stocktaking"})
	c.must(err)
	short := func() string {
		t.Helper()
		today, err := c.Today(c.ctx)
		c.must(err)
		for _, k := range today.Tasks {
			if k.Entity == "product" {
				return k.Number + " " + k.What
			}
		}
		return ""
	}
	if got := short(); got != "MUG 1" {
		t.Errorf("Today says %q is short, want MUG 1", got)
	}
	_, err = c.ReceiveStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 1, Document: "DN-1"})
	c.must(err)
	if got := short(); got != "" {
		t.Errorf("Today says %q is short", got)
	}
}
