package storage

import (
	"fmt"
	"strings"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
)

// Case is one case.
//
// Errors: missing.case.
func (t *Tx) Case(id domain.ID) (casefile.Case, error) {
	return find[casefile.Case](t, "case", id, `SELECT body FROM cases WHERE id = $1`, id)
}

// CaseByNumber is the case of a number, its own or its return's, with or
// without capitals and the hyphen.
//
// Errors: missing.case.
func (t *Tx) CaseByNumber(number string) (casefile.Case, error) {
	n := hyphened(number)
	return find[casefile.Case](t, "case", number, `SELECT body FROM cases WHERE number = $1 OR return_no = $1`, n)
}

// hyphened writes a number of ours as it is stored: C-1187.
func hyphened(number string) string {
	n := strings.ToUpper(foldCode(number))
	if len(n) < 2 {
		return n
	}
	return n[:1] + "-" + n[1:]
}

// CasesByTracking are the cases whose parcel has the tracking number, newest
// first.
func (t *Tx) CasesByTracking(code string) ([]casefile.Case, error) {
	tracking := foldCode(code)
	if tracking == "" {
		return nil, nil
	}
	return list[casefile.Case](t, "case", `SELECT body FROM cases WHERE tracking <> '' AND tracking = $1 ORDER BY id DESC`, tracking)
}

// CasesOfOrder are the cases of an order, oldest first.
func (t *Tx) CasesOfOrder(orderID domain.ID) ([]casefile.Case, error) {
	return list[casefile.Case](t, "case", `SELECT body FROM cases WHERE order_id = $1 ORDER BY id`, orderID)
}

// PutCase keeps a case and what a search finds it by.
//
// Errors: those of Validate, store.conflict, store.duplicate when a number is
// taken, store.refers when its order does not exist.
func (t *Tx) PutCase(c *casefile.Case) error {
	var before []searchKey
	if c.ID != 0 {
		old, err := t.Case(c.ID)
		if err != nil {
			return gone("cases", c.ID, err)
		}
		before = caseKeys(old)
	}
	var due any
	now, _ := c.Now()
	if !now.Due.None() {
		due = now.Due.At
	}
	err := t.keep(record{entity: "case", table: "cases", value: c, id: &c.ID, version: &c.Version,
		columns: []string{"number", "return_no", "order_id", "state", "parcel", "done", "due", "tracking", "kind", "channel_id", "step", "actor"},
		values: []any{c.Number, orNull(c.Return), c.OrderID, string(c.State), string(c.Parcel), c.Done(), due, foldCode(c.Tracking), string(c.KindOf()), c.ChannelID,
			string(now.Code), string(now.Actor)}})
	if err != nil {
		return err
	}
	if err := t.putCaseFacts(*c); err != nil {
		return err
	}
	return t.changeKeys("case", c.ID, before, caseKeys(*c))
}

// caseKeys are a case's two numbers and the tracking number of the way back.
func caseKeys(c casefile.Case) []searchKey {
	l := keyList(documentKeys(c.Number, c.Return, c.Tracking))
	l.add(rankPart, foldDigits(c.Return))
	return l
}

// gone turns "there is none" into the conflict that it is for a Put.
func gone(table string, id domain.ID, err error) error {
	if e := domain.As(err); e != nil && e.Kind == domain.NotFound {
		return stale(table, id)
	}
	return err
}

// CasePage is one page of cases: open ones by the due time of their next step,
// those without last, then the others, newest first.
func (t *Tx) CasePage(q desk.CaseQuery) ([]desk.CaseRow, error) {
	rows := paged[desk.CaseRow]{columns: `c.body, o.number, o.customer_name`, from: `JOIN cases c ON c.id = p.id JOIN orders o ON o.id = c.order_id`, scan: scanCaseRow, parts: casesIn(q)}
	var err error
	if !q.Late { // late is another list each moment
		rows.known, err = t.listing("cases", fmt.Sprint(q.Open, q.Await, q.Kind, q.Channel, q.Actor))
	}
	if err != nil {
		return nil, err
	}
	return rows.read(t, q.Offset, q.Limit)
}

// casesIn are the parts of the list of cases, in its order.
func casesIn(q desk.CaseQuery) []stretch {
	part := func(name, condition string, order sorting, desc bool) stretch {
		s := stretch{table: "cases", name: name, clause: &clause{}, order: order, desc: desc}
		s.clause.and(condition)
		narrow(s.clause, q)
		return s
	}
	parts := []stretch{part("due", "done = 0 AND due IS NOT NULL", sorting{"due", "id"}, false), part("open", "done = 0 AND due IS NULL", byID, true)}
	if q.Open {
		return parts
	}
	return append(parts, part("done", "done = 1", byID, true))
}

func scanCaseRow(r Row, more ...any) (desk.CaseRow, error) {
	var row desk.CaseRow
	var body string
	err := r.Scan(append([]any{&body, &row.OrderNumber, &row.Customer}, more...)...)
	if err == nil {
		row.Case, err = decoded[casefile.Case]("case", body)
	}
	return row, err
}

// CaseCount is how many cases a query picks.
func (t *Tx) CaseCount(q desk.CaseQuery) (int, error) {
	c := &clause{}
	if q.Open {
		c.and("done = 0")
	}
	narrow(c, q)
	return t.countIn("cases", c)
}

// narrow adds what a query asks for besides whether a case is open.
func narrow(c *clause, q desk.CaseQuery) {
	if q.Await {
		c.and("parcel IN ('announced', 'on_its_way')")
	}
	if q.Kind != "" {
		c.and("kind = ?", string(q.Kind))
	}
	if q.Channel != 0 {
		c.and("channel_id = ?", q.Channel)
	}
	if q.Actor != "" {
		c.and("actor = ?", string(q.Actor))
	}
	if q.Late && !q.Now.IsZero() {
		c.and("due <= ?", q.Now)
	}
}

// CaseSteps counts the open cases by the step that is now.
func (t *Tx) CaseSteps() (map[casefile.StepCode]int, error) {
	out := map[casefile.StepCode]int{}
	err := t.Each(func(r Row) error {
		var step string
		var n int
		err := r.Scan(&step, &n)
		out[casefile.StepCode(step)] = n
		return err
	}, `SELECT step, COUNT(*) FROM cases WHERE done = 0 GROUP BY step`)
	return out, err
}
