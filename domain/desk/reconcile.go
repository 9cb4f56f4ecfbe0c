package desk

import (
	"context"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/refund"
)

// ReconcileRequest lays the lines of a payout file, or of a statement that was
// typed, beside one book.
type ReconcileRequest struct {
	Name    string          `json:"name"` // of the file
	Book    refund.Book     `json:"book"`
	Channel domain.ID       `json:"channel"` // whose platform; 0: all
	From    calendar.Date   `json:"from"`    // "": the first day of the file
	To      calendar.Date   `json:"to"`      // "": the last one
	Lines   []StatementLine `json:"lines"`
}

// StatementLine is one line as a file gives it: the amount in plain decimals,
// with or without a sign.
type StatementLine struct {
	Line      int    `json:"line"`
	Reference string `json:"reference"`
	Day       string `json:"day"` // 2026-03-12
	Amount    string `json:"amount"`
	Currency  string `json:"currency"` // "": the shop's
}

// Reconcile lays a payout file beside the books: matched, different, missing in
// the file, extra in it. Nothing is kept (R9).
//
// Errors: reconcile.nothing, reconcile.book, ledger.range; naming the line,
// reconcile.currency, reconcile.amount, reconcile.day, reconcile.reference.
func (d *Desk) Reconcile(ctx context.Context, r ReconcileRequest) (refund.Reconciliation, error) {
	var out refund.Reconciliation
	err := d.view(ctx, func(tx Tx, s setting) error {
		var err error
		out, err = reconciled(tx, s, r)
		return err
	})
	return out, err
}

// KeepReconciliation lays a payout file beside the books and keeps what came
// out. Payments that were filed and that the file has are not marked paid by it:
// MarkReconciled does that.
//
// Errors: those of Reconcile.
func (d *Desk) KeepReconciliation(ctx context.Context, r ReconcileRequest) (refund.Reconciliation, error) {
	var out refund.Reconciliation
	err := d.update(ctx, func(tx Tx, s setting) error {
		var err error
		if out, err = reconciled(tx, s, r); err != nil {
			return err
		}
		if err := tx.PutReconciliation(&out); err != nil {
			return err
		}
		return s.record(tx, "reconcile.keep", "reconciliation", out.ID, reconcileFacts(out))
	})
	return out, err
}

func reconcileFacts(r refund.Reconciliation) domain.Args {
	facts := domain.Args{"book": string(r.Book), "from": string(r.From), "to": string(r.To)}
	for _, o := range refund.Outcomes() {
		facts[string(o)] = r.Count(o)
	}
	return facts
}

func reconciled(tx Tx, s setting, r ReconcileRequest) (refund.Reconciliation, error) {
	out := refund.Reconciliation{At: s.now, Who: s.who(), Book: r.Book, Channel: r.Channel, From: r.From, To: r.To}
	name, e := domain.Line("name", r.Name, true)
	if e != nil {
		return out, e
	}
	if out.Name = name; r.Book != refund.PlatformBook && r.Book != refund.DirectBook {
		return out, domain.Wrong("book", "reconcile.book", domain.Args{"value": string(r.Book)})
	}
	file, err := statements(s, r.Lines)
	if err != nil {
		return out, err
	}
	for _, l := range file {
		if r.From == "" && (out.From == "" || l.Day < out.From) {
			out.From = l.Day
		}
		if r.To == "" && l.Day > out.To {
			out.To = l.Day
		}
	}
	if !out.From.Valid() || !out.To.Valid() || out.To < out.From {
		return out, domain.Wrong("from", "ledger.range", domain.Args{"from": string(out.From), "to": string(out.To)})
	}
	book, err := entries(tx, s, out, file)
	if err != nil {
		return out, err
	}
	out.Pairs = refund.Reconcile(book, file)
	return out, nil
}

// statements checks the lines of a file, each fault with its line.
func statements(s setting, lines []StatementLine) ([]refund.Statement, error) {
	if len(lines) == 0 {
		return nil, domain.Wrong("lines", "reconcile.nothing", nil)
	}
	var out []refund.Statement
	var es domain.Errors
	fault := func(line int, code, value string) {
		es = append(es, domain.Wrong("lines", code, domain.Args{"line": line, "value": value}))
	}
	for i, l := range lines {
		if l.Line == 0 {
			l.Line = i + 1
		}
		c := money.Currency(l.Currency)
		if c == "" {
			c = s.shop.Currency
		}
		if !c.Valid() {
			fault(l.Line, "reconcile.currency", l.Currency)
			continue
		}
		a, e := money.Parse("amount", l.Amount, c)
		if e != nil {
			fault(l.Line, "reconcile.amount", l.Amount)
			continue
		}
		if a.Minor < 0 {
			a = a.Neg() // files write payouts as negative sums, or not
		}
		day, e := calendar.ParseDate("day", l.Day)
		if e != nil {
			fault(l.Line, "reconcile.day", l.Day)
			continue
		}
		reference, e := domain.Line("reference", l.Reference, false)
		if e != nil {
			fault(l.Line, "reconcile.reference", "")
			continue
		}
		if a.Minor > 0 {
			out = append(out, refund.Statement{Line: l.Line, Reference: reference, Day: day, Amount: a})
		}
	}
	return out, es.OrNil()
}

// around is how many days before a file's first day and after its last one a
// payment may stand in the books that the file names.
const around = 31

// entries are the payments of a book between the days of a reconciliation, and
// those around them that the file names.
func entries(tx Tx, s setting, r refund.Reconciliation, file []refund.Statement) ([]refund.Entry, error) {
	from, to := r.From.AddDays(-around).Start(s.zone), r.To.AddDays(around).End(s.zone)
	said := map[string]bool{}
	for _, l := range file {
		said[refund.Folded(l.Reference)] = true
	}
	var out []refund.Entry
	keep := func(e refund.Entry, at time.Time) {
		e.Day = calendar.DateOf(at, s.zone)
		byName := slices.ContainsFunc(e.Names, func(n string) bool { return refund.Folded(n) != "" && said[refund.Folded(n)] })
		if byName || e.Day >= r.From && e.Day <= r.To {
			out = append(out, e)
		}
	}
	refunds, err := tx.RefundsMoved(from, to)
	if err != nil {
		return nil, err
	}
	for _, m := range refunds {
		o, err := tx.Order(m.OrderID)
		if err != nil {
			return nil, err
		}
		if m.Book() != r.Book || r.Channel != 0 && o.ChannelID != r.Channel {
			continue
		}
		e := refund.Entry{Entity: "refund", ID: m.ID, Number: m.Number, Order: o.Number, Names: []string{m.Number, o.Number, m.Reference}, Amount: m.Amount, Paid: m.State == refund.Paid}
		if m.CaseID != 0 {
			c, err := tx.Case(m.CaseID)
			if err != nil {
				return nil, err
			}
			e.Names = append(e.Names, c.Number, c.Return)
		}
		keep(e, m.Rows()[0].At)
	}
	if r.Book != refund.DirectBook {
		return out, nil
	}
	goodwill, err := tx.GoodwillMoved(from, to)
	for _, g := range goodwill {
		o, err := tx.Order(g.OrderID)
		if err != nil {
			return nil, err
		}
		if r.Channel == 0 || o.ChannelID == r.Channel {
			keep(refund.Entry{Entity: "goodwill", ID: g.ID, Number: g.Number, Order: o.Number, Names: []string{g.Number, o.Number}, Amount: g.Amount, Paid: g.State == refund.GoodwillPaid}, g.Rows()[0].At)
		}
	}
	return out, err
}

type (
	// JoinRequest pairs a payment with a line of the file by hand: the places of
	// both in the list of pairs, from 0.
	JoinRequest struct {
		Reconciliation domain.ID `json:"reconciliation"`
		Entry          int       `json:"entry"`
		Statement      int       `json:"statement"`
		Note           string    `json:"note"`
	}
	reconcileNamed struct {
		Reconciliation domain.ID `json:"reconciliation"`
	}
)

// JoinPair pairs what the file calls by a name that nobody knew.
//
// Errors: missing.reconciliation, reconcile.no_pair, refund.currency.
func (d *Desk) JoinPair(ctx context.Context, r JoinRequest) (refund.Reconciliation, error) {
	return d.changeReconciliation(ctx, r.Reconciliation, "reconcile.join", func(_ Tx, s setting, out refund.Reconciliation) (refund.Reconciliation, error) {
		return out.Joined(r.Entry, r.Statement, r.Note, s.who())
	})
}

// MarkReconciled marks every payment as paid that the file has with its amount
// and that was only filed, or only verified: on the day of the file.
//
// Errors: missing.reconciliation, reconcile.nothing_to_mark.
func (d *Desk) MarkReconciled(ctx context.Context, id domain.ID) (refund.Reconciliation, error) {
	return d.changeReconciliation(ctx, id, "reconcile.mark", func(tx Tx, s setting, out refund.Reconciliation) (refund.Reconciliation, error) {
		marked := 0
		for i := range out.Pairs {
			p := &out.Pairs[i]
			if p.Outcome != refund.Matched || p.Entry.Paid {
				continue
			}
			done, err := markPaid(tx, s, *p)
			if err != nil {
				return out, err
			}
			if done {
				marked++
			}
			e := *p.Entry
			e.Paid = true
			p.Entry = &e
		}
		if marked == 0 {
			return out, domain.Refuse("R9", "reconcile.nothing_to_mark", nil)
		}
		return out, nil
	})
}

// markPaid marks one payment paid at noon of the file's day; one that somebody
// marked meanwhile stays.
func markPaid(tx Tx, s setting, p refund.Pair) (bool, error) {
	at := p.Statement.Day.Start(s.zone).Add(12 * time.Hour)
	if at.After(s.now) {
		at = s.now
	}
	if p.Entry.Entity == "goodwill" {
		g, err := tx.Goodwill(p.Entry.ID)
		if err != nil || g.State != refund.GoodwillVerified {
			return false, err
		}
		if at.Before(g.Proposed) {
			at = g.Proposed
		}
		if g, err = g.Pays(s.who(), at, s.now); err != nil {
			return false, err
		}
		if err := tx.PutGoodwill(&g); err != nil {
			return false, err
		}
		return true, s.record(tx, "goodwill.pay", "goodwill", g.ID, goodwillFacts(g))
	}
	m, err := tx.Refund(p.Entry.ID)
	if err != nil || m.State != refund.Filed {
		return false, err
	}
	if at.Before(m.Filed) {
		at = m.Filed
	}
	if m, err = m.Arrives(s.who(), at); err != nil {
		return false, err
	}
	if m.Reference == "" {
		m.Reference = p.Statement.Reference
	}
	if err := tx.PutRefund(&m); err != nil {
		return false, err
	}
	return true, s.record(tx, "refund.pay", "refund", m.ID, moneyFacts(m))
}

func (d *Desk) changeReconciliation(ctx context.Context, id domain.ID, verb string, f func(Tx, setting, refund.Reconciliation) (refund.Reconciliation, error)) (refund.Reconciliation, error) {
	var out refund.Reconciliation
	err := d.update(ctx, func(tx Tx, s setting) error {
		r, err := tx.Reconciliation(id)
		if err != nil {
			return err
		}
		if out, err = f(tx, s, r); err != nil {
			return err
		}
		if err := tx.PutReconciliation(&out); err != nil {
			return err
		}
		return s.record(tx, verb, "reconciliation", out.ID, reconcileFacts(out))
	})
	return out, err
}

// Reconciliation shows one that was kept; Reconciliations lists the newest.
//
// Errors: missing.reconciliation.
func (d *Desk) Reconciliation(ctx context.Context, id domain.ID) (refund.Reconciliation, error) {
	var out refund.Reconciliation
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		out, err = tx.Reconciliation(id)
		return err
	})
	return out, err
}

// Reconciliations lists the newest ones, newest first.
func (d *Desk) Reconciliations(ctx context.Context) ([]refund.Reconciliation, error) {
	var out []refund.Reconciliation
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		out, err = tx.Reconciliations(50)
		return err
	})
	return out, err
}
