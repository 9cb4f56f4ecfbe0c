package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/storage"
)

func record(t testing.TB, db *storage.DB, n int) {
	t.Helper()
	for i := range n {
		update(t, db, func(tx *storage.Tx) error {
			return tx.Record(domain.Entry{Who: "may", Verb: "note.agree", Entity: "order", ID: domain.ID(i%2 + 1),
				Facts: domain.Args{"to": "2026-11-09", "days": i, "why": "<退貨>"}})
		})
	}
}

func historyChain(t *testing.T, where string) {
	db := Open(t, where)
	n, head, err := db.VerifyHistory(context.Background())
	if n != 0 || err != nil || !bytes.Equal(head, make([]byte, 32)) {
		t.Errorf("empty history: got %d %x, %v", n, head, err)
	}
	record(t, db, 5)
	// An entry of an Update that fails is not in the chain.
	_ = db.Update(context.Background(), func(tx *storage.Tx) error {
		return errors.Join(tx.Record(domain.Entry{Verb: "order.ship"}), errUndo)
	})
	update(t, db, func(tx *storage.Tx) error { // two in one Update
		return errors.Join(tx.Record(domain.Entry{Verb: "order.ship"}), tx.Record(domain.Entry{Verb: "order.ship"}))
	})
	n, head, err = db.VerifyHistory(context.Background())
	if n != 7 || err != nil {
		t.Errorf("VerifyHistory: got %d, %v, want 7", n, err)
	}
	view(t, db, func(tx *storage.Tx) error {
		seq, last, err := tx.HistoryHead()
		if seq != 7 || !bytes.Equal(last, head) {
			t.Errorf("HistoryHead: got %d %x, want 7 %x", seq, last, head)
		}
		if err != nil {
			return err
		}
		all, err := tx.HistoryOf("order", 1, 0, 10)
		if err != nil {
			return err
		}
		if len(all) != 3 || all[0].Seq != 5 || all[2].Seq != 1 || all[0].Who != "may" || all[0].At.IsZero() ||
			string(all[0].Facts) != `{"days":4,"to":"2026-11-09","why":"<退貨>"}` {
			t.Errorf("HistoryOf: got %+v", all)
		}
		older, err := tx.HistoryOf("order", 1, 5, 1)
		if len(older) != 1 || older[0].Seq != 3 {
			t.Errorf("HistoryOf before 5: got %+v, want entry 3", older)
		}
		return err
	})
}

func historyRace(t *testing.T, where string) {
	const rounds = 100
	db := desks(t, where, func(desk int, db *storage.DB) error {
		for range rounds {
			if err := db.Update(context.Background(), func(tx *storage.Tx) error {
				return tx.Record(domain.Entry{Who: fmt.Sprint("desk ", desk), Verb: "order.ship"})
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if n, _, err := db.VerifyHistory(context.Background()); n != 2*rounds || err != nil {
		t.Errorf("VerifyHistory: got %d, %v, want %d", n, err, 2*rounds)
	}
}

// unlock takes away what keeps the history from being changed, as an
// attacker would first.
func unlock(where string) []string {
	if storage.IsServer(where) {
		return []string{`DROP TRIGGER history_kept ON history`}
	}
	return []string{`DROP TRIGGER history_kept`, `DROP TRIGGER history_whole`}
}

func historyTampered(t *testing.T, where string) {
	db := Open(t, where)
	record(t, db, 6)
	Tamper(t, where, unlock(where)...)
	Tamper(t, where, `CREATE TABLE sound AS SELECT * FROM history`)
	for _, c := range []struct {
		name   string
		change string
		seq    int64 // the first that is no longer sound
		breaks string
	}{
		// How each place is named that was harmed, in order.
		{"who edited", `UPDATE history SET who = 'ann' WHERE seq = 3`, 3, "3 changed"},
		{"facts edited", `UPDATE history SET facts = '{}' WHERE seq = 1`, 1, "1 changed"},
		{"moved to another aggregate", `UPDATE history SET entity_id = 9 WHERE seq = 4`, 4, "4 changed"},
		{"re-timed", `UPDATE history SET at = at + 1 WHERE seq = 6`, 6, "6 changed"},
		{"hash replaced", `UPDATE history SET hash = prev WHERE seq = 2`, 2, "2 changed"},
		{"first deleted", `DELETE FROM history WHERE seq = 1`, 1, "1 missing"},
		{"one deleted", `DELETE FROM history WHERE seq = 4`, 4, "4 missing"},
		{"one deleted and closed up", `DELETE FROM history WHERE seq = 4; UPDATE history SET seq = 4 WHERE seq = 5; UPDATE history SET seq = 5 WHERE seq = 6`, 4, "4 changed, 5 changed, 6 missing"},
		{"end cut off", `DELETE FROM history WHERE seq > 4`, 5, "5 missing"},
		{"two edited and one deleted", `UPDATE history SET who = 'ann' WHERE seq = 2; UPDATE history SET at = 1 WHERE seq = 5; DELETE FROM history WHERE seq = 3`, 2, "2 changed, 3 missing, 5 changed"},
		{"facts taken out as an erasure does", `UPDATE history SET salt = NULL, facts = '{"erased":"` + strings.Repeat("ab", 32) + `"}' WHERE seq = 3`, 3, "3 changed, 3 erased"},
		{"all cut off", `DELETE FROM history`, 1, "1 missing"},
	} {
		Tamper(t, where, c.change)
		_, _, err := db.VerifyHistory(context.Background())
		want(t, c.name, err, "history.broken")
		if e := domain.As(err); e != nil && e.Args["seq"] != c.seq {
			t.Errorf("%s: got entry %v, want %d", c.name, e.Args["seq"], c.seq)
		}
		view(t, db, func(tx *storage.Tx) error {
			is, err := tx.ReadLog()
			var said []string
			for _, b := range is.Breaks {
				said = append(said, fmt.Sprint(b.Seq, " ", b.Kind))
			}
			if got := strings.Join(said, ", "); got != c.breaks {
				t.Errorf("%s: got %q, want %q", c.name, got, c.breaks)
			}
			return err
		})
		if r, err := db.Check(context.Background(), storage.Quick); err != nil || r.Sound() {
			t.Errorf("%s: Check got %+v, %v, want it to be seen", c.name, r, err)
		}
		Tamper(t, where, `DELETE FROM history; INSERT INTO history SELECT * FROM sound`)
	}
	if n, _, err := db.VerifyHistory(context.Background()); n != 6 || err != nil {
		t.Errorf("put back: got %d, %v, want 6", n, err)
	}
}

func historyKept(t *testing.T, where string) {
	db := Open(t, where)
	record(t, db, 1)
	for _, statement := range []string{`UPDATE history SET who = 'ann'`, `DELETE FROM history`} {
		err := db.Update(context.Background(), func(tx *storage.Tx) error {
			_, err := tx.Exec(statement)
			return err
		})
		want(t, statement, err, "store.append_only")
	}
}

func listenersAfter(t *testing.T, where string) {
	db := Open(t, where)
	var heard []storage.Change
	stop := db.Listen(func(changes []storage.Change) {
		if got := count(t, db, `SELECT COUNT(*) FROM history`); got == 0 {
			t.Error("heard before the change could be read")
		}
		heard = append(heard, changes...)
	})
	_ = db.Update(context.Background(), func(tx *storage.Tx) error {
		return errors.Join(tx.Record(domain.Entry{Verb: "order.ship"}), errUndo)
	})
	if len(heard) != 0 {
		t.Errorf("after a failed Update: heard %v", heard)
	}
	wanted := []storage.Change{{Verb: "order.ship", Entity: "order", ID: 3}, {Entity: "stock", ID: 4}}
	update(t, db, func(tx *storage.Tx) error {
		err := tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: 3})
		tx.Changed(wanted[1])
		if len(heard) != 0 {
			t.Errorf("before the commit: heard %v", heard)
		}
		return err
	})
	stop()
	record(t, db, 1)
	if !slices.Equal(heard, wanted) {
		t.Errorf("heard %v, want %v", heard, wanted)
	}
}

func listenersOrder(t *testing.T, where string) {
	const rounds = 50
	db := Open(t, where)
	var heard []domain.ID
	db.Listen(func(changes []storage.Change) { heard = append(heard, changes[0].ID) })
	answers := make(chan error)
	for range 4 {
		go func() {
			var err error
			for range rounds {
				err = errors.Join(err, db.Update(context.Background(), func(tx *storage.Tx) error {
					n, err := tx.Take("probe", 1)
					tx.Changed(storage.Change{ID: domain.ID(n)})
					return err
				}))
			}
			answers <- err
		}()
	}
	for range 4 {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
	if len(heard) != 4*rounds || !slices.IsSorted(heard) {
		t.Errorf("heard %d changes, want %d in the order of the commits", len(heard), 4*rounds)
	}
}

func listenersBeside(t *testing.T, where string) {
	here, beside := Open(t, where), Open(t, where)
	var heard []storage.Change
	here.Listen(func(changes []storage.Change) { heard = append(heard, changes...) })
	booked := func(db *storage.DB, id domain.ID) {
		update(t, db, func(tx *storage.Tx) error {
			return tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: id})
		})
	}
	for _, step := range []struct {
		name string
		do   func()
		want []domain.ID
	}{
		{"nothing happened", func() {}, nil},
		{"a commit beside", func() { booked(beside, 1) }, []domain.ID{1}},
		{"an own one is told once", func() { booked(here, 2) }, []domain.ID{2}},
		{"own ones among others", func() { booked(beside, 3); booked(here, 4); booked(beside, 5); booked(here, 6) }, []domain.ID{4, 6, 3, 5}},
		{"an own one after all", func() { booked(here, 7) }, []domain.ID{7}},
		{"one that was undone", func() {
			_ = here.Update(context.Background(), func(tx *storage.Tx) error {
				return errors.Join(tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: 8}), errUndo)
			})
			booked(beside, 9)
		}, []domain.ID{9}},
	} {
		heard = nil
		step.do()
		for range 2 { // the second look finds nothing more
			if err := here.Hear(context.Background()); err != nil {
				t.Fatalf("%s: Hear: %v", step.name, err)
			}
		}
		var got []domain.ID
		for _, c := range heard {
			if c.Verb != "order.ship" || c.Entity != "order" {
				t.Errorf("%s: heard %+v", step.name, c)
			}
			got = append(got, c.ID)
		}
		if !slices.Equal(got, step.want) {
			t.Errorf("%s: heard %v, want %v", step.name, got, step.want)
		}
	}
}
