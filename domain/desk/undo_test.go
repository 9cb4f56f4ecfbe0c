package desk_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/shop"
	"aftercare/domain/stock"
)

// snapshot is an order with its cases and the stock of its goods, without what
// every change moves: versions.
func (c *counter) snapshot(t *testing.T, id domain.ID, sku string) map[string]any {
	t.Helper()
	out := map[string]any{}
	c.must(c.store.Desk().View(c.ctx, func(tx desk.Tx) error {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		cases, err := tx.CasesOfOrder(id)
		if err != nil {
			return err
		}
		levels, err := tx.Levels([]string{sku})
		if err != nil {
			return err
		}
		notes := o.Notes
		o.Notes, o.Version = nil, 0
		level := stock.Level{}
		for place, n := range levels[sku] {
			if n != 0 {
				level[place] = n
			}
		}
		out["order"], out["level"] = plainJSON(t, o), plainJSON(t, level)
		open := 0
		for _, n := range notes {
			if n.Kind != order.Correction && !(order.Order{Notes: notes}).Voided(n.No) {
				open++
			}
		}
		out["notes"] = open
		for _, k := range cases {
			k.Version = 0
			out["case "+k.Number] = plainJSON(t, k)
		}
		return nil
	}))
	return out
}

func plainJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Every chain of reversible steps, taken back one by one, gives each value that
// was there before; notes stay and are corrected, stock moves back, and each
// undo is an entry of its own.
func TestUndo_restoresEachValue(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("U-1", c.now.AddDate(0, 0, -1)))
	steps := []struct {
		name string
		do   func() error
	}{
		{"note", func() error {
			_, err := c.AddNote(c.ctx, desk.NoteRequest{Order: o.ID, Text: "Call first."})
			return err
		}},
		{"agree on a delay", func() error {
			_, err := c.AgreeDelay(c.ctx, desk.DelayRequest{Order: o.ID, Agreement: order.Agreement{Date: "2026-03-20", Terms: "Ships on the 20th.", By: "Chan", How: "phone", When: c.now, Reason: "No stock."}})
			return err
		}},
		{"ship one", func() error {
			_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF1", Items: []order.Packed{{Line: 1, Quantity: 1}}}})
			return err
		}},
		{"ship the rest", func() error {
			_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF2"}})
			return err
		}},
		{"signed for", func() error {
			_, err := c.SignOff(c.ctx, desk.SignOffRequest{Order: o.ID, At: c.now, Source: "customer"})
			return err
		}},
	}
	var before []map[string]any
	for _, s := range steps {
		before = append(before, c.snapshot(t, o.ID, "MUG"))
		if err := s.do(); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
	}
	for i := len(steps) - 1; i >= 0; i-- {
		if _, err := c.Undo(c.ctx); err != nil {
			t.Fatalf("undo of %s: %v", steps[i].name, err)
		}
		if got := c.snapshot(t, o.ID, "MUG"); !reflect.DeepEqual(got, before[i]) {
			t.Errorf("undo of %s:\ngot  %v\nwant %v", steps[i].name, got, before[i])
		}
	}
	_, _, err := c.Stock(c.ctx, "MUG")
	c.must(err)
	undone := 0
	c.must(c.store.Desk().View(c.ctx, func(tx desk.Tx) error {
		all, err := tx.History("order", o.ID)
		for _, e := range all {
			if e.Verb == "undo" {
				undone++
			}
		}
		o, _ := tx.Order(o.ID)
		if len(o.Notes) != 4 {
			t.Errorf("notes: got %d, want two and their corrections", len(o.Notes))
		}
		return err
	}))
	if undone != len(steps) {
		t.Errorf("entries of undo: got %d, want %d", undone, len(steps))
	}
	if _, err := c.Undo(c.ctx); domain.As(err) == nil || domain.As(err).Code != "undo.no.file" {
		t.Errorf("undo of the import: got %v, want undo.no.file", err)
	}
}

func TestUndo_ofACaseStep(t *testing.T) {
	c := begun(t)
	o := c.delivered("own", "U-2")
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Received: true, Worn: casefile.No, Tags: casefile.Yes,
		Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	c.must(err)
	_, err = c.Undo(c.ctx)
	c.refused(err, "undo.no.made")
	before := c.snapshot(t, o.ID, "MUG")
	_, err = c.AgreeCase(c.ctx, desk.DecideRequest{Case: v.ID})
	c.must(err)
	step, err := c.LastStep(c.ctx)
	if err != nil || step.Verb != "case.agree" || step.Why != "" {
		t.Errorf("LastStep: got %+v, %v", step, err)
	}
	_, err = c.Undo(c.ctx)
	c.must(err)
	if got := c.snapshot(t, o.ID, "MUG"); !reflect.DeepEqual(got, before) {
		t.Errorf("got  %v\nwant %v", got, before)
	}
}

// What somebody has changed since stays as they left it, and nothing of the
// undo is done.
func TestUndo_refusesWhatWasChangedSince(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("U-3", c.now.AddDate(0, 0, -1)))
	roles := staff(c)
	_, err := c.SignOff(roles[shop.Service], desk.SignOffRequest{Order: o.ID, At: c.now, Source: "customer"})
	c.refused(err, "order.not_shipped")
	_, err = c.Ship(roles[shop.Counter], desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF1", Items: []order.Packed{{Line: 1, Quantity: 1}}}})
	c.must(err)
	_, err = c.Undo(roles[shop.Service])
	c.refused(err, "undo.nothing")
	_, err = c.AddNote(roles[shop.Service], desk.NoteRequest{Order: o.ID, Text: "Left."})
	c.must(err)
	if step, err := c.LastStep(roles[shop.Counter]); err != nil || step.Why != "changed" {
		t.Errorf("what is said beforehand: got %+v, %v, want that it was changed", step, err)
	}
	_, err = c.Undo(roles[shop.Counter])
	c.refused(err, "undo.changed")
	v, err := c.Order(roles[shop.Counter], o.ID)
	if err != nil || len(v.Shipments) != 1 || len(v.Notes) != 1 {
		t.Errorf("after the refusal: %d shipments, %d notes, %v", len(v.Shipments), len(v.Notes), err)
	}
}

// Each verb that the log can hold is reversible or says why not.
func TestUndo_saysBeforehand(t *testing.T) {
	for verb, want := range map[string]string{"note.add": "", "order.ship": "", "repair.check": "", "refund.pay": "money", "payout.pay": "money", "order.import": "file",
		"customer.erase": "erased", "case.open": "made", "shop.save": "settings", "person.save": "settings", "note.correct": "note", "backup.make": "file", "a.new_one": "other"} {
		if got := desk.Irreversible(verb); got != want {
			t.Errorf("Irreversible(%s): got %q, want %q", verb, got, want)
		}
	}
}
