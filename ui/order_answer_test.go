package ui

import (
	"testing"

	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// A delay through the window: proposed, declined, proposed again, agreed, entered
// on the platform, voided.
func TestOrders_delayFromProposalToPlatform(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	id := w.numbered("Y0388402").ID
	view := func() desk.OrderView {
		v, err := w.desk.Order(w.ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	w.visit(route{page: "orders", id: id})
	w.menu("propose")
	w.see("Propose a later date")
	w.menu("save")
	if w.field("Terms").Fault() == "" {
		t.Error("a proposal without terms is taken")
	}
	w.typeInto("Expected ship date", "2026-03-20")
	w.typeInto("Terms", "Ships by 20 March")
	w.pick("How the customer was told", "WhatsApp")
	w.typeInto("Reason", "supplier late")
	w.shot("order-propose")
	w.menu("save")
	if v := view(); v.Offer == nil || v.Offer.Answer != "" {
		t.Fatalf("offer = %+v", v.Offer)
	}
	w.see("Waiting for an answer")
	w.shot("order-proposed")
	w.menu("answer")
	w.tap("declined")
	w.menu("save")
	if v := view(); v.Offer.Answer != order.DelayDeclined {
		t.Errorf("answer = %q", v.Offer.Answer)
	}
	w.see("Open a case")
	w.menu("propose")
	w.typeInto("Expected ship date", "2026-03-25")
	w.typeInto("Terms", "With a gift")
	w.pick("How the customer was told", "WhatsApp")
	w.typeInto("Reason", "supplier late")
	w.menu("save")
	w.menu("answer")
	w.menu("save")
	w.see("With a gift") // the agreement begins with what was proposed
	w.menu("save")
	v := view()
	if v.Agreed == nil || v.Agreed.Date != "2026-03-25" || v.Agreed.Terms != "With a gift" {
		t.Fatalf("agreed = %+v", v.Agreed)
	}
	w.menu("platform")
	if got := w.shell.app.Clipboard().Content(); got == "" {
		t.Error("nothing was copied for the platform")
	}
	w.menu("entered")
	if v := view(); v.Agreed.Entered.IsZero() {
		t.Error("the date is not recorded as entered")
	}
	w.see("Entered by Mei")
	w.shot("order-entered")
}

func TestOrders_parcelAndLossForms(t *testing.T) {
	for _, lang := range []text.Lang{text.English, text.Traditional} {
		w := newWorld(t, options{lang: lang}, shopDay)
		id := w.numbered("Y0388402").ID
		w.visit(route{page: "orders", id: id, do: "ship"})
		w.typeInto(w.words.T("order.ship.weight"), "420")
		w.typeInto(w.words.Field("serials"), "SN-1 SN-2")
		w.typeInto(w.words.Field("packer"), "Wing")
		w.shot("order-ship-" + string(lang))
		w.menu("save")
		v, err := w.desk.Order(w.ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if p := v.Shipments[0]; p.Packer != "Wing" || p.Weight != 420 || len(p.Serials) != 2 {
			t.Fatalf("parcel = %+v", p)
		}
		w.see(w.words.T("clock.tracking"))
		if row := present.ClockRows(w.words, v.Clocks(), w.shell.env.now(), w.shell.zone)[0]; row.Word == w.words.T("cases.clock.met") {
			t.Errorf("a parcel without a number says %q of its clock", row.Word)
		} else {
			w.see(row.Word)
		}
		w.menu("track")
		w.typeInto(w.words.Field("carrier"), "SF Express")
		w.typeInto(w.words.Field("tracking"), "1")
		w.menu("save")
		w.see(w.words.T("cases.clock.met"))
		w.menu("news")
		w.typeInto(w.words.Field("news"), "left the depot")
		w.menu("save")
		w.see("left the depot")
		w.shot("order-parcel-" + string(lang))
		if v, err = w.desk.Order(w.ctx, id); err != nil || v.Parcels[0].Shipment.News == "" {
			t.Fatalf("news = %+v (%v)", v.Parcels, err)
		}
		w.unseen("⟦")
	}
}
