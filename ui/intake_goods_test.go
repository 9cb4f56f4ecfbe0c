package ui

import (
	"testing"

	"aftercare/domain/parcel"
	"aftercare/domain/stock"
)

// barcoded is the shop of the speaker, whose goods carry barcodes.
func barcoded(number *string) func(*world) {
	return func(w *world) {
		speaker(number)(w)
		for _, p := range []stock.Product{{SKU: "SPK-S2", Title: "Bluetooth speaker, slate", Category: "electronics", Barcode: "4891008776129"}, {SKU: "CUP-R", Title: "Red cup", Category: "general", Barcode: "CUPR-77"}} {
			if was, err := w.desk.Product(w.ctx, p.SKU); err == nil {
				p.ID, p.Version = was.ID, was.Version
			}
			if _, err := w.desk.SaveProduct(w.ctx, p); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

// The barcode of what was ordered answers its check, and counts itself.
func TestIntake_barcodeOfTheOrdered(t *testing.T) {
	var number string
	w := newWorld(t, options{}, barcoded(&number))
	w.visit(route{page: "intake"})
	w.scan("4891008776129") // nothing lies open: goods are no parcel
	w.see("Bluetooth speaker, slate")
	w.scan(number)
	w.keys("11") // seal and box: now the item is asked
	p := w.shell.page().(*intakePage)
	w.scan("4891008776129")
	in := *p.parcel.Draft()
	if i := checkAt(in, "item"); in.Checks[i].Mark != parcel.Passed || p.at != i+1 {
		t.Errorf("the item is %q, and the desk asks station %d", in.Checks[i].Mark, p.at)
	}
	w.keys("9")
	w.scan("4891008776129")
	w.scan("4891008776129")
	if p.digits != "2" {
		t.Errorf("two scans count %q", p.digits)
	}
	w.keys("~11~")
	if c := w.parcelOf(number).Parcel.Last().Counts[0]; *c.Counted != 2 || c.Outcome() != parcel.Over {
		t.Errorf("taken in: %+v", c)
	}
}

// A product that nobody announced is asked about: it came in the place of one
// that was, or it lies there by chance. It never becomes a parcel.
func TestIntake_barcodeOfAnother(t *testing.T) {
	var number string
	w := newWorld(t, options{}, barcoded(&number))
	w.visit(route{page: "intake"})
	w.scan(number)
	w.scan("CUPR-77")
	w.see("Not what was announced", "Red cup", "Did it come in the place of another?")
	w.shot("intake-other")
	w.keys("0")
	w.unseen("Not what was announced")
	w.scan("CUPR-77")
	w.keys("1")
	in := *w.shell.page().(*intakePage).parcel.Draft()
	if c := in.Counts[0]; !c.WrongItem || c.Came != "Red cup" || c.CameSKU != "CUP-R" || in.Checks[checkAt(in, "item")].Mark != parcel.Failed {
		t.Errorf("what came is kept as %+v", c)
	}
	w.keys("9~115" + w.picture("cup.png") + "~~")
	if c := w.parcelOf(number).Parcel.Last(); c == nil || c.Counts[0].Outcome() != parcel.Wrong {
		t.Errorf("taken in: %+v", c)
	}
	level, _, err := w.desk.Stock(w.ctx, "CUP-R")
	if err != nil || level[stock.Shelf] != 1 {
		t.Errorf("the cup stands at %v (%v)", level, err)
	}
	pile, err := w.desk.Pile(w.ctx, 9)
	if err != nil || len(pile) != 1 {
		t.Errorf("%d parcels, %v; want the one", len(pile), err)
	}
	if s, err := w.desk.Scan(w.ctx, "CUPR-77"); err != nil || s.Answer != parcel.NotOurs || s.Product == nil {
		t.Errorf("Scan of a product = %+v, %v", s, err)
	}
	if _, err := w.desk.Parcel(w.ctx, 2); err == nil {
		t.Error("a product became a parcel")
	}
}

// Keys of a hand that a slow machine heard at once are keys, and become no parcel;
// an order's short number is a code.
func TestIntake_keysHeardAtOnce(t *testing.T) {
	var number string
	w := newWorld(t, options{}, barcoded(&number))
	w.visit(route{page: "intake"})
	w.scan(number)
	w.keys("9~")
	p := w.shell.page().(*intakePage)
	p.scan("1122") // graded, its way, refused, intercepted, and Enter
	if in := p.parcel.Last(); in == nil || in.Counts[0].Disposition != parcel.Restock || p.parcel.How != parcel.Intercepted {
		t.Errorf("the keys did %+v, %q", in, p.parcel.How)
	}
	pile, err := w.desk.Pile(w.ctx, 9)
	if err != nil || len(pile) != 1 {
		t.Errorf("%d parcels (%v), want the one", len(pile), err)
	}
	if known, err := w.desk.Names(w.ctx, number); err != nil || !known {
		t.Errorf("Names(%s) = %v, %v", number, known, err)
	}
}
