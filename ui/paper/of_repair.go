package paper

import (
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/ui/text"
)

// IntakeOf is the receipt for an item that was handed over. The warranty's
// first view is told in each of the words; without any it is left out.
func IntakeOf(v desk.JobView, s desk.Setup, words ...*text.Words) IntakeReceipt {
	r := IntakeReceipt{Shop: bench(s), Number: v.Number, Received: v.Opened, Customer: person(v.Customer), Item: v.Item, Serial: v.Serial,
		Bought: v.Cover.From, Problem: v.Problem, Accessories: ticked(v.Finding.Accessories, "\n,;，；、"),
		Condition: ticked(v.Finding.Condition, "\n;；"), Clerk: clerk(v.Job)}
	if v.Finding.Serial != "" {
		r.Serial = v.Finding.Serial
	}
	if st := stepOf(v.Job, repair.Receive); st != nil {
		r.Received, r.Clerk = st.At, st.Who
	}
	if v.Order != nil {
		r.Order, r.Bought = v.Order.Number, calendar.DateOf(v.Order.Placed, s.Zone)
	}
	var told []string
	for _, w := range words {
		told = append(told, verdict(v.Verdict, w))
	}
	r.Verdict = strings.Join(told, "\n")
	return r
}

// QuoteOf is what a repair would cost, with the sums of the screen.
func QuoteOf(v desk.JobView, s desk.Setup) Quote {
	_, tax, total := v.Total()
	q := Quote{Shop: bench(s), Number: v.Number, Day: calendar.DateOf(v.Opened, s.Zone), Customer: person(v.Customer), Item: v.Item,
		Serial: serialIn(v.Job), Fault: lines(v.Finding.Fault, v.Finding.Cause), Charges: charges(v.Job), Tax: tax, Total: total, Until: v.Expires, Clerk: clerk(v.Job)}
	if st := stepOf(v.Job, repair.Quote); st != nil {
		q.Day, q.Clerk = calendar.DateOf(st.At, s.Zone), st.Who
	}
	return q
}

// ReceiptOf is the receipt that goes with a repaired item. Each sum is the one
// that the job shows on screen.
func ReceiptOf(v desk.JobView, s desk.Setup) RepairReceipt {
	_, tax, total := v.Total()
	r := RepairReceipt{Shop: bench(s), Number: v.Number, Customer: person(v.Customer), Item: v.Item, SerialIn: serialIn(v.Job), SerialOut: v.SerialOut,
		Fault: lines(v.Finding.Fault, v.Finding.Cause), Done: v.Done, Charges: charges(v.Job), Tax: tax, Total: total, WarrantyUntil: v.Until, Clerk: clerk(v.Job)}
	for _, e := range []repair.Event{repair.GiveBack, repair.Test} {
		if st := stepOf(v.Job, e); st != nil {
			r.Day, r.Clerk = calendar.DateOf(st.At, s.Zone), st.Who
			break
		}
	}
	if v.PaidHow != "" {
		r.Paid = &Payment{Way: v.PaidHow, Day: r.Day}
	}
	return r
}

// bench is the shop with the address to which repairs go.
func bench(s desk.Setup) Shop {
	if s.Shop.Repairs == "" && s.Shop.RepairsLatin == "" {
		return shopOf(s, s.Shop.Returns, s.Shop.ReturnsLatin)
	}
	return shopOf(s, s.Shop.Repairs, s.Shop.RepairsLatin)
}

func charges(j repair.Job) []Charge {
	var out []Charge
	for _, w := range j.Work {
		out = append(out, Charge{Title: w.Title, Quantity: int64(w.Quantity), Hours: w.Kind == "labour", Each: w.Each, Sum: w.Amount()})
	}
	return out
}

// stepOf is the last time that an event happened to the job, nil when it never
// did.
func stepOf(j repair.Job, e repair.Event) *repair.Step {
	for i, st := range slices.Backward(j.Steps) {
		if st.Event == e {
			return &j.Steps[i]
		}
	}
	return nil
}

func clerk(j repair.Job) string {
	if n := len(j.Steps); n > 0 {
		return j.Steps[n-1].Who
	}
	return ""
}

func serialIn(j repair.Job) string {
	if j.Finding.Serial != "" {
		return j.Finding.Serial
	}
	return j.Serial
}

// ticked are the things that a text lists, each with its box ticked.
func ticked(list, between string) []Check {
	var out []Check
	for _, name := range strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(between, r) }) {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, Check{Name: name, Ticked: true})
		}
	}
	return out
}

func lines(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "\n")
}

// verdict says in one language which rule decided, and whether it is only a
// first view.
func verdict(v domain.Verdict, w *text.Words) string {
	var said []string
	for _, f := range v.Fired {
		first := len(said) == 0 && f.Answer == v.Answer
		if first || f.Code == "provisional" {
			said = append(said, w.T("verdict."+f.Code, f.Args))
		}
	}
	return strings.Join(said, "\n")
}
