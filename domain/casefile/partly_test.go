package casefile_test

import (
	"errors"
	"testing"

	"aftercare/domain"
	"aftercare/domain/casefile"
)

// More than announced is recorded and fails nothing; less accepted than came does.
func TestCase_Fails(t *testing.T) {
	for name, c := range map[string]struct {
		item casefile.Item
		want bool
	}{
		"as announced":      {casefile.Item{Said: 2, Counted: 2, Accepted: 2}, false},
		"more came":         {casefile.Item{Said: 2, Counted: 3, Accepted: 2}, false},
		"fewer came":        {casefile.Item{Said: 2, Counted: 1, Accepted: 1}, false},
		"one is misused":    {casefile.Item{Said: 2, Counted: 2, Accepted: 1}, true},
		"more, none passed": {casefile.Item{Said: 2, Counted: 3}, true},
	} {
		if got := (casefile.Case{Items: []casefile.Item{c.item}}).Fails(); got != c.want {
			t.Errorf("%s: Fails() = %v, want %v", name, got, c.want)
		}
	}
}

// A part is booked, and the parcel stays on its way (R10).
func TestCase_PartlyIn(t *testing.T) {
	c := casefile.Case{Parcel: casefile.Arrived, Items: []casefile.Item{{Line: 1, Said: 3}}}
	got, err := c.PartlyIn(map[int]casefile.Count{1: {Counted: 1, Accepted: 1}})
	if err != nil || got.Items[0].Counted != 1 || got.Parcel != casefile.OnItsWay || c.Items[0].Counted != 0 {
		t.Errorf("PartlyIn() = %+v, %v; before %+v", got, err, c)
	}
	if _, err := c.PartlyIn(map[int]casefile.Count{9: {}}); !errors.Is(err, domain.Code("missing.line")) {
		t.Errorf("a line that is not there: %v", err)
	}
}
