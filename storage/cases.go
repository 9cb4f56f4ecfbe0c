package storage

import (
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
	var page []desk.CaseRow
	offset := max(q.Offset, 0)
	for _, part := range casesIn(q) {
		where := part.where()
		limit, skip := part.value(q.Limit-len(page)), part.value(offset)
		rows, err := All(t, scanCaseRow, `SELECT c.body, o.number, o.customer_name
			FROM (SELECT c.id, c.due, c.body, c.order_id FROM cases c`+where+` ORDER BY `+part.order+` LIMIT `+limit+` OFFSET `+skip+`) c
			JOIN orders o ON o.id = c.order_id ORDER BY `+part.order, part.values...)
		if err != nil {
			return nil, err
		}
		page = append(page, rows...)
		if len(page) >= q.Limit {
			break
		}
		if len(rows) > 0 {
			offset = 0
			continue
		}
		var n int
		if _, err := t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM cases`+where, part.values[:len(part.values)-2]...); err != nil {
			return nil, err
		}
		offset = max(offset-n, 0)
	}
	return page, nil
}

// caseStretch is a part of the list of cases in one order.
type caseStretch struct {
	clause
	order string
}

func casesIn(q desk.CaseQuery) []caseStretch {
	parts := []caseStretch{
		{clause{conditions: []string{"done = 0", "due IS NOT NULL"}}, "c.due, c.id"},
		{clause{conditions: []string{"done = 0", "due IS NULL"}}, "c.id DESC"},
		{clause{conditions: []string{"done = 1"}}, "c.id DESC"},
	}
	if q.Open {
		parts = parts[:2]
	}
	for i := range parts {
		narrow(&parts[i].clause, q)
	}
	return parts
}

func scanCaseRow(r Row) (desk.CaseRow, error) {
	var row desk.CaseRow
	var body string
	err := r.Scan(&body, &row.OrderNumber, &row.Customer)
	if err == nil {
		row.Case, err = decoded[casefile.Case]("case", body)
	}
	return row, err
}

// CaseCount is how many cases a query picks.
func (t *Tx) CaseCount(q desk.CaseQuery) (int, error) {
	var c clause
	if q.Open {
		c.and("done = 0")
	}
	narrow(&c, q)
	var n int
	_, err := t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM cases`+c.where(), c.values...)
	return n, err
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
