package parcel_test

import (
	"errors"
	"testing"

	"aftercare/domain"
	"aftercare/domain/parcel"
)

func TestChecklist_Validate(t *testing.T) {
	seal, box := parcel.Item{Code: "seal"}, parcel.Item{Code: "box", Required: true}
	for name, c := range map[string]struct {
		list parcel.Checklist
		want string
	}{
		"two items":     {parcel.Checklist{Category: "toys", Items: []parcel.Item{seal, box}}, ""},
		"no category":   {parcel.Checklist{Items: []parcel.Item{seal}}, "field.required"},
		"no items":      {parcel.Checklist{Category: "toys"}, "checklist.empty"},
		"unknown item":  {parcel.Checklist{Category: "toys", Items: []parcel.Item{{Code: "moon"}}}, "checklist.item"},
		"an item twice": {parcel.Checklist{Category: "toys", Items: []parcel.Item{seal, box, seal}}, "checklist.twice"},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.list.Validate()
			if c.want == "" && err != nil || c.want != "" && !errors.Is(err, domain.Code(c.want)) {
				t.Errorf("Validate() = %v, want %q", err, c.want)
			}
		})
	}
}
