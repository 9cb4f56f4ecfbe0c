package stock

import (
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/order"
)

// Change is stock that a person changes by hand.
type Change struct {
	SKU      string
	Quantity int // 0 moves nothing: a count that was right
	From, To Place
	Cause    Cause
	Document string
	Reason   string
	Serials  []string // of the units, or none
}

// Moved is units that go from one place to another. Outside is a place too, but
// claims are not: orders and repairs make them.
//
// Errors: stock.place, stock.quantity.
func Moved(from, to Place, n int) (Change, error) {
	for field, p := range map[string]Place{"from": from, "to": to} {
		if !p.Holds() && p != Outside && p != Gone {
			return Change{}, domain.Wrong(field, "stock.place", domain.Args{"value": string(p)})
		}
	}
	if !from.Holds() && !to.Holds() || from == to {
		return Change{}, domain.Wrong("to", "stock.place", domain.Args{"value": string(to)})
	}
	return Change{Quantity: n, From: from, To: to}, nil
}

// Counted is the difference that makes a place hold what was counted there.
//
// Errors: stock.place, stock.quantity.
func Counted(l Level, at Place, n int) (Change, error) {
	if !at.Holds() {
		return Change{}, domain.Wrong("to", "stock.place", domain.Args{"value": string(at)})
	}
	if n < 0 || n > order.MaxQuantity {
		return Change{}, domain.Wrong("quantity", "stock.quantity", domain.Args{"value": n, "limit": order.MaxQuantity})
	}
	if n >= l[at] {
		return Change{Quantity: n - l[at], To: at}, nil
	}
	return Change{Quantity: l[at] - n, From: at}, nil
}

// Moves are the movements of the change, under a deed: one for each unit with a
// serial number, one for the rest.
//
// Errors: stock.quantity, stock.serials.
func (c Change) Moves(deed string) ([]Movement, error) {
	if c.Quantity < 0 || c.Quantity > MaxMovement || c.Quantity > order.MaxQuantity && c.Cause != Counting || c.Quantity == 0 && c.Cause != Counting {
		return nil, domain.Wrong("quantity", "stock.quantity", domain.Args{"value": c.Quantity, "limit": order.MaxQuantity})
	}
	var serials, keys []string
	for _, s := range c.Serials {
		line, e := domain.Line("serials", s, false)
		if e != nil {
			return nil, e
		}
		key := SerialKey(line)
		if key == "" {
			continue
		}
		if slices.Contains(keys, key) {
			return nil, domain.Wrong("serials", "stock.serial_twice", domain.Args{"serial": line})
		}
		serials, keys = append(serials, strings.TrimSpace(line)), append(keys, key)
	}
	if len(serials) > c.Quantity {
		return nil, domain.Wrong("serials", "stock.serials", domain.Args{"count": len(serials), "value": c.Quantity})
	}
	base := Movement{SKU: c.SKU, From: c.From, To: c.To, Cause: c.Cause, Document: c.Document, Reason: c.Reason}
	var out []Movement
	for i, s := range serials {
		m := base
		m.Serial, m.Quantity, m.Deed = s, 1, deed+keys[i]
		out = append(out, m)
	}
	if rest := c.Quantity - len(serials); rest > 0 {
		m := base
		m.Quantity, m.Deed = rest, deed+"rest"
		out = append(out, m)
	}
	return out, nil
}
