package desk

import (
	"context"
	"fmt"

	"aftercare/domain"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
)

// StockView is where the units of a product are, and why.
type StockView struct {
	Level  stock.Level      `json:"level"`
	Free   int              `json:"free"` // on the shelf and not claimed; negative when more is sold than there is
	Ledger []stock.Movement `json:"ledger"`
}

// StockChange is stock that a person changes: goods that come in, a shelf that
// was counted, units that go from one place to another.
type StockChange struct {
	SKU      string      `json:"sku"`
	Quantity int         `json:"quantity"` // received, counted or moved
	From     stock.Place `json:"from"`     // of stock.move
	To       stock.Place `json:"to"`       // of stock.move; the place that was counted, "" for the shelf
	Document string      `json:"document"` // a delivery note
	Reason   string      `json:"reason"`
	Serials  []string    `json:"serials"` // of units that were received or moved
	Answer   string      `json:"answer"`  // where the books have too few
}

// ReceiveStock takes goods in from a supplier. A product that is received is
// counted from then on.
//
// Errors: missing.product, stock.quantity, stock.serials, and those of book.
func (d *Desk) ReceiveStock(ctx context.Context, r StockChange) (StockView, error) {
	r.From, r.To = stock.Outside, stock.Shelf
	return d.changeStock(ctx, "stock.receive", stock.Received, r, func(stock.Level) (stock.Change, error) {
		return stock.Change{Quantity: r.Quantity, From: r.From, To: r.To}, nil
	})
}

// CountStock says how many units lie at a place; the difference is booked with
// its reason. A product that is counted once is counted from then on.
//
// Errors: missing.product, stock.quantity, stock.place, stock.serials,
// field.required, and those of book.
func (d *Desk) CountStock(ctx context.Context, r StockChange) (StockView, error) {
	if r.To == "" {
		r.To = stock.Shelf
	}
	return d.changeStock(ctx, "stock.count", stock.Counting, r, func(l stock.Level) (stock.Change, error) {
		return stock.Counted(l, r.To, r.Quantity)
	})
}

// MoveStock moves units from one place to another, with a reason: mended goods
// back to the shelf, a broken cup to the bin.
//
// Errors: missing.product, stock.quantity, stock.place, stock.serials,
// field.required, and those of book.
func (d *Desk) MoveStock(ctx context.Context, r StockChange) (StockView, error) {
	return d.changeStock(ctx, "stock.move", stock.Transferred, r, func(stock.Level) (stock.Change, error) {
		return stock.Moved(r.From, r.To, r.Quantity)
	})
}

func (d *Desk) changeStock(ctx context.Context, verb string, cause stock.Cause, r StockChange, work func(stock.Level) (stock.Change, error)) (StockView, error) {
	var v StockView
	err := d.update(ctx, func(tx Tx, s setting) error {
		p, err := oneProduct(tx, r.SKU)
		if err != nil {
			return err
		}
		if err := r.check(cause); err != nil {
			return err
		}
		ledger, err := tx.Ledger(p.SKU)
		if err != nil {
			return err
		}
		change, err := work(stock.Levels(ledger))
		if err != nil {
			return err
		}
		n, err := tx.Take("stock_change", 1)
		if err != nil {
			return err
		}
		change.SKU, change.Cause, change.Document, change.Reason, change.Serials = p.SKU, cause, r.Document, r.Reason, r.Serials
		scope := fmt.Sprintf("change/%d/", n)
		moves, err := change.Moves(scope)
		if err != nil {
			return err
		}
		if _, err := book(tx, s, scope, change.Document, moves, r.Answer); err != nil {
			return err
		}
		if err := beginCounting(tx, s, p, cause); err != nil {
			return err
		}
		if err := s.record(tx, verb, "product", p.ID, domain.Args{"sku": p.SKU, "quantity": r.Quantity, "reason": r.Reason}); err != nil {
			return err
		}
		v, err = stockView(tx, p.SKU)
		return err
	})
	return v, err
}

// check folds what was typed and asks for a reason where nothing else tells why.
func (r *StockChange) check(cause stock.Cause) error {
	var e *domain.Error
	if r.Document, e = domain.Line("document", r.Document, false); e != nil {
		return e
	}
	if r.Reason, e = domain.Line("reason", r.Reason, cause != stock.Received); e != nil {
		return e
	}
	return nil
}

func oneProduct(tx Tx, sku string) (stock.Product, error) {
	known, err := tx.Products([]string{sku})
	if err != nil {
		return stock.Product{}, err
	}
	p, ok := known[sku]
	if !ok {
		return p, domain.Missing("product", sku)
	}
	return p, nil
}

// beginCounting begins to keep count of a product with the first units that are
// received or counted, and claims what open orders wait for.
func beginCounting(tx Tx, s setting, p stock.Product, cause stock.Cause) error {
	if p.Counted() || cause != stock.Received && cause != stock.Counting {
		return nil
	}
	p.Stocked = s.now
	if err := tx.PutProduct(&p); err != nil {
		return err
	}
	for id := range s.channels {
		open, err := tx.OpenOrders(id)
		if err != nil {
			return err
		}
		for _, orderID := range open {
			o, err := tx.Order(orderID)
			if err != nil {
				return err
			}
			if err := orderStock(tx, s, o, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

func stockView(tx Tx, sku string) (StockView, error) {
	ledger, err := tx.Ledger(sku)
	level := stock.Levels(ledger)
	return StockView{Level: level, Free: level.Free(), Ledger: ledger}, err
}

// Stock is where the units of a product are, and why.
func (d *Desk) Stock(ctx context.Context, sku string) (stock.Level, []stock.Movement, error) {
	var v StockView
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		v, err = stockView(tx, sku)
		return err
	})
	return v.Level, v.Ledger, err
}

// Levels are how many units of products are at each place. A product of which
// nothing ever moved is not in it.
func (d *Desk) Levels(ctx context.Context, skus []string) (map[string]stock.Level, error) {
	var out map[string]stock.Level
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		out, err = tx.Levels(skus)
		return err
	})
	return out, err
}

// UnitView is one unit with a serial number: where it is, what became of it, and
// the repairs that it had.
type UnitView struct {
	stock.Unit
	Product *stock.Product `json:"product,omitempty"`
	Jobs    []repair.Job   `json:"repairs,omitempty"` // newest first
}

// Unit shows the history of a serial number, as a scan of it opens it (R12).
//
// Errors: missing.serial when nothing ever moved or was repaired under it.
func (d *Desk) Unit(ctx context.Context, serial string) (UnitView, error) {
	var v UnitView
	err := d.view(ctx, func(tx Tx, _ setting) error {
		history, err := tx.UnitLedger(serial)
		if err != nil {
			return err
		}
		v.Unit = stock.UnitOf(serial, history)
		if v.Jobs, err = tx.JobsOfSerial(serial); err != nil {
			return err
		}
		if len(history) == 0 && len(v.Jobs) == 0 {
			return domain.Missing("serial", serial)
		}
		if v.SKU == "" && len(v.Jobs) > 0 {
			v.SKU = v.Jobs[0].SKU
		}
		products, err := tx.Products([]string{v.SKU})
		if p, ok := products[v.SKU]; ok {
			v.Product = &p
		}
		return err
	})
	return v, err
}

// withUnit puts a unit first among what a search found, when the text is the
// serial number of one that moved: a scan opens its history (R12).
func withUnit(tx Tx, text string, hits []Hit) ([]Hit, error) {
	if len(stock.SerialKey(text)) < leastSerial {
		return hits, nil
	}
	history, err := tx.UnitLedger(text)
	if err != nil || len(history) == 0 {
		return hits, err
	}
	u := stock.UnitOf(text, history)
	products, err := tx.Products([]string{u.SKU})
	if err != nil {
		return hits, err
	}
	unit := Hit{Entity: "unit", ID: history[len(history)-1].ID, Number: u.Serial, Who: u.SKU, What: products[u.SKU].Title, Exact: true}
	return append([]Hit{unit}, hits...), nil
}

// leastSerial is how long a text must be that is taken for a serial number.
const leastSerial = 4
