package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
)

// staff lets people of every role work at a counter, and gives a context for
// each.
func staff(c *counter) map[shop.Role]context.Context {
	c.t.Helper()
	out := map[shop.Role]context.Context{}
	c.must(c.store.Desk().Update(c.ctx, func(tx desk.Tx) error {
		for _, role := range shop.Roles() {
			p := shop.Person{Name: "A " + string(role), Role: role, PIN: "sealed"}
			if err := tx.PutPerson(&p); err != nil {
				return err
			}
			out[role] = desk.As(c.ctx, p.ID)
		}
		return nil
	}))
	return out
}

// Every verb is refused to every role that has not the right, and to nobody
// else, whatever it was asked.
func TestRights_everyVerbByEveryRole(t *testing.T) {
	c := begun(t)
	refused := 0
	for role, ctx := range staff(c) {
		for _, v := range desk.Verbs() {
			_, err := c.Do(ctx, v.Name, json.RawMessage("{}"))
			got := errors.Is(err, domain.Code("right.refused"))
			if want := !desk.May(role, v.Name); got != want {
				t.Errorf("%s as %s: refused %v, want %v (%v)", v.Name, role, got, want, err)
			}
			if got {
				refused++
			}
		}
	}
	if refused < 20 {
		t.Errorf("%d verbs by roles were refused, want many", refused)
	}
	for _, v := range desk.Verbs() {
		_, err := c.Do(c.ctx, v.Name, json.RawMessage("{}"))
		if got, want := errors.Is(err, domain.Code("person.unknown")), !desk.May("", v.Name); got != want {
			t.Errorf("%s while nobody sits here: unknown %v, want %v (%v)", v.Name, got, want, err)
		}
	}
}

// What the roles are for, in the words of the product.
func TestRights_ofTheRoles(t *testing.T) {
	for _, tt := range []struct {
		verb                 string
		service, desk, books bool
	}{
		{"order.ship", true, true, false},
		{"case.open", true, false, false},
		{"case.agree", true, false, false},
		{"parcel.finish", true, true, false},
		{"repair.step", true, true, false},
		{"refund.pay", false, false, true},
		{"refund.move", false, false, true},
		{"shop.save", false, false, false},
		{"channel.save", false, false, false},
		{"order.show", true, true, true},
		{"a verb that nobody knows", false, false, false},
	} {
		for role, want := range map[shop.Role]bool{shop.Owner: true, shop.Service: tt.service, shop.Counter: tt.desk, shop.Books: tt.books} {
			if got := desk.May(role, tt.verb); got != want {
				t.Errorf("May(%s, %s): got %v, want %v", role, tt.verb, got, want)
			}
		}
	}
}

// The right is asked in the verb itself: a page that calls the method is
// refused like a command, and nothing of it stays.
func TestRights_inTheMethod(t *testing.T) {
	c := begun(t)
	roles := staff(c)
	sh, err := c.Setup(c.ctx)
	c.must(err)
	sh.Shop.Name = "Taken over"
	_, err = c.SaveShop(roles[shop.Counter], sh.Shop)
	c.refused(err, "right.refused")
	_, err = c.SaveShop(c.ctx, sh.Shop)
	c.refused(err, "person.unknown")
	_, err = c.SaveShop(desk.As(c.ctx, 99), sh.Shop)
	c.refused(err, "person.unknown")
	_, err = c.Today(c.ctx)
	c.refused(err, "person.unknown")
	_, err = c.Thumb(c.ctx, "a photo", 100)
	c.refused(err, "person.unknown")
	_, err = c.FileBytes(desk.As(c.ctx, 99), "a photo")
	c.refused(err, "person.unknown")
	after, err := c.Setup(c.ctx)
	c.must(err)
	if after.Shop.Name != "Lamma Supply" || after.Shop.Version != sh.Shop.Version {
		t.Errorf("the shop after three refusals: got %q, version %d", after.Shop.Name, after.Shop.Version)
	}
	_, err = c.SaveShop(desk.As(c.ctx, desk.Itself), sh.Shop)
	c.must(err)
	if _, err = c.SaveShop(roles[shop.Owner], after.Shop); !errors.Is(err, domain.Code("store.conflict")) {
		t.Errorf("the owner with an old version: got %v, want store.conflict", err)
	}
}

// Who did it stands in the entry and in the record: the person of the context,
// the shop's one person where there are none.
func TestAs_standsInTheEntry(t *testing.T) {
	c := begun(t)
	o := c.imported(t, "N-1")
	_, err := c.AddNote(c.ctx, desk.NoteRequest{Order: o, Text: "first"})
	c.must(err)
	roles := staff(c)
	v, err := c.AddNote(roles[shop.Books], desk.NoteRequest{Order: o, Text: "second"})
	c.must(err)
	if got := v.Notes[len(v.Notes)-1].Who; got != "A books" {
		t.Errorf("who wrote the note: got %q", got)
	}
	var who []string
	c.must(c.store.Desk().View(c.ctx, func(tx desk.Tx) error {
		all, err := tx.History("order", o)
		for _, e := range all {
			who = append(who, e.Who)
		}
		return err
	}))
	if len(who) != 2 || who[0] != "Mei" || who[1] != "A books" {
		t.Errorf("who in the log: got %q, want Mei and A books", who)
	}
}

// imported takes one order in, before there are people.
func (c *counter) imported(t testing.TB, number string) domain.ID {
	t.Helper()
	return c.order("own", facts(number, c.now.AddDate(0, 0, -1))).ID
}
