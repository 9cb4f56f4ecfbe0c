package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"sync/atomic"
)

// maxStatements bounds the prepared statements of one connection. The texts
// of the program are constants, so the bound is met only by a fault.
const maxStatements = 400

// session is one connection with the statements that it has prepared.
// Preparing costs as much as running a small statement; a session prepares
// each text once.
type session struct {
	conn       *sql.Conn
	statements map[string]*sql.Stmt
}

// prepare gives the statement of a text, made on first use.
func (s *session) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	if st, ok := s.statements[text]; ok {
		return st, nil
	}
	if len(s.statements) >= maxStatements {
		for text, st := range s.statements {
			_ = st.Close() // a statement that does not close goes with its connection
			delete(s.statements, text)
		}
	}
	st, err := s.conn.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s.statements[text] = st
	return st, nil
}

// run executes a statement without values, such as BEGIN.
func (s *session) run(ctx context.Context, text string) error {
	st, err := s.prepare(ctx, text)
	if err != nil {
		return err
	}
	_, err = st.ExecContext(ctx)
	return err
}

// drop closes the connection itself; returning it to database/sql would keep
// a transaction open that nobody can end.
func (s *session) drop() {
	for _, st := range s.statements {
		_ = st.Close()
	}
	_ = s.conn.Raw(func(any) error { return driver.ErrBadConn })
	_ = s.conn.Close()
}

// sessions hands out a fixed number of sessions, first come, first served.
// A place holds nil until it is first used and after its session broke.
type sessions struct {
	pool    *sql.DB
	places  chan *session
	waiting atomic.Int32 // for a session
}

func newSessions(n int, pool *sql.DB) *sessions {
	p := &sessions{pool: pool, places: make(chan *session, n)}
	for range n {
		p.places <- nil
	}
	return p
}

// take waits for a free session. Whoever takes one gives it back.
func (p *sessions) take(ctx context.Context) (*session, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.waiting.Add(1)
	defer p.waiting.Add(-1)
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case s, open := <-p.places:
		if !open {
			return nil, sql.ErrConnDone
		}
		if s != nil {
			return s, nil
		}
		conn, err := p.pool.Conn(ctx)
		if err != nil {
			p.places <- nil
			return nil, err
		}
		return &session{conn: conn, statements: map[string]*sql.Stmt{}}, nil
	}
}

// give returns a session; a broken one is closed and its place stays free.
func (p *sessions) give(s *session, broken bool) {
	if broken {
		s.drop()
		s = nil
	}
	p.places <- s
}

// close waits for every session and closes it. Later takes fail.
func (p *sessions) close() {
	for range cap(p.places) {
		if s := <-p.places; s != nil {
			s.drop()
		}
	}
	close(p.places)
}
