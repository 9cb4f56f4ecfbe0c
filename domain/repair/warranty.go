package repair

import (
	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Cover is what a warranty verdict looks at.
type Cover struct {
	From        calendar.Date `json:"from,omitempty"`         // sign-off, else purchase
	Purchase    bool          `json:"purchase,omitempty"`     // From is the day of purchase, for want of a sign-off
	Months      int           `json:"months"`                 // the product's term
	Extra       int           `json:"extra,omitempty"`        // months given as compensation, added before clamping
	Asked       calendar.Date `json:"asked"`                  // when the customer asked
	RepairUntil calendar.Date `json:"repair_until,omitempty"` // last day of the warranty on an earlier repair of the same fault
	Misuse      bool          `json:"misuse,omitempty"`       // abuse, liquid
	Opened      bool          `json:"opened,omitempty"`       // repaired by somebody else
	SerialWrong bool          `json:"serial_wrong,omitempty"` // missing or altered
	Wear        bool          `json:"wear,omitempty"`         // a wear part
	Provisional bool          `json:"provisional,omitempty"`  // nobody has seen the item yet
}

// Until is the last day of the term, month ends clamped (R12):
//
//	2025-08-31 + 6 months       2026-02-28
//	2025-08-31 + 6 + 3 months   2026-05-31
func (c Cover) Until() calendar.Date {
	if c.From == "" {
		return ""
	}
	return c.From.AddMonths(c.Months + c.Extra)
}

// Assess says whether the warranty covers the job (R12), and names each rule
// that decided. At the request it is provisional, and says so.
func Assess(c Cover) domain.Verdict {
	var fired []domain.Fired
	add := func(code string, a domain.Answer, args domain.Args) {
		fired = append(fired, domain.Fired{Rule: "R12", Code: code, Answer: a, Args: args})
	}
	until := c.Until()
	args := domain.Args{"from": c.From, "months": c.Months + c.Extra, "until": until}
	switch {
	case c.RepairUntil != "" && c.Asked <= c.RepairUntil && (until == "" || c.Asked > until):
		add("repair_warranty", domain.Pass, domain.Args{"until": c.RepairUntil})
	case until == "":
		add("warranty_unknown", domain.Ask, nil)
	case c.Months+c.Extra == 0:
		add("warranty_none", domain.Denied, nil)
	case c.Asked > until:
		add("warranty_over", domain.Denied, args)
	default:
		add("warranty", domain.Pass, args)
	}
	if c.Purchase && until != "" {
		add("from_purchase", domain.Pass, domain.Args{"from": c.From})
	}
	for _, x := range []struct {
		is   bool
		code string
	}{{c.Misuse, "excluded_misuse"}, {c.Opened, "excluded_opened"}, {c.SerialWrong, "excluded_serial"}, {c.Wear, "excluded_wear"}} {
		if x.is {
			add(x.code, domain.Denied, nil)
		}
	}
	if c.Provisional {
		add("provisional", domain.Pass, nil)
	}
	return domain.Judge(0, fired...)
}

// RepairDays is the shop's own warranty on repaired parts and that fault, in
// days from the hand-back (R12).
const RepairDays = 90
