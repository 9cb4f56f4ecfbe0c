package repair

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/shop"
)

// Step is an entry of a job's own history.
type Step struct {
	Event Event     `json:"event"`
	State State     `json:"state"`
	At    time.Time `json:"at"`
	Who   string    `json:"who"`
	Note  string    `json:"note,omitempty"`
}

// Job is one repair.
type Job struct {
	ID         domain.ID    `json:"id"`
	Version    int64        `json:"version"`
	Number     string       `json:"number"` // J-0342
	OrderID    domain.ID    `json:"order_id,omitempty"`
	Line       int          `json:"line,omitempty"`
	CaseID     domain.ID    `json:"case_id,omitempty"`  // the after-sales case that it belongs to
	Parcel     string       `json:"parcel,omitempty"`   // of the intake desk, which put the item on the bench
	Ours       bool         `json:"ours,omitempty"`     // goods of the shop's own: nobody pays, and they go back to the shelf
	Mistaken   bool         `json:"mistaken,omitempty"` // the inspection that opened it was corrected
	CustomerID domain.ID    `json:"customer_id,omitempty"`
	Customer   order.Person `json:"customer"`
	SKU        string       `json:"sku,omitempty"`
	Item       string       `json:"item"`
	Serial     string       `json:"serial,omitempty"`  // as on the order
	Channel    string       `json:"channel"`           // email, phone, chat, counter
	Problem    string       `json:"problem"`           // in the customer's words
	Enclose    string       `json:"enclose,omitempty"` // what the customer was asked to send along
	Where      string       `json:"where,omitempty"`   // pick-up window, or the address to send it to

	State       State            `json:"state"`
	Terms       shop.Bench       `json:"bench,omitzero"` // the shop's terms as the job was opened
	Cover       Cover            `json:"cover"`
	Verdict     domain.Verdict   `json:"verdict"`
	Override    *domain.Override `json:"override,omitempty"`
	Finding     Finding          `json:"finding,omitzero"`
	Work        []Work           `json:"work,omitempty"`
	Currency    money.Currency   `json:"currency"`
	TaxRate     int64            `json:"tax_rate,omitempty"`     // hundredths of a per cent
	TaxIncluded bool             `json:"tax_included,omitempty"` // prices contain it; else it is added on top
	Fee         money.Amount     `json:"fee,omitzero"`           // agreed for the inspection when nothing is repaired
	Waived      *domain.Override `json:"waived,omitempty"`       // the fee was let go, and why
	Expires     calendar.Date    `json:"expires,omitempty"`      // of the quote
	Quotes      []Offer          `json:"quotes,omitempty"`       // all that were made, oldest first
	Approval    string           `json:"approval,omitempty"`     // who approved
	ApprovedHow string           `json:"approved_how,omitempty"` // one of Channels, or signature
	Legs        []Leg            `json:"legs,omitempty"`         // at the maker or a workshop
	PartsDue    calendar.Date    `json:"parts_due,omitempty"`    // when those that were ordered should be here
	Loaner      *Loaner          `json:"loaner,omitempty"`
	Done        string           `json:"done,omitempty"` // what was done
	SerialOut   string           `json:"serial_out,omitempty"`
	Back        Back             `json:"back,omitzero"`
	In          Trip             `json:"in,omitzero"`       // the parcel that brought it
	Carrier     string           `json:"carrier,omitempty"` // of the way home
	Tracking    string           `json:"tracking,omitempty"`
	PaidHow     string           `json:"paid_how,omitempty"`
	Until       calendar.Date    `json:"warranty_until,omitempty"` // last day on the repaired parts and that fault
	Instead     *Instead         `json:"instead,omitempty"`        // beyond repair: what the customer got
	Told        []Told           `json:"told,omitempty"`
	Proof       []domain.File    `json:"proof,omitempty"` // photos of the receipt of goods bought elsewhere
	Files       []domain.File    `json:"files,omitempty"` // photos and letters of the job

	Opened time.Time     `json:"opened"`
	Due    calendar.Date `json:"due,omitempty"`
	Steps  []Step        `json:"steps"`
}

// Trip is a parcel on its way.
type Trip struct {
	Carrier  string `json:"carrier,omitempty"`
	Tracking string `json:"tracking,omitempty"`
}

// Back says how the item went home.
type Back struct {
	Way string        `json:"way,omitempty"` // shipped, collected
	By  string        `json:"by,omitempty"`  // who collected it
	Day calendar.Date `json:"day,omitempty"`
}

// Shelved is the way of the shop's own goods: back to the shelf.
const Shelved = "shelved"

// Ways lists all the ways out of the bench.
func Ways() []string { return []string{"collected", "shipped", Shelved} }

// Ways are those of this job: home, or for the shop's own goods to the shelf.
func (j Job) Ways() []string {
	if j.Ours {
		return Ways()[2:]
	}
	return Ways()[:2]
}

// Instead is what a customer gets for an item that is beyond repair.
type Instead struct {
	SKU     string       `json:"sku,omitempty"` // of the item that goes out
	Serial  string       `json:"serial,omitempty"`
	Order   string       `json:"order,omitempty"` // the number of the order with which it goes out
	OrderID domain.ID    `json:"order_id,omitempty"`
	Amount  money.Amount `json:"amount,omitzero"` // refunded
	How     string       `json:"how,omitempty"`
}

// Told is when the customer was told of something, and how.
type Told struct {
	What string    `json:"what"` // one of Tellings
	How  string    `json:"how"`  // one of Channels
	At   time.Time `json:"at"`
	Who  string    `json:"who"`
}

// Tellings are what a customer is told of.
func Tellings() []string { return []string{"confirmed", "quote", "ready", "delay"} }

// tellings say which message of the shop's templates tells of what.
var tellings = map[string]string{"repair_confirmed": "confirmed", "quote": "quote", "ready": "ready", "repair_sent": "ready", "unrepaired": "ready", "repair_delay": "delay"}

// Telling is what a template's message tells of, "" for one that is about
// something else.
func Telling(template string) string { return tellings[template] }

// Template is the message that a customer gets at the job's stage.
func (j Job) Template() string {
	switch {
	case slices.Contains([]State{Requested, Confirmed, InTransit, Received, Checked}, j.State):
		return "repair_confirmed"
	case j.State == Quoted || j.State == Diagnosed:
		return "quote"
	case slices.Contains([]State{Waiting, Away, Repairing, Approved}, j.State):
		return "repair_delay"
	case j.Back.Way == "shipped" && j.Repaired():
		return "repair_sent"
	case j.Repaired():
		return "ready"
	}
	return "unrepaired"
}

// Covered says whether the job is free for the customer.
func (j Job) Covered() bool { return j.Ours || j.Verdict.Answer == domain.Pass || j.Override != nil }

// Over says whether nothing is left to do.
func (j Job) Over() bool { return j.State == Closed }

// Request is what a customer reports.
type Request struct {
	Line     int          `json:"line"` // of the order; 0 for goods bought elsewhere
	Item     string       `json:"item"`
	Serial   string       `json:"serial"`
	Channel  string       `json:"channel"`
	Problem  string       `json:"problem"`
	Customer order.Person `json:"customer"` // whose name is needed where no order names one
	// Bought is the day of purchase of goods that are not from our orders.
	Bought calendar.Date `json:"bought"`
	Months int           `json:"months"` // their warranty
	Extra  int           `json:"extra"`  // months given as compensation
	Proof  []domain.File `json:"proof"`  // photos of the receipt, as file.keep gave them
	// Again is the number of the earlier job whose fault this is, "" for none.
	Again string `json:"again"`
}

// AssessRequest is the verdict at the request: provisional, and by the repair
// warranty of the earlier job that again names, "" for none.
//
// Errors: repair.same.
func AssessRequest(c Cover, again string) (domain.Verdict, error) {
	c.Provisional = true
	if e := c.again(again); e != nil {
		return domain.Verdict{}, e
	}
	return Assess(c), nil
}

// Warranty is what this repair covers from its hand-back on: its parts and its
// fault.
func (j Job) Warranty() Earlier {
	e := Earlier{Job: j.Number, Until: j.Until, Fault: j.Finding.Kind}
	for _, w := range j.Work {
		if w.Kind == "part" {
			for _, name := range []string{w.SKU, w.Title} {
				if name != "" {
					e.Parts = append(e.Parts, name)
				}
			}
		}
	}
	return e
}

// Channels lists the ways by which a repair is asked for.
func Channels() []string { return []string{"counter", "phone", "chat", "email"} }

// Answers lists the ways by which a quote is answered.
func Answers() []string { return append(Channels(), "signature") }

// New opens a job with a provisional verdict.
//
// Errors: field.required, field.too_long, repair.channel, repair.months,
// repair.bought, repair.same.
func New(number string, q Request, c Cover, currency money.Currency, who string, now time.Time, due calendar.Date) (Job, error) {
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	var e *domain.Error
	q.Item, e = domain.Line("item", q.Item, true)
	add(e)
	q.Problem, e = domain.Text("problem", q.Problem, true)
	add(e)
	q.Serial, e = domain.Line("serial", q.Serial, false)
	add(e)
	q.Customer.Name, e = domain.Line("customer", q.Customer.Name, q.Line == 0)
	add(e)
	if !slices.Contains(Channels(), q.Channel) {
		add(domain.Wrong("channel", "repair.channel", domain.Args{"value": q.Channel}))
	}
	if c.Months < 0 || c.Months > 240 {
		add(domain.Wrong("months", "repair.months", domain.Args{"value": c.Months}))
	}
	if c.Extra < 0 || c.Extra > 240 {
		add(domain.Wrong("extra", "repair.months", domain.Args{"value": c.Extra}))
	}
	if c.From > c.Asked {
		add(domain.Wrong("bought", "repair.bought", domain.Args{"date": c.From}))
	}
	c.Provisional = true
	add(c.again(q.Again))
	for _, f := range q.Proof {
		add(photo("proof", f))
	}
	if len(es) > 0 {
		return Job{}, es
	}
	j := Job{Number: number, Line: q.Line, Customer: q.Customer, Item: q.Item, Serial: q.Serial, Channel: q.Channel, Problem: q.Problem,
		State: Requested, Terms: shop.Ours(), Cover: c, Verdict: Assess(c), Currency: currency, Opened: now, Due: due, Proof: q.Proof}
	j.Steps = []Step{{Event: "request", State: Requested, At: now, Who: who}}
	return j, nil
}

// Under puts a job under the shop's terms.
func (j Job) Under(b shop.Bench) Job {
	j.Terms, j.TaxRate, j.TaxIncluded = b, b.TaxRate, b.TaxIncluded
	j.Fee = money.Of(b.Fee, j.Currency)
	return j
}

// photo refuses a file that is none, or that no store could find again.
//
// Errors: file.not_a_photo, file.hash.
func photo(field string, f domain.File) *domain.Error {
	if e := f.WantPhoto(field); e != nil {
		return e
	}
	return f.Validate()
}

// Attach adds files to a job: photos of the first check, the maker's letter;
// proof are photos of the receipt of goods bought elsewhere. What is attached
// already is not attached twice.
//
// Errors: file.not_a_photo, file.hash, field.required.
func (j Job) Attach(files []domain.File, proof bool) (Job, error) {
	if len(files) == 0 {
		return j, domain.Wrong("files", "field.required", nil)
	}
	to, field := &j.Files, "files"
	if proof {
		to, field = &j.Proof, "proof"
	}
	*to = slices.Clone(*to)
	for _, f := range files {
		fault := f.Validate()
		if proof {
			fault = photo(field, f)
		}
		if fault != nil {
			return j, fault
		}
		if !slices.ContainsFunc(*to, func(was domain.File) bool { return was.Hash == f.Hash }) {
			*to = append(*to, f)
		}
	}
	return j, nil
}

// BackAt is when the item went home, zero while it has not.
func (j Job) BackAt() time.Time {
	if st := j.Last(GiveBack); st != nil {
		return st.At
	}
	return time.Time{}
}

// Validate refuses a job that no rule could work with.
//
// Errors: field.required, repair.work.
func (j Job) Validate() error {
	if j.Number == "" || j.Item == "" || j.State == "" || j.Problem == "" {
		return domain.Wrong("item", "field.required", nil)
	}
	return checkWork(j.Work, j.Currency)
}
