package refund

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/flow"
	"aftercare/domain/money"
)

// GoodwillState is where a goodwill payment stands.
type GoodwillState string

// The states of a goodwill payment.
const (
	GoodwillProposed GoodwillState = "proposed"
	GoodwillVerified GoodwillState = "verified" // on the payout list of its day
	GoodwillPaid     GoodwillState = "paid"
	GoodwillFailed   GoodwillState = "failed" // bounced; it is verified anew
	GoodwillDeclined GoodwillState = "declined"
)

// GoodwillEvent is what moves a goodwill payment.
type GoodwillEvent string

// The events of a goodwill payment.
const (
	VerifyGoodwill  GoodwillEvent = "verify"
	PayGoodwill     GoodwillEvent = "pay"
	FailGoodwill    GoodwillEvent = "fail"
	DeclineGoodwill GoodwillEvent = "decline"
	TellGoodwill    GoodwillEvent = "tell" // the customer was told that it is paid
)

// GoodwillLife is the table of a goodwill payment's life.
var GoodwillLife = flow.Life[GoodwillState, GoodwillEvent]{Name: "goodwill", Rule: "R9", Moves: []flow.Move[GoodwillState, GoodwillEvent]{
	{Event: VerifyGoodwill, From: []GoodwillState{GoodwillProposed, GoodwillFailed}, To: GoodwillVerified},
	{Event: PayGoodwill, From: []GoodwillState{GoodwillVerified}, To: GoodwillPaid},
	{Event: FailGoodwill, From: []GoodwillState{GoodwillVerified, GoodwillPaid}, To: GoodwillFailed},
	{Event: DeclineGoodwill, From: []GoodwillState{GoodwillProposed, GoodwillVerified, GoodwillFailed}, To: GoodwillDeclined},
	{Event: TellGoodwill, From: []GoodwillState{GoodwillPaid}, To: GoodwillPaid},
}}

// GoodwillReason says why the shop pays outside the order's own refund (R9).
type GoodwillReason string

// The reasons.
const (
	RefundClosed    GoodwillReason = "refund_closed" // the platform no longer refunds the order
	PriceDifference GoodwillReason = "price_difference"
	PriceProtected  GoodwillReason = "price_protection"
	PromisedLess    GoodwillReason = "promised_discount"
	FreightAdvanced GoodwillReason = "freight"
	NotOnline       GoodwillReason = "offline" // what the platform cannot do online
	LateShipping    GoodwillReason = "late"
	Apology         GoodwillReason = "apology"
	Compensation    GoodwillReason = "compensation" // on top of a remedy, or for keeping the goods
)

// GoodwillReasons lists them as a form offers them.
func GoodwillReasons() []GoodwillReason {
	return []GoodwillReason{RefundClosed, PriceDifference, PriceProtected, PromisedLess, FreightAdvanced, NotOnline, LateShipping, Apology, Compensation}
}

// Goodwill is money paid outside the order's own refund.
type Goodwill struct {
	ID      domain.ID      `json:"id"`
	Version int64          `json:"version"`
	Number  string         `json:"number"` // G-1004
	OrderID domain.ID      `json:"order_id"`
	CaseID  domain.ID      `json:"case_id,omitempty"`
	State   GoodwillState  `json:"state"`
	Amount  money.Amount   `json:"amount"`
	Reason  GoodwillReason `json:"reason"`
	Words   string         `json:"words,omitempty"`
	Method  Method         `json:"method"`
	Payee   string         `json:"payee"`

	AgreedBy   string        `json:"agreed_by"` // of the shop
	Proposed   time.Time     `json:"proposed"`
	VerifiedBy string        `json:"verified_by,omitempty"`
	Verified   time.Time     `json:"verified,omitzero"`
	Day        calendar.Date `json:"day,omitempty"` // of the payout list
	Paid       time.Time     `json:"paid,omitzero"`
	PaidBy     string        `json:"paid_by,omitempty"`
	Told       time.Time     `json:"told,omitzero"` // the customer
	Why        string        `json:"why,omitempty"` // of a decline or a bounce
	Files      []domain.File `json:"files,omitempty"`
	// Once is what of its case it pays, where the case opened it by itself: such a
	// sum is opened once, and follows the case until somebody verified it.
	Once string `json:"once,omitempty"`
	Lost bool   `json:"lost,omitempty"` // the case no longer owes it
}

// Open says whether somebody still has to do something for it.
func (g Goodwill) Open() bool {
	return g.State != GoodwillDeclined && (g.State != GoodwillPaid || g.Told.IsZero())
}

// Counts says whether the money went or is to go.
func (g Goodwill) Counts() bool { return g.State != GoodwillDeclined }

// Rows are the payment's line in the direct book.
func (g Goodwill) Rows() []Row {
	if g.State != GoodwillPaid && g.State != GoodwillVerified {
		return nil
	}
	row := Row{Book: DirectBook, Direction: Out, Purpose: ForGoodwill, Amount: g.Amount, At: g.Verified, Entity: "goodwill", ID: g.ID, Number: g.Number, OrderID: g.OrderID, Method: g.Method}
	if g.State == GoodwillPaid {
		row.At, row.Paid = g.Paid, true
	}
	return []Row{row}
}

// Propose checks a goodwill payment as it is proposed. One that a case opens by
// itself may lack its method: somebody asks the customer before it is verified.
//
// Errors: goodwill.reason, refund.method, refund.amount, refund.currency,
// field.required, field.too_long.
func (g Goodwill) Propose(currency money.Currency, who string, now time.Time) (Goodwill, error) {
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	if !slices.Contains(GoodwillReasons(), g.Reason) {
		add(domain.Wrong("reason", "goodwill.reason", domain.Args{"value": string(g.Reason)}))
	}
	switch {
	case g.Amount.Currency != currency:
		add(domain.Wrong("amount", "refund.currency", domain.Args{"value": string(g.Amount.Currency), "want": string(currency)}))
	case g.Amount.Minor <= 0 || g.Amount.Minor > money.Limit:
		add(domain.Wrong("amount", "refund.amount", domain.Args{"value": g.Amount}))
	}
	if g.Once == "" || g.Method != "" {
		var to domain.Errors
		g, to = g.to(g.Method, g.Payee)
		es = append(es, to...)
	}
	var e *domain.Error
	g.Words, e = domain.Text("words", g.Words, false)
	add(e)
	g.State, g.AgreedBy, g.Proposed = GoodwillProposed, who, now
	return g, es.OrNil()
}

// to sets by which method a payment goes, and to whom.
func (g Goodwill) to(m Method, payee string) (Goodwill, domain.Errors) {
	var es domain.Errors
	if m == Original || !slices.Contains(Methods(), m) {
		es = append(es, domain.Wrong("method", "refund.method", domain.Args{"value": string(m)}))
	}
	payee, e := domain.Line("payee", payee, m.NeedsPayee())
	if e != nil {
		es = append(es, e)
	}
	g.Method, g.Payee = m, payee
	return g, es
}

// GoesTo says by which method a payment goes that nobody verified yet, and to
// whom.
//
// Errors: flow.not_possible, refund.method, field.required, field.too_long.
func (g Goodwill) GoesTo(m Method, payee string) (Goodwill, error) {
	if _, err := GoodwillLife.Next(g.State, VerifyGoodwill); err != nil {
		return g, err
	}
	g, es := g.to(m, payee)
	return g, es.OrNil()
}

// Owes makes a payment that a case opened say what the case owes by now: another
// sum, or nothing. What somebody verified stays as it is. changed says whether it
// says something else than before.
func (g Goodwill) Owes(sum money.Amount) (out Goodwill, changed bool) {
	switch {
	case g.State == GoodwillProposed && sum.Minor <= 0:
		g.State, g.Lost = GoodwillDeclined, true
	case g.State == GoodwillDeclined && g.Lost && sum.Minor > 0:
		g.State, g.Lost, g.Amount = GoodwillProposed, false, sum
	case g.State == GoodwillProposed && g.Amount != sum:
		g.Amount = sum
	default:
		return g, false
	}
	return g, true
}

// Verifies puts the payment on the payout list: of this working day before
// closing time, else of the next one. Where the shop has two people, another
// one than agreed to it looks.
//
// Errors: flow.not_possible, goodwill.no_payee, goodwill.same_person.
func (g Goodwill) Verifies(who string, two bool, now time.Time, closing calendar.Clock, c calendar.Calendar, zone *time.Location) (Goodwill, error) {
	next, err := GoodwillLife.Next(g.State, VerifyGoodwill)
	if err != nil {
		return g, err
	}
	if g.Method == "" {
		return g, domain.Wrong("method", "goodwill.no_payee", domain.Args{"number": g.Number})
	}
	if two && who == g.AgreedBy {
		return g, domain.Refuse("R9", "goodwill.same_person", domain.Args{"who": who})
	}
	g.State, g.VerifiedBy, g.Verified, g.Why = next, who, now, ""
	g.Day = PayoutDay(now, closing, c, zone)
	return g, nil
}

// Closing is when the day's payouts are closed where nobody set another hour.
const Closing calendar.Clock = "18:00"

// PayoutDay is the day on whose list a payment stands that is verified now:
// today before closing time, when the shop works; else the next working day.
func PayoutDay(now time.Time, closing calendar.Clock, c calendar.Calendar, zone *time.Location) calendar.Date {
	if closing == "" {
		closing = Closing
	}
	day := calendar.DateOf(now, zone)
	if c.Works(day) && now.In(zone).Format("15:04") < string(closing) {
		return day
	}
	day, _ = c.Add(day, 1)
	return day
}

// Pays records that the list was paid.
//
// Errors: flow.not_possible, refund.at.
func (g Goodwill) Pays(who string, at, now time.Time) (Goodwill, error) {
	next, err := GoodwillLife.Next(g.State, PayGoodwill)
	if err != nil {
		return g, err
	}
	if at.After(now) || at.Before(g.Proposed) {
		return g, domain.Wrong("at", "refund.at", nil)
	}
	g.State, g.Paid, g.PaidBy = next, at, who
	return g, nil
}

// Tells records that the customer knows.
//
// Errors: flow.not_possible.
func (g Goodwill) Tells(now time.Time) (Goodwill, error) {
	if _, err := GoodwillLife.Next(g.State, TellGoodwill); err != nil {
		return g, err
	}
	g.Told = now
	return g, nil
}

// Ends records that the payment bounced or is not made, with the reason.
//
// Errors: flow.not_possible, field.required.
func (g Goodwill) Ends(e GoodwillEvent, why string) (Goodwill, error) {
	next, err := GoodwillLife.Next(g.State, e)
	if err != nil {
		return g, err
	}
	why, fault := domain.Text("reason", why, true)
	if fault != nil {
		return g, fault
	}
	g.State, g.Why = next, why
	if e == FailGoodwill {
		g.Paid, g.PaidBy, g.Day, g.Verified, g.VerifiedBy, g.Told = time.Time{}, "", "", time.Time{}, "", time.Time{}
	}
	return g, nil
}

// Validate refuses a payment that no rule could work with.
//
// Errors: field.required, refund.amount.
func (g Goodwill) Validate() error {
	if g.Number == "" || g.OrderID == 0 || g.State == "" {
		return domain.Wrong("number", "field.required", nil)
	}
	if g.Amount.Minor <= 0 || !g.Amount.Currency.Valid() {
		return domain.Wrong("amount", "refund.amount", domain.Args{"value": g.Amount})
	}
	return nil
}
