package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/domain"
)

// attempts is how often work is run when the engine says that it met another
// writer's, or that the connection was lost before it began. One more than
// there are readers: after a server's restart each of their connections is
// stale. More would only make a person wait longer.
const attempts = readers + 1

// commitLimit ends a COMMIT whose answer the network has lost.
const commitLimit = 30 * time.Second

// View runs fn on one moment of the store: what fn reads does not change
// while it reads. Writing in a View fails with store.read_only.
//
// Errors: fn's own; store.cancelled when ctx ends; those of Open.
func (db *DB) View(ctx context.Context, fn func(*Tx) error) error {
	var err error
	for range attempts {
		if err = db.view(ctx, fn); err == nil || !errors.As(err, new(*lostBegin)) {
			break
		}
	}
	return db.explain(ctx, "view", err)
}

func (db *DB) view(ctx context.Context, fn func(*Tx) error) error {
	s, err := db.readers.take(ctx)
	if err != nil {
		return err
	}
	tx := &Tx{db: db, ctx: ctx, session: s}
	return tx.run(db.readers, db.engine.beginRead, fn)
}

// Update runs fn and keeps all that it wrote, or nothing when fn fails, when
// ctx ends first, or when it panics; the panic goes on to the caller. After
// the commit, and only then, the listeners hear what fn recorded.
//
// Updates run one after another. fn may be run again when the engine asks for
// it, so its only effect is what it writes through tx; it must not call Update
// or View of the same store, for it would wait for itself.
//
// A statement that failed ends the Update even when fn swallows its error.
//
// Errors: fn's own; store.gone when the file was deleted or moved away;
// store.conflict, store.busy, store.full, store.read_only,
// store.cancelled, store.unreachable, and store.unknown when the server went
// away during the commit itself: then look before doing it again.
func (db *DB) Update(ctx context.Context, fn func(*Tx) error) error {
	if db.writers == nil {
		return &domain.Error{Kind: domain.Refused, Code: "store.read_only"}
	}
	if err := db.there(); err != nil {
		return err
	}
	var err error
	for try := range attempts {
		if err = db.update(ctx, fn); err == nil || ctx.Err() != nil {
			break
		}
		if !db.engine.again(err) && !errors.As(err, new(*lostBegin)) {
			break
		}
		db.log.WithField("attempt", try+1).Debug("update runs again")
	}
	return db.explain(ctx, "update", err)
}

// there says whether the file still has its name. One that was deleted or moved
// away takes writes all the same on most systems, and they would be gone with
// it when the program ends.
func (db *DB) there() error {
	if db.file == nil {
		return nil
	}
	if now, err := os.Stat(db.where); err != nil || !os.SameFile(now, db.file) {
		return &domain.Error{Kind: domain.NotFound, Code: "store.gone"}
	}
	return nil
}

func (db *DB) update(ctx context.Context, fn func(*Tx) error) error {
	s, err := db.writers.take(ctx)
	if err != nil {
		return err
	}
	tx := &Tx{db: db, ctx: ctx, session: s, writes: true}
	if err := tx.run(db.writers, db.engine.beginWrite, fn); err != nil {
		return err
	}
	db.listeners.deliver()
	return nil
}

// run begins, calls fn, ends, and gives the session back.
func (t *Tx) run(from *sessions, begin []string, fn func(*Tx) error) error {
	broken := true // until an end is known, the connection cannot be used again
	defer func() {
		t.ended = true
		from.give(t.session, broken)
	}()
	for _, text := range begin {
		if err := t.session.run(t.ctx, text); err != nil {
			broken = t.rollback() != nil
			if err = fmt.Errorf("begin: %w", err); t.db.engine.lost(err) {
				return &lostBegin{err}
			}
			return err
		}
	}
	t.now, t.began = t.db.now(), time.Now() // after the wait for the writer's turn
	finished := false
	defer func() {
		if !finished { // fn panicked: undo, and let the panic go on
			broken = t.rollback() != nil
		}
	}()
	err := fn(t)
	if err == nil && t.writes && t.failed == nil {
		err = t.keepStep()
	}
	finished = true
	if err = errors.Join(err, t.unsaid(err), t.ctx.Err()); err != nil {
		broken = t.rollback() != nil
		return err
	}
	if err := t.commit(); err != nil {
		return err
	}
	broken = false
	return nil
}

// unsaid is the failure of a statement that fn did not report.
func (t *Tx) unsaid(err error) error {
	if t.failed == nil || errors.Is(err, t.failed) {
		return nil
	}
	return t.failed
}

// commit ends the transaction. It no longer listens to ctx: a commit that was
// given up half-way would be neither kept nor undone.
func (t *Tx) commit() error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.ctx), commitLimit)
	defer cancel()
	if t.writes {
		t.db.heard.mu.Lock()
		defer t.db.heard.mu.Unlock()
	}
	if err := t.session.run(ctx, "COMMIT"); err != nil {
		known := t.rollback() == nil
		if known {
			return fmt.Errorf("commit: %w", err)
		}
		return &lostCommit{cause: err}
	}
	t.db.heard.wrote(t.entries)
	if t.writes && len(t.changes) > 0 {
		// Queued before the next writer can commit, so listeners hear in order.
		t.db.listeners.queue(t.changes)
	}
	return nil
}

func (t *Tx) rollback() error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.ctx), commitLimit)
	defer cancel()
	return t.session.run(ctx, "ROLLBACK")
}

// lostBegin is work that found its connection gone before anything was done.
type lostBegin struct{ cause error }

func (l *lostBegin) Error() string { return l.cause.Error() }
func (l *lostBegin) Unwrap() error { return l.cause }

// lostCommit is a COMMIT whose outcome nobody knows.
type lostCommit struct{ cause error }

func (l *lostCommit) Error() string { return "commit: " + l.cause.Error() }
func (l *lostCommit) Unwrap() error { return l.cause }

// explain turns what an engine or a context reports into what a person may
// see, and leaves a domain.Error as it is. What remains is a fault, wrapped
// with what was being done.
func (db *DB) explain(ctx context.Context, doing string, err error) error {
	if err == nil || domain.As(err) != nil {
		return err
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) || errors.Is(err, context.Canceled) {
		return errors.Join(&domain.Error{Kind: domain.Cancelled, Code: "store.cancelled"}, ctx.Err())
	}
	if db.engine == nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	seen, clean := db.engine.fault(err)
	if seen == nil {
		return fmt.Errorf("%s: %w", doing, clean)
	}
	db.log.WithFields(logrus.Fields{"code": seen.Code}).Warn("store refused")
	return errors.Join(seen, fmt.Errorf("%s: %w", doing, clean))
}
