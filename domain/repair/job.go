package repair

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Work is one line of a quote or a receipt: a part, labour, freight. Quantity
// counts hundredths, so that an hour and a half is 150.
type Work struct {
	Kind     string       `json:"kind"` // part, labour, freight, inspection
	SKU      string       `json:"sku,omitempty"`
	Title    string       `json:"title"`
	Quantity int          `json:"quantity"` // hundredths
	Each     money.Amount `json:"each"`
	Covered  bool         `json:"covered,omitempty"` // listed, and charged 0
}

// Amount is what the customer pays for the line: 0 when covered, else quantity
// times price, half a unit rounded up.
func (w Work) Amount() money.Amount {
	if w.Covered {
		return money.Of(0, w.Each.Currency)
	}
	return money.Of((w.Each.Minor*int64(w.Quantity)+50)/100, w.Each.Currency)
}

// Finding is what the first check and the diagnosis say.
type Finding struct {
	Condition   string    `json:"condition,omitempty"`
	Accessories string    `json:"accessories,omitempty"`
	Serial      string    `json:"serial,omitempty"` // as it came in
	Misuse      bool      `json:"misuse,omitempty"`
	Opened      bool      `json:"opened,omitempty"`
	SerialWrong bool      `json:"serial_wrong,omitempty"`
	Wear        bool      `json:"wear,omitempty"`
	Fault       string    `json:"fault,omitempty"`
	Cause       string    `json:"cause,omitempty"`
	At          time.Time `json:"at,omitzero"`
	Who         string    `json:"who,omitempty"`
}

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
	CustomerID domain.ID    `json:"customer_id,omitempty"`
	Customer   order.Person `json:"customer"`
	SKU        string       `json:"sku,omitempty"`
	Item       string       `json:"item"`
	Serial     string       `json:"serial,omitempty"` // as on the order
	Channel    string       `json:"channel"`          // email, phone, chat, counter
	Problem    string       `json:"problem"`          // in the customer's words

	State     State            `json:"state"`
	Cover     Cover            `json:"cover"`
	Verdict   domain.Verdict   `json:"verdict"`
	Override  *domain.Override `json:"override,omitempty"`
	Finding   Finding          `json:"finding,omitzero"`
	Work      []Work           `json:"work,omitempty"`
	Currency  money.Currency   `json:"currency"`
	TaxRate   int64            `json:"tax_rate,omitempty"` // hundredths of a per cent, added on top
	Expires   calendar.Date    `json:"expires,omitempty"`  // of the quote
	Approval  string           `json:"approval,omitempty"` // by whom and how
	Done      string           `json:"done,omitempty"`     // what was done
	SerialOut string           `json:"serial_out,omitempty"`
	Carrier   string           `json:"carrier,omitempty"`
	Tracking  string           `json:"tracking,omitempty"`
	PaidHow   string           `json:"paid_how,omitempty"`
	Until     calendar.Date    `json:"warranty_until,omitempty"` // the repair warranty's last day

	Opened time.Time     `json:"opened"`
	Due    calendar.Date `json:"due,omitempty"`
	Steps  []Step        `json:"steps"`
}

// Total is what the customer pays: the lines, and the tax on them.
func (j Job) Total() (lines, tax, total money.Amount) {
	lines = money.Of(0, j.Currency)
	for _, w := range j.Work {
		lines = lines.Add(w.Amount())
	}
	tax = money.Percent(lines, j.TaxRate)
	return lines, tax, lines.Add(tax)
}

// Covered says whether the job is free for the customer.
func (j Job) Covered() bool { return j.Verdict.Answer == domain.Pass || j.Override != nil }

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
}

// Works lists the kinds of work that a quote may charge.
func Works() []string { return []string{"part", "labour", "freight", "inspection"} }

// Channels lists the ways by which a repair is asked for.
func Channels() []string { return []string{"counter", "phone", "chat", "email"} }

// New opens a job with a provisional verdict.
//
// Errors: field.required, field.too_long, repair.channel, repair.months,
// repair.bought.
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
	if c.Months < 0 || c.Months > 240 || c.Extra < 0 {
		add(domain.Wrong("months", "repair.months", domain.Args{"value": c.Months}))
	}
	if c.From > c.Asked {
		add(domain.Wrong("bought", "repair.bought", domain.Args{"date": c.From}))
	}
	if len(es) > 0 {
		return Job{}, es
	}
	c.Provisional = true
	j := Job{Number: number, Line: q.Line, Customer: q.Customer, Item: q.Item, Serial: q.Serial, Channel: q.Channel, Problem: q.Problem,
		State: Requested, Cover: c, Verdict: Assess(c), Currency: currency, Opened: now, Due: due}
	j.Steps = []Step{{Event: "request", State: Requested, At: now, Who: who}}
	return j, nil
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

func checkWork(work []Work, c money.Currency) error {
	for _, w := range work {
		if w.Title == "" || w.Quantity < 1 || w.Quantity > order.MaxQuantity*100 || w.Each.Minor < 0 || w.Each.Currency != c || w.Each.Minor > money.Limit/1000 {
			return domain.Wrong("work", "repair.work", domain.Args{"title": w.Title})
		}
	}
	return nil
}

// checkCharged checks work as it is entered. What a store holds already is read
// whatever its kind: a job that cannot be opened helps nobody.
func checkCharged(work []Work, c money.Currency) error {
	for _, w := range work {
		if !slices.Contains(Works(), w.Kind) {
			return domain.Wrong("work", "repair.work", domain.Args{"title": w.Title})
		}
	}
	return checkWork(work, c)
}
