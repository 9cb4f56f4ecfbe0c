package desk_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
)

// knows are backups as the log is compared with them.
type knows struct {
	desk.Backups
	all []desk.Backup
}

func (k knows) State(context.Context) (desk.BackupState, error) {
	return desk.BackupState{Backups: k.all}, nil
}

// raw changes the store behind the program's back.
func (c *counter) raw(statements ...string) {
	c.t.Helper()
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: c.file}).String())
	c.must(err)
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			c.t.Fatalf("%s: %v", s, err)
		}
	}
}

func (c *counter) breaks() string {
	c.t.Helper()
	is, err := c.CheckLog(c.ctx, desk.LogQuestion{})
	c.must(err)
	var out []string
	for _, b := range is.Breaks {
		out = append(out, fmt.Sprint(b.Seq, " ", b.Kind))
	}
	return strings.Join(out, ", ")
}

// A log that was written anew from its first entry to its last is a sound
// chain. What the backups and the day sheet know of it shows it all the same.
func TestCheckLog_writtenAnew(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("L-1", c.now.AddDate(0, 0, -1)))
	for range 3 {
		_, err := c.AddNote(c.ctx, desk.NoteRequest{Order: o.ID, Text: "Call first."})
		c.must(err)
	}
	day, err := c.LogOfDay(c.ctx, desk.DayQuestion{})
	c.must(err)
	kept := desk.Backup{Serial: 1, Made: c.now, Entries: day.Head.Seq, Head: day.Head.Hash}
	parts := c.Parts
	parts.Backups = knows{all: []desk.Backup{kept}}
	c.Desk = desk.New(parts)
	if got := c.breaks(); got != "" {
		t.Fatalf("a sound log: got %s", got)
	}
	for hash, want := range map[string]string{day.Head.Hash: "same", strings.ToUpper(day.Head.Hash[:4] + " " + day.Head.Hash[4:12]): "same", strings.Repeat("0", 64): "other"} {
		if got, err := c.CheckLog(c.ctx, desk.LogQuestion{Seq: day.Head.Seq, Hash: hash}); err != nil || got.Given != want {
			t.Errorf("%s: got %q, %v, want %q", hash, got.Given, err, want)
		}
	}
	if got, err := c.CheckLog(c.ctx, desk.LogQuestion{Seq: day.Head.Seq + 1, Hash: day.Head.Hash}); err != nil || got.Given != "missing" {
		t.Errorf("an entry that is not there: got %q, %v", got.Given, err)
	}
	for _, q := range []desk.LogQuestion{{Seq: -1}, {Seq: 1}, {Seq: 1, Hash: "abc"}, {Seq: 1, Hash: "not of a hash at all"}} {
		_, err := c.CheckLog(c.ctx, q)
		c.refused(err, "log.head")
	}

	// The attacker takes all out and writes the same deeds anew, by another name.
	c.raw(`DROP TRIGGER history_kept`, `DROP TRIGGER history_whole`, `DELETE FROM history`, `DELETE FROM steps`, `UPDATE sequences SET next = 1 WHERE name = 'history'`)
	for range day.Head.Seq {
		_, err := c.AddNote(c.ctx, desk.NoteRequest{Order: o.ID, Text: "Call first."})
		c.must(err)
	}
	if got, want := c.breaks(), fmt.Sprint(day.Head.Seq, " rewritten"); got != want {
		t.Errorf("written anew: got %q, want %q", got, want)
	}
	if got, err := c.CheckLog(c.ctx, desk.LogQuestion{Seq: day.Head.Seq, Hash: day.Head.Hash}); err != nil || got.Given != "other" || got.Entries != day.Head.Seq {
		t.Errorf("written anew, against the day sheet: got %+v, %v", got, err)
	}
}

// A backup from before an older one was restored knows entries that the log
// never had again; that is no tampering.
func TestCheckLog_afterARestore(t *testing.T) {
	c := begun(t)
	c.order("own", facts("L-1", c.now.AddDate(0, 0, -1)))
	parts := c.Parts
	parts.Backups = knows{all: []desk.Backup{{Serial: 7, Made: c.now, Entries: 400, Head: strings.Repeat("a", 64)}}}
	c.Desk = desk.New(parts)
	if got := c.breaks(); got != "400 rewritten" {
		t.Errorf("without a restore: got %q", got)
	}
	c.must(c.store.Desk().Update(c.ctx, func(tx desk.Tx) error {
		return tx.Record(domain.Entry{Verb: desk.RestoreVerb, Entity: "backup", ID: 5, At: c.now.Add(time.Hour)})
	}))
	if got := c.breaks(); got != "" {
		t.Errorf("after the restore of an older one: got %q", got)
	}
}

// A day is summed up by who did what; its head is that of the evening.
func TestLogOfDay(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("L-1", c.now.AddDate(0, 0, -1)))
	roles := staff(c)
	for _, role := range []shop.Role{shop.Service, shop.Service, shop.Counter} {
		_, err := c.AddNote(roles[role], desk.NoteRequest{Order: o.ID, Text: "Call first."})
		c.must(err)
	}
	owner := roles[shop.Owner]
	first, err := c.LogOfDay(owner, desk.DayQuestion{})
	c.must(err)
	c.now = c.now.AddDate(0, 0, 1)
	_, err = c.AddNote(roles[shop.Counter], desk.NoteRequest{Order: o.ID, Text: "Called."})
	c.must(err)
	again, err := c.LogOfDay(owner, desk.DayQuestion{Day: first.Day})
	c.must(err)
	if again.Head != first.Head || again.Last != first.Last || !again.Over || first.Over {
		t.Errorf("the day after: got %+v, want the evening's %+v", again, first)
	}
	n := map[string]int{}
	for _, l := range first.Counts {
		n[l.Who+" "+l.Verb] = l.Count
	}
	if n["A service note.add"] != 2 || n["A desk note.add"] != 1 || first.First != 1 {
		t.Errorf("got %+v", first)
	}
	today, err := c.LogOfDay(owner, desk.DayQuestion{})
	if err != nil || today.First != first.Last+1 || today.Last != today.First || today.Head.Seq != today.Last {
		t.Errorf("the next day: got %+v, %v", today, err)
	}
	none, err := c.LogOfDay(owner, desk.DayQuestion{Day: "2020-01-01"})
	if err != nil || none.First != 0 || len(none.Counts) != 0 || none.Head.Seq != 0 {
		t.Errorf("a day before all: got %+v, %v", none, err)
	}
	_, err = c.LogOfDay(owner, desk.DayQuestion{Day: "Tuesday"})
	c.refused(err, "date.not_a_date")
	_, err = c.LogOfDay(roles[shop.Counter], desk.DayQuestion{})
	c.refused(err, "right.refused")
}
