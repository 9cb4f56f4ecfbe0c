package desk_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
	"aftercare/storage"
)

// restart closes the store and opens it again, as a new start of the program.
func (c *counter) restart() {
	c.t.Helper()
	c.must(c.store.Close())
	db, err := storage.Open(c.ctx, c.file, storage.Options{Now: func() time.Time { return c.now }})
	c.must(err)
	c.t.Cleanup(func() { db.Close() })
	parts := c.Parts
	parts.Store = db.Desk()
	c.store, c.Desk = db, desk.New(parts)
}

func (c *counter) person(name string, role shop.Role, pin string) desk.PersonRow {
	c.t.Helper()
	ctx := c.ctx
	if all, err := c.People(c.ctx); err == nil && len(all) > 0 {
		ctx = desk.As(c.ctx, all[0].ID)
	}
	p, err := c.SavePerson(ctx, desk.PersonChange{Name: name, Role: role, NewPIN: pin})
	c.must(err)
	return p
}

// One person needs no login; from the first person on, everybody says who they
// are, and the window locks.
func TestPeople_oneNeedsNone(t *testing.T) {
	c := begun(t)
	_, err := c.Today(c.ctx)
	c.must(err)
	_, err = c.SavePerson(c.ctx, desk.PersonChange{Name: "Ho", Role: shop.Counter})
	c.refused(err, "person.first_owner")
	_, err = c.SavePerson(c.ctx, desk.PersonChange{Name: "Mei", Role: shop.Owner})
	c.refused(err, "person.owner_pin")
	_, err = c.SavePerson(c.ctx, desk.PersonChange{Name: "", Role: shop.Owner, NewPIN: "12"})
	var es domain.Errors
	if !errors.As(err, &es) || len(es) != 2 || es[0].Field != "new_pin" || es[0].Code != "person.pin" || es[1].Field != "name" {
		t.Errorf("a person with two faults: got %v", err)
	}
	mei := c.person("Mei", shop.Owner, "2468")
	_, err = c.Today(c.ctx)
	c.refused(err, "person.unknown")
	if got, err := c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "2468"}); err != nil || got.Name != "Mei" || !got.Locked {
		t.Errorf("SignIn: got %+v, %v", got, err)
	}
	_, err = c.Today(desk.As(c.ctx, mei.ID))
	c.must(err)
	_, err = c.By(mei.ID).Today(c.ctx)
	c.must(err)
	setup, err := c.Setup(c.ctx)
	c.must(err)
	if setup.Shop.Idle != 10 || len(setup.People) != 1 {
		t.Errorf("the shop of one person: locks after %d minutes, %d people", setup.Shop.Idle, len(setup.People))
	}
	ho := c.person("Ho", shop.Counter, "")
	if got, err := c.SignIn(c.ctx, desk.SignIn{Person: ho.ID}); err != nil || got.Role != shop.Counter {
		t.Errorf("a person without a PIN: got %+v, %v", got, err)
	}
	_, err = c.SavePerson(desk.As(c.ctx, ho.ID), desk.PersonChange{ID: ho.ID, Version: ho.Version, Name: "Ho", Role: shop.Owner, NewPIN: "1111"})
	c.refused(err, "right.refused")
}

// Six wrong PINs with a restart after each: the count and the wait are in the
// store, and the right PIN waits like any other.
func TestSignIn_sixWrongWithRestarts(t *testing.T) {
	c := begun(t)
	mei := c.person("Mei", shop.Owner, "2468")
	for i, want := range []string{"person.wrong_pin", "person.wrong_pin", "person.wait", "person.wait", "person.wait", "person.wait"} {
		_, err := c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "0000"})
		c.refused(err, want)
		c.restart()
		e := domain.As(err)
		if want == "person.wrong_pin" {
			continue
		}
		until := e.Args["until"].(time.Time)
		if wait := until.Sub(c.now); wait != []time.Duration{0, 0, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute}[i] {
			t.Errorf("after %d wrong: wait %v", i+1, wait)
		}
		_, err = c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "2468"})
		c.refused(err, "person.wait")
		if again := domain.As(err); again == nil || again.Args["count"] != i+1 {
			t.Errorf("a PIN that waits was counted: %v", err)
		}
		c.now = until
	}
	_, err := c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "2468"})
	c.must(err)
	_, err = c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "0000"})
	c.refused(err, "person.wrong_pin")
	wrong, entered := 0, 0
	c.must(c.store.Desk().View(c.ctx, func(tx desk.Tx) error {
		all, err := tx.History("person", mei.ID)
		for _, e := range all {
			switch e.Verb {
			case "person.wrong":
				wrong++
			case "person.enter":
				entered++
			}
		}
		return err
	}))
	if wrong != 7 || entered != 1 {
		t.Errorf("the log: got %d wrong and %d entered, want 7 and 1", wrong, entered)
	}
}

// The guess is counted before it is compared: a program that dies while it
// compares gives nobody a free one.
func TestSignIn_countsBeforeItCompares(t *testing.T) {
	c := begun(t)
	mei := c.person("Mei", shop.Owner, "2468")
	c.Seals = dying{}
	for range 2 {
		if _, err := c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "2468"}); err == nil {
			t.Fatal("a seal that fails lets one in")
		}
	}
	c.Seals = quick
	_, err := c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "0000"})
	c.refused(err, "person.wait")
}

type dying struct{}

func (dying) Seal(string) (string, error)        { return "", errors.New("dies") }
func (dying) Opens(string, string) (bool, error) { return false, errors.New("dies") }

func TestChangePIN_andReset(t *testing.T) {
	c := begun(t)
	mei := c.person("Mei", shop.Owner, "2468")
	as := desk.As(c.ctx, mei.ID)
	_, err := c.ChangePIN(as, desk.OwnPIN{PIN: "0000", NewPIN: "1357"})
	c.refused(err, "person.wrong_pin")
	_, err = c.ChangePIN(as, desk.OwnPIN{PIN: "2468", NewPIN: "13"})
	c.refused(err, "person.pin")
	_, err = c.ChangePIN(as, desk.OwnPIN{PIN: "2468", NewPIN: "1357"})
	c.must(err)
	_, err = c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "1357"})
	c.must(err)
	for range 4 {
		_, _ = c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "9999"})
	}
	_, err = c.ResetPIN(c.ctx, "nobody", "8642")
	c.refused(err, "missing.person")
	_, err = c.ResetPIN(c.ctx, "mei", "8642")
	c.must(err)
	_, err = c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "8642"})
	c.must(err)
}

// No PIN and no seal leaves the desk: not in an answer, not in an error, not in
// the log.
func TestPeople_showNoSeal(t *testing.T) {
	c := begun(t)
	mei := c.person("Mei", shop.Owner, "2468")
	var told []string
	for _, call := range [][2]string{{"person.list", `{}`}, {"shop.show", `{}`}, {"person.enter", `{"person": 1, "pin": "2468"}`}, {"person.save", `{"id": 1, "new_pin": "9753"}`}} {
		answer, err := c.Do(desk.As(c.ctx, mei.ID), call[0], []byte(call[1]))
		c.must(err)
		told = append(told, jsonOf(t, answer))
	}
	_, err := c.SignIn(c.ctx, desk.SignIn{Person: mei.ID, PIN: "8765"})
	told = append(told, err.Error())
	c.must(c.store.Desk().View(c.ctx, func(tx desk.Tx) error {
		all, err := tx.History("person", mei.ID)
		told = append(told, jsonOf(t, all))
		return err
	}))
	for _, s := range told {
		for _, secret := range []string{"2468", "9753", "8765", "argon2"} {
			if strings.Contains(s, secret) {
				t.Errorf("%q holds %s", s, secret)
			}
		}
	}
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
