package paper

import (
	"strings"

	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
)

// LabelOf is the return label of a case. Whether one may be printed at all is
// the desk's to say; see desk.Desk.Label.
func LabelOf(v desk.CaseView, s desk.Setup) Label {
	l := Label{Number: v.Return, Order: v.Order.Number, Case: v.Number, To: scripts(s.Shop.Returns, s.Shop.ReturnsLatin),
		Service: service(v.Channel, s), From: person(v.Order.ShipTo), SendBy: v.SendBy, Freight: freights[v.Fault]}
	for _, it := range v.Items {
		item := Item{Quantity: it.Said, Title: it.Title, SKU: it.SKU}
		if line, err := v.Order.Line(it.Line); err == nil {
			item.Title = titled(line)
		}
		l.Items = append(l.Items, item)
	}
	return l
}

// BackLabelOf is the label for what an inspection sends back to the customer: the
// way of a return label the other way round, under the parcel's own number.
func BackLabelOf(v desk.CaseView, s desk.Setup, number string, in parcel.Inspection) Label {
	to := person(v.Order.ShipTo)
	from := Person{Name: s.Shop.Name, Address: s.Shop.Returns, Phone: s.Shop.Phone}
	if from.Address == "" {
		from.Address = s.Shop.ReturnsLatin
	}
	l := Label{Number: number, Order: v.Order.Number, Case: v.Number, To: scripts(strings.TrimSpace(to.Name + "\n" + to.Address + "\n" + to.Phone)),
		Service: service(v.Channel, s), From: from, Back: true}
	for _, c := range in.Counts {
		if c.Disposition == parcel.ToCustomer && c.Counted != nil && *c.Counted > 0 && c.CaseID == v.ID {
			l.Items = append(l.Items, Item{Quantity: *c.Counted, Title: c.Title, SKU: c.Stock()})
		}
	}
	return l
}

// freights say who pays the way back (R6). The customer pays the carrier first
// in any case, for freight collect costs more; what another owes is paid back.
// As long as the fault is to be found, the label leaves it unsaid.
var freights = map[casefile.Fault]Freight{casefile.ByCustomer: FreightSender,
	casefile.ByShop: FreightAdvanced, casefile.ByPacking: FreightAdvanced, casefile.ByCarrier: FreightAdvanced}

// SlipOf is the packing slip of what leaves next: the units that are still
// here, or, when nothing is, those of the last parcel. Whether one may be
// printed is the desk's to say; see desk.Desk.Slip.
func SlipOf(v desk.OrderView, s desk.Setup) PackingSlip {
	l := PackingSlip{Shop: shopOf(s, s.Shop.Returns, s.Shop.ReturnsLatin), Order: v.Number, Channel: v.Channel.Name, To: person(v.ShipTo),
		Placed: calendar.DateOf(v.Placed, s.Zone), Service: service(v.Channel, s)}
	packed := map[int]int{}
	for _, line := range v.Lines {
		packed[line.No] = line.Open()
	}
	if n := len(v.Shipments); v.Unshipped() == 0 && n > 0 {
		for _, p := range v.Shipments[n-1].Items {
			packed[p.Line] = p.Quantity
		}
	}
	for _, line := range v.Lines {
		if packed[line.No] > 0 {
			l.Items = append(l.Items, Item{Quantity: packed[line.No], Title: titled(line), SKU: line.SKU})
		}
	}
	return l
}

func titled(l order.Line) string {
	if l.Variant == "" || strings.Contains(l.Title, l.Variant) {
		return l.Title
	}
	return l.Title + ", " + l.Variant
}

func person(p order.Person) Person {
	name := p.Name
	if name == "" {
		name = p.Handle
	}
	return Person{Name: name, Address: p.Address, Phone: p.Phone}
}

// service is whom to ask: the channel's contact, else the shop's own. One that
// is a person's own stands on no paper (R3).
func service(c channel.Channel, s desk.Setup) string {
	if c.Service.Value != "" && !c.Service.Personal {
		return c.Service.Value
	}
	if s.Shop.Phone != "" {
		return s.Shop.Phone
	}
	return s.Shop.Email
}

func shopOf(s desk.Setup, address, latin string) Shop {
	return Shop{Names: []string{s.Shop.Name}, Address: scripts(address, latin), Phone: s.Shop.Phone}
}

// scripts are the texts that are there, each in its own script.
func scripts(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			out = append(out, t)
		}
	}
	return out
}
