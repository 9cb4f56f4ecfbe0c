package repair

import (
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Cover is what a warranty verdict looks at.
type Cover struct {
	From        calendar.Date `json:"from,omitempty"`         // sign-off, else purchase
	Purchase    bool          `json:"purchase,omitempty"`     // From is the day of purchase, for want of a sign-off
	Months      int           `json:"months"`                 // the product's term, on parts
	Labour      *int          `json:"labour,omitempty"`       // the term on labour; nil is that on parts
	Extra       int           `json:"extra,omitempty"`        // months given as compensation, added before clamping
	Asked       calendar.Date `json:"asked"`                  // when the customer asked
	Earlier     []Earlier     `json:"earlier,omitempty"`      // repairs of the same item whose warranty may still run
	Same        string        `json:"same,omitempty"`         // the number of the earlier job whose fault this is again
	RepairUntil calendar.Date `json:"repair_until,omitempty"` // last day of the warranty on that repair
	Misuse      bool          `json:"misuse,omitempty"`       // abuse
	Liquid      bool          `json:"liquid,omitempty"`
	Opened      bool          `json:"opened,omitempty"`         // repaired by somebody else
	SerialWrong bool          `json:"serial_wrong,omitempty"`   // altered
	SerialGone  bool          `json:"serial_missing,omitempty"` // missing
	Other       bool          `json:"other_serial,omitempty"`   // another one than was sold
	Wear        bool          `json:"wear,omitempty"`           // the fault lies in a wear part
	Provisional bool          `json:"provisional,omitempty"`    // nobody has seen the item yet
}

// Earlier is the warranty that a repair of the same item gave (R12): on the
// parts that were repaired and on that fault, the rest keeps its own term.
type Earlier struct {
	Job   string        `json:"job"` // its number
	Until calendar.Date `json:"until"`
	Fault string        `json:"fault,omitempty"` // one of Faults
	Parts []string      `json:"parts,omitempty"` // their SKUs and titles
}

// Until is the last day of the term on parts, month ends clamped (R12):
//
//	2025-08-31 + 6 months       2026-02-28
//	2025-08-31 + 6 + 3 months   2026-05-31
func (c Cover) Until() calendar.Date { return c.after(c.Months) }

// LabourUntil is the last day of the term on labour.
func (c Cover) LabourUntil() calendar.Date { return c.after(c.labour()) }

func (c Cover) labour() int {
	if c.Labour == nil {
		return c.Months
	}
	return *c.Labour
}

func (c Cover) after(months int) calendar.Date {
	if c.From == "" {
		return ""
	}
	return c.From.AddMonths(months + c.Extra)
}

// Exclusions are the codes of what takes a part out of the warranty.
func Exclusions() []string { return []string{"misuse", "liquid", "opened", "serial", "wear"} }

// Assess says whether the warranty covers the fault (R12), and names each rule
// that decided. At the request it is provisional, and says so.
func Assess(c Cover) domain.Verdict {
	fired := c.term(c.Months, c.RepairUntil, c.Same)
	fired = append(fired, c.excluded()...)
	if c.labour() != c.Months && c.From != "" {
		fired = append(fired, fire("labour_term", domain.Pass, domain.Args{"months": c.labour() + c.Extra, "until": c.LabourUntil()}))
	}
	if c.Provisional {
		fired = append(fired, fire("provisional", domain.Pass, nil))
	}
	return domain.Judge(0, fired...)
}

// AssessWork says whether the warranty covers a line of work (R12): each part
// by its own repair warranty or the term, labour by the term on labour.
func AssessWork(c Cover, w Work) domain.Verdict {
	months := c.Months
	if w.Kind != "part" {
		months = c.labour()
	}
	until, job := c.RepairUntil, c.Same
	for _, e := range c.Earlier {
		if w.Kind == "part" && e.Until > until && e.holds(w) {
			until, job = e.Until, e.Job
		}
	}
	fired := append(c.term(months, until, job), c.excluded()...)
	if (w.Wear || w.Excluded == "wear") && !c.Wear {
		fired = append(fired, fire("excluded_wear", domain.Denied, nil))
	} else if w.Excluded != "" {
		fired = append(fired, fire("excluded_"+w.Excluded, domain.Denied, nil))
	}
	return domain.Judge(0, fired...)
}

// PartUntil is the last day on which a part is covered: the rest of the term or
// the warranty on its own repair, the later (R12).
//
//	covered to 2026-02-28, screen replaced, back 20 Jan:
//	screen to 2026-04-20, the rest to 2026-02-28
func (c Cover) PartUntil(part Work) calendar.Date {
	until := c.Until()
	for _, e := range c.Earlier {
		if e.Until > until && e.holds(part) {
			until = e.Until
		}
	}
	return until
}

func (e Earlier) holds(w Work) bool {
	return slices.ContainsFunc(e.Parts, func(p string) bool { return sameName(p, w.SKU) || sameName(p, w.Title) })
}

func sameName(a, b string) bool {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	return a != "" && fold(a) == fold(b)
}

func fire(code string, a domain.Answer, args domain.Args) domain.Fired {
	return domain.Fired{Rule: "R12", Code: code, Answer: a, Args: args}
}

// term is what the calendar says: the rest of the term or the warranty on an
// earlier repair, the later.
func (c Cover) term(months int, repairUntil calendar.Date, same string) []domain.Fired {
	until := c.after(months)
	args := domain.Args{"from": c.From, "months": months + c.Extra, "until": until}
	var fired []domain.Fired
	again := c.running()
	switch {
	case repairUntil != "" && c.Asked <= repairUntil && (until == "" || c.Asked > until):
		fired = append(fired, fire("repair_warranty", domain.Pass, domain.Args{"until": repairUntil, "job": same}))
	case again != nil && c.Same == "" && c.Provisional && (until == "" || c.Asked > until || months+c.Extra == 0):
		fired = append(fired, fire("repair_warranty_ask", domain.Ask, domain.Args{"until": again.Until, "job": again.Job}))
	case until == "":
		fired = append(fired, fire("warranty_unknown", domain.Ask, nil))
	case months+c.Extra == 0:
		fired = append(fired, fire("warranty_none", domain.Denied, nil))
	case c.Asked > until:
		fired = append(fired, fire("warranty_over", domain.Denied, args))
	default:
		fired = append(fired, fire("warranty", domain.Pass, args))
	}
	if c.Extra > 0 && until != "" {
		fired = append(fired, fire("warranty_extra", domain.Pass, domain.Args{"extra": c.Extra}))
	}
	if c.Purchase && until != "" {
		fired = append(fired, fire("from_purchase", domain.Pass, domain.Args{"from": c.From}))
	}
	if c.Same != "" {
		fired = append(fired, fire("same_fault", domain.Pass, domain.Args{"job": c.Same}))
	}
	return fired
}

// running is the earlier repair whose warranty runs longest, nil when none
// runs on the day that the customer asked.
func (c Cover) running() *Earlier {
	var out *Earlier
	for i, e := range c.Earlier {
		if e.Until >= c.Asked && (out == nil || e.Until > out.Until) {
			out = &c.Earlier[i]
		}
	}
	return out
}

func (c Cover) excluded() []domain.Fired {
	var fired []domain.Fired
	for _, x := range []struct {
		is     bool
		code   string
		answer domain.Answer
	}{{c.Misuse, "excluded_misuse", domain.Denied}, {c.Liquid, "excluded_liquid", domain.Denied}, {c.Opened, "excluded_opened", domain.Denied},
		{c.SerialGone, "excluded_serial_missing", domain.Denied}, {c.SerialWrong, "excluded_serial", domain.Denied},
		{c.Other, "other_serial", domain.Ask}, {c.Wear, "excluded_wear", domain.Denied}} {
		if x.is {
			fired = append(fired, fire(x.code, x.answer, nil))
		}
	}
	return fired
}
