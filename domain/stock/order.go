package stock

import (
	"fmt"
	"slices"
	"time"

	"aftercare/domain/order"
)

// OrderScope is what the deeds of an order begin with in the ledger, so that all
// of them can be found and none is booked twice.
func OrderScope(o order.Order) string { return fmt.Sprintf("order/%d/", o.ID) }

// OfOrder is what an order stands for in the ledger (R9): units are claimed when
// it is placed and leave when they ship; what is cancelled or refunded before it
// left is claimed no more. Nothing else that is refunded moves.
//
// Only products that the shop keeps count of move, from when it began to; units
// with a serial number move in any case, for their history.
func OfOrder(o order.Order, products map[string]Product) []Movement {
	var out []Movement
	serials := serialsOf(o, products)
	for _, l := range o.Lines {
		p, known := products[l.SKU]
		if l.SKU == "" || !known && len(serials) == 0 {
			continue
		}
		base := Movement{SKU: l.SKU, Document: o.Number}
		left := leaving(o, l, p, serials)
		claimed := 0
		for _, d := range left {
			if p.Counted() {
				claimed += d.quantity
			}
		}
		if open := o.State == order.Placed || o.State == order.Paid || o.State == order.Shipped; open {
			claimed += l.Open()
		}
		deed := fmt.Sprintf("%s%d/", OrderScope(o), l.No)
		if p.Counted() && claimed > 0 {
			m := base
			m.Deed, m.Cause, m.To, m.Quantity, m.At = deed+"claim", Reserving, Reserved, claimed, time.Time{}
			out = append(out, m)
		}
		for _, d := range left {
			out = append(out, d.moves(base, deed, p.Counted())...)
		}
	}
	return out
}

// departure is units of a line that left together.
type departure struct {
	no       int // of the shipment, from 1; 0 for what only the platform reported
	quantity int
	serials  []string
	at       time.Time
	who      string
}

// leaving are the departures of a line that are movements: all of a product
// that is counted since it is, else those with a serial number.
func leaving(o order.Order, l order.Line, p Product, serials map[[2]int][]string) []departure {
	var out []departure
	packed := 0
	for i, s := range o.Shipments {
		n := 0
		for _, it := range s.Items {
			if it.Line == l.No {
				n += it.Quantity
			}
		}
		packed += n
		known := serials[[2]int{i, l.No}]
		if !p.Counted() {
			n = len(known)
		}
		if n > 0 && (!p.Counted() || !s.At.Before(p.Stocked)) {
			out = append(out, departure{no: i + 1, quantity: n, serials: known, at: s.At, who: s.Packer})
		}
	}
	rest := l.Shipped - packed
	since := o.ShippedAt
	if since.IsZero() {
		since = o.Placed
	}
	if rest > 0 && p.Counted() && !since.Before(p.Stocked) {
		out = append(out, departure{quantity: rest, at: o.ShippedAt})
	}
	return out
}

func (d departure) moves(base Movement, deed string, counted bool) []Movement {
	base.Cause, base.At, base.Who = Shipping, d.at, d.who
	base.Deed = fmt.Sprintf("%sship/%d", deed, d.no)
	var out []Movement
	add := func(serial string, n int) {
		m := base
		m.Serial, m.Quantity, m.From, m.To = serial, n, Shelf, Gone
		if !counted {
			m.From = Outside
		}
		if serial != "" {
			m.Deed += "/" + SerialKey(serial)
		}
		out = append(out, m)
	}
	for _, s := range d.serials {
		add(s, 1)
	}
	if n := d.quantity - len(d.serials); n > 0 {
		add("", n)
	}
	if counted {
		m := base
		m.Deed, m.Quantity, m.From, m.To = base.Deed+"/claim", d.quantity, Reserved, Outside
		out = append(out, m)
	}
	return out
}

// serialsOf spreads the serial numbers of each shipment over its lines: to the
// products that have them first, in the order of the lines; to the only line
// that there is. By shipment and line.
func serialsOf(o order.Order, products map[string]Product) map[[2]int][]string {
	out := map[[2]int][]string{}
	for i, s := range o.Shipments {
		left := slices.DeleteFunc(slices.Clone(s.Serials), func(n string) bool { return SerialKey(n) == "" })
		for _, it := range s.Items {
			l, err := o.Line(it.Line)
			if err != nil || !products[l.SKU].Serials && len(s.Items) > 1 {
				continue
			}
			n := min(it.Quantity, len(left))
			out[[2]int{i, it.Line}] = left[:n]
			left = left[n:]
		}
	}
	return out
}
