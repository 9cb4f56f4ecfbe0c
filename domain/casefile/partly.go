package casefile

import (
	"aftercare/domain"
)

// PartlyIn books what a part of the goods brought, while the rest is still
// expected (R10): the intake step stays open and the parcel on its way.
//
// Errors: missing.line.
func (c Case) PartlyIn(counted map[int]Count) (Case, error) {
	c.Items = append([]Item(nil), c.Items...)
	for line, n := range counted {
		found := false
		for i := range c.Items {
			if c.Items[i].Line == line {
				c.Items[i].Counted, c.Items[i].Accepted, found = n.Counted, n.Accepted, true
			}
		}
		if !found {
			return c, domain.Missing("line", line)
		}
	}
	c.Parcel = OnItsWay
	return c, nil
}
