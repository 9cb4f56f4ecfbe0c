package desk_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/stock"
)

// Any steps in any order, taken back one by one, give each value of before: that
// of the records, the stock and the lists. Whatever happens the history only
// grows, and its chain verifies.
func TestUndo_random(t *testing.T) {
	const rounds, steps = 12, 14
	taken := map[string]int{}
	for seed := range uint64(rounds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			c := begun(t)
			o := c.order("own", facts("U-1", c.now.AddDate(0, 0, -1)))
			deeds := randomDeeds(c, r, o.ID)
			entries := c.entryCount()
			var before []map[string]any
			var done []string
			for range steps {
				was := c.snapshot(t, o.ID, "MUG")
				name, err := deeds()
				now := c.entryCount()
				if now < entries {
					t.Fatalf("%s: the history shrank from %d to %d", name, entries, now)
				}
				switch {
				case domain.As(err) != nil:
					if got := c.snapshot(t, o.ID, "MUG"); now != entries || !reflect.DeepEqual(got, was) {
						t.Fatalf("%s was refused (%v) and left something behind", name, err)
					}
					continue
				case err != nil:
					t.Fatalf("%s: %v", name, err)
				}
				entries = now
				before, done = append(before, was), append(done, name)
				taken[name]++
			}
			for i := len(done) - 1; i >= 0; i-- {
				step, err := c.LastStep(c.ctx)
				c.must(err)
				if step.Why != "" { // it is said beforehand, and pressing it does nothing
					was := c.snapshot(t, o.ID, "MUG")
					if _, err := c.Undo(c.ctx); domain.As(err) == nil {
						t.Fatalf("%s: %s cannot be taken back, and was (%v)", done[i], step.Why, err)
					}
					if got := c.snapshot(t, o.ID, "MUG"); !reflect.DeepEqual(got, was) || c.entryCount() != entries {
						t.Fatalf("%s: the refused undo changed something", done[i])
					}
					break
				}
				if _, err := c.Undo(c.ctx); err != nil {
					t.Fatalf("undo of %s: %v", done[i], err)
				}
				if got := c.snapshot(t, o.ID, "MUG"); !reflect.DeepEqual(got, before[i]) {
					t.Fatalf("undo of %s (of %v):\ngot  %v\nwant %v", done[i], done, got, before[i])
				}
				now := c.entryCount()
				if now <= entries {
					t.Fatalf("undo of %s: %d entries, before %d", done[i], now, entries)
				}
				entries = now
			}
			if got := c.breaks(); got != "" {
				t.Errorf("the chain: %s", got)
			}
		})
	}
	if len(taken) < 6 {
		t.Errorf("only %v were taken: the test looks at too little", taken)
	}
}

func (c *counter) entryCount() int64 {
	c.t.Helper()
	day, err := c.CheckLog(c.ctx, desk.LogQuestion{})
	c.must(err)
	return day.Entries
}

// randomDeeds gives steps on an order, its cases and its goods, as a person at a
// desk might take them; many are refused where they are.
func randomDeeds(c *counter, r *rand.Rand, id domain.ID) func() (string, error) {
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: id, Request: casefile.Request{Reason: "changed_mind", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	file := v.ID
	if err != nil {
		file = 0
	}
	n := 0
	deeds := []struct {
		name string
		do   func() error
	}{
		{"note", func() error {
			_, err := c.AddNote(c.ctx, desk.NoteRequest{Order: id, Text: fmt.Sprint("Note ", n)})
			return err
		}},
		{"delay", func() error {
			_, err := c.AgreeDelay(c.ctx, desk.DelayRequest{Order: id, Agreement: order.Agreement{Date: "2026-03-20", Terms: "Ships on the 20th.", By: "Chan", How: "phone", When: c.now, Reason: "No stock."}})
			return err
		}},
		{"ship one", func() error {
			_, err := c.Ship(c.ctx, desk.ShipRequest{Order: id, Shipping: order.Shipping{Carrier: "SF", Tracking: fmt.Sprint("SF", n), Items: []order.Packed{{Line: 1, Quantity: 1}}}})
			return err
		}},
		{"ship the rest", func() error {
			_, err := c.Ship(c.ctx, desk.ShipRequest{Order: id, Shipping: order.Shipping{Carrier: "SF", Tracking: fmt.Sprint("SF", n)}})
			return err
		}},
		{"signed for", func() error {
			_, err := c.SignOff(c.ctx, desk.SignOffRequest{Order: id, At: c.now, Source: "customer"})
			return err
		}},
		{"agree", func() error { _, err := c.AgreeCase(c.ctx, desk.DecideRequest{Case: file}); return err }},
		{"decline", func() error {
			_, err := c.DeclineCase(c.ctx, desk.DecideRequest{Case: file, Reason: "Worn."})
			return err
		}},
		{"withdraw", func() error {
			_, err := c.WithdrawCase(c.ctx, desk.DecideRequest{Case: file, Reason: "Kept it."})
			return err
		}},
		{"product", func() error {
			p, err := c.Product(c.ctx, "MUG")
			if err != nil {
				p = stock.Product{SKU: "MUG", Title: "Mug", Category: stock.Categories()[0]}
			}
			p.Supplier = fmt.Sprint("Supplier ", n)
			_, err = c.SaveProduct(c.ctx, p)
			return err
		}},
	}
	return func() (string, error) {
		n++
		d := deeds[r.IntN(len(deeds))]
		return d.name, d.do()
	}
}
