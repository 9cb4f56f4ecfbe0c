package ui

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/domain/shop"
	"aftercare/storage/exchange"
	"aftercare/ui/present"
)

// A goodwill payment is proposed, verified, paid with its list, and told.
func TestMoneyPage_paysGoodwillByItsList(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.visit(route{page: "money", do: "goodwill"})
	w.see("No goodwill payment is open")
	w.menu("new")
	w.typeInto("Amount", "68")
	w.key(fyne.KeyReturn) // without an order
	w.see("Fill in Order.")
	w.typeInto("Order", "LS-10101")
	w.pick("For", "Price difference")
	w.menu("save") // without a payee
	w.see("Fill in Payee.")
	w.typeInto("Payee", "6123 4410")
	w.key(fyne.KeyReturn)
	w.see("G-1001", "Second look", "would this pay twice?", "HK$68.00") // a refund of the order is on its way
	w.key(fyne.KeyReturn)
	w.see("To be paid", "Mark 1 paid", "Today's payouts")
	w.key(fyne.KeyReturn)
	w.see("Paid", "Customer told")
	w.key(fyne.KeyReturn)
	w.see("No goodwill payment is open")
	list, err := w.desk.PayoutList(w.ctx, "")
	if err != nil || len(list.Rows) != 1 || list.Rows[0].Open() {
		t.Errorf("list = %+v, %v", list.Rows, err)
	}
}

// An entry of the register goes from open to paid with Enter alone.
func TestMoneyPage_followsAClaim(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.visit(route{page: "money", do: "claims"})
	w.menu("new")
	w.typeInto("Order", "LS-10101")
	w.pick("Matter", "Lost in transit")
	w.menu("save")
	w.see("Fill in")
	w.typeInto("Problem", "Nothing came")
	w.menu("save")
	w.see("Lost in transit", "Please look into this parcel", "Problem: Nothing came")
	for _, step := range []struct{ field, words, see string }{{"Sent to", "SF group", "Waiting for an answer"}, {"Their answer", "Lost, we pay", "Answered"}, {"Amount", "100", "Claimed"}, {"Amount", "60", "Paid in part"}} {
		w.key(fyne.KeyReturn)
		entryOf(w.field(step.field).Control()).SetText(step.words)
		w.menu("save")
		w.see(step.see)
	}
	w.see("Still owed") // the form of the next payment knows how much
	w.key(fyne.KeyReturn)
	w.menu("save")
	w.unseen("Still owed")
	all, _, err := w.desk.Claims(w.ctx, desk.ClaimQuery{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.Problem == "Nothing came" && (c.State != claim.Paid || len(c.Payments) != 2 || c.Payments[0].Amount.Minor != 6000 || c.Paid != c.Whole() || len(c.Replies) != 1 || c.Group != "SF group") {
			t.Errorf("entry = %+v", c)
		}
	}
}

// A payout file is laid beside the books and marks what it has as paid.
func TestMoneyPage_reconcilesAFile(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.shell.env.prog.Statement = exchange.ReadStatementFile
	path := filepath.Join(t.TempDir(), "march.csv")
	if err := os.WriteFile(path, []byte("Order,Date,Amount,Currency\nLS-10101,2026-03-12,460.00,HKD\nLS-9,2026-03-12,5.00,HKD\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "money", do: "files"})
	w.menu("new")
	w.pick("Book", "Paid by the shop")
	w.typeInto("Payout file", path+".missing")
	w.menu("save")
	w.typeInto("Payout file", path)
	w.menu("save")
	w.see("march.csv", "Matched", "Not in the books", "Mark 1 paid")
	w.key(fyne.KeyReturn)
	rows := refunds(t, w)
	if r := rows[len(rows)-1]; r.State != refund.Paid || r.Reference != "LS-10101" {
		t.Errorf("the refund is %s, %q", r.State, r.Reference)
	}
}

// Whoever is asked after the money stands on the refund, with the answer.
func TestMoneyPage_chases(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.visit(route{page: "money"})
	w.menu("chase")
	w.typeInto("Whom was asked", "HSBC")
	w.key(fyne.KeyReturn)
	w.see("Mei asked HSBC", "No answer yet")
	w.menu("chase")
	w.typeInto("What HSBC answered", "On Monday")
	w.menu("save")
	w.see("On Monday")
	w.unseen("No answer yet")
}

// A refund that the platform made by itself is booked as paid, with its cause,
// and the order leaves the ship list.
func TestMoneyPage_booksAPlatformRefund(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.visit(route{page: "money"})
	w.tap("Platform refund")
	w.typeInto("Amount", "1460")
	w.menu("save")
	w.see("Fill in Order.")
	w.typeInto("Order", "LS-10455")
	w.menu("save")
	w.see("Shipped too late", "HK$1,460.00")
	record := w.shell.page().(*moneyPage).books["refunds"].(*refundBook).detail.Objects[0].(*fyne.Container).Objects
	if record[len(record)-1].MinSize().Height > 0 {
		t.Error("a bar without an action stands under a paid refund")
	}
	v, err := w.desk.OrderNumbered(w.ctx, "LS-10455")
	if err != nil || v.Waiting() || len(v.Refunds) != 1 || v.Refunds[0].State != refund.Paid {
		t.Errorf("order waits %v, refunds %+v, %v", v.Waiting(), v.Refunds, err)
	}
	if got := present.RefundFor(w.shell.env.words, v.Refunds[0]); got != "Goods" {
		t.Errorf("the whole of the order is called %q", got)
	}
	labels := w.labels()
	if i := slices.Index(labels, "Paid by platforms"); i < 0 || labels[i+1] != "HK$1,460.00" {
		t.Errorf("the figure of the month is not there: %q", labels)
	}
}

// The archive holds the message and each file once, under names of their own.
func TestClaimZip(t *testing.T) {
	w := newWorld(t, options{}, busy)
	c := claim.Claim{Number: "K-1001", Problem: "Broken", Matter: claim.Damaged}
	for _, text := range []string{"one", "two"} {
		path := filepath.Join(t.TempDir(), "photo.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := w.desk.KeepFile(w.ctx, desk.FileRequest{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		c = c.With(f)
	}
	c.Evidence[1].Name = "../photo.txt"
	data, err := claimZip(w.ctx, w.desk, w.shell.env.words, c, present.ClaimMessage(w.shell.env.words, c, shop.Carrier{Name: "SF Express"}, "Lamma Supply"))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil || strings.Contains(f.Name, "..") {
			t.Errorf("%s: %v", f.Name, err)
		}
		got[f.Name] = string(b)
	}
	if len(got) != 3 || !strings.Contains(got["K-1001.txt"], "Broken") || got["photo.txt"] != "one" || got["2-photo.txt"] != "two" {
		t.Errorf("archive = %v", got)
	}
}
