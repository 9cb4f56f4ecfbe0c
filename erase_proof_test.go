package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/storage/backup"
	"aftercare/ui/cli"
)

// holding are the files below some paths that hold a text.
func holding(t *testing.T, text string, paths ...string) (out []string) {
	t.Helper()
	for _, p := range paths {
		err := filepath.WalkDir(p, func(path string, e fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if bytes.Contains(bytes.ToLower(data), bytes.ToLower([]byte(text))) {
				out = append(out, filepath.Base(path))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// widely gives the customers of a shop, those of whom the most kinds of records
// speak first.
func widely(ctx context.Context, t *testing.T, store desk.Store) (ids []domain.ID, rows map[domain.ID]map[string][]domain.ID) {
	t.Helper()
	rows = map[domain.ID]map[string][]domain.ID{}
	err := store.View(ctx, func(tx desk.Tx) error {
		for id := domain.ID(1); ; id++ {
			r, err := tx.PersonalRows(id)
			if errors.Is(err, domain.Code("missing.customer")) {
				return nil
			}
			if err != nil {
				return err
			}
			ids, rows[id] = append(ids, id), r
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(ids, func(a, b domain.ID) int { return len(rows[b]) - len(rows[a]) })
	return ids, rows
}

// Somebody of a whole shop with an order, a case, a note, a message, a photo, a
// file and a form half filled asks for their data and gets all of it; then they
// ask to be forgotten, and no file of the shop, no later backup and no log holds
// a word of them.
func TestHouse_forgetsAllOfAPerson(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	var log bytes.Buffer
	h.log.Logger.SetOutput(&log)
	where := h.sampleShop(t)
	db, parts, err := h.store(ctx, where, cli.Writing, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	d := desk.New(parts)
	ids, rows := widely(ctx, t, db.Desk())
	for i, id := range ids {
		if len(rows[id]["case"]) == 0 {
			continue
		}
		mark := fmt.Sprintf("Zyxwv%dq", i)
		speakOf(ctx, t, d, db.Desk(), id, rows[id], mark)
		data, err := d.ExportCustomer(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(data)
		if n := bytes.Count(text, []byte(mark)); err != nil || n < 6 {
			t.Errorf("the export speaks of them %d times, %v; want name, address, note, message, file", n, err)
		}
		for _, kase := range rows[id]["case"] {
			_, _ = d.WithdrawCase(ctx, desk.DecideRequest{Case: kase, Reason: "they wrote"}) // where it is not over yet
		}
		if len(holding(t, mark, where, where+"-wal")) == 0 || len(holding(t, mark, where+".files")) == 0 {
			t.Fatal("the shop does not hold the words: the test looks for nothing")
		}
		if _, err = d.EraseCustomer(ctx, id); errors.Is(err, domain.Code("customer.open")) {
			continue // something is still going on with them
		}
		if err != nil {
			t.Fatal(err)
		}
		kinds := len(rows[id])
		if left := holding(t, mark, where, where+"-wal", where+".files"); len(left) > 0 || kinds < 3 {
			t.Errorf("of a customer with %d kinds of records: left in %v", kinds, left)
		}
		later, err := h.vault(where, time.Now).Make(ctx, db, backup.ByHand)
		if err != nil {
			t.Fatal(err)
		}
		other := filepath.Join(t.TempDir(), "other.aftercare")
		if _, err := h.vault(other, time.Now).Restore(ctx, later, ""); err != nil {
			t.Fatal(err)
		}
		if left := holding(t, mark, filepath.Dir(other)); len(left) > 0 {
			t.Errorf("in a later backup: %v", left)
		}
		if bytes.Contains(log.Bytes(), []byte(mark)) {
			t.Error("the program's log speaks of them")
		}
		return
	}
	t.Fatal("with everybody of the sample shop something is open: the test looks at nobody")
}

// speakOf has a mark stand wherever a shop speaks of a customer.
func speakOf(ctx context.Context, t *testing.T, d *desk.Desk, store desk.Store, id domain.ID, rows map[string][]domain.ID, mark string) {
	t.Helper()
	err := store.Update(ctx, func(tx desk.Tx) error {
		c, err := tx.Customer(id)
		if err != nil {
			return err
		}
		c.Person.Name, c.Person.Address, c.Person.Email = mark+" Chan", mark+" Road 1", mark+"@example.com"
		return tx.PutCustomers([]*customer.Customer{&c})
	})
	order, kase := rows["order"][0], rows["case"][0]
	if err == nil {
		_, err = d.AddNote(ctx, desk.NoteRequest{Order: order, Text: "ring for " + mark})
	}
	for entity, of := range map[string]domain.ID{"order": order, "case": kase} {
		if err == nil {
			_, err = d.SendMessage(ctx, desk.SendRequest{Entity: entity, ID: of, Way: "whatsapp", To: mark, Body: "Dear " + mark})
		}
	}
	path := filepath.Join(t.TempDir(), mark+".txt")
	if err == nil {
		err = os.WriteFile(path, []byte("a letter of "+mark), 0o600)
	}
	var file domain.File
	if err == nil {
		file, err = d.KeepFile(ctx, desk.FileRequest{Path: path, Caption: "from " + mark})
	}
	if err == nil {
		_, err = d.AddOrderFiles(ctx, desk.OrderFiles{Order: order, Files: []domain.File{file}})
	}
	if err == nil {
		_, err = d.KeepDraft(ctx, desk.Draft{Place: "note/1", Title: "Note", Page: "orders", ID: order, Do: "note", Words: []desk.Typed{{Name: "text", Text: "ask " + mark + " Chan"}}})
	}
	if err != nil {
		t.Fatal(err)
	}
}
