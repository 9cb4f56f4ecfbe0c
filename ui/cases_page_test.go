package ui

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/refund"
	"aftercare/ui/widgets"
)

// step is the step of a case that is now.
func step(t *testing.T, v desk.CaseView) casefile.StepCode {
	t.Helper()
	if v.Next == nil {
		return ""
	}
	return v.Next.Code
}

func TestCasesPage_widensAndNarrows(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.visit(route{page: "cases"})
	w.see("Cases", "6 open", "Next step", "Tell the customer that it is filed")
	w.unseen("Plan")
	w.key(fyne.KeyReturn) // opens the selected case
	w.see("C-1005", "Plan", "Line outcome")
	w.unseen("Next step")
	w.key(fyne.KeyDown) // the record follows
	w.see("Return and refund", "Order Y0388265")
	w.key(fyne.KeyEscape)
	w.see("Next step")
	w.unseen("Plan")
}

func TestCasesPage_walksThePlan(t *testing.T) {
	var v desk.CaseView
	w := newWorld(t, options{}, func(w *world) {
		w.hasAddress()
		v = w.openCase(sweater(w, "LS-10390", "黃志明", ""), "2026-03-12 09:30", "quality_defect", casefile.ReturnRefund)
	})
	w.visit(route{page: "cases", id: v.ID})
	w.see("The claim is covered", "Reply to the customer")

	w.tap("Replied...")
	w.typeInto("What was done", "Photos received")
	w.key(fyne.KeyReturn)
	got := w.caseOf(v.ID)
	if s := step(t, got); s != casefile.Decide || got.Steps[0].Note != "Photos received" {
		t.Fatalf("after the reply the step is %q with note %q, want decide with the note", s, got.Steps[0].Note)
	}

	w.key(fyne.KeyReturn) // Agree
	if got = w.caseOf(v.ID); got.State != casefile.Agreed {
		t.Fatalf("after Enter the case is %q, want agreed", got.State)
	}
	w.see("Announced")

	w.menu("label")
	w.tap("A6")
	w.tap("Make the label")
	if n := len(w.output.files); n != 1 {
		t.Fatalf("%d papers were kept, want the label", n)
	}
	if got = w.caseOf(v.ID); step(t, got) != casefile.WaitParcel {
		t.Fatalf("after the label the step is %q, want wait_parcel", step(t, got))
	}
	w.see("Return label " + v.Return)

	w.tap("Sent back...")
	w.typeInto("Tracking number", "SF1234567890")
	w.key(fyne.KeyReturn)
	if got = w.caseOf(v.ID); got.Tracking != "SF1234567890" || got.Parcel != casefile.OnItsWay {
		t.Fatalf("the parcel is %q under %q, want on its way under the typed number", got.Parcel, got.Tracking)
	}
	w.see("On its way", "Open Intake")

	w.returned(got)
	w.see("1 of 1 accepted", "1 said, 1 counted, 1 accepted")
	w.tap("Look and file...")
	w.see("File HK$628.00")
	w.key(fyne.KeyEscape)
	w.see("Plan")
}

func TestCasesPage_overridesWithAReason(t *testing.T) {
	var v desk.CaseView
	w := newWorld(t, options{}, func(w *world) {
		v = w.openCase(sweater(w, "Y0388265", "許雅婷", "yoho"), "2026-03-12 09:30", "changed_mind", casefile.ReturnRefund)
		done2(t)(w.desk.DoStep(w.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Reply}))
	})
	w.visit(route{page: "cases", id: v.ID})
	w.see("The rules are against it", "Override...")
	w.key(fyne.KeyReturn)
	w.see("Agree against the rules")
	w.tap("Agree all the same") // without a reason
	w.see("Decline it, or grant it all the same with a reason")
	if got := w.caseOf(v.ID); got.State != casefile.Open {
		t.Fatalf("without a reason the case is %q, want open", got.State)
	}
	w.typeInto("Reason of the override", "A faithful customer")
	w.menu("save")
	got := w.caseOf(v.ID)
	if got.State != casefile.Agreed || got.Override == nil || got.Override.Reason != "A faithful customer" {
		t.Fatalf("with a reason the case is %q, override %v", got.State, got.Override)
	}
	w.see("Granted all the same by Mei: A faithful customer")
}

// A gift for keeping the goods names its product, a discount does not.
func TestCasesPage_offerNamesItsGoods(t *testing.T) {
	w := newWorld(t, options{})
	o := sweater(w, "LS-20001", "Hannah Lindqvist", "")
	v, err := w.desk.OpenCase(w.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Received: true, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	if err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "cases", id: v.ID})
	w.menu("retain")
	w.see("Offer", "What it costs the shop")
	w.unseen("Gift (SKU)")
	offer := w.field("Offer").Control().(*widgets.Select)
	offer.SetSelected(string(casefile.OfferGift))
	offer.OnChanged(string(casefile.OfferGift))
	w.typeInto("Gift (SKU)", "NOWHERE")
	w.tap("Keeps the goods")
	w.menu("save")
	w.see("Gift (SKU)") // it stays, with what is wrong below
	if got := w.caseOf(v.ID); len(got.Retentions) != 0 {
		t.Errorf("an offer of a product that nobody knows was kept: %+v", got.Retentions)
	}
}

func TestCasesPage_opensACase(t *testing.T) {
	w := newWorld(t, options{})
	o := sweater(w, "LS-20001", "Hannah Lindqvist", "")
	w.visit(route{page: "cases", id: o.ID, do: "new"})
	if got := w.window.Canvas().Focused(); got != fyne.Focusable(w.field("Reason").Control().(*widgets.Select)) {
		t.Errorf("of a single line %T has the keyboard, want the reason", got)
	}
	w.see("Choose the units, a reason and a remedy")
	w.tap("Open the case")
	w.see("Fill in Reason.")
	w.pick("Reason", "Changed mind")
	w.unseen("Fill in Reason.")
	w.see("A person decides") // nobody said whether it was worn
	w.typeInto("The customer's words", "Too warm")
	w.choose("Used or washed", "Yes")
	w.see("The rules are against it", "not fit for second sale")
	worn := w.field("Used or washed").Control().(*widgets.Segmented)
	w.window.Canvas().Focus(worn)
	worn.TypedRune('n')
	if w.window.Canvas().Focused() != fyne.Focusable(worn) || worn.Selected() != "no" {
		t.Errorf("a letter on a choice chose %q, and %T has the keyboard", worn.Selected(), w.window.Canvas().Focused())
	}
	w.choose("Tags in place", "Yes")
	w.see("The claim is covered")
	w.tap("Open the case")
	rows, n, err := w.desk.Cases(w.ctx, caseQuery())
	if err != nil || n != 1 {
		t.Fatalf("there are %d cases, %v; want one", n, err)
	}
	c := rows[0]
	if c.Words != "Too warm" || c.Remedy != casefile.ReturnRefund || c.Worn != casefile.No || c.Verdict.Answer != "pass" {
		t.Errorf("the case holds %q, %q, worn %q, verdict %q", c.Words, c.Remedy, c.Worn, c.Verdict.Answer)
	}
	w.see("C-1001", "Reply to the customer", "Too warm")
}

func TestCasesPage_keepsWhatIsTypedWhileOthersSave(t *testing.T) {
	var v desk.CaseView
	w := newWorld(t, options{}, func(w *world) {
		v = w.openCase(sweater(w, "LS-10390", "黃志明", ""), "2026-03-12 09:30", "quality_defect", casefile.ReturnRefund)
	})
	w.visit(route{page: "cases", id: v.ID})
	w.tap("Decline...")
	w.typeInto("Reason", "Worn at the")
	lamp(w) // another commit reloads the page
	if got := entryOf(w.field("Reason").Control()).Text(); got != "Worn at the" {
		t.Errorf("after a reload the field holds %q", got)
	}
	w.menu("save")
	if got := w.caseOf(v.ID); got.State != casefile.Declined || got.Why != "Worn at the" {
		t.Errorf("the case is %q because %q, want declined with the reason", got.State, got.Why)
	}
	w.see("Declined: Worn at the")
}

func TestCasesPage_refundsOnlyWithConsent(t *testing.T) {
	var v desk.CaseView
	w := newWorld(t, options{}, func(w *world) {
		v = w.returned(w.waiting(sweater(w, "Y0389999", "林怡君", "yoho")))
	})
	w.visit(route{page: "cases", id: v.ID})
	w.tap("Consent and refund...")
	w.tap("File HK$628.00") // nobody said how the customer agreed
	w.see("Fill in How agreed.")
	if got := w.caseOf(v.ID); len(got.Refunds) != 0 {
		t.Fatalf("a refund was filed without consent: %v", got.Refunds)
	}
	entries := w.deductions()
	entries[0].SetText("28")
	w.see("A deduction needs an amount above zero and a reason")
	entries[1].SetText("Tag cut off")
	w.see("File HK$600.00", "Less: Tag cut off")
	w.pick("How agreed", "WhatsApp")
	w.tap("Copy")
	w.see("The notice is copied.")
	w.unseen("\u27e6")
	w.see("Please refund HK$600.00. 林怡君 consented by WhatsApp on Thu 12 Mar 2026, 10:40.")
	w.pick("Refund method", "FPS")
	w.tap("File HK$600.00")
	got := w.caseOf(v.ID)
	if len(got.Refunds) != 1 {
		t.Fatalf("%d refunds were filed, want one", len(got.Refunds))
	}
	r := got.Refunds[0]
	if r.Amount.Minor != 60000 || r.State != refund.Filed || r.Consent == nil || r.Consent.How != "whatsapp" || r.Method != refund.FPS {
		t.Errorf("filed %v %q by %q with consent %v", r.Amount, r.State, r.Method, r.Consent)
	}
	if s := step(t, got); s != casefile.TellFiled {
		t.Errorf("the next step is %q, want tell_filed", s)
	}
	w.see("Filed", "Show in the ledger", "Tell the customer that it is filed")
	w.tap("Done...")
	w.menu("save")
	w.see("The money is paid", "Open the ledger")
	if _, err := w.desk.MoveRefund(w.ctx, desk.RefundMove{Refund: r.ID, Event: refund.PayEvent}); err != nil {
		t.Fatal(err)
	}
	w.tap("Done...")
	w.menu("save")
	w.see("Confirm the customer is content")
	w.tap("Close the case...")
	w.choose("Is the customer content?", "Yes")
	w.key(fyne.KeyReturn)
	if got = w.caseOf(v.ID); got.State != casefile.Closed || got.Content != casefile.Yes {
		t.Errorf("the case is %q, content %q; want closed, yes", got.State, got.Content)
	}
}

func TestCasesPage_saysWhyAnActionIsRefused(t *testing.T) {
	var v desk.CaseView
	w := newWorld(t, options{}, func(w *world) {
		v = w.openCase(sweater(w, "LS-10390", "黃志明", ""), "2026-03-12 09:30", "quality_defect", casefile.ReturnRefund)
	})
	w.visit(route{page: "cases", id: v.ID})
	for action, want := range map[string]string{"label": "A label is a promise: agree to the case first.", "refund": "The refund is not the next step of this case.", "sent_back": "No goods are awaited on this case.", "close": "Other steps come first."} {
		w.menu(action)
		if !slices.Contains(w.labels(), want) {
			t.Errorf("%s says %q, want %q", action, w.labels(), want)
		}
	}
}

func TestCasesPage_hearsEnterWhereTheRecordCoversTheList(t *testing.T) {
	var v desk.CaseView
	w := newWorld(t, options{width: 900, height: 600}, func(w *world) {
		v = w.openCase(sweater(w, "LS-10390", "黃志明", ""), "2026-03-12 09:30", "quality_defect", casefile.ReturnRefund)
	})
	w.visit(route{page: "cases", id: v.ID})
	for range 3 { // the form, its answer, and Agree
		w.key(fyne.KeyReturn)
	}
	if got := w.caseOf(v.ID); got.State != casefile.Agreed {
		t.Errorf("after three times Enter the case is %q, want agreed", got.State)
	}
	w.key(fyne.KeyEscape)
	w.see("Next step")
}

func TestCasesPage_booksWhatWasSeen(t *testing.T) {
	var v desk.CaseView
	w := newWorld(t, options{}, func(w *world) { v = w.returned(w.waiting(sweater(w, "LS-10390", "黃志明", ""))) })
	_, err := w.desk.FileRefund(w.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS, Seen: money.Of(1, "HKD")})
	if !errors.Is(err, domain.Code("refund.changed")) {
		t.Errorf("a sum that nobody saw answers %v, want refund.changed", err)
	}
	if got := w.caseOf(v.ID); len(got.Refunds) != 0 {
		t.Errorf("%d refunds were booked all the same", len(got.Refunds))
	}
}

// The case that was asked for last is shown, though others save meanwhile and
// the one before is read again.
func TestCasesPage_showsTheLastOneAskedFor(t *testing.T) {
	w := newWorld(t, options{}, busy)
	rows, _, err := w.desk.Cases(w.ctx, desk.CaseQuery{Open: true, Limit: 2})
	if err != nil || len(rows) < 2 {
		t.Fatal(rows, err)
	}
	w.visit(route{page: "cases", id: rows[0].ID})
	h := w.holding()
	w.visit(route{page: "cases", id: rows[1].ID})
	w.shell.page().reload()
	h.give(w)
	if got := w.shell.page().(*casesPage).current; got != rows[1].ID {
		t.Errorf("case %d is shown, want %d", got, rows[1].ID)
	}
	h = w.holding()
	w.visit(route{page: "cases", id: rows[0].ID})
	w.shell.back()
	h.give(w)
	if got := w.shell.page().(*casesPage).current; got != 0 {
		t.Errorf("after Esc case %d came up", got)
	}
}
