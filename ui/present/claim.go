package present

import (
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/claim"
	"aftercare/domain/shop"
	"aftercare/ui/text"
)

// ClaimState shows where an entry of the register stands.
func ClaimState(w *text.Words, c claim.Claim) Mark {
	s := c.State
	m := map[claim.State]Mark{claim.Open: {Ring, Warn, ""}, claim.Sent: {Half, Info, ""}, claim.Answered: {Tick, Info, ""}, claim.Claimed: {Half, Info, ""},
		claim.Part: {Half, Warn, ""}, claim.Paid: {Tick, Ok, ""}, claim.Refused: {BarDisc, Late, ""}, claim.Loss: {Octagon, Late, ""}, claim.Closed: {Tick, Muted, ""}}[s]
	m.Word = w.T("claim.state." + string(s))
	if key := "claim.report." + string(s); c.Matter == claim.Abuse && w.Has(key) {
		m.Word = w.T(key) // a report is upheld or not; nobody pays for it
	}
	return m
}

// ClaimDue shows when an answer is due.
func ClaimDue(w *text.Words, c claim.Claim, today calendar.Date) Mark {
	switch {
	case c.State != claim.Sent || c.DueTo == "":
		return Mark{"", Muted, ""}
	case c.Overdue(today):
		return Mark{Triangle, Late, w.N("left.over_days", today.Days(c.DueTo))}
	case c.DueTo == today:
		return Mark{Pie, Warn, w.Day(c.DueTo)}
	}
	return Mark{"", Neutral, w.Day(c.DueTo)}
}

// ClaimMessage is the ready message to the party, with all that they ask for.
// What is not known is left out.
func ClaimMessage(w *text.Words, c claim.Claim, carrier shop.Carrier, shopName string) string {
	var b strings.Builder
	add := func(label, value string) {
		if value != "" {
			b.WriteString(w.T("claim.message.line", domain.Args{"label": w.T("claim.message." + label), "value": strings.ReplaceAll(value, "\n", ", ")}) + "\n")
		}
	}
	b.WriteString(w.T("claim.message.greeting") + "\n\n")
	add("matter", w.T("matter."+string(c.Matter)))
	name := carrier.Name
	if name == "" {
		name = c.Carrier
	}
	add("carrier", name)
	add("parcel", c.Parcel)
	add("order", c.Order)
	add("recipient", c.Recipient)
	add("address", c.Address)
	add("phone", c.Phone)
	add("problem", c.Problem)
	if c.Value.Minor > 0 {
		add("value", w.Money(c.Value))
	}
	add("files", filesNamed(c))
	add("number", c.Number)
	b.WriteString("\n" + w.T("claim.message.wish") + "\n" + shopName)
	return b.String()
}

func filesNamed(c claim.Claim) string {
	var names []string
	for _, f := range c.Evidence {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}
