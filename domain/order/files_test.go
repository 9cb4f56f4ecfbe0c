package order_test

import (
	"errors"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/order"
)

// Files belong to the order or to one of its parcels; the same bytes are kept
// once, and what is refused changes nothing.
func TestOrder_WithFiles(t *testing.T) {
	photo := domain.File{Hash: strings.Repeat("a", 64), Name: "box.jpg", Size: 3}
	receipt := domain.File{Hash: strings.Repeat("b", 64), Name: "receipt.pdf", Size: 4}
	o := order.Order{Number: "LS-1"}
	got, err := o.WithFiles(0, []domain.File{photo, receipt, photo})
	if err != nil || len(got.Files) != 2 || len(o.Files) != 0 {
		t.Fatalf("WithFiles of an order that has not left: %+v, %v", got.Files, err)
	}
	o.Shipments = []order.Shipment{{}, {}}
	if got, err = o.WithFiles(2, []domain.File{photo}); err != nil || len(got.Shipments[1].Files) != 1 || len(got.Files)+len(got.Shipments[0].Files)+len(o.Shipments[1].Files) != 0 {
		t.Errorf("WithFiles of the second parcel: %+v, %v", got, err)
	}
	for name, row := range map[string]struct {
		parcel int
		files  []domain.File
		code   error
	}{
		"no such parcel":   {3, []domain.File{photo}, domain.Code("missing.shipment")},
		"a parcel below":   {-1, []domain.File{photo}, domain.Code("missing.shipment")},
		"no file":          {0, nil, domain.Code("field.required")},
		"one without hash": {1, []domain.File{photo, {Name: "x"}}, domain.Code("file.hash")},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := o.WithFiles(row.parcel, row.files); !errors.Is(err, row.code) || len(got.Shipments[0].Files) != 0 {
				t.Errorf("got %+v, %v, want %s and nothing added", got, err, row.code)
			}
		})
	}
}
