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
