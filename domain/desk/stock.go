package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/order"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
)

// book makes a document's part of the stock's ledger say what the document
// stands for by now: want (see stock.Align). It may be called after every change
// of the document, and after an undo. answer is what a person said where the
// books have too few units, or a unit somewhere else: it stands in the ledger.
//
// Errors: stock.negative, stock.serial_elsewhere, stock.serial_other without an
// answer.
func book(tx Tx, s setting, scope, document string, want []stock.Movement, answer string) (int, error) {
	known, err := tx.Documented(document)
	if err != nil {
		return 0, err
	}
	rows := stock.Stamped(stock.Align(stock.Of(scope, known), want), s.now, s.who())
	if len(rows) == 0 {
		return 0, nil
	}
	line, fault := domain.Line("answer", answer, false)
	if fault != nil {
		return 0, fault
	}
	if rows, err = bridged(tx, rows, line); err != nil {
		return 0, err
	}
	skus := map[string]bool{}
	for _, m := range rows {
		skus[m.SKU] = true
	}
	levels, err := tx.Levels(keys(skus))
	if err != nil {
		return 0, err
	}
	for i := range rows {
		if err := stock.Short(levels, rows[i:i+1]); err != nil {
			if line == "" {
				return 0, err
			}
			rows[i].Answer = line
		}
	}
	return tx.PutMovements(rows)
}

// bridged holds each unit with a serial number to where the books have it, and
// adds what brings them right where a person answered.
func bridged(tx Tx, rows []stock.Movement, answer string) ([]stock.Movement, error) {
	var out []stock.Movement
	units := map[string]stock.Unit{}
	for _, m := range rows {
		key := stock.SerialKey(m.Serial)
		if key == "" {
			out = append(out, m)
			continue
		}
		u, seen := units[key]
		if !seen {
			history, err := tx.UnitLedger(m.Serial)
			if err != nil {
				return nil, err
			}
			u = stock.UnitOf(m.Serial, history)
		}
		if err := u.Moves(m); err != nil {
			if answer == "" {
				return nil, err
			}
			b := u.Bridge(m, answer)
			out = append(out, b)
			m.Answer = answer
		}
		out = append(out, m)
		units[key] = stock.UnitOf(m.Serial, append(u.History, m))
	}
	return out, nil
}

// answerImport stands in the ledger where a platform's file says that units left
// which the books do not have: the catalogue's stock.answer.import says it.
const answerImport = "import"

// answerKey is under which a verb's context carries what a person answered.
type answerKey struct{}

// answered gives the stock that a verb moves the answer of its request.
func answered(ctx context.Context, answer string) context.Context {
	return context.WithValue(ctx, answerKey{}, answer)
}

func stockAnswer(ctx context.Context) string {
	answer, _ := ctx.Value(answerKey{}).(string)
	return answer
}

// productsOf are the products of an order's lines that exist.
func productsOf(tx Tx, o order.Order) (map[string]stock.Product, error) {
	var skus []string
	for _, l := range o.Lines {
		skus = append(skus, l.SKU)
	}
	return tx.Products(skus)
}

// orderStock books what an order claims and what of it left (R9).
//
// Errors: those of book.
func orderStock(tx Tx, s setting, o order.Order, answer string) error {
	products, err := productsOf(tx, o)
	if err != nil {
		return err
	}
	return bookOrder(tx, s, o, products, answer)
}

func bookOrder(tx Tx, s setting, o order.Order, products map[string]stock.Product, answer string) error {
	want := stock.OfOrder(o, products)
	if len(want) == 0 && !anyCounted(o, products) {
		return nil
	}
	// A unit whose product is not counted leaves from where the books have it.
	known, err := tx.Documented(o.Number)
	if err != nil {
		return err
	}
	for i, m := range want {
		if m.Serial == "" || m.From != stock.Outside || m.Cause != stock.Shipping {
			continue
		}
		if want[i].From, err = leftFrom(tx, m, known); err != nil {
			return err
		}
	}
	_, err = book(tx, s, stock.OrderScope(o), o.Number, want, answer)
	return err
}

func anyCounted(o order.Order, products map[string]stock.Product) bool {
	for _, l := range o.Lines {
		if products[l.SKU].Counted() {
			return true
		}
	}
	return false
}

// leftFrom is where a unit left from: as it was booked, else where it is.
func leftFrom(tx Tx, m stock.Movement, known []stock.Movement) (stock.Place, error) {
	for _, k := range known {
		if k.Deed == m.Deed && !k.Back {
			return k.From, nil
		}
	}
	history, err := tx.UnitLedger(m.Serial)
	if err != nil || len(history) == 0 {
		return stock.Outside, err
	}
	if u := stock.UnitOf(m.Serial, history); u.SKU == m.SKU && u.Place.Holds() {
		return u.Place, nil
	}
	return stock.Outside, nil
}

// jobStock books the parts that a repair claims and builds in.
//
// Errors: those of book.
func jobStock(tx Tx, s setting, j repair.Job, answer string) error {
	skus := []string{j.SKU}
	for _, w := range j.Work {
		skus = append(skus, w.SKU)
	}
	if j.Loaner != nil {
		skus = append(skus, j.Loaner.SKU)
	}
	if j.Instead != nil {
		skus = append(skus, j.Instead.SKU)
	}
	products, err := tx.Products(skus)
	if err != nil {
		return err
	}
	_, err = book(tx, s, j.Scope(), j.Number, j.Moves(products), answer)
	return err
}
