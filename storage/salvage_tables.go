package storage

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// freshTable is a table of the new store, and how its rows look.
type freshTable struct {
	name    string
	columns []freshColumn
	stored  []int // the columns in the order in which a record has them
	byKey   bool  // WITHOUT ROWID
}

type freshColumn struct {
	name, kind string
	null       bool
	rowid      bool // it stands for the row's number and is stored as NULL
	later      any  // what a row has that is older than the column
}

// freshTables are the tables of the new store, those with the most columns
// first: the more there are, the surer a row is known by them.
func (s *salvage) freshTables() ([]freshTable, error) {
	// From the sessions, not from their pool: once each of them has a connection
	// the pool has none left, and one would wait for ever.
	session, err := s.db.readers.take(s.ctx)
	if err != nil {
		return nil, err
	}
	defer s.db.readers.give(session, false)
	conn := session.conn
	names, err := lines(s.ctx, conn, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'goose%' ORDER BY name`)
	if err != nil {
		return nil, err
	}
	var out []freshTable
	for _, name := range names {
		t := freshTable{name: name}
		rows, err := conn.QueryContext(s.ctx, `SELECT c.name, c.type, c."notnull", c.pk, COALESCE(c.dflt_value, ''), l.wr FROM pragma_table_info($1) c, pragma_table_list($1) l ORDER BY c.cid`, name)
		if err != nil {
			return nil, err
		}
		keys := map[int]int{}
		for rows.Next() {
			var c freshColumn
			var notNull, pk, wr int
			var otherwise string
			if err := rows.Scan(&c.name, &c.kind, &notNull, &pk, &otherwise, &wr); err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			c.null, t.byKey = notNull == 0, wr == 1
			c.later = laterValue(otherwise)
			c.rowid = pk == 1 && !t.byKey && c.kind == "INTEGER"
			if pk > 0 && t.byKey {
				keys[pk] = len(t.columns)
			}
			t.columns = append(t.columns, c)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
		t.order(keys)
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b freshTable) int { return len(b.columns) - len(a.columns) })
	return out, nil
}

// laterValue reads the DEFAULT of a column: a text in quotes, or a number.
func laterValue(text string) any {
	if text == "" {
		return nil
	}
	if inside, ok := strings.CutPrefix(text, "'"); ok {
		return strings.TrimSuffix(inside, "'")
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil
	}
	return n
}

// telling is a field that the bodies of a table have, and those of the tables
// that look like it have not.
var telling = map[string]string{"shop": "zone", "people": "role", "products": "sku", "channels": "policy", "holidays": "region", "checklists": "items"}

// order works out in which order a record has the columns: a table without row
// numbers has its key first.
func (t *freshTable) order(keys map[int]int) {
	first := map[int]bool{}
	for i := 1; i <= len(keys); i++ {
		t.stored = append(t.stored, keys[i])
		first[keys[i]] = true
	}
	for i := range t.columns {
		if !first[i] {
			t.stored = append(t.stored, i)
		}
	}
}

// fitsAll says whether all rows of a page look like the table's. Pages of an
// index hold the same kinds of values as small tables do: only rows with a JSON
// body are known again.
func (t freshTable) fitsAll(rows []pageRecord) bool {
	for _, r := range rows {
		values, ok := t.row(r)
		if !ok {
			return false
		}
		if i := slices.IndexFunc(t.columns, func(c freshColumn) bool { return c.name == "body" || c.name == "facts" || c.name == "value" }); i >= 0 {
			text, _ := values[i].(string)
			if !json.Valid([]byte(text)) || telling[t.name] != "" && !strings.Contains(text, `"`+telling[t.name]+`"`) {
				return false
			}
		} else if t.byKey {
			return false
		}
	}
	return true
}

// row puts a record's values in the order of the table's columns. A row of an
// older version is shorter: the columns that came later are NULL.
func (t freshTable) row(r pageRecord) ([]any, bool) {
	if len(r.values) > len(t.columns) {
		return nil, false
	}
	out := make([]any, len(t.columns))
	for i, at := range t.stored {
		c := t.columns[at]
		v := c.later
		if i < len(r.values) {
			v = r.values[i]
		}
		if c.rowid {
			v = r.rowid
		}
		if !c.takes(v) {
			return nil, false
		}
		out[at] = v
	}
	return out, true
}

func (c freshColumn) takes(v any) bool {
	switch v := v.(type) {
	case nil:
		return c.null
	case int64:
		return c.kind == "INTEGER"
	case string:
		return c.kind == "TEXT" && utf8.ValidString(v)
	case []byte:
		return c.kind == "BLOB"
	}
	return false
}

func (t freshTable) names() []string {
	out := make([]string, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.name
	}
	return out
}

func (t freshTable) insert() string {
	quotedNames := make([]string, len(t.columns))
	for i, c := range t.columns {
		quotedNames[i] = quoted(c.name)
	}
	return `INSERT OR IGNORE INTO ` + quoted(t.name) + ` (` + strings.Join(quotedNames, ", ") + `) VALUES (?` + strings.Repeat(", ?", len(t.columns)-1) + `)`
}
