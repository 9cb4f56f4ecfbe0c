package parcel

import (
	"slices"

	"aftercare/domain"
)

// Looks lists all that an intake desk may be asked to look at, in the order in
// which a parcel is opened.
func Looks() []string {
	return []string{"seal", "box", "weight", "item", "serial", "accessories", "manual", "gifts", "tags", "wash", "hygiene", "expiry", "use", "function"}
}

// Validate refuses a list of nothing, an item that is not known, and one that
// stands twice.
//
// Errors: field.required, checklist.empty, checklist.item, checklist.twice.
func (c Checklist) Validate() error {
	if c.Category == "" {
		return domain.Wrong("category", "field.required", nil)
	}
	if len(c.Items) == 0 {
		return domain.Wrong("items", "checklist.empty", nil)
	}
	seen := map[string]bool{}
	for _, i := range c.Items {
		switch {
		case !slices.Contains(Looks(), i.Code):
			return domain.Wrong("items", "checklist.item", domain.Args{"value": i.Code})
		case seen[i.Code]:
			return domain.Wrong("items", "checklist.twice", domain.Args{"check_key": "check." + i.Code})
		}
		seen[i.Code] = true
	}
	return nil
}
