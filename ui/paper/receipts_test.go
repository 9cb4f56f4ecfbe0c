package paper_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/repair"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

func TestPress_Receipts_refuses(t *testing.T) {
	p := newPress(t)
	if _, err := p.Receipts("x", nil, setting(languages["en"], "")); !errors.Is(err, domain.Code("paper.nothing_to_print")) {
		t.Errorf("no receipts = %v", err)
	}
	if _, err := p.Receipts("x", sampleReceipts(1), setting(languages["en"], paper.Label100x150)); !errors.Is(err, domain.Code("paper.size")) {
		t.Errorf("receipts on a label = %v", err)
	}
	if _, err := p.Ticket(sampleTicket(), setting(languages["en"], paper.A5)); !errors.Is(err, domain.Code("paper.size")) {
		t.Errorf("a ticket on A5 = %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var b bytes.Buffer
	_, err := p.WriteReceipts(ctx, &b, "x", sampleReceipts(9), setting(languages["en"], ""), func(done int) {
		if done == 4 {
			cancel()
		}
	})
	if !errors.Is(err, domain.Code("paper.cancelled")) || b.Len() > 0 {
		t.Errorf("stopped after four: %v with %d bytes written", err, b.Len())
	}
}

// Two receipts of A5 share a sheet of A4; an odd one stands alone.
func TestPress_Receipts_twoUp(t *testing.T) {
	p := newPress(t)
	for n, want := range map[int]int{1: 1, 2: 1, 3: 2, 8: 4} {
		got, err := p.Receipts("x", sampleReceipts(n), setting(languages["en"], paper.A4))
		if err != nil || got.Pages != want {
			t.Errorf("%d receipts on A4: %d sheets (%v), want %d", n, got.Pages, err, want)
		}
	}
}

// An item that goes home unrepaired gets a declaration with the fee that is
// owed; one with a covered part a receipt that lists it at 0.
func TestHomewardOf(t *testing.T) {
	v := repaired()
	for i, e := range []repair.State{repair.Requested, repair.Received, repair.Quoted, repair.Tested, repair.Returned} {
		v.Steps[i].State = e
	}
	v.State, v.Cover.Provisional = repair.Returned, false
	home := paper.HomewardOf(v, setup())
	if home.Repair == nil || home.Unrepaired != nil || home.Repair.Total != v.Job.Bill().Total || home.Repair.Charges[2].Free != "warranty" || !home.Repair.Charges[2].Sum.Zero() {
		t.Errorf("repaired: %+v", home.Repair)
	}

	v.Steps[3] = repair.Step{Event: repair.DeclineIt, State: repair.QuoteNo, At: v.Steps[3].At, Who: "Keung", Note: "too dear"}
	v.Steps[1] = repair.Step{Event: repair.Check, State: repair.Checked, At: v.Steps[1].At}
	v.Fee = money.Of(8000, "HKD")
	home = paper.HomewardOf(v, setup())
	d := home.Unrepaired
	if d == nil || d.Reason != "quote_declined" || d.Note != "too dear" || len(d.Charges) != 1 || d.Charges[0].Kind != "inspection" || d.Total != v.Job.Bill().Total || d.Total.Minor != 8660 || d.Stays {
		t.Errorf("declined: %+v", d)
	}
	v.Steps[4] = repair.Step{Event: repair.Leave, State: repair.Closed, At: v.Steps[4].At}
	if d := paper.DeclarationOf(v, setup()); !d.Stays {
		t.Errorf("left with the shop: %+v", d)
	}
}

func TestTicketOf(t *testing.T) {
	v := repaired()
	v.Customer = order.Person{Name: "Priya Nair", Phone: "+852 5544 0917"}
	v.Due = "2026-03-23"
	got := paper.TicketOf(v, setup())
	if got.Number != "J-0342" || got.Due != "2026-03-23" || got.Serial != "EG40" || got.Customer.Phone == "" {
		t.Errorf("TicketOf = %+v", got)
	}
}

// BenchmarkPress_Receipts prints 500 receipts in one PDF, in two languages: the
// day of an accountant.
func BenchmarkPress_Receipts(b *testing.B) {
	p := newPress(b)
	all := sampleReceipts(500)
	s := setting(paper.Both(text.Traditional), paper.A5)
	if _, err := p.Receipts("warm", all[:1], s); err != nil { // fonts are loaded once
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		if _, err := p.Receipts("500", all, s); err != nil {
			b.Fatal(err)
		}
	}
}
