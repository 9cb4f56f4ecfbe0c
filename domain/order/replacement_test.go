package order_test

import (
	"errors"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/order"
)

// R7: a copy with the affected units, price 0, number + -R1, linked, a note by itself.
func TestOrder_Replaced(t *testing.T) {
	o := placed(t)
	o.ID = 7
	again := []order.Again{{Line: 1, Quantity: 1}}
	number, err := o.FreeNumber(order.Resent, map[string]order.Order{o.Number + "-R1": {}})
	if err != nil || number != o.Number+"-R2" {
		t.Fatalf("FreeNumber = %q, %v; want -R2", number, err)
	}
	original, copied, err := o.Replaced(order.Resent, number, again, "C-1001", "Mei", at(3, 9, 10, 0), terms())
	if err != nil {
		t.Fatal(err)
	}
	if err := copied.Validate(); copied.Replaces != 7 || copied.Total.Minor != 0 || copied.Paid.Minor != 0 || copied.Lines[0].Price.Minor != 0 || copied.Lines[0].Quantity != 1 || err != nil {
		t.Errorf("copy = %+v, %v", copied, err)
	}
	if !copied.Waiting() || copied.Force.Due.None() || copied.Sale() {
		t.Errorf("copy waits %v until %v, sale %v", copied.Waiting(), copied.Force.Due, copied.Sale())
	}
	for _, notes := range [][]order.Note{original.Notes, copied.Notes} {
		n := notes[len(notes)-1]
		if n.Kind != order.ByItself || !strings.Contains(n.Text, number) || !strings.Contains(n.Text, "C-1001") {
			t.Errorf("note = %+v", n)
		}
	}
	for name, a := range map[string][]order.Again{"replacement.nothing": nil, "missing.line": {{Line: 9, Quantity: 1}}, "order.quantity": {{Line: 1, Quantity: 99}}} {
		if _, _, err := o.Replaced(order.Exchanged, "x", a, "", "", at(3, 9, 10, 0), terms()); !errors.Is(err, domain.Code(name)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	full := map[string]order.Order{}
	for _, n := range o.ReplacementNumbers(order.Exchanged) {
		full[n] = order.Order{}
	}
	if _, err := o.FreeNumber(order.Exchanged, full); !errors.Is(err, domain.Code("replacement.too_many")) {
		t.Errorf("a tenth: %v", err)
	}
}
