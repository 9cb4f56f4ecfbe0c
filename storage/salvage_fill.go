package storage

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
)

// fill writes the rows of a table that were found into the new store.
func (s *salvage) fill(conn *sql.Conn, t freshTable, rows []pageRecord) error {
	switch {
	case t.name == "history":
		return s.fillHistory(conn, t, rows)
	case slices.Contains(derived, t.name):
		return nil // it is worked out anew
	}
	saved := SavedTable{Unread: s.unread[t.name]}
	into, err := conn.PrepareContext(s.ctx, t.insert())
	if err != nil {
		return err
	}
	defer into.Close()
	for _, r := range rows {
		values, ok := t.row(r)
		kept := false
		if ok {
			res, err := into.ExecContext(s.ctx, values...)
			if e := domain.As(s.db.explain(s.ctx, "salvage", err)); e != nil && (e.Code == "store.full" || e.Code == "store.cancelled") {
				return err
			}
			if err == nil {
				n, _ := res.RowsAffected()
				kept = n == 1
			}
		}
		if kept {
			saved.Rows++
			continue
		}
		saved.Lost++
		if err := s.leave(t.name, columnsFor(t, r), valuesFor(t, r)); err != nil {
			return err
		}
	}
	s.out.Tables[t.name] = saved
	s.kept += saved.Rows
	return nil
}

func valuesFor(t freshTable, r pageRecord) []any {
	if values, ok := t.row(r); ok {
		return values
	}
	return r.values
}

func columnsFor(t freshTable, r pageRecord) []string {
	if _, ok := t.row(r); ok {
		return t.names()
	}
	out := make([]string, len(r.values))
	for i := range out {
		out[i] = string(rune('a' + i%26))
	}
	return out
}

// fillHistory keeps the entries that are one chain from the first on. What was
// found behind a gap is recorded anew, as what it is: an entry that was
// salvaged, with all that it said. The new store's history is whole, and shows
// where the old one broke.
func (s *salvage) fillHistory(conn *sql.Conn, t freshTable, rows []pageRecord) error {
	bySeq := map[int64]Recorded{}
	for _, r := range rows {
		if v, ok := t.row(r); ok {
			e := recordedOf(t, v)
			bySeq[e.Seq] = e
		}
	}
	saved := SavedTable{Unread: s.unread[t.name]}
	prev := make([]byte, 32)
	next := int64(1)
	put := func(e Recorded) error {
		var salt any
		if len(e.Salt) > 0 {
			salt = e.Salt
		}
		_, err := conn.ExecContext(s.ctx, `INSERT INTO history (seq, at, who, verb, entity, entity_id, facts, prev, hash, salt)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			e.Seq, e.At.UnixMilli(), e.Who, e.Verb, e.Entity, int64(e.ID), string(e.Facts), e.Prev, e.Hash, salt)
		return err
	}
	for ; ; next++ {
		e, ok := bySeq[next]
		if !ok || string(e.Prev) != string(prev) || string(e.Hash) != string(e.sum()) {
			break
		}
		if err := put(e); err != nil {
			return err
		}
		delete(bySeq, next)
		prev = e.Hash
		saved.Rows++
	}
	seqs := make([]int64, 0, len(bySeq))
	for seq := range bySeq {
		seqs = append(seqs, seq)
	}
	slices.SortFunc(seqs, cmp.Compare)
	s.gap = len(seqs) > 0 || s.unread[t.name] > 0
	for _, seq := range seqs {
		e := bySeq[seq]
		facts, err := canonicalJSON(domain.Args{"seq": e.Seq, "at": e.At.UTC().Format(time.RFC3339Nano), "who": e.Who, "verb": e.Verb, "facts": e.Facts})
		if err != nil {
			return err
		}
		e.Verb, e.Facts, e.Seq, e.Prev, e.Salt = "backup.salvaged", json.RawMessage(facts), next, prev, []byte(strings.Repeat("\x00", 16))
		e.Hash = e.sum()
		if err := put(e); err != nil {
			return err
		}
		next, prev = next+1, e.Hash
		saved.Rows++
	}
	s.out.Tables[t.name] = saved
	s.kept += saved.Rows
	return nil
}

func recordedOf(t freshTable, v []any) Recorded {
	var e Recorded
	for i, c := range t.columns {
		n, _ := v[i].(int64)
		text, _ := v[i].(string)
		raw, _ := v[i].([]byte)
		switch c.name {
		case "seq":
			e.Seq = n
		case "at":
			e.At = time.UnixMilli(n).UTC()
		case "who":
			e.Who = text
		case "verb":
			e.Verb = text
		case "entity":
			e.Entity = text
		case "entity_id":
			e.ID = domain.ID(n)
		case "facts":
			e.Facts = json.RawMessage(text)
		case "prev":
			e.Prev = raw
		case "hash":
			e.Hash = raw
		case "salt":
			e.Salt = raw
		}
	}
	return e
}

// dropOrphans takes out rows that refer to a row that is gone, into the file
// beside the new store; with them in it no check would ever pass again.
func (s *salvage) dropOrphans(conn *sql.Conn) error {
	if _, err := conn.ExecContext(s.ctx, "DROP TRIGGER notes_whole"); err != nil {
		return err
	}
	for {
		n := 0
		for _, t := range s.tables {
			gone, err := s.dropFrom(conn, t)
			if err != nil {
				return err
			}
			n += gone
		}
		if n == 0 {
			break
		}
	}
	ours, err := migrationText("sqlite")
	if err != nil {
		return err
	}
	const name = "CREATE TRIGGER notes_whole "
	at := strings.Index(ours, name)
	end := at + strings.Index(ours[at:], "END;") + len("END")
	_, err = conn.ExecContext(s.ctx, ours[at:end])
	return err
}

func (s *salvage) dropFrom(conn *sql.Conn, t freshTable) (int, error) {
	refs, err := lines(s.ctx, conn, `SELECT "from" || ' ' || "table" || ' ' || COALESCE("to", 'id') FROM pragma_foreign_key_list(`+literal(t.name)+`)`)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, ref := range refs {
		f := strings.Fields(ref)
		dangling := quoted(f[0]) + ` IS NOT NULL AND ` + quoted(f[0]) + ` NOT IN (SELECT ` + quoted(f[2]) + ` FROM ` + quoted(f[1]) + `)`
		rows, err := s.read(conn, t, dangling)
		if err != nil || len(rows) == 0 {
			if err != nil {
				return n, err
			}
			continue
		}
		for _, values := range rows {
			if err := s.leave(t.name, t.names(), values); err != nil {
				return n, err
			}
		}
		if _, err := conn.ExecContext(s.ctx, `DELETE FROM `+quoted(t.name)+` WHERE `+dangling); err != nil {
			return n, err
		}
		saved := s.out.Tables[t.name]
		saved.Rows, saved.Lost = saved.Rows-int64(len(rows)), saved.Lost+int64(len(rows))
		s.out.Tables[t.name] = saved
		n += len(rows)
	}
	return n, nil
}

// literal is a name of our own schema as a text of SQL.
func literal(name string) string { return `'` + strings.ReplaceAll(name, `'`, `''`) + `'` }

func (s *salvage) read(conn *sql.Conn, t freshTable, where string) ([][]any, error) {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = quoted(c.name)
	}
	rows, err := conn.QueryContext(s.ctx, `SELECT `+strings.Join(names, ", ")+` FROM `+quoted(t.name)+` WHERE `+where)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out [][]any
	for rows.Next() {
		values := make([]any, len(names))
		into := make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		out = append(out, values)
	}
	return out, rows.Err()
}

// nextNumbers sees that no number is given out twice.
func (s *salvage) nextNumbers(conn *sql.Conn) error {
	for _, t := range s.tables {
		i := slices.IndexFunc(t.columns, func(c freshColumn) bool { return c.rowid })
		if i < 0 {
			continue
		}
		var last int64
		if err := conn.QueryRowContext(s.ctx, `SELECT COALESCE(MAX(`+quoted(t.columns[i].name)+`), 0) FROM `+quoted(t.name)).Scan(&last); err != nil {
			return err
		}
		// The history's numbers have no gap; others never go back.
		update := `INSERT INTO sequences (name, next) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET next = MAX(sequences.next, excluded.next)`
		if t.name == "history" {
			update = `INSERT INTO sequences (name, next) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET next = excluded.next`
		}
		if last == 0 && t.name != "history" {
			continue
		}
		if _, err := conn.ExecContext(s.ctx, update, t.name, last+1); err != nil {
			return err
		}
	}
	return nil
}
