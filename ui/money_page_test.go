package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/refund"
)

func TestMoneyPage_followsARefund(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.visit(route{page: "money"})
	w.see("1 open", "To chase", "HK$460.00", "HK$59.80", "6 days over", "The money should have arrived by Fri 6 Mar")

	w.menu("bounced")
	w.see("The money came back")
	w.key(fyne.KeyReturn) // without a reason
	w.see("Fill in Reason.")
	w.typeInto("Reason", "Account closed")
	w.key(fyne.KeyReturn)
	w.see("Account closed", "bounced", "File again")
	w.key(fyne.KeyReturn) // the one next thing: file again
	rows := refunds(t, w)
	if r := rows[len(rows)-1]; r.State != refund.Filed || r.To != "2026-03-12" {
		t.Fatalf("filed again it is %q, expected by %s; want filed, today", r.State, r.To)
	}
	w.key(fyne.KeyReturn) // Mark paid
	w.see("Paid on")
	w.typeInto("Paid on", "11/3") // before it was filed again
	w.key(fyne.KeyReturn)
	w.see("The money cannot have been paid")
	w.typeInto("Paid on", "12/3")
	w.key(fyne.KeyReturn)
	rows = refunds(t, w)
	if r := rows[len(rows)-1]; r.State != refund.Paid || !r.Paid.Equal(w.now) {
		t.Fatalf("it is %q, paid %v; want paid now", r.State, r.Paid)
	}
	w.see("No refund is on its way", "HK$519.80")
	w.tap("All")
	w.see("2 in all", "C-1005", "C-1006")
}

func refunds(t *testing.T, w *world) []refund.Refund {
	t.Helper()
	rows, _, err := w.desk.Refunds(w.ctx, refundQuery())
	if err != nil {
		t.Fatal(err)
	}
	var out []refund.Refund
	for _, r := range rows {
		if r.Customer == "陳嘉欣" {
			out = append(out, r.Refund)
		}
	}
	return out
}

func TestMoneyPage_opensWhatARouteNames(t *testing.T) {
	w := newWorld(t, options{}, busy)
	rows, _, err := w.desk.Refunds(w.ctx, refundQuery())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.State == refund.Paid {
			w.visit(route{page: "money", id: r.ID})
		}
	}
	w.see("2 in all", "王芳", "6123 4410")
	w.menu("open")
	w.see("Plan", "C-1006")
}
