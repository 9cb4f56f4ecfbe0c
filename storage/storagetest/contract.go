package storagetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
)

// Run tests that the stores which place gives keep the contract. place is
// called once for each part of it.
func Run(t *testing.T, place func(testing.TB) string) {
	for name, part := range map[string]func(*testing.T, string){
		"update keeps all or nothing":       updateWhole,
		"update undoes a panic":             updatePanic,
		"update listens to its context":     updateCancel,
		"update makes room for another":     updateCrowded,
		"update reports what was swallowed": updateSwallowed,
		"view reads one moment":             viewMoment,
		"view cannot write":                 viewReadOnly,
		"values come back as they went in":  values,
		"text that cannot be kept":          badText,
		"text sorts by bytes":               textOrder,
		"rows in batches":                   rowsInBatches,
		"numbers under two desks":           numbers,
		"versions":                          versions,
		"versions under two desks":          versionsRace,
		"settings":                          settings,
		"history is one chain":              historyChain,
		"history under two desks":           historyRace,
		"history shows tampering":           historyTampered,
		"history cannot be rewritten":       historyKept,
		"listeners hear after the commit":   listenersAfter,
		"listeners hear in order":           listenersOrder,
		"listeners hear other programs":     listenersBeside,
		"three starts at once":              startsAtOnce,
		"a newer store is refused":          newer,
		"check":                             check,
		"pages of orders":                   orderPages,
		"the shop":                          aShop,
		"people":                            people,
		"half-filled forms":                 drafts,
		"channels and policies":             policies,
		"a policy of an earlier program":    earlierPolicy,
		"checklists, holidays, settings":    smallThings,
		"products and stock":                goods,
		"ledgers of documents and units":    ledgers,
		"cases":                             caseLists,
		"what reports of cases are made of": caseFacts,
		"a case of an earlier program":      oldCase,
		"what a migration left to do":       caughtUp,
		"orders of before by their digits":  orderEnds,
		"clocks of orders":                  orderClocks,
		"parcels and refunds":               parcelsAndMoney,
		"the refund ledger":                 refundLedger,
		"pages of the books":                bookPages,
		"goodwill and the register":         goodwillAndClaims,
		"what is owed and lost":             owedAndLost,
		"repairs":                           repairs,
		"repairs by day":                    repairDays,
		"orders":                            orders,
		"flags of orders":                   flags,
		"messages":                          messages,
		"notes are only added":              notesKept,
		"numbers of orders":                 orderNumbers,
		"rows say what their orders say":    orderRows,
		"customers":                         customers,
		"history of one aggregate":          historyOf,
		"listeners of the desk":             deskListeners,
		"a damaged body":                    damagedBody,
		"search":                            search,
		"erasing a customer":                erasure,
		"steps are taken back":              steps,
		"customers are listed":              customerList,
		"search forgets":                    searchForgets,
		"products are paged by SKU":         productPages,
		"what is claimed twice is named":    oversold,
	} {
		t.Run(name, func(t *testing.T) { part(t, place(t)) })
	}
}

func update(t testing.TB, db *storage.DB, fn func(*storage.Tx) error) {
	t.Helper()
	if err := db.Update(context.Background(), fn); err != nil {
		t.Fatalf("Update: %v", err)
	}
}

func view(t testing.TB, db *storage.DB, fn func(*storage.Tx) error) {
	t.Helper()
	if err := db.View(context.Background(), fn); err != nil {
		t.Fatalf("View: %v", err)
	}
}

// want fails unless err has the code.
func want(t testing.TB, what string, err error, code string) {
	t.Helper()
	if !errors.Is(err, domain.Code(code)) {
		t.Errorf("%s: got %v, want %s", what, err, code)
	}
}

// probe makes a table of the test's own, in words that both engines know.
func probe(t testing.TB, db *storage.DB) {
	t.Helper()
	update(t, db, func(tx *storage.Tx) error {
		_, err := tx.Exec(`CREATE TABLE probe (id BIGINT PRIMARY KEY, version BIGINT NOT NULL, name TEXT, count BIGINT, at BIGINT, picture BYTEA)`)
		return err
	})
}

func count(t testing.TB, db *storage.DB, query string, values ...any) (n int64) {
	t.Helper()
	view(t, db, func(tx *storage.Tx) error {
		_, err := tx.QueryRow([]any{&n}, query, values...)
		return err
	})
	return n
}

func updateWhole(t *testing.T, where string) {
	db := Open(t, where)
	mine := errors.New("mine")
	err := db.Update(context.Background(), func(tx *storage.Tx) error {
		if err := tx.PutSetting("lost", 1, 0); err != nil {
			return err
		}
		return mine
	})
	if !errors.Is(err, mine) {
		t.Errorf("Update: got %v, want the function's error", err)
	}
	update(t, db, func(tx *storage.Tx) error { return tx.PutSetting("kept", 1, 0) })
	if got := count(t, db, `SELECT COUNT(*) FROM settings`); got != 1 {
		t.Errorf("settings: got %d, want 1", got)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if got := count(t, Open(t, where), `SELECT COUNT(*) FROM settings WHERE key = $1`, "kept"); got != 1 {
		t.Errorf("settings after reopening: got %d, want 1", got)
	}
}

func updatePanic(t *testing.T, where string) {
	db := Open(t, where)
	func() {
		defer func() {
			if got := recover(); got != "boo" {
				t.Errorf("recovered %v, want boo", got)
			}
		}()
		_ = db.Update(context.Background(), func(tx *storage.Tx) error {
			if err := tx.PutSetting("lost", 1, 0); err != nil {
				t.Error(err)
			}
			panic("boo")
		})
	}()
	if got := count(t, db, `SELECT COUNT(*) FROM settings`); got != 0 {
		t.Errorf("settings after a panic: got %d, want 0", got)
	}
	update(t, db, func(tx *storage.Tx) error { return tx.PutSetting("next", 1, 0) })
}

func updateCancel(t *testing.T, where string) {
	db := Open(t, where)
	ctx, cancel := context.WithCancel(context.Background())
	err := db.Update(ctx, func(tx *storage.Tx) error {
		err := tx.PutSetting("lost", 1, 0)
		cancel()
		return err
	})
	want(t, "cancelled inside", err, "store.cancelled")
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled inside", err)
	}
	want(t, "cancelled before", db.Update(ctx, func(*storage.Tx) error { return nil }), "store.cancelled")
	want(t, "view cancelled before", db.View(ctx, func(*storage.Tx) error { return nil }), "store.cancelled")

	// One who waits for the writer stops waiting.
	waiting, stop := context.WithCancel(context.Background())
	update(t, db, func(*storage.Tx) error {
		answer := make(chan error)
		go func() { answer <- db.Update(waiting, func(*storage.Tx) error { return nil }) }()
		stop()
		want(t, "cancelled while waiting", <-answer, "store.cancelled")
		return nil
	})
	if got := count(t, db, `SELECT COUNT(*) FROM settings`); got != 0 {
		t.Errorf("settings: got %d, want 0", got)
	}
	update(t, db, func(tx *storage.Tx) error { return tx.PutSetting("next", 1, 0) })
}

func updateCrowded(t *testing.T, where string) {
	db := Open(t, where)
	answer := make(chan error, 1)
	update(t, db, func(tx *storage.Tx) error {
		if tx.Crowded() {
			t.Error("crowded, and nobody is there")
		}
		go func() { answer <- db.Update(context.Background(), func(*storage.Tx) error { return nil }) }()
		for began := time.Now(); !tx.Crowded(); time.Sleep(time.Millisecond) {
			if time.Since(began) > 500*time.Millisecond { // a second is too long for any reason but this one
				return errors.New("somebody waits, and nobody is told")
			}
		}
		return nil
	})
	if err := <-answer; err != nil {
		t.Errorf("who waited: %v", err)
	}
}

func updateSwallowed(t *testing.T, where string) {
	db := Open(t, where)
	probe(t, db)
	err := db.Update(context.Background(), func(tx *storage.Tx) error {
		for range 2 {
			_, _ = tx.Exec(`INSERT INTO probe (id, version) VALUES (1, 1)`)
		}
		return nil
	})
	want(t, "swallowed duplicate", err, "store.duplicate")
	if got := count(t, db, `SELECT COUNT(*) FROM probe`); got != 0 {
		t.Errorf("rows: got %d, want 0", got)
	}
}

func viewMoment(t *testing.T, where string) {
	db := Open(t, where)
	update(t, db, func(tx *storage.Tx) error { return tx.PutSetting("a", 1, 0) })
	view(t, db, func(tx *storage.Tx) error {
		for round := range 2 {
			var n int64
			if _, err := tx.QueryRow([]any{&n}, `SELECT COUNT(*) FROM settings`); err != nil {
				return err
			}
			if n != 1 {
				t.Errorf("round %d: got %d settings, want 1", round, n)
			}
			// The writer does not wait for the reader.
			update(t, db, func(tx *storage.Tx) error { return tx.PutSetting(fmt.Sprint("b", round), 1, 0) })
		}
		return nil
	})
	if got := count(t, db, `SELECT COUNT(*) FROM settings`); got != 3 {
		t.Errorf("afterwards: got %d settings, want 3", got)
	}
}

func viewReadOnly(t *testing.T, where string) {
	db := Open(t, where)
	err := db.View(context.Background(), func(tx *storage.Tx) error { return tx.PutSetting("a", 1, 0) })
	want(t, "write in a View", err, "store.read_only")
	if got := count(t, db, `SELECT COUNT(*) FROM settings`); got != 0 {
		t.Errorf("settings: got %d, want 0", got)
	}
}

func startsAtOnce(t *testing.T, where string) {
	answers := make(chan error)
	for range 3 {
		go func() {
			db, err := storage.Open(context.Background(), where, storage.Options{Now: Clock()})
			if err == nil {
				err = db.Close()
			}
			answers <- err
		}()
	}
	for range 3 {
		if err := <-answers; err != nil {
			t.Errorf("Open: %v", err)
		}
	}
	db := Open(t, where)
	once := count(t, db, `SELECT COUNT(DISTINCT version_id) FROM goose_db_version`)
	if got := count(t, db, `SELECT COUNT(*) FROM goose_db_version`); got != once {
		t.Errorf("migrations recorded: got %d, want each of %d once", got, once)
	}
	if got := count(t, db, `SELECT MAX(version_id) FROM goose_db_version`); got != db.Version() {
		t.Errorf("the last migration: got %d, want %d", got, db.Version())
	}
}

func newer(t *testing.T, where string) {
	if err := Open(t, where).Close(); err != nil {
		t.Fatal(err)
	}
	Tamper(t, where, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, '1')`)
	_, err := storage.Open(context.Background(), where, storage.Options{Now: Clock()})
	want(t, "Open", err, "store.newer")
	if e := domain.As(err); e != nil && (e.Kind != domain.Refused || e.Args["version"] != int64(9999)) {
		t.Errorf("got %+v, want a refusal that names version 9999", e)
	}
}

func check(t *testing.T, where string) {
	db := Open(t, where)
	update(t, db, func(tx *storage.Tx) error { return tx.Record(domain.Entry{Verb: "order.ship"}) })
	for _, depth := range []storage.Depth{storage.Quick, storage.Full} {
		got, err := db.Check(context.Background(), depth)
		if err != nil {
			t.Fatalf("Check: %v", err)
		}
		if !got.Sound() || got.Entries != 1 || got.Bytes == 0 || got.Version != db.Version() {
			t.Errorf("Check: got %+v, want a sound store with one entry", got)
		}
	}
}
