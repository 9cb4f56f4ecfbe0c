package backup

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/storage"
	"aftercare/storage/blob"
)

const marked = "Qwertzuiop"

// mark gives the first customer a name that nobody else has.
func (w *world) mark(id domain.ID) customer.Customer {
	w.t.Helper()
	var c customer.Customer
	err := w.db.Desk().Update(w.ctx, func(tx desk.Tx) (err error) {
		if c, err = tx.Customer(id); err != nil {
			return err
		}
		c.Person.Name, c.Person.Email, c.Person.Phone, c.Person.Address = marked+" Chan", marked+"@example.com", "+852 6161 7171", marked+" Road 1"
		return errors.Join(tx.PutCustomers([]*customer.Customer{&c}),
			tx.Record(domain.Entry{Verb: "customer.note", Entity: "customer", ID: id, Facts: domain.Args{"why": "told " + marked}}))
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// erase forgets a customer as the desk does.
func (w *world) erase(c customer.Customer) {
	w.t.Helper()
	if err := w.v.Forget(c.ID, c.Key); err != nil {
		w.t.Fatal(err)
	}
	err := w.db.Desk().Update(w.ctx, func(tx desk.Tx) error {
		gone, err := tx.EraseCustomer(c.ID)
		if err != nil {
			return err
		}
		return tx.Record(desk.EraseEntry(c.ID, gone))
	})
	if err == nil {
		err = w.db.Scrub(w.ctx)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// grep gives the files below a folder that hold one of the texts.
func grep(t *testing.T, dir string, texts ...string) []string {
	t.Helper()
	var out []string
	for path, data := range tree(t, dir) {
		for _, text := range texts {
			if bytes.Contains(bytes.ToLower([]byte(data)), bytes.ToLower([]byte(text))) {
				out = append(out, filepath.Base(path)+" holds "+text)
			}
		}
	}
	return out
}

// Nothing of a person who was forgotten is left in the store, its log, later
// backups, or a backup from before once it is restored.
func TestErase_nothingLeft(t *testing.T) {
	w := newWorld(t, 300)
	c := w.mark(2)
	before := w.make(ByHand)
	w.erase(c)
	own := func() []string {
		return append(grepFiles(t, marked, w.v.Store, w.v.Store+"-wal"), grepFiles(t, "6161", w.v.Store, w.v.Store+"-wal")...)
	}
	if left := own(); len(left) != 0 {
		t.Errorf("after the erasure: %v", left)
	}
	later := w.make(ByHand)
	if data := unpacked(t, w, later); bytes.Contains(data, []byte(marked)) {
		t.Error("a later backup holds the name")
	}
	if left := grep(t, w.v.Dir, marked); len(left) != 0 { // packed backups, the list, the settings
		t.Errorf("in the folder of backups: %v", left)
	}
	if data := unpacked(t, w, before); !bytes.Contains(data, []byte(marked)) {
		t.Error("the backup from before does not hold the name: the test looks for nothing")
	}
	w.close()
	r, err := w.v.Restore(w.ctx, before, "")
	if err != nil || r.Erased != 1 {
		t.Fatalf("Restore: got %+v, %v, want one customer forgotten once more", r, err)
	}
	if left := own(); len(left) != 0 {
		t.Errorf("after restoring the backup from before: %v", left)
	}
	w.open()
	if _, _, err := w.db.VerifyHistory(w.ctx); err != nil {
		t.Errorf("the chain: %v", err)
	}
	if err := w.db.View(w.ctx, func(tx *storage.Tx) error {
		got, err := tx.Customer(c.ID)
		if !got.Erased() || strings.Contains(got.Person.Name, marked) {
			t.Errorf("the customer: %+v", got)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

func grepFiles(t *testing.T, text string, paths ...string) []string {
	t.Helper()
	var out []string
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(text))) {
			out = append(out, filepath.Base(p)+" holds "+text)
		}
	}
	return out
}

// A number that was given to somebody else since then takes nobody with it.
func TestErase_anotherPersonOfTheNumber(t *testing.T) {
	w := newWorld(t, 20)
	w.book(1)
	b := w.make(ByHand)
	if err := w.v.Forget(2, "e:somebody-else@example.com"); err != nil {
		t.Fatal(err)
	}
	w.close()
	if r, err := w.v.Restore(w.ctx, b, ""); err != nil || r.Erased != 0 {
		t.Errorf("Restore: got %+v, %v, want nobody erased", r, err)
	}
}

// The photos of a person go with their small pictures, and do not come back.
func TestErase_photos(t *testing.T) {
	w := newWorld(t, 3)
	f := w.keep("a.txt", "a photo")
	if err := w.v.drop(w.ctx, []string{f.Hash}); err != nil {
		t.Fatal(err)
	}
	if _, err := blob.In(w.v.Blobs).Open(w.ctx, f.Hash); err == nil {
		t.Error("the photo is still there")
	}
}
