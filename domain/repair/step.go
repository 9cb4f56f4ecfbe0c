package repair

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Entry is what a stage asks for. Each event reads the fields that it needs.
type Entry struct {
	Event       Event         `json:"event"`
	Note        string        `json:"note"`
	Due         calendar.Date `json:"due"`          // confirm: when it should be back
	Where       string        `json:"where"`        // confirm: pick-up window, or the address
	Enclose     string        `json:"enclose"`      // confirm: what to send along
	Fee         int64         `json:"fee"`          // confirm: the inspection fee agreed, in minor units
	Finding     Finding       `json:"finding"`      // check, diagnose
	Override    string        `json:"override"`     // diagnose: cover it against the verdict, and why
	Work        []Work        `json:"work"`         // quote, test
	TaxRate     int64         `json:"tax_rate"`     // quote
	TaxIncluded bool          `json:"tax_included"` // quote: prices contain it
	Expires     calendar.Date `json:"expires"`      // quote; else the shop's term
	Approval    string        `json:"approval"`     // approve, decline, leave: by whom
	How         string        `json:"how"`          // approve: one of Answers
	PartsDue    calendar.Date `json:"parts_due"`    // order_parts: when they should be here
	Leg         Leg           `json:"leg"`          // send_away, back_from, back_as_was
	Instead     Instead       `json:"instead"`      // replace, refund
	Done        string        `json:"done"`         // test
	Serial      string        `json:"serial"`       // give_back: as it goes out
	Way         string        `json:"way"`          // give_back: one of Job.Ways
	By          string        `json:"by"`           // give_back: who collected it
	Carrier     string        `json:"carrier"`      // send, give_back
	Tracking    string        `json:"tracking"`     // send, give_back
	PaidHow     string        `json:"paid_how"`     // give_back
	Waive       string        `json:"waive"`        // give_back: let the inspection fee go, and why
}

// reasoned are the events that need a word why.
var reasoned = []Event{NotAccept, CancelIt, GiveUp, Rework, Leave}

// Step moves a job by one event (R12). It is the one way in which a job's
// stage changes; what is refused changes nothing.
//
// Errors: flow.not_possible, repair.needs_quote, repair.no_work, repair.work,
// repair.line_covered, repair.above_quote, repair.expired, repair.expires,
// repair.tax, repair.how, repair.same, repair.fault, repair.condition,
// repair.expected, repair.cost, repair.back_unquoted, repair.way,
// repair.instead, repair.loaner_out, repair.not_given_back,
// field.required, field.too_long.
func (j Job) Step(e Entry, who string, now time.Time, zone *time.Location) (Job, error) {
	next, err := Life.Next(j.State, e.Event)
	if err == nil && !slices.Contains(j.Possible(), e.Event) {
		err = j.barred(e.Event)
	}
	if err != nil {
		return j, err
	}
	note, fault := domain.Text("note", e.Note, slices.Contains(reasoned, e.Event))
	if fault != nil {
		return j, fault
	}
	after, err := j.happens(e, who, now, calendar.DateOf(now, zone))
	if err != nil {
		return j, err
	}
	after.State = next
	after.Steps = append(slices.Clone(j.Steps), Step{Event: e.Event, State: next, At: now, Who: who, Note: note})
	return after, nil
}

func (j Job) happens(e Entry, who string, now time.Time, today calendar.Date) (Job, error) {
	switch e.Event {
	case Confirm:
		return j.confirmed(e, today)
	case Send:
		if es := carried(e, &j.In.Carrier, &j.In.Tracking); len(es) > 0 {
			return j, es
		}
	case Check, Diagnose:
		return j.looked(e, who, now)
	case Quote:
		return j.quoted(e, who, now, today)
	case Approve:
		return j.approved(e, now, today)
	case DeclineIt:
		return j.declined(e, now)
	case Order, Begin:
		if e.PartsDue != "" && (!e.PartsDue.Valid() || e.PartsDue < today) {
			return j, domain.Wrong("parts_due", "repair.expected", domain.Args{"date": string(e.PartsDue)})
		}
		j.PartsDue = e.PartsDue
		return j.begun(e)
	case SendAway:
		return j.sentAway(e.Leg, today)
	case BackFrom, BackAsWas:
		return j.cameBack(e, today)
	case Replace, Refund:
		return j.made(e)
	case Test:
		return j.worked(e)
	case GiveBack:
		return j.handed(e, who, today)
	case CloseIt, Leave:
		if j.LoanerOut() {
			return j, domain.Refuse("R12", "repair.loaner_out", domain.Args{"item": j.Loaner.Item})
		}
	case CancelIt:
		return j.answered(OfferLapsed, "", "", now), nil
	}
	return j, nil
}

// confirmed tells the customer what to expect.
func (j Job) confirmed(e Entry, today calendar.Date) (Job, error) {
	var es domain.Errors
	for _, x := range []struct {
		field string
		from  string
		to    *string
	}{{"where", e.Where, &j.Where}, {"enclose", e.Enclose, &j.Enclose}} {
		clean, fault := domain.Text(x.field, x.from, false)
		if fault != nil {
			es = append(es, fault)
		}
		*x.to = clean
	}
	if e.Due != "" && (!e.Due.Valid() || e.Due < today) {
		es = append(es, domain.Wrong("due", "repair.expected", domain.Args{"date": string(e.Due)}))
	}
	if e.Fee < 0 || e.Fee > money.Limit/1000 {
		es = append(es, domain.Wrong("fee", "bench.fee", nil))
	}
	if len(es) > 0 {
		return j, es
	}
	if e.Due != "" {
		j.Due = e.Due
	}
	if e.Fee > 0 {
		j.Fee = money.Of(e.Fee, j.Currency)
	}
	return j, nil
}

// carried keeps the number of the parcel that brings or takes the item.
func carried(e Entry, carrier, tracking *string) domain.Errors {
	var es domain.Errors
	for _, x := range []struct {
		field string
		from  string
		to    *string
	}{{"carrier", e.Carrier, carrier}, {"tracking", e.Tracking, tracking}} {
		clean, fault := domain.Line(x.field, x.from, false)
		if fault != nil {
			es = append(es, fault)
		}
		*x.to = clean
	}
	return es
}

// declined records that the customer does not want the repair at that price.
func (j Job) declined(e Entry, at time.Time) (Job, error) {
	by, fault := domain.Line("approval", e.Approval, false)
	if fault != nil {
		return j, fault
	}
	if e.How != "" && !slices.Contains(Answers(), e.How) {
		return j, domain.Wrong("how", "repair.how", domain.Args{"value": e.How})
	}
	j.Approval, j.ApprovedHow = "", ""
	return j.answered(OfferDeclined, by, e.How, at), nil
}

// made says what a customer gets for an item that is beyond repair.
//
// Errors: repair.instead, field.too_long.
func (j Job) made(e Entry) (Job, error) {
	in := e.Instead
	in.Order, in.OrderID = "", 0 // the desk's to say
	var es domain.Errors
	for _, x := range []struct {
		field string
		text  *string
	}{{"sku", &in.SKU}, {"serial", &in.Serial}, {"how", &in.How}} {
		clean, fault := domain.Line(x.field, *x.text, false)
		if fault != nil {
			es = append(es, fault)
		}
		*x.text = clean
	}
	if in.Amount.Currency == "" {
		in.Amount.Currency = j.Currency
	}
	wrong := in.Amount.Currency != j.Currency || in.Amount.Minor < 0
	if e.Event == Refund && (wrong || in.Amount.Minor == 0) || e.Event == Replace && wrong {
		es = append(es, domain.Wrong("amount", "repair.instead", nil))
	}
	if len(es) > 0 {
		return j, es
	}
	if in.Serial != "" {
		j.SerialOut = in.Serial
	}
	j.Instead = &in
	return j, nil
}

// begun takes the parts that a covered job will need, so that stock can be kept
// for them.
//
// Errors: repair.needs_quote, repair.line_not_covered, repair.work.
func (j Job) begun(e Entry) (Job, error) {
	if j.State == Diagnosed && !j.Covered() {
		return j, domain.Refuse("R12", "repair.needs_quote", nil)
	}
	if j.Approval != "" || len(e.Work) == 0 {
		return j, nil
	}
	work, err := j.free(e.Work)
	if err == nil {
		j.Work = work
	}
	return j, err
}

// free is work that a covered job lists at 0.
//
// Errors: repair.work, repair.line_not_covered for a part that the warranty
// leaves out: it needs a quote.
func (j Job) free(work []Work) ([]Work, error) {
	if err := checkCharged(work, j.Currency); err != nil {
		return nil, err
	}
	work = slices.Clone(work)
	for i := range work {
		if v := AssessWork(j.Cover, work[i]); v.Answer == domain.Denied && j.Override == nil && !j.Ours && work[i].Kind == "part" {
			return nil, domain.Wrong("work", "repair.line_not_covered", domain.Args{"title": work[i].Title})
		}
		work[i].Covered = true
	}
	return j.judged(work)
}

// worked records what was done. What was approved is the most that is charged:
// a covered job takes the list of parts and labour here, all of it at 0.
//
// Errors: repair.needs_quote for a line that the warranty leaves out,
// repair.above_quote, repair.work.
func (j Job) worked(e Entry) (after Job, err error) {
	done, fault := domain.Text("done", e.Done, true)
	if fault != nil {
		return j, fault
	}
	j.Done = done
	switch {
	case len(e.Work) == 0 && (j.Approval != "" || len(j.Work) == 0):
		return j, nil
	case j.Approval == "" && len(e.Work) == 0:
		e.Work = j.Work
		fallthrough
	case j.Approval == "":
		j.Work, err = j.free(e.Work)
		return j, err
	}
	if err = checkCharged(e.Work, j.Currency); err != nil {
		return j, err
	}
	now := BillOf(e.Work, j.Currency, j.TaxRate, j.TaxIncluded).Total
	if agreed := BillOf(j.Work, j.Currency, j.TaxRate, j.TaxIncluded).Total; agreed.Less(now) {
		return j, domain.Refuse("R12", "repair.above_quote", domain.Args{"agreed": agreed, "now": now})
	}
	j.Work, err = j.judged(e.Work)
	return j, err
}

// handed gives the item back. Repaired parts and that fault carry the repair
// warranty from this day, or the rest of the term, the later (R12).
//
// Errors: repair.way, field.required.
func (j Job) handed(e Entry, who string, today calendar.Date) (Job, error) {
	es := carried(e, &j.Carrier, &j.Tracking)
	waive := ""
	for _, x := range []struct {
		field string
		from  string
		to    *string
	}{{"serial", e.Serial, &j.SerialOut}, {"by", e.By, &j.Back.By}, {"paid_how", e.PaidHow, &j.PaidHow}, {"waive", e.Waive, &waive}} {
		clean, fault := domain.Line(x.field, x.from, false)
		if fault != nil {
			es = append(es, fault)
		}
		*x.to = or(clean, *x.to)
	}
	j.Back.Way, j.Back.Day = e.Way, today
	if e.Way == "" {
		j.Back.Way = wayOf(j)
	}
	if !slices.Contains(j.Ways(), j.Back.Way) {
		es = append(es, domain.Wrong("way", "repair.way", domain.Args{"value": e.Way}))
	}
	if waive != "" {
		j.Waived = &domain.Override{Reason: waive, Who: who}
	}
	if _, _, total := j.Total(); total.Minor > 0 && j.PaidHow == "" {
		es = append(es, domain.Wrong("paid_how", "field.required", nil))
	}
	if len(es) > 0 {
		return j, es
	}
	if j.State == Tested && !j.Ours {
		j.Until = max(today.AddDays(j.Terms.WarrantyDays), j.Cover.Until())
	}
	return j, nil
}

// wayOf is the way home of a job that says none: by carrier when it names one.
func wayOf(j Job) string {
	if j.Ours {
		return Shelved
	}
	if j.Carrier != "" || j.Tracking != "" {
		return "shipped"
	}
	return "collected"
}
