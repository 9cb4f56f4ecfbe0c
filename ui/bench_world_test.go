package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/stock"
)

// product keeps an article with its warranty in months.
func (w *world) product(sku, title, category string, months int) {
	w.t.Helper()
	if _, err := w.desk.SaveProduct(w.ctx, stock.Product{SKU: sku, Title: title, Category: category, Warranty: &months}); err != nil {
		w.t.Fatal(err)
	}
}

// sold keeps an order that was shipped and signed for a few days ago.
func (w *world) sold(number, customer string, lines ...order.Line) order.Order {
	w.t.Helper()
	placed := w.now.Add(-10 * 24 * time.Hour)
	o := order.Order{ChannelID: 1, Number: number, State: order.Delivered, Placed: placed, PaidAt: placed, ShippedAt: placed.Add(24 * time.Hour),
		Currency: "HKD", ShipTo: order.Person{Name: customer, Phone: "+852 9123 4567"}, SignOff: order.SignOff{At: placed.Add(72 * time.Hour), Source: "carrier"}}
	total := money.Of(0, "HKD")
	for i := range lines {
		lines[i].No, lines[i].Shipped = i+1, lines[i].Quantity
		lines[i].Discount = money.Of(0, "HKD")
		total = total.Add(lines[i].Amount())
	}
	o.Lines, o.Total, o.Paid = lines, total, total
	zero := money.Of(0, "HKD")
	o.Shipping, o.Discount, o.Tax = zero, zero, zero
	err := w.desk.Store.Update(w.ctx, func(tx desk.Tx) error { return tx.PutOrder(&o) })
	if err != nil {
		w.t.Fatal(err)
	}
	return o
}

func soldLine(quantity int, sku, title string, minor int64) order.Line {
	return order.Line{Quantity: quantity, SKU: sku, Title: title, Price: money.Of(minor, "HKD")}
}

// returning opens and agrees a return of all units of an order.
func (w *world) returning(o order.Order) casefile.Case {
	w.t.Helper()
	r := desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Received: true, Worn: casefile.No, Tags: casefile.Yes}}
	for _, l := range o.Lines {
		r.Items = append(r.Items, casefile.Asked{Line: l.No, Quantity: l.Quantity})
	}
	v, err := w.desk.OpenCase(w.ctx, r)
	if err == nil {
		v, err = w.desk.AgreeCase(w.ctx, desk.DecideRequest{Case: v.ID})
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return v.Case
}

// scan types a code into the scan box as a scanner does.
func (w *world) scan(code string) {
	w.t.Helper()
	w.shell.search.box.Focus()
	for _, r := range code {
		w.window.Canvas().Focused().TypedRune(r)
	}
	w.key(fyne.KeyReturn)
}

// keys types digits and keys where the keyboard is: "~" is Enter, "<" Backspace.
func (w *world) keys(keys string) {
	w.t.Helper()
	for _, r := range keys {
		switch r {
		case '~':
			w.key(fyne.KeyReturn)
		case '<':
			w.key(fyne.KeyBackspace)
		default:
			if f := w.window.Canvas().Focused(); f != nil {
				f.TypedRune(r)
			} else {
				w.window.Canvas().OnTypedRune()(r)
			}
		}
	}
}

// parcelOf reads the parcel of a case from the desk.
func (w *world) parcelOf(number string) desk.Scanned {
	w.t.Helper()
	s, err := w.desk.Scan(w.ctx, number)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func numbered(format string, n int) string { return fmt.Sprintf(format, n) }
