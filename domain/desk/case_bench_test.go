package desk_test

import (
	"fmt"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

// crowded is a shop with n open cases, each on an order of its own.
func crowded(b *testing.B, n int) (*counter, domain.ID) {
	b.Helper()
	c := begun(b)
	var all file
	for i := range n {
		f := facts(fmt.Sprintf("LS-%06d", i), c.now.AddDate(0, 0, -4))
		f.State, f.ShippedAt, f.Delivered = order.Delivered, c.now.AddDate(0, 0, -3), c.now.AddDate(0, 0, -1)
		all = append(all, f)
	}
	_, err := c.Import(c.ctx, all, c.channel("own").ID, nil)
	c.must(err)
	var last domain.ID
	own, channel := presets(b).Policies["own"], c.channel("own").ID
	const part = 2000
	for from := 0; from < n; from += part {
		c.must(c.store.Desk().Update(c.ctx, func(tx desk.Tx) error {
			for i := from; i < min(from+part, n); i++ {
				o, err := tx.OrderByNumber(channel, all[i].Number)
				if err != nil {
					return err
				}
				k, err := casefile.New(casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Received: true, Worn: casefile.No, Tags: casefile.Yes, Items: []casefile.Asked{{Line: 1, Quantity: 1}}},
					casefile.Setting{Order: o, Terms: order.Terms{Policy: own, Zone: hk}}, casefile.Numbers{Case: fmt.Sprintf("C-%d", 1001+i), Return: casefile.ReturnNumber(int64(1001 + i))}, "Mei", c.now.Add(time.Duration(i)*time.Second))
				if err != nil {
					return err
				}
				k.Policy = 1
				if err := tx.PutCase(&k); err != nil {
					return err
				}
				last = k.ID
			}
			return nil
		}))
	}
	c.now = c.now.Add(20 * time.Hour)
	return c, last
}

// Today at 100 000 open cases, and one of them opened.
func BenchmarkCases100k(b *testing.B) {
	c, id := crowded(b, 100_000)
	b.Run("Today", func(b *testing.B) {
		for b.Loop() {
			t, err := c.Today(c.ctx)
			c.must(err)
			if len(t.Tasks) < 200 || t.Counts[desk.AnswerGroup] != 100_000 {
				b.Fatalf("%d lines of %v", len(t.Tasks), t.Counts)
			}
		}
	})
	b.Run("Case", func(b *testing.B) {
		for b.Loop() {
			_, err := c.Case(c.ctx, id)
			c.must(err)
		}
	})
}
