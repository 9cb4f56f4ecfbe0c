package storage

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"aftercare/domain"
)

// batch is how many rows one INSERT carries. Fifty is where one statement
// more saves little: 1.06 times the time of the database's own importer.
const batch = 50

// InsertRows adds rows to a table, fifty a statement, and gives how many. A
// row has one value per column; its slice may be used again for the next row.
//
// Errors: store.duplicate, store.refers, and those of Update.
func (t *Tx) InsertRows(table string, columns []string, rows iter.Seq[[]any]) (int64, error) {
	if err := checkNames(append(slices.Clone(columns), table)); err != nil {
		return 0, err
	}
	var (
		full   string // made when there are rows enough for it
		single = insertText(table, columns, 1)
		total  int64
		wrong  error
	)
	whole := func(row []any) bool {
		if len(row) != len(columns) {
			wrong = fmt.Errorf("insert into %s: %d values for %d columns", table, len(row), len(columns))
		}
		return wrong == nil
	}
	for values := range aheadOf(statements(rows, whole)) {
		text, per := single, len(columns)
		if len(values) == batch*len(columns) {
			if full == "" {
				full = t.db.engine.marks(insertText(table, columns, batch))
			}
			text, per = full, len(values)
		}
		// The rest goes row by row: two texts are prepared, not fifty.
		for part := range slices.Chunk(values, per) {
			n, err := t.Exec(text, part...)
			if err != nil {
				return total, err
			}
			total += n
		}
	}
	return total, wrong
}

// statements joins the values of a batch of rows each, up to the first that is
// not good; the last may be of fewer.
func statements(rows iter.Seq[[]any], good func(row []any) bool) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		var values []any
		waiting := 0
		for row := range rows {
			if !good(row) {
				return
			}
			if waiting == 0 {
				values = make([]any, 0, batch*len(row))
			}
			values = append(values, row...)
			if waiting++; waiting < batch {
				continue
			}
			if !yield(values) {
				return
			}
			waiting = 0
		}
		if waiting > 0 {
			yield(values)
		}
	}
}

// Take gives the first of n numbers in a row that no other Take of seq has
// given or will give. An Update that fails gives its numbers back.
func (t *Tx) Take(seq string, n int) (int64, error) {
	if n < 1 {
		return 0, fmt.Errorf("take %d of %s: at least one", n, seq)
	}
	var next int64
	_, err := t.QueryRow([]any{&next}, `INSERT INTO sequences (name, next) VALUES ($1, 1 + CAST($2 AS BIGINT))
		ON CONFLICT (name) DO UPDATE SET next = sequences.next + CAST($2 AS BIGINT) RETURNING next`, seq, n)
	return next - int64(n), err
}

// Versioned is one row with a version: its table has the columns id and
// version besides the named ones.
type Versioned struct {
	Table   string
	ID      domain.ID
	Version int64 // the version that was read; 0 for a row that is new
	Columns []string
	Values  []any
}

// PutVersioned adds a new row with version 1, or overwrites the row of that
// id when it still has the version that was read, and gives the new version.
//
// Errors: store.conflict when somebody else saved first or the row is gone;
// its Args name entity (the table) and id. store.duplicate, store.refers.
func (t *Tx) PutVersioned(v Versioned) (int64, error) {
	if len(v.Values) != len(v.Columns) {
		return 0, fmt.Errorf("put into %s: %d values for %d columns", v.Table, len(v.Values), len(v.Columns))
	}
	if err := checkNames(append(slices.Clone(v.Columns), v.Table)); err != nil {
		return 0, err
	}
	if err := t.imagine(v); err != nil {
		return 0, err
	}
	if v.Version == 0 {
		text := insertText(v.Table, append([]string{"id", "version"}, v.Columns...), 1)
		_, err := t.Exec(text, append([]any{v.ID, 1}, v.Values...)...)
		return 1, err
	}
	n, err := t.Exec(updateText(v.Table, v.Columns), append([]any{v.ID, v.Version}, v.Values...)...)
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, stale(v.Table, v.ID)
	}
	return v.Version + 1, nil
}

// stale reports that what was read is no longer what is stored.
func stale(entity string, id any) *domain.Error {
	return &domain.Error{Kind: domain.Conflict, Code: "store.conflict", Args: domain.Args{"entity": entity, "id": id}}
}

func insertText(table string, columns []string, rows int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", table, strings.Join(columns, ", "))
	for i := range rows * len(columns) {
		switch {
		case i == 0:
			b.WriteString("(")
		case i%len(columns) == 0:
			b.WriteString("), (")
		default:
			b.WriteString(", ")
		}
		b.WriteString("$" + strconv.Itoa(i+1))
	}
	b.WriteString(")")
	return b.String()
}

func updateText(table string, columns []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "UPDATE %s SET version = version + 1", table)
	for i, c := range columns {
		fmt.Fprintf(&b, ", %s = $%d", c, i+3)
	}
	b.WriteString(" WHERE id = $1 AND version = $2")
	return b.String()
}

// checkNames keeps anything but plain names out of SQL that is put together
// here; values never are.
func checkNames(names []string) error {
	for _, name := range names {
		plain := name != ""
		for i, r := range name {
			letter := r >= 'a' && r <= 'z' || r == '_'
			if !letter && (i == 0 || r < '0' || r > '9') {
				plain = false
			}
		}
		if !plain {
			return fmt.Errorf("%q is not a name of a table or column", name)
		}
	}
	return nil
}
