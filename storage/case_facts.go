package storage

import (
	"time"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/money"
)

// caseFact is a row of what the reports of cases are made of.
type caseFact struct {
	sort, code, sku string
	began           time.Time
	due, ended      any // nil for none
	yes             bool
	amount          money.Amount
	who, words      string
}

func instant(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return at
}

// factsOf are the rows of a case: its clocks, except those that nobody needed,
// its offers and why there was none, its compensations and, for each of its
// products, its lessons.
func factsOf(c casefile.Case) []caseFact {
	var out []caseFact
	for _, k := range c.Clocks {
		if !k.Dropped {
			out = append(out, caseFact{sort: "clock", code: string(k.Code), began: k.From, due: k.Due.At, ended: instant(k.Stopped)})
		}
	}
	for _, r := range c.Retentions {
		out = append(out, caseFact{sort: "retention", code: string(r.Offer), began: r.At, yes: r.Kept, amount: r.Cost, who: r.Who, words: r.What})
	}
	if s, ok := c.Step(casefile.Retention); ok && s.Skipped != "" {
		at := s.SkippedAt
		if at.IsZero() {
			at = c.Opened
		}
		out = append(out, caseFact{sort: "retention", began: at, who: s.Who, words: s.Skipped})
	}
	for _, k := range c.Compensations {
		out = append(out, caseFact{sort: "compensation", code: string(k.Kind), began: k.At, amount: k.Amount, who: k.Who, words: k.Reason, sku: k.SKU})
	}
	for _, l := range c.Lessons {
		for _, it := range c.Items {
			out = append(out, caseFact{sort: "lesson", code: l.Change, sku: it.SKU, began: c.Closed, ended: instant(l.Done), who: l.Who, words: l.Note})
		}
	}
	return out
}

// putCaseFacts replaces the rows of a case.
func (t *Tx) putCaseFacts(c casefile.Case) error {
	if _, err := t.Exec(`DELETE FROM case_facts WHERE case_id = $1`, c.ID); err != nil {
		return err
	}
	for i, f := range factsOf(c) {
		_, err := t.Exec(`INSERT INTO case_facts (case_id, n, sort, code, kind, channel_id, sku, began, due, ended, yes, amount, currency, who, words)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
			c.ID, i+1, f.sort, f.code, string(c.KindOf()), c.ChannelID, f.sku, f.began, f.due, f.ended, f.yes, f.amount.Minor, string(f.amount.Currency), f.who, f.words)
		if err != nil {
			return err
		}
	}
	return nil
}

// Clocks lists the clocks of cases and of orders that started in [from, to),
// those that nobody needed left out. An order's has no kind.
func (t *Tx) Clocks(from, to time.Time) ([]desk.ClockFact, error) {
	return All(t, func(r Row) (desk.ClockFact, error) {
		var f desk.ClockFact
		var began, due int64
		var ended *int64
		err := r.Scan(&f.Code, &f.Kind, &f.Channel, &began, &due, &ended)
		f.From, f.Due = time.UnixMilli(began).UTC(), time.UnixMilli(due).UTC()
		if ended != nil {
			f.Stopped = time.UnixMilli(*ended).UTC()
		}
		return f, err
	}, `SELECT code, kind, channel_id, began, due, ended FROM (
			SELECT code, kind, channel_id, began, due, ended, case_id AS owner, n FROM case_facts WHERE sort = 'clock' AND began >= $1 AND began < $2
			UNION ALL SELECT code, '', channel_id, began, due, ended, order_id, n FROM order_clocks WHERE began >= $1 AND began < $2) f
		ORDER BY began, kind, owner, n`, from, to)
}

// CaseRetentions lists the offers made in [from, to), and with no code where a
// person said why there was none, newest first.
func (t *Tx) CaseRetentions(from, to time.Time) ([]desk.RetentionRow, error) {
	return All(t, func(r Row) (desk.RetentionRow, error) {
		var f desk.RetentionRow
		var at, amount int64
		var currency string
		err := r.Scan(&f.CaseID, &f.CaseNumber, &f.OrderNumber, &f.Customer, &f.Offer, &f.What, &f.Kept, &amount, &currency, &f.Who, &at)
		f.At, f.Cost = time.UnixMilli(at).UTC(), money.Of(amount, money.Currency(currency))
		return f, err
	}, `SELECT f.case_id, c.number, o.number, o.customer_name, f.code, f.words, f.yes, f.amount, f.currency, f.who, f.began
		FROM case_facts f JOIN cases c ON c.id = f.case_id JOIN orders o ON o.id = c.order_id
		WHERE f.sort = 'retention' AND f.began >= $1 AND f.began < $2 ORDER BY f.began DESC, f.case_id DESC, f.n DESC`, from, to)
}

// OpenLessons lists the lessons of a product that nobody has learnt yet, oldest
// first; of all products where sku is "".
func (t *Tx) OpenLessons(sku string) ([]desk.LessonRow, error) {
	scan := func(r Row) (desk.LessonRow, error) {
		var f desk.LessonRow
		var at int64
		err := r.Scan(&f.CaseID, &f.CaseNumber, &f.SKU, &f.Change, &f.Note, &at)
		f.At = time.UnixMilli(at).UTC()
		return f, err
	}
	query := `SELECT f.case_id, c.number, f.sku, f.code, f.words, f.began FROM case_facts f JOIN cases c ON c.id = f.case_id
		WHERE f.sort = 'lesson' AND f.ended IS NULL`
	if sku == "" {
		return All(t, scan, query+` ORDER BY f.began, f.case_id, f.n`)
	}
	return All(t, scan, query+` AND f.sku = $1 ORDER BY f.began, f.case_id, f.n`, sku)
}
