package channel

import (
	"cmp"

	"aftercare/domain"
)

// Bearer is who bears the freight of a leg.
type Bearer string

// The bearers of freight (R6).
const (
	BornByCustomer Bearer = "customer"
	BornByShop     Bearer = "shop"
	BornByCarrier  Bearer = "carrier"
	BornByPlatform Bearer = "platform"
	BornBySupplier Bearer = "supplier"
	BornByInsurer  Bearer = "insurer"
)

// Bearers lists them in the order in which a form offers them.
func Bearers() []Bearer {
	return []Bearer{BornByCustomer, BornByShop, BornByCarrier, BornByPlatform, BornBySupplier, BornByInsurer}
}

// Leg is one way of the goods.
type Leg string

// The legs: to the customer, back to the shop, to the customer once more.
const (
	Out    Leg = "out"
	Back   Leg = "back"
	Resend Leg = "resend"
)

// AllLegs lists the legs in the order of a parcel's life.
func AllLegs() []Leg { return []Leg{Out, Back, Resend} }

// Group is whose matter a reason is: one row of the freight table.
type Group string

// The groups. Quality is a fault of the goods themselves, which a platform or a
// supplier may answer for; shop is any other fault of the shop.
const (
	GroupCustomer Group = "customer"
	GroupQuality  Group = "quality"
	GroupShop     Group = "shop"
	GroupPacking  Group = "packing"
	GroupCarrier  Group = "carrier"
)

// Groups lists the rows of the freight table.
func Groups() []Group {
	return []Group{GroupCustomer, GroupQuality, GroupShop, GroupPacking, GroupCarrier}
}

// Legs says who bears each leg of one group.
type Legs struct {
	Out    Bearer `json:"out"`
	Back   Bearer `json:"back"`
	Resend Bearer `json:"resend"`
}

// Freight is the table of R6 that says who bears which leg.
type Freight struct {
	Customer Legs `json:"customer"`
	Quality  Legs `json:"quality"`
	Shop     Legs `json:"shop"`
	Packing  Legs `json:"packing"`
	Carrier  Legs `json:"carrier"`
}

// ByFault is the default: whoever is at fault bears the freight. The carrier's
// share is claimed; until it pays, the shop has advanced it.
func ByFault() Freight {
	all := func(b Bearer) Legs { return Legs{b, b, b} }
	return Freight{all(BornByCustomer), all(BornByShop), all(BornByShop), all(BornByShop), all(BornByCarrier)}
}

// Of is the row of a group, nil for one that no table has.
func (f *Freight) Of(g Group) *Legs {
	switch g {
	case GroupCustomer:
		return &f.Customer
	case GroupQuality:
		return &f.Quality
	case GroupShop:
		return &f.Shop
	case GroupPacking:
		return &f.Packing
	case GroupCarrier:
		return &f.Carrier
	}
	return nil
}

// At is the bearer of a leg, nil for a leg that no parcel goes.
func (l *Legs) At(leg Leg) *Bearer {
	switch leg {
	case Out:
		return &l.Out
	case Back:
		return &l.Back
	case Resend:
		return &l.Resend
	}
	return nil
}

// Bearer says who bears a leg. Until it is found whose matter it is, the shop
// does.
func (f Freight) Bearer(g Group, leg Leg) Bearer {
	legs := f.Of(g)
	if legs == nil {
		return BornByShop
	}
	if b := legs.At(leg); b != nil {
		return cmp.Or(*b, BornByShop)
	}
	return BornByShop
}

// check refuses a leg that nobody bears, field by field: freight_customer.
func (f Freight) check() domain.Errors {
	var es domain.Errors
	for _, g := range Groups() {
		for _, leg := range AllLegs() {
			b := *f.Of(g).At(leg)
			if !contains(Bearers(), b) {
				es = append(es, domain.Wrong("freight_"+string(g), "policy.choice", domain.Args{"value": string(b)}))
				break
			}
		}
	}
	return es
}
