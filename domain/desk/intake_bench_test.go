package desk_test

import (
	"fmt"
	"testing"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
)

// BenchmarkScan opens a parcel by a scan among a hundred thousand that came in.
func BenchmarkScan(b *testing.B) {
	const all = 100_000
	c := begun(b)
	numbers := manyParcels(b, c, all)
	b.ResetTimer()
	i := 0
	for b.Loop() {
		s, err := c.Scan(c.ctx, numbers[i%len(numbers)])
		if err != nil || s.Parcel == nil {
			b.Fatalf("Scan = %+v, %v", s, err)
		}
		i += 7919
	}
}

// manyParcels keeps cases whose parcels came in, but for every tenth.
func manyParcels(b *testing.B, c *counter, all int) []string {
	b.Helper()
	own := c.channel("own")
	var numbers []string
	const batch = 2000
	for first := 0; first < all; first += batch {
		c.must(c.store.Desk().Update(c.ctx, func(tx desk.Tx) error {
			var orders []*order.Order
			for i := first; i < first+batch; i++ {
				o := order.FromFacts(facts(fmt.Sprintf("LS-%06d", i), c.now), own.ID, "Mei", c.now, order.Terms{Policy: own.Policy, Zone: hk})
				orders = append(orders, &o)
			}
			if err := tx.PutOrders(orders); err != nil {
				return err
			}
			for i, o := range orders {
				n := int64(first + i + 2000)
				k := casefile.Case{Number: fmt.Sprintf("C-%d", n), Return: casefile.ReturnNumber(n), OrderID: o.ID, ChannelID: own.ID, Policy: own.Policy.Version, Reason: "changed_mind",
					Remedy: casefile.ReturnRefund, State: casefile.Agreed, Parcel: casefile.Announced, Opened: c.now, Requested: c.now,
					Items: []casefile.Item{{Line: 1, SKU: "MUG", Title: "Mug", Said: 1}}}
				if err := tx.PutCase(&k); err != nil {
					return err
				}
				numbers = append(numbers, k.Return)
				if i%10 == 0 {
					continue
				}
				one := 1
				p := parcel.Parcel{Number: k.Return, Code: k.Return, CaseIDs: []domain.ID{k.ID}, State: parcel.PutAway, Arrived: c.now, Who: "Mei", Inspections: []parcel.Inspection{{No: 1,
					Category: "general", Started: c.now, Finished: c.now, Who: "Mei", Counts: []parcel.Count{{CaseID: k.ID, Line: 1, SKU: "MUG", Title: "Mug", Said: 1, Counted: &one, Grade: parcel.New, Disposition: parcel.Restock}}}}}
				if err := tx.PutParcel(&p); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return numbers
}
