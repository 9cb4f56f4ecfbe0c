package desk_test

import (
	"fmt"
	"testing"
	"time"

	"aftercare/domain/desk"
	"aftercare/domain/shop"
)

// Half-filled forms are each person's own, and bounded.
func TestDraft_ofEachPerson(t *testing.T) {
	c := begun(t)
	roles := staff(c)
	for i := range 60 {
		c.now = c.now.Add(time.Second)
		_, err := c.KeepDraft(roles[shop.Counter], desk.Draft{Place: fmt.Sprint("p", i)})
		c.must(err)
	}
	all, err := c.Drafts(roles[shop.Counter])
	c.must(err)
	if len(all) != 50 || all[0].Place != "p59" || !all[0].At.Equal(c.now) {
		t.Errorf("got %d forms, the newest %+v; want the 50 newest", len(all), all[0])
	}
	if other, err := c.Drafts(roles[shop.Books]); err != nil || len(other) != 0 {
		t.Errorf("of somebody else: got %v, %v", other, err)
	}
	_, err = c.KeepDraft(c.ctx, desk.Draft{Place: "p"})
	c.refused(err, "person.unknown")
	_, err = c.DropDraft(roles[shop.Counter], desk.DraftNamed{Place: "p59"})
	c.must(err)
	if all, _ = c.Drafts(roles[shop.Counter]); len(all) != 49 {
		t.Errorf("after one was dropped: got %d", len(all))
	}
}
