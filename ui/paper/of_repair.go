package paper

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/domain/shop"
	"aftercare/ui/text"
)

// IntakeOf is the receipt for an item that was handed over. The warranty's
// first view is told in each of the words; without any it is left out.
func IntakeOf(v desk.JobView, s desk.Setup, words ...*text.Words) IntakeReceipt {
	r := IntakeReceipt{Shop: bench(s), Number: v.Number, Received: v.Opened, Customer: person(v.Customer), Item: v.Item, Serial: v.Serial,
		Bought: v.Cover.From, Problem: v.Problem, Accessories: ticked(v.Finding.Accessories, "\n,;，；、"),
		Condition: ticked(v.Finding.Condition, "\n;；"), Photos: len(v.Files), Expected: v.Due, Fee: v.Fee, Clerk: clerk(v.Job)}
	if v.LoanerOut() {
		r.Loaner = strings.Join(filled(v.Loaner.Item, v.Loaner.Serial), ", ")
	}
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
	b, until := repair.BillOf(v.Work, v.Currency, v.TaxRate, v.TaxIncluded), v.Expires
	if o := v.Offer(); o != nil { // what was done later is the receipt's to say
		b, until = o.Bill(), o.Expires
	}
	q := Quote{Shop: bench(s), Number: v.QuoteNumber(), Code: v.Number, Day: dayOf(s, v.Opened), Customer: person(v.Customer), Item: v.Item,
		Serial: serialIn(v.Job), Fault: lines(v.Finding.Fault, v.Finding.Cause), Charges: charges(b), Tax: b.Tax, TaxIncluded: b.Included, Total: b.Total,
		Declined: v.Fee, Until: until, Clerk: clerk(v.Job)}
	if n := len(v.Quotes); n > 1 {
		q.Replaces = fmt.Sprintf("%s-Q%d", v.Number, n-1)
	}
	if st := stepOf(v.Job, repair.Quote); st != nil {
		q.Day, q.Clerk = calendar.DateOf(st.At, s.Zone), st.Who
	}
	return q
}

// ReceiptOf is the receipt that goes with a repaired item. Each sum is the one
// that the job shows on screen.
func ReceiptOf(v desk.JobView, s desk.Setup) RepairReceipt {
	b := v.Job.Bill()
	r := RepairReceipt{Shop: bench(s), Number: v.Number, Customer: person(v.Customer), Item: v.Item, SerialIn: serialIn(v.Job), SerialOut: v.SerialOut,
		Fault: lines(v.Finding.Fault, v.Finding.Cause), Done: v.Done, Charges: charges(b), Tax: b.Tax, TaxIncluded: b.Included, Total: b.Total,
		WarrantyUntil: v.Until, Warranty: phrases(v.Terms.Terms), Clerk: clerk(v.Job)}
	for _, e := range []repair.Event{repair.GiveBack, repair.Test} {
		if st := stepOf(v.Job, e); st != nil {
			r.Day, r.Clerk = calendar.DateOf(st.At, s.Zone), st.Who
			break
		}
	}
	if until := v.Cover.Until(); until >= r.Day {
		r.Rest = until
	}
	if v.PaidHow != "" {
		r.Paid = &Payment{Way: v.PaidHow, Day: r.Day}
	}
	return r
}

// HomewardOf is what goes with an item on its way home: a receipt when it was
// repaired, else a declaration.
func HomewardOf(v desk.JobView, s desk.Setup) Receipt {
	if v.Repaired() {
		r := ReceiptOf(v, s)
		return Receipt{Repair: &r}
	}
	d := DeclarationOf(v, s)
	return Receipt{Unrepaired: &d}
}

// ReceiptsOf are the receipts of a day.
func ReceiptsOf(r desk.DayReceipts, s desk.Setup) []Receipt {
	var out []Receipt
	for _, v := range r.Jobs() {
		out = append(out, HomewardOf(v, s))
	}
	return out
}

// DeclarationOf is what a customer signs for an item that was not repaired.
func DeclarationOf(v desk.JobView, s desk.Setup) Declaration {
	b := v.Job.Bill()
	d := Declaration{Shop: bench(s), Number: v.Number, Day: dayOf(s, v.Opened), Customer: person(v.Customer), Item: v.Item, Serial: serialIn(v.Job), Problem: v.Problem,
		Reason: string(v.Outcome()), Charges: charges(b), Tax: b.Tax, TaxIncluded: b.Included, Total: b.Total, Clerk: clerk(v.Job)}
	for _, st := range v.Steps {
		if st.State == v.Outcome() && st.Note != "" {
			d.Note = st.Note
		}
	}
	if n := len(v.Steps); n > 0 {
		d.Day = dayOf(s, v.Steps[n-1].At)
	}
	for _, e := range []repair.Event{repair.Leave, repair.GiveBack} {
		if st := stepOf(v.Job, e); st != nil {
			d.Day, d.Clerk, d.Stays = dayOf(s, st.At), st.Who, e == repair.Leave
			break
		}
	}
	home := stepOf(v.Job, repair.GiveBack) != nil
	d.Stays = d.Stays || v.Outcome() == repair.Replaced || v.Outcome() == repair.Refunded && v.Over() && !home
	if in := v.Instead; in != nil {
		d.Instead, d.Refund = strings.Join(filled(in.SKU, in.Serial, in.Order, in.How), ", "), in.Amount
	}
	if v.PaidHow != "" && b.Total.Minor > 0 {
		d.Paid = &Payment{Way: v.PaidHow, Day: d.Day}
	}
	return d
}

// TicketOf is the label that hangs on the item.
func TicketOf(v desk.JobView, s desk.Setup) JobTicket {
	return JobTicket{Number: v.Number, Customer: person(v.Customer), Item: v.Item, Serial: serialIn(v.Job), Problem: v.Problem,
		With: strings.Join(strings.FieldsFunc(v.Finding.Accessories, func(r rune) bool { return r == '\n' }), ", "), In: dayOf(s, v.Opened), Due: v.Due}
}

// phrases are the shop's own terms of repairs.
func phrases(terms []shop.BenchWording) []Phrase {
	p := Phrase{}
	for _, t := range terms {
		if t.Text != "" {
			p[text.Lang(t.Language)] = t.Text
		}
	}
	if len(p) == 0 {
		return nil
	}
	return []Phrase{p}
}

// bench is the shop with the address to which repairs go.
func bench(s desk.Setup) Shop {
	if s.Shop.Repairs == "" && s.Shop.RepairsLatin == "" {
		return shopOf(s, s.Shop.Returns, s.Shop.ReturnsLatin)
	}
	return shopOf(s, s.Shop.Repairs, s.Shop.RepairsLatin)
}

func charges(b repair.Bill) []Charge {
	var out []Charge
	for _, w := range b.Work {
		c := Charge{Title: w.Title, Kind: w.Kind, Quantity: int64(w.Quantity), Hours: w.Kind == "labour", Each: w.Each, Sum: w.Amount()}
		switch {
		case w.Covered && (w.Why == "goodwill" || w.Why == "override"):
			c.Free = "goodwill"
		case w.Covered:
			c.Free = "warranty"
		}
		out = append(out, c)
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

func dayOf(s desk.Setup, at time.Time) calendar.Date { return calendar.DateOf(at, s.Zone) }

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
