package order

import (
	"slices"

	"aftercare/domain"
)

// WithFiles adds files to a parcel, counted from 1, or with 0 to the order
// itself; one that is there already is not added again.
//
// Errors: missing.shipment, field.required, file.hash.
func (o Order) WithFiles(parcel int, files []domain.File) (Order, error) {
	if parcel < 0 || parcel > len(o.Shipments) {
		return o, domain.Missing("shipment", parcel)
	}
	if len(files) == 0 {
		return o, domain.Wrong("files", "field.required", nil)
	}
	into := &o.Files
	if parcel > 0 {
		o.Shipments = slices.Clone(o.Shipments)
		into = &o.Shipments[parcel-1].Files
	}
	all := slices.Clone(*into)
	for _, f := range files {
		if e := f.Validate(); e != nil {
			return o, e
		}
		if !slices.ContainsFunc(all, func(old domain.File) bool { return old.Hash == f.Hash }) {
			all = append(all, f)
		}
	}
	*into = all
	return o, nil
}
