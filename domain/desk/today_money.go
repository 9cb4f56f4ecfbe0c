package desk

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/refund"
)

// moneyToday lists refunds whose money should have arrived, the longest waited
// for first; and those that bounced.
func moneyToday(tx Tx, s setting, t *Today) error {
	rows, err := tx.RefundPage(RefundQuery{Chase: s.today(), Limit: listed})
	if err != nil {
		return err
	}
	for _, r := range rows {
		t.add(s, Task{Group: MoneyGroup, Entity: "refund", ID: r.ID, CaseID: r.CaseID, Number: r.CaseNumber, Who: r.Customer, Step: "refund.chase",
			Due: calendar.EndOf(r.To, s.zone), From: r.Filed})
	}
	bounced, err := tx.RefundPage(RefundQuery{Open: true, State: refund.Failed, Limit: listed})
	if err != nil {
		return err
	}
	for _, r := range bounced {
		t.add(s, Task{Group: MoneyGroup, Entity: "refund", ID: r.ID, CaseID: r.CaseID, Number: r.CaseNumber, Who: r.Customer, Step: "refund.file_again",
			Due: calendar.EndOf(calendar.DateOf(r.Filed, s.zone), s.zone), From: r.Filed})
	}
	return nil
}

// claimsToday lists the entries of the follow-up register whose answer is
// overdue (R11), and those that nobody sent yet.
func claimsToday(tx Tx, s setting, t *Today) error {
	overdue, err := claimsDue(tx, s.today(), listed)
	if err != nil {
		return err
	}
	for _, c := range overdue {
		t.add(s, Task{Group: MoneyGroup, Entity: "claim", ID: c.ID, CaseID: c.CaseID, Number: c.Number, Who: c.Recipient, What: c.Order, Step: "claim.next.answer",
			Due: calendar.EndOf(c.DueTo, s.zone), From: c.Sent})
	}
	open, err := tx.ClaimPage(ClaimQuery{Open: true, Limit: listed})
	if err != nil {
		return err
	}
	for _, c := range open {
		if c.State == claim.Open && c.Party != claim.Packing && t.at(c.CaseID, casefile.AskCarrier) < 0 { // the case's own line asks for it
			t.add(s, Task{Group: MoneyGroup, Entity: "claim", ID: c.ID, CaseID: c.CaseID, Number: c.Number, Who: c.Recipient, What: c.Order, Step: "claim.next.send",
				Due: calendar.EndOf(calendar.DateOf(c.Opened, s.zone), s.zone), From: c.Opened})
		}
	}
	return nil
}

// payoutToday lists goodwill payments that want a second look before closing
// time, those that are to be paid today, and those of which the customer was not
// told (R9).
func payoutToday(tx Tx, s setting, t *Today) error {
	rows, err := tx.GoodwillPage(GoodwillQuery{Open: true, Limit: listed})
	if err != nil {
		return err
	}
	for _, g := range rows {
		k := Task{Group: MoneyGroup, Entity: "goodwill", ID: g.ID, CaseID: g.CaseID, Number: g.Number, Who: g.Customer}
		switch g.State {
		case refund.GoodwillProposed, refund.GoodwillFailed:
			k.Step, k.From = "goodwill.next.verify", g.Proposed
			k.Due = s.closing(refund.PayoutDay(g.Proposed, s.shop.Closing, s.shop.Calendar(s.holidays[s.shop.Region]), s.zone))
		case refund.GoodwillVerified:
			if g.Day > s.today() {
				continue
			}
			k.Step, k.From, k.Due = "goodwill.next.pay", g.Verified, calendar.EndOf(g.Day, s.zone)
		default:
			k.Step, k.From, k.Due = "goodwill.next.tell", g.Paid, calendar.EndOf(calendar.DateOf(g.Paid, s.zone), s.zone)
		}
		if i := t.at(g.CaseID, casefile.Payment); i >= 0 { // the payment says more than the step that waits for it
			t.Tasks = slices.Delete(t.Tasks, i, i+1)
			t.Counts[MoneyGroup]--
		}
		t.add(s, k)
	}
	return nil
}

// at is the line of a case that stands at a step, -1 for none.
func (t *Today) at(caseID domain.ID, step casefile.StepCode) int {
	return slices.IndexFunc(t.Tasks, func(k Task) bool {
		return caseID != 0 && k.Entity == "case" && k.ID == caseID && k.Step == "step."+string(step)
	})
}

// closing is the instant at which a day's payouts are closed.
func (s setting) closing(day calendar.Date) calendar.Due {
	clock := s.shop.Closing
	if clock == "" {
		clock = refund.Closing
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", string(day)+" "+string(clock), s.zone)
	if err != nil {
		return calendar.EndOf(day, s.zone)
	}
	return calendar.AtInstant(at, s.zone)
}
