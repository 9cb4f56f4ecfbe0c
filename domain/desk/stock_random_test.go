package desk_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
)

// randomShop does to one product whatever a shop may do, in any order.
type randomShop struct {
	*counter
	r       *rand.Rand
	orders  []desk.OrderView
	serials []string
	parcels []domain.ID
	done    map[string]int
}

// TestDesk_stockHolds: whatever is shipped, taken in, corrected, mended, replaced
// and undone, in any order, the stock is the sum of its ledger and no unit is in
// two places.
func TestDesk_stockHolds(t *testing.T) {
	seeds, rounds := uint64(2), 50
	if os.Getenv("AFTERCARE_FAULTS") != "" {
		seeds, rounds = 40, 120
	}
	for seed := range seeds {
		c := begun(t)
		s := &randomShop{counter: c, r: rand.New(rand.NewPCG(seed, 12)), done: map[string]int{}}
		year := 12
		_, err := c.SaveProduct(c.ctx, stock.Product{SKU: "MUG", Title: "Mug", Category: "general", Serials: true, Warranty: &year})
		c.must(err)
		_, err = c.ReceiveStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 30, Document: "DN-1"})
		c.must(err)
		deeds := map[string]func() error{"ship": s.ship, "return": s.comesBack, "correct": s.corrects, "mend": s.mends, "undo": s.undoes, "move": s.moves}
		names := slices.Sorted(maps.Keys(deeds))
		for range rounds {
			for _, i := range s.r.Perm(len(names)) {
				name := names[i]
				if s.r.IntN(2) == 0 {
					continue
				}
				err := deeds[name]()
				if err != nil && domain.As(err) == nil && !errors.As(err, new(domain.Errors)) {
					t.Fatalf("seed %d, %s: %v", seed, name, err)
				}
				if err == nil {
					s.done[name]++
				}
				s.holds(seed, name)
			}
		}
		for name := range deeds {
			if s.done[name] == 0 {
				t.Errorf("seed %d: nothing of the kind was done: %s (%v)", seed, name, s.done)
			}
		}
	}
}

// holds is what must be true after every deed.
func (s *randomShop) holds(seed uint64, after string) {
	s.t.Helper()
	levels, err := s.Levels(s.ctx, []string{"MUG"})
	s.must(err)
	_, ledger, err := s.Stock(s.ctx, "MUG")
	s.must(err)
	if sum := stock.Levels(ledger); !maps.Equal(levels["MUG"], sum) {
		s.t.Fatalf("seed %d, after %s: the stock is %v, its ledger's sum %v", seed, after, levels["MUG"], sum)
	}
	for _, serial := range s.serials {
		u, err := s.Unit(s.ctx, serial)
		if err != nil {
			continue // it never moved
		}
		at := map[stock.Place]int{}
		if first := u.History[0].From; first.Holds() {
			at[first]++ // it came in among others, and its number was read when it left
		}
		for _, m := range u.History {
			at[m.From]--
			at[m.To]++
		}
		held := 0
		for place, n := range at {
			if place.Holds() && n != 0 {
				held += n
				if n != 1 || place != u.Place {
					s.t.Fatalf("seed %d, after %s: unit %s is %d times at %s, and by its last movement at %q", seed, after, serial, n, place, u.Place)
				}
			}
		}
		if held > 1 {
			s.t.Fatalf("seed %d, after %s: unit %s is in %d places", seed, after, serial, held)
		}
	}
}

func (s *randomShop) ship() error {
	if len(s.orders) >= 8 {
		return domain.Wrong("order", "enough", nil)
	}
	n := len(s.orders)
	f := facts(fmt.Sprintf("LS-%d", n), s.now)
	f.Lines[0].Quantity = 1
	o := s.order("own", f)
	serial := fmt.Sprintf("SN-%d", n)
	o, err := s.Ship(s.ctx, desk.ShipRequest{Order: o.ID, Shipping: shipping("YTO", fmt.Sprintf("YT100%d", n), 400, serial), Answer: "the last one"})
	if err != nil {
		return err
	}
	s.orders, s.serials = append(s.orders, o), append(s.serials, serial)
	_, err = s.SignOff(s.ctx, desk.SignOffRequest{Order: o.ID, At: s.now, Source: "carrier"})
	return err
}

// comesBack takes one of the orders in that no case holds.
func (s *randomShop) comesBack() error {
	if len(s.orders) == 0 {
		return domain.Wrong("order", "none", nil)
	}
	i := s.r.IntN(len(s.orders))
	remedy := []casefile.Remedy{casefile.ReturnRefund, casefile.Exchange}[s.r.IntN(2)]
	v, err := s.OpenCase(s.ctx, desk.OpenRequest{Order: s.orders[i].ID, Request: casefile.Request{Reason: "quality_defect", Remedy: remedy, Received: true, Photos: 3, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	if err == nil {
		_, err = s.AgreeCase(s.ctx, desk.DecideRequest{Case: v.ID})
	}
	if err != nil {
		return err
	}
	in, err := s.Scan(s.ctx, v.Return)
	if err != nil {
		return err
	}
	s.parcels = append(s.parcels, in.Parcel.ID)
	return s.inspects(*in.Parcel, i)
}

// inspects ticks, counts, sometimes with the serial number, and finishes.
func (s *randomShop) inspects(p parcel.Parcel, i int) error {
	ways := parcel.Dispositions()
	s.ticked(p, 1+s.r.IntN(2), ways[s.r.IntN(len(ways))])
	if i >= 0 && s.r.IntN(3) > 0 {
		s.enter(p, parcel.Entry{Serial: &s.serials[i]})
	}
	_, err := s.Finish(s.ctx, desk.FinishRequest{Parcel: p.ID, Answer: "so it is"})
	return err
}

func (s *randomShop) corrects() error {
	if len(s.parcels) == 0 {
		return domain.Wrong("parcel", "none", nil)
	}
	id := s.parcels[s.r.IntN(len(s.parcels))]
	p, err := s.Reopen(s.ctx, id)
	if err != nil {
		seen, e := s.Parcel(s.ctx, id)
		s.must(e)
		if seen.Parcel.Draft() == nil {
			return err
		}
		p = *seen.Parcel
	}
	return s.inspects(p, -1)
}

// mends takes any repair a step on, by any of its ways.
func (s *randomShop) mends() error {
	if len(s.orders) > 0 && s.r.IntN(6) == 0 {
		i := s.r.IntN(len(s.orders))
		_, err := s.RequestRepair(s.ctx, desk.RepairRequest{Order: s.orders[i].ID, Request: repair.Request{Line: 1, Serial: s.serials[i], Channel: "counter", Problem: "leaks"}})
		return err
	}
	all, _, err := s.Repairs(s.ctx, desk.JobQuery{Open: true, Limit: 20})
	if err != nil || len(all) == 0 {
		return domain.Wrong("repair", "none", nil)
	}
	j := all[s.r.IntN(len(all))]
	possible := j.Possible()
	if len(possible) == 0 {
		return domain.Wrong("repair", "none", nil)
	}
	part := repair.Work{Kind: "part", SKU: "MUG", Title: "Mug", Quantity: 100, Each: hkd(500), Excluded: "misuse"}
	_, err = s.StepRepair(s.ctx, desk.JobStep{Job: j.ID, Answer: "so it is", Entry: repair.Entry{Event: possible[s.r.IntN(len(possible))], Note: "said why", Work: []repair.Work{part}, Approval: "Priya", How: "phone", Done: "mended",
		Finding: repair.Finding{Condition: "worn", Fault: "leaks"}, PaidHow: "cash", Leg: repair.Leg{Workshop: "Maker"}, Instead: repair.Instead{SKU: "MUG", Amount: hkd(100)}}})
	return err
}

func (s *randomShop) undoes() error {
	_, err := s.Undo(s.ctx)
	return err
}

func (s *randomShop) moves() error {
	places := []stock.Place{stock.Shelf, stock.Quarantine, stock.Bench, stock.Gone}
	_, err := s.MoveStock(s.ctx, desk.StockChange{SKU: "MUG", Quantity: 1, From: places[s.r.IntN(4)], To: places[s.r.IntN(4)], Reason: "tidied up", Answer: "so it is"})
	return err
}
