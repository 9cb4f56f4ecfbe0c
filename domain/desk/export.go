package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
)

// Column is a column of a table as it is written to a file. The catalogue's key
// of its name is "export." + Key. A row has for it a string, a Code, an int, a
// money.Amount, a calendar.Date, a time.Time in the shop's zone, or nil.
type Column struct {
	Key  string `json:"key"`
	Wide int    `json:"wide"` // characters that most cells need
}

// Code is a value of a fixed few, by its key in the catalogue: "order.state.paid".
type Code string

// ExportQuery names a table and picks its rows as the list on the screen does.
// Offsets and limits of its parts are passed over: all rows are written.
type ExportQuery struct {
	Table     string        `json:"table"`
	Orders    OrderQuery    `json:"orders"`
	Cases     CaseQuery     `json:"cases"`
	Refunds   RefundQuery   `json:"refunds"`
	Goodwill  GoodwillQuery `json:"goodwill"`
	Claims    ClaimQuery    `json:"claims"`
	Repairs   JobQuery      `json:"repairs"`
	Products  ProductQuery  `json:"products"`
	Customers CustomerQuery `json:"customers"`
	Quiet     bool          `json:"quiet"` // only customers whom the shop need not remember
	Ledger    LedgerQuery   `json:"ledger"`

	Agreements     RegisterQuery          `json:"agreements"`
	Losses         LossQuery              `json:"losses"`
	Retentions     RetentionRegisterQuery `json:"retentions"`
	Clocks         ClockQuery             `json:"clocks"`
	Reconciliation domain.ID              `json:"reconciliation"`
}

// exporting is an export at work: the store as it stood when it began.
type exporting struct {
	tx   Tx
	s    setting
	q    ExportQuery
	each func([]any) error
}

func (x exporting) row(cells ...any) error { return x.each(cells) }

// moment is a time as a file shows it, nil for none.
func (x exporting) moment(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return at.In(x.s.zone)
}

func (x exporting) channel(id domain.ID) string { return x.s.channels[id].Name }

// code is a key of the catalogue, nil for no value.
func code(prefix, value string) any {
	if value == "" {
		return nil
	}
	return Code(prefix + value)
}

// table is one that can be written to a file.
type table struct {
	name    string
	columns []Column
	rows    func(exporting) error
}

// exportPage is how many rows are read at a time.
const exportPage = 500

// eachPage reads a list page by page until one is not full.
func eachPage[T any](read func(offset, limit int) ([]T, error), each func([]T) error) error {
	for offset := 0; ; offset += exportPage {
		page, err := read(offset, exportPage)
		if err == nil {
			err = each(page)
		}
		if err != nil || len(page) < exportPage {
			return err
		}
	}
}

// eachRow reads a list page by page and calls each with every row.
func eachRow[T any](read func(offset, limit int) ([]T, error), each func(T) error) error {
	return eachPage(read, func(page []T) error { return rows(page, nil, each) })
}

// eachBelow reads a list that stands by id, the newest first, from each page's
// last row on, and calls each with every row.
func eachBelow[T any](read func(after domain.ID, limit int) ([]T, error), id func(T) domain.ID, each func(T) error) error {
	var last domain.ID
	return eachRow(func(_, limit int) ([]T, error) {
		page, err := read(last, limit)
		if n := len(page); n > 0 {
			last = id(page[n-1])
		}
		return page, err
	}, each)
}

// rows calls each with every row of what was read whole, unless that failed.
func rows[T any](all []T, err error, each func(T) error) error {
	for _, r := range all {
		if err != nil {
			break
		}
		err = each(r)
	}
	return err
}

// Tables lists the tables that can be written to a file.
func Tables() []string {
	var out []string
	for _, t := range tables() {
		out = append(out, t.name)
	}
	return out
}

// TableColumns are the columns of a table.
//
// Errors: export.no_table.
func TableColumns(name string) ([]Column, error) {
	t, err := tableNamed(name)
	return t.columns, err
}

func tableNamed(name string) (table, error) {
	all := tables()
	i := slices.IndexFunc(all, func(t table) bool { return t.name == name })
	if i < 0 {
		return table{}, domain.Wrong("table", "export.no_table", domain.Args{"value": name, "tables": strings.Join(Tables(), ", ")})
	}
	return all[i], nil
}

// Export calls each with every row of a table, as it stood when the export
// began. An error of each ends it and is returned.
//
// Errors: export.no_table, right.refused.
func (d *Desk) Export(ctx context.Context, q ExportQuery, each func(cells []any) error) error {
	t, err := tableNamed(q.Table)
	if err != nil {
		return err
	}
	return d.view(ctx, func(tx Tx, s setting) error {
		if err := s.allowed("export.table"); err != nil {
			return err
		}
		return t.rows(exporting{tx, s, q, func(cells []any) error {
			if ctx.Err() != nil {
				return &domain.Error{Kind: domain.Cancelled, Code: "export.cancelled"}
			}
			return each(cells)
		}})
	})
}

// exported is a table in one piece, for a program that asks for it.
type exported struct {
	Columns []Column `json:"columns"`
	Rows    [][]any  `json:"rows"`
}

func exportVerbs() []Verb {
	return []Verb{
		verbOf("export.tables", func(*Desk, context.Context, nothing) ([]string, error) { return Tables(), nil }),
		verbOf("export.table", func(d *Desk, ctx context.Context, q ExportQuery) (exported, error) {
			columns, err := TableColumns(q.Table)
			if err != nil {
				return exported{}, err
			}
			out := exported{Columns: columns, Rows: [][]any{}}
			err = d.Export(ctx, q, func(cells []any) error {
				out.Rows = append(out.Rows, slices.Clone(cells))
				return nil
			})
			return out, err
		}),
		verbOf("export.dates", func(d *Desk, ctx context.Context, _ nothing) ([]DueDate, error) { return d.DueDates(ctx) }),
	}
}
