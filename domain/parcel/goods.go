package parcel

import "slices"

// itemCheck is the check that holds the item and its model against the order.
const itemCheck = "item"

// Announced is the line of the inspection that a product was announced in, -1
// for none.
func (in Inspection) Announced(sku string) int {
	return slices.IndexFunc(in.Counts, func(c Count) bool { return c.SKU == sku && sku != "" })
}

// AsOrdered answers the check of the item with what the product's own code says:
// it is the one that was ordered. Nothing where the list does not ask.
func (in Inspection) AsOrdered() []Entry { return in.marked(Passed, "") }

// InPlaceOf says that another product came than a line announced.
func (in Inspection) InPlaceOf(line int, sku, title string) []Entry {
	c, wrong := in.Counts[line], true
	said := CountedAs{CaseID: c.CaseID, Line: c.Line, WrongItem: &wrong, Came: &title, CameSKU: &sku}
	return append(in.marked(Failed, title), Entry{Count: &said})
}

func (in Inspection) marked(m Mark, note string) []Entry {
	i := slices.IndexFunc(in.Checks, func(c Check) bool { return c.Code == itemCheck })
	if i < 0 {
		return nil
	}
	if note == "" {
		note = in.Checks[i].Note
	}
	return []Entry{{Check: itemCheck, Mark: m, Note: note}}
}
