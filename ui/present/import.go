package present

import (
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/ui/text"
)

// Result shows what an import does, or did, with an order.
func Result(w *text.Words, r desk.Result) Mark {
	m := map[desk.Result]Mark{desk.Created: {Dot, Ok, ""}, desk.Changed: {Half, Info, ""}, desk.Unchanged: {Ring, Muted, ""}, desk.Review: {Octagon, Late, ""}}[r]
	m.Word = w.T("result." + string(r))
	return m
}

// ImportLine is one order of an import as the list shows it.
type ImportLine struct {
	Number, Whole, Customer string
	Result                  Mark
	What                    string // what changes, or why it stays out
	Offered                 bool   // a ship date stands in its note
}

// Outcome shows one order of an import.
func Outcome(w *text.Words, o desk.Outcome) ImportLine {
	return ImportLine{Number: Short(o.Number), Whole: o.Number, Customer: o.Customer, Result: Result(w, o.Result), What: what(w, o), Offered: len(o.Offered) > 0}
}

func what(w *text.Words, o desk.Outcome) string {
	switch {
	case o.Result == desk.Review && len(o.Faults) > 0:
		return w.Error(o.Faults[0])
	case o.Result == desk.Changed && len(o.Changes) > 0:
		c := Change(w, o.Changes[0])
		s := w.T("import.change", domain.Args{"field": c.Field, "was": c.Was, "now": c.Now})
		switch {
		case c.Was == "":
			s = w.T("import.change_added", domain.Args{"field": c.Field, "now": c.Now})
		case c.Now == "":
			s = w.T("import.change_gone", domain.Args{"field": c.Field, "was": c.Was})
		}
		if more := len(o.Changes) - 1; more > 0 {
			s += w.N("import.more_changes", more)
		}
		return s
	case o.Result == desk.Created && o.Remedy != "":
		return w.T("import.case_new", domain.Args{"remedy_key": "remedy." + string(o.Remedy), "reason_key": "reason." + o.Reason})
	case o.Result == desk.Created:
		return w.N("import.lines", o.Lines, domain.Args{"amount": o.Total})
	}
	return ""
}

// ChangeLine is one fact that a file changes, before and after; "" is none.
type ChangeLine struct{ Field, Was, Now string }

// Change says a change in words.
func Change(w *text.Words, c order.Change) ChangeLine {
	return ChangeLine{w.T("change." + c.Field), value(w, c.Field, c.Was), value(w, c.Field, c.Now)}
}

func value(w *text.Words, field string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		if field == "state" && v != "" {
			return w.T("order.state." + v)
		}
		return v
	case calendar.Date:
		return w.Day(v)
	}
	return w.T("import.value", domain.Args{"value": v})
}

// Place says where in the file a fault was found: its row and its column, as
// far as they are known.
func Place(w *text.Words, e *domain.Error) string {
	row, hasRow := e.Args["row"]
	column, hasColumn := e.Args["column"]
	switch {
	case hasRow && hasColumn:
		return w.T("import.place", domain.Args{"row": row, "column": column})
	case hasRow:
		return w.T("import.row", domain.Args{"row": row})
	case hasColumn:
		return w.T("import.place_column", domain.Args{"column": column})
	}
	return ""
}

// ImportReport is an import as a table: a line for each reason, and one for
// each order without any.
func ImportReport(w *text.Words, r desk.Report) (head []string, rows [][]string) {
	for _, key := range []string{"row", "order", "customer", "result", "field", "reason"} {
		head = append(head, w.T("cli.report."+key))
	}
	for _, o := range r.Outcomes {
		line := func(field, reason string) {
			rows = append(rows, []string{strconv.Itoa(o.Row), o.Number, o.Customer, w.T("result." + string(o.Result)), field, reason})
		}
		for _, e := range append(append([]*domain.Error{}, o.Faults...), o.Hints...) {
			line(w.Field(e.Field), w.Error(e))
		}
		if len(o.Faults)+len(o.Hints) == 0 {
			line("", "")
		}
	}
	return head, rows
}

// Facts are what a file says of an order, as a mapping shows it: each fact that
// is said, by its name.
func Facts(w *text.Words, f order.Facts) []ChangeLine {
	var out []ChangeLine
	add := func(fact, value string) {
		if value != "" {
			out = append(out, ChangeLine{Field: w.T("fact." + fact), Now: value})
		}
	}
	add("number", f.Number)
	for _, t := range []struct {
		fact string
		at   time.Time
	}{{"placed", f.Placed}, {"paid_at", f.Paid}, {"ship_by", f.ShipBy}, {"shipped_at", f.ShippedAt}, {"delivered", f.Delivered}} {
		if !t.at.IsZero() {
			add(t.fact, w.FullMoment(t.at))
		}
	}
	add("state", w.T("order.state."+string(f.State)))
	for _, a := range []struct {
		fact string
		is   money.Amount
	}{{"total", f.Total}, {"paid", f.PaidSum}, {"shipping", f.Shipping}, {"tax", f.Tax}, {"discount", f.Discount}} {
		if a.is.Currency != "" && a.is.Minor != 0 {
			add(a.fact, w.Money(a.is))
		}
	}
	add("name", f.Customer.Name)
	add("phone", f.Customer.Phone)
	add("email", f.Customer.Email)
	add("address", strings.ReplaceAll(f.Customer.Address, "\n", ", "))
	for _, l := range f.Lines {
		what := w.T("import.map.line", domain.Args{"count": l.Quantity, "name": l.Title})
		if l.Price.Currency != "" {
			what = w.T("import.map.line_priced", domain.Args{"count": l.Quantity, "name": l.Title, "amount": l.Price})
		}
		add("title", what)
	}
	add("tracking", strings.Join(f.Tracking, " "))
	add("seller_note", f.SellerNote)
	add("buyer_note", f.BuyerNote)
	return out
}

// CasePlatform is what a platform's file last said of a case.
func CasePlatform(w *text.Words, p casefile.Platform) []Pair {
	var out []Pair
	add := func(key, value string) {
		if value != "" {
			out = append(out, Pair{w.T(key), value})
		}
	}
	moment := func(at time.Time) string {
		if at.IsZero() {
			return ""
		}
		return w.FullMoment(at)
	}
	add("change.platform_ref", p.Ref)
	add("change.platform_state", p.State)
	add("change.answer_by", moment(p.AnswerBy))
	add("change.evidence_by", moment(p.EvidenceBy))
	if p.Fault != "" {
		add("change.fault", w.T("fault."+string(p.Fault)))
	}
	add("fact.tracking", p.Tracking)
	return out
}
