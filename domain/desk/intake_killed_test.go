package desk_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/stock"
	"aftercare/storage"
)

// killedDesk is a desk on the store that a killed program left, or is to work on.
func killedDesk(t *testing.T, where string) *counter {
	t.Helper()
	c := &counter{t: t, now: time.Date(2026, 3, 12, 10, 0, 0, 0, hk), ctx: t.Context()}
	db, err := storage.Open(c.ctx, where, storage.Options{Now: func() time.Time { return c.now }})
	if err != nil {
		t.Fatal(err)
	}
	c.store = db
	c.Desk = desk.New(desk.Parts{Store: db.Desk(), Now: func() time.Time { return c.now }, Presets: presets(t)})
	return c
}

// units is how many units of a parcel come, by its place in the row.
func units(i int) int { return 1 + i%3 }

// TestIntakeKilled_child is the program that TestIntakeKilled kills: it takes
// parcels in, one after the other, and says each once it is kept.
func TestIntakeKilled_child(t *testing.T) {
	where := os.Getenv("AFTERCARE_KILLED_DESK")
	if where == "" {
		t.Skip("runs as a child of TestIntakeKilled")
	}
	c := killedDesk(t, where)
	numbers, err := os.ReadFile(where + ".numbers")
	c.must(err)
	for i, number := range strings.Fields(string(numbers)) {
		s, err := c.Scan(c.ctx, number)
		c.must(err)
		if s.Answer == parcel.AlreadyIn {
			continue
		}
		say := func(e parcel.Entry) {
			c.enter(*s.Parcel, e)
			fmt.Println("entered", number)
		}
		for _, check := range s.Parcel.Draft().Checks {
			say(parcel.Entry{Check: check.Code, Mark: parcel.Passed})
		}
		n, line := units(i), s.Parcel.Draft().Counts[0]
		ways := []parcel.Disposition{parcel.Restock, parcel.Scrap, parcel.Later, parcel.Refurbish}
		say(parcel.Entry{Count: &parcel.CountedAs{CaseID: line.CaseID, Line: line.Line, Counted: &n, Grade: parcel.Used, Disposition: ways[i%len(ways)]}})
		_, err = c.Finish(c.ctx, desk.FinishRequest{Parcel: s.Parcel.ID})
		c.must(err)
		fmt.Println("kept", number)
	}
	fmt.Println("all")
}

// TestIntakeKilled takes parcels in a row through a desk that is killed again and
// again: every inspection that was acknowledged is there once, and stock equals
// its ledger. AFTERCARE_FAULTS asks for the long form: a thousand parcels, fifty
// kills.
func TestIntakeKilled(t *testing.T) {
	parcels, kills := 40, 4
	if os.Getenv("AFTERCARE_FAULTS") != "" {
		parcels, kills = 1000, 50
	}
	where := filepath.Join(t.TempDir(), "shop.aftercare")
	numbers := seedReturns(t, where, parcels)
	r := rand.New(rand.NewPCG(uint64(parcels), 3))
	acknowledged := map[string]bool{}
	for killed, all := 0, false; !all; {
		after := -1 // lines until the kill; the last run is left alone
		if killed < kills {
			after = 1 + r.IntN(max(2*7*parcels/kills, 2))
		}
		all = runKilled(t, where, after, acknowledged)
		if !all {
			killed++
		}
	}
	// One that was kept as the signal fell was not acknowledged any more; it is
	// there all the same, once.
	if n := len(acknowledged); n < parcels-kills || n > parcels {
		t.Errorf("%d of %d parcels were acknowledged in spite of %d kills", n, parcels, kills)
	}
	checkTakenIn(t, where, numbers)
}

// runKilled runs the child until it has said so many lines, and kills it; all
// says that it came to its end before.
func runKilled(t *testing.T, where string, after int, acknowledged map[string]bool) (all bool) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run", "^TestIntakeKilled_child$", "-test.v")
	child.Env = append(os.Environ(), "AFTERCARE_KILLED_DESK="+where)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for seen := 0; lines.Scan(); {
		word, number, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "all":
			all = true
		case "kept":
			acknowledged[number] = true
			seen++
		case "entered":
			seen++
		}
		if seen == after && !all {
			// What the child writes until the signal reaches it falls anywhere.
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			after = -1
		}
	}
	if err := child.Wait(); err != nil && all {
		t.Errorf("the child ended with %v", err)
	}
	return all
}

// seedReturns fills a store with returns that are on their way.
func seedReturns(t *testing.T, where string, n int) []string {
	t.Helper()
	c := killedDesk(t, where)
	defer c.store.Close()
	_, err := c.Begin(c.ctx, desk.FirstStart{Name: "Lamma Supply", Language: "en"})
	c.must(err)
	var f file
	for i := range n {
		o := facts(fmt.Sprintf("LS-%d", i), c.now.AddDate(0, 0, -4))
		o.Lines[0].Quantity = 3
		o.State, o.ShippedAt, o.Delivered = order.Delivered, c.now.AddDate(0, 0, -3), c.now.AddDate(0, 0, -1)
		f = append(f, o)
	}
	_, err = c.Import(c.ctx, f, c.channel("own").ID, nil)
	c.must(err)
	var numbers []string
	for i := range n {
		o, err := c.OrderNumbered(c.ctx, fmt.Sprintf("LS-%d", i))
		c.must(err)
		v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Received: true,
			Worn: casefile.No, Tags: casefile.Yes, Items: []casefile.Asked{{Line: 1, Quantity: units(i)}}}})
		c.must(err)
		numbers = append(numbers, v.Return)
	}
	c.must(os.WriteFile(where+".numbers", []byte(strings.Join(numbers, "\n")), 0o600))
	return numbers
}

// checkTakenIn wants each parcel once, with one inspection, and its units once.
func checkTakenIn(t *testing.T, where string, numbers []string) {
	t.Helper()
	c := killedDesk(t, where)
	defer c.store.Close()
	want := 0
	for i, number := range numbers {
		v, err := c.CaseNumbered(c.ctx, number)
		c.must(err)
		if len(v.Parcels) != 1 || len(v.Parcels[0].Inspections) != 1 || v.Parcels[0].Last() == nil || *v.Parcels[0].Last().Counts[0].Counted != units(i) || v.Items[0].Counted != units(i) {
			t.Fatalf("%s: %d parcels, %+v, %+v", number, len(v.Parcels), v.Parcels, v.Items)
		}
		want += units(i)
	}
	level, ledger, err := c.Stock(c.ctx, "MUG")
	c.must(err)
	sum, in := 0, 0
	for _, p := range stock.Places() {
		sum += level[p]
	}
	for _, m := range ledger {
		if m.Cause == stock.Returned && !m.Back {
			in += m.Quantity
		}
	}
	if sum != want || in != want {
		t.Errorf("the ledger holds %d units of %d that came in, want %d", sum, in, want)
	}
}
