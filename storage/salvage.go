package storage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"aftercare/domain"
)

// Salvaged is what Salvage could read, and what it could not.
type Salvaged struct {
	Tables      map[string]SavedTable
	Entries     int64 // of the history that are one chain, from its beginning
	ChainBroken bool  // entries are missing; what was found behind the gap is kept as backup.salvaged
}

// SavedTable is what became of one table.
type SavedTable struct {
	Rows   int64 // read and kept
	Lost   int64 // read, but not kept: see the file beside the new store
	Unread int   // pages that could not be read; each held some dozens of rows, or led to others
}

// Salvage reads what can be read of a damaged store and writes it into a new
// one at to. The damaged file and its log stay as they are. Rows that were read
// and find no place, such as the lines of an order that is gone, are kept as
// JSON in the file to + ".rest.jsonl".
//
// Errors: store.exists when there is a file at to already; store.missing;
// store.not_a_store when nothing in the file is of a store; store.full.
func Salvage(ctx context.Context, from, to string, opts Options) (Salvaged, error) {
	out := Salvaged{Tables: map[string]SavedTable{}}
	if _, err := os.Lstat(to); err == nil {
		return out, &domain.Error{Kind: domain.Refused, Code: "store.exists", Args: domain.Args{"path": to}}
	}
	dir, err := os.MkdirTemp(filepath.Dir(to), ".salvage-*")
	if err != nil {
		return out, unreachable("make folder", err)
	}
	defer os.RemoveAll(dir)
	copied, err := withLog(ctx, from, dir)
	if err != nil {
		return out, err
	}
	f, err := os.Open(copied)
	if err != nil {
		return out, unreachable("open file", err)
	}
	defer f.Close() // it is only read
	fresh := filepath.Join(dir, "fresh")
	db, err := Open(ctx, fresh, Options{Now: opts.Now, Log: opts.Log})
	if err != nil {
		return out, err
	}
	s := &salvage{ctx: ctx, db: db, out: out, pages: pagesOf(f), owner: map[int64]string{}, unread: map[string]int{}}
	err = s.run(to + ".rest.jsonl")
	if err == nil {
		err = db.Update(ctx, func(tx *Tx) error { return tx.derive() })
	}
	if err == nil {
		out.Entries, _, err = db.VerifyHistory(ctx)
		out.ChainBroken = s.gap
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return out, err
	}
	if s.kept == 0 {
		return out, errors.Join(notAStore(), os.Remove(to+".rest.jsonl"))
	}
	if err := os.Rename(fresh, to); err != nil {
		return out, unreachable("name file", err)
	}
	return out, syncFolder(filepath.Dir(to))
}

// withLog copies a store and has SQLite write the log of changes into the copy,
// where it can.
func withLog(ctx context.Context, from, dir string) (string, error) {
	to := filepath.Join(dir, "damaged")
	for _, end := range []string{"", "-wal"} {
		in, err := os.Open(from + end)
		if errors.Is(err, os.ErrNotExist) && end != "" {
			continue
		}
		if errors.Is(err, os.ErrNotExist) {
			return "", &domain.Error{Kind: domain.NotFound, Code: "store.missing"}
		}
		if err != nil {
			return "", unreachable("open file", err)
		}
		out, err := os.OpenFile(to+end, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			_, err = io.Copy(out, in)
			err = errors.Join(err, out.Close())
		}
		if err = errors.Join(err, in.Close()); err != nil {
			return "", unreachable("copy file", err)
		}
	}
	if pool, err := openPool(to, roleWriter, 1); err == nil {
		var busy, pages, moved int64
		// A log that does not fit the file is left out: then the file is all there is.
		_ = pool.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
		_ = pool.Close()
	}
	return to, nil
}

func pagesOf(f *os.File) *pages {
	p := &pages{file: f, size: 4096}
	head := make([]byte, headerSize)
	if _, err := f.ReadAt(head, 0); err == nil && bytes.HasPrefix(head, magic) {
		if size := int(binary.BigEndian.Uint16(head[16:])); size >= 512 && size&(size-1) == 0 {
			p.size = size
		}
	}
	if info, err := f.Stat(); err == nil {
		p.n = (info.Size() + int64(p.size) - 1) / int64(p.size)
	}
	return p
}

// salvage is one salvaging under way.
type salvage struct {
	ctx    context.Context
	db     *DB
	pages  *pages
	out    Salvaged
	tables []freshTable
	owner  map[int64]string // the tree to which a page belongs, by the tree's name
	unread map[string]int
	rest   *os.File
	kept   int64
	gap    bool
}

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

func (s *salvage) run(restPath string) (err error) {
	if s.tables, err = s.freshTables(); err != nil {
		return err
	}
	if s.rest, err = os.OpenFile(restPath, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600); err != nil {
		return unreachable("write file", err)
	}
	defer func() {
		info, e := s.rest.Stat()
		err = errors.Join(err, e, s.rest.Close())
		if e == nil && info.Size() == 0 {
			err = errors.Join(err, os.Remove(restPath))
		}
	}()
	found := map[string][]pageRecord{}
	s.walkKnown(found)
	s.adoptOrphans(found)
	pool, err := openPool(s.db.where, roleWriter, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	conn, err := pool.Conn(s.ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // its pool is closed too
	// Children are read before their parents are; what refers to nothing goes afterwards.
	if _, err := conn.ExecContext(s.ctx, "PRAGMA foreign_keys = 0"); err != nil {
		return err
	}
	if _, err := conn.ExecContext(s.ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for _, t := range s.tables {
		if err := s.fill(conn, t, found[t.name]); err != nil {
			return err
		}
	}
	for _, step := range []func(*sql.Conn) error{s.dropOrphans, s.nextNumbers} {
		if err := step(conn); err != nil {
			return err
		}
	}
	_, err = conn.ExecContext(s.ctx, "COMMIT")
	return err
}

// walkKnown follows each tree from its root, as far as its pages lead.
func (s *salvage) walkKnown(found map[string][]pageRecord) {
	schema := map[string][]pageRecord{}
	s.walk("sqlite_schema", 1, schema, map[int64]bool{})
	for _, r := range schema["sqlite_schema"] {
		if len(r.values) < 4 {
			continue
		}
		name, _ := r.values[1].(string)
		root, _ := r.values[3].(int64)
		if root > 1 {
			s.walk(name, root, found, map[int64]bool{})
		}
	}
}

func (s *salvage) walk(tree string, no int64, found map[string][]pageRecord, seen map[int64]bool) {
	if seen[no] {
		return
	}
	seen[no] = true
	p, err := s.pages.tree(no)
	if err != nil {
		s.unread[tree]++
		return
	}
	if s.owner[no] != "" {
		return // two trees claim it: the first has it
	}
	s.owner[no] = tree
	s.unread[tree] += p.broken
	found[tree] = append(found[tree], p.records...)
	for _, below := range p.below {
		s.walk(tree, below, found, seen)
	}
}

// adoptOrphans gives the leaves that no tree leads to, to the table whose rows
// look like theirs. Freed pages are zeroed in our stores: what still looks like
// rows are rows.
func (s *salvage) adoptOrphans(found map[string][]pageRecord) {
	for no := int64(1); no <= s.pages.n; no++ {
		if s.owner[no] != "" {
			continue
		}
		p, err := s.pages.tree(no)
		if err != nil || len(p.records) == 0 || p.kind != leafTable && p.kind != leafIndex {
			continue
		}
		for _, t := range s.tables {
			if t.byKey == (p.kind == leafIndex) && t.fitsAll(p.records) {
				found[t.name] = append(found[t.name], p.records...)
				s.owner[no] = t.name
				break
			}
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

// freshTables are the tables of the new store, those with the most columns
// first: the more there are, the surer a row is known by them.
func (s *salvage) freshTables() ([]freshTable, error) {
	conn, err := s.db.read.Conn(s.ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close() // it only read
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

// leave writes a row that was read and finds no place into the file beside the
// new store.
func (s *salvage) leave(table string, columns []string, values []any) error {
	row := map[string]any{}
	for i, v := range values {
		if b, ok := v.([]byte); ok {
			v = fmt.Sprintf("%x", b)
		}
		row[columns[i]] = v
	}
	line, err := json.Marshal(map[string]any{"table": table, "row": row})
	if err == nil {
		_, err = s.rest.Write(append(line, '\n'))
	}
	return err
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
