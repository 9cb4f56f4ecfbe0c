package paper_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/repair"
	"aftercare/domain/shop"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

func setup() desk.Setup {
	s := shop.New("Lamma Supply", "en")
	s.Phone, s.Email = "+852 3468 1200", "help@lamma.example"
	s.Returns, s.ReturnsLatin = "九龍觀塘永發街 18 號", "18 Wing Fat Street, Kwun Tong"
	return desk.Setup{Shop: s, Zone: hongKong}
}

func boughtOrder() order.Order {
	hkd := func(minor int64) money.Amount { return money.Of(minor, "HKD") }
	return order.Order{ID: 7, Number: "LS-10455", Currency: "HKD", Placed: time.Date(2026, 3, 1, 17, 0, 0, 0, time.UTC),
		ShipTo: order.Person{Name: "許雅婷", Phone: "+886 912 345 308", Address: "台北市大安區"},
		Lines: []order.Line{{No: 1, SKU: "KNT-N-S", Title: "Merino crew neck", Variant: "navy, S", Quantity: 2, Shipped: 1, Price: hkd(59800)},
			{No: 2, SKU: "CUP", Title: "Cup", Quantity: 1, Shipped: 1, Price: hkd(8000)}}}
}

func TestLabelOf(t *testing.T) {
	v := desk.CaseView{Case: casefile.Case{Number: "C-1187", Return: "R-11874", SendBy: "2026-03-19", Fault: casefile.ByShop,
		Items: []casefile.Item{{Line: 1, Said: 1, Title: "Merino crew neck", SKU: "KNT-N-S"}}}, Order: boughtOrder(),
		Channel: channel.Channel{Service: channel.Contact{Value: "chat: lamma"}}}
	got := paper.LabelOf(v, setup())
	want := paper.Label{Number: "R-11874", Order: "LS-10455", Case: "C-1187", To: []string{"九龍觀塘永發街 18 號", "18 Wing Fat Street, Kwun Tong"},
		Service: "chat: lamma", From: paper.Person{Name: "許雅婷", Phone: "+886 912 345 308", Address: "台北市大安區"},
		Items: []paper.Item{{Quantity: 1, Title: "Merino crew neck, navy, S", SKU: "KNT-N-S"}}, SendBy: "2026-03-19", Freight: paper.FreightAdvanced}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("LabelOf: got %+v, want %+v", got, want)
	}
	v.Channel.Service.Personal = true
	if got := paper.LabelOf(v, setup()).Service; got != "+852 3468 1200" {
		t.Errorf("LabelOf with a personal contact: got service %q, want the shop's (R3)", got)
	}
	for fault, want := range map[casefile.Fault]paper.Freight{casefile.ByCustomer: paper.FreightSender, casefile.ByCarrier: paper.FreightAdvanced, casefile.ToBeFound: ""} {
		v.Fault = fault
		if got := paper.LabelOf(v, setup()).Freight; got != want {
			t.Errorf("LabelOf, fault %s: got freight %q, want %q (R6)", fault, got, want)
		}
	}
}

func TestSlipOf(t *testing.T) {
	v := desk.OrderView{Order: boughtOrder(), Channel: channel.Channel{Name: "Own shop"}}
	got := paper.SlipOf(v, setup())
	if want := []paper.Item{{Quantity: 1, Title: "Merino crew neck, navy, S", SKU: "KNT-N-S"}}; !reflect.DeepEqual(got.Items, want) {
		t.Errorf("SlipOf: got items %+v, want what is still here: %+v", got.Items, want)
	}
	if got.Placed != "2026-03-02" || got.Order != "LS-10455" || got.Channel != "Own shop" {
		t.Errorf("SlipOf: got %+v, want the day in the shop's zone", got)
	}
	v.Lines[0].Shipped = 2
	v.Shipments = []order.Shipment{{Items: []order.Packed{{Line: 2, Quantity: 1}}}, {Items: []order.Packed{{Line: 1, Quantity: 1}}}}
	if got := paper.SlipOf(v, setup()).Items; len(got) != 1 || got[0].SKU != "KNT-N-S" {
		t.Errorf("SlipOf with nothing left: got items %+v, want the last parcel's", got)
	}
}

func repaired() desk.JobView {
	hkd := func(minor int64) money.Amount { return money.Of(minor, "HKD") }
	at := time.Date(2026, 3, 9, 15, 2, 0, 0, hongKong)
	j := repair.Job{Number: "J-0342", Customer: order.Person{Name: "Priya Nair"}, Item: "Grinder", Serial: "EG40", Currency: "HKD", TaxRate: 825,
		Problem: "It stops.", Opened: at, Done: "Brushes replaced", SerialOut: "EG40", PaidHow: "FPS", Until: "2026-06-16",
		Cover:   repair.Cover{From: "2025-08-31", Months: 6, Asked: "2026-03-09", Provisional: true},
		Finding: repair.Finding{Accessories: "grinder, lid、brush", Condition: "scratch, left\nno liquid", Fault: "motor", Cause: "wear"},
		Work: []repair.Work{{Kind: "part", Title: "Brushes", Quantity: 100, Each: hkd(18000)}, {Kind: "labour", Title: "Labour", Quantity: 150, Each: hkd(23999)},
			{Kind: "part", Title: "Cleaning", Quantity: 100, Each: hkd(5000), Covered: true}}}
	j.Verdict = repair.Assess(j.Cover)
	for i, e := range []repair.Event{"request", repair.Receive, repair.Quote, repair.Test, repair.GiveBack} {
		j.Steps = append(j.Steps, repair.Step{Event: e, At: at.AddDate(0, 0, i), Who: []string{"Mei", "Keung"}[i%2]})
	}
	return desk.JobView{Job: j}
}

// The money on paper is the money on screen.
func TestReceiptOf(t *testing.T) {
	v := repaired()
	got := paper.ReceiptOf(v, setup())
	lines, tax, total := v.Total()
	sum := money.Of(0, "HKD")
	for i, c := range got.Charges {
		if c.Sum != v.Work[i].Amount() {
			t.Errorf("line %d: got %v, want %v", i, c.Sum, v.Work[i].Amount())
		}
		sum = sum.Add(c.Sum)
	}
	if sum != lines || got.Tax != tax || got.Total != total || sum.Add(got.Tax) != got.Total {
		t.Errorf("ReceiptOf: got %v + %v = %v, want %v + %v = %v", sum, got.Tax, got.Total, lines, tax, total)
	}
	if got.Day != "2026-03-13" || got.Paid == nil || *got.Paid != (paper.Payment{Way: "FPS", Day: "2026-03-13"}) || got.WarrantyUntil != "2026-06-16" {
		t.Errorf("ReceiptOf: got day %s, paid %+v, warranty until %s", got.Day, got.Paid, got.WarrantyUntil)
	}
	if !got.Charges[1].Hours || got.Charges[0].Hours {
		t.Errorf("ReceiptOf: got hours %v and %v, want only the labour in hours", got.Charges[0].Hours, got.Charges[1].Hours)
	}
	if q := paper.QuoteOf(v, setup()); q.Total != total || q.Day != "2026-03-11" || len(q.Charges) != 3 {
		t.Errorf("QuoteOf: got %+v, want the same sums", q)
	}
}

func TestIntakeOf(t *testing.T) {
	w := load(t)
	got := paper.IntakeOf(repaired(), setup(), w.In(text.English, hongKong), w.In(text.Traditional, hongKong))
	if got.Received.Format("2006-01-02 15:04") != "2026-03-10 15:02" || got.Clerk != "Keung" || got.Bought != calendar.Date("2025-08-31") {
		t.Errorf("IntakeOf: got received %v by %s, bought %s", got.Received, got.Clerk, got.Bought)
	}
	if len(got.Accessories) != 3 || got.Accessories[2] != (paper.Check{Name: "brush", Ticked: true}) || len(got.Condition) != 2 {
		t.Errorf("IntakeOf: got accessories %v, condition %v", got.Accessories, got.Condition)
	}
	for _, want := range []string{"-month warranty from", "Provisional", "保養期已於", "初步判斷"} {
		if !strings.Contains(got.Verdict, want) {
			t.Errorf("IntakeOf: got verdict %q, want %q in it", got.Verdict, want)
		}
	}
	if got := paper.IntakeOf(repaired(), setup()).Verdict; got != "" {
		t.Errorf("IntakeOf without words: got verdict %q, want none", got)
	}
}

func TestLanguagesOf(t *testing.T) {
	for _, s := range []string{"en", "zh-Hant", "zh-Hans", "en+zh-Hant", "en+zh-Hans"} {
		if _, err := paper.LanguagesOf(s); err != nil {
			t.Errorf("LanguagesOf(%q): %v", s, err)
		}
	}
	if _, err := paper.LanguagesOf("zh-Hant+en"); domain.As(err) == nil || domain.As(err).Code != "paper.languages" {
		t.Errorf("LanguagesOf(zh-Hant+en): got %v, want paper.languages", err)
	}
	for s, want := range map[string]paper.Size{"": "", "100x150": paper.Label100x150, "a4": paper.A4, "80mm": paper.Roll80} {
		if got, err := paper.SizeOf(s); got != want || err != nil {
			t.Errorf("SizeOf(%q): got %q, %v, want %q", s, got, err, want)
		}
	}
	if _, err := paper.SizeOf("a3"); domain.As(err) == nil {
		t.Errorf("SizeOf(a3): got %v, want paper.size", err)
	}
}

func load(tb testing.TB) *text.Catalogue {
	tb.Helper()
	c, err := text.Load(assets.FS)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// The quote's paper says what was offered, whatever was done since; the paper of
// an item that was not mended says what the customer got for it.
func TestQuoteOf_asItWasMade(t *testing.T) {
	hkd := func(minor int64) money.Amount { return money.Of(minor, "HKD") }
	work := func(n int64) []repair.Work {
		return []repair.Work{{Kind: "labour", Title: "Labour", Quantity: 100, Each: hkd(n)}}
	}
	v := desk.JobView{Job: repair.Job{Number: "J-0342", Currency: "HKD", Work: work(9000), Expires: "2026-05-01", Quotes: []repair.Offer{{No: 1, Work: work(12000), Total: hkd(12000), Expires: "2026-03-20", Answer: repair.OfferApproved}}}}
	if q := paper.QuoteOf(v, setup()); q.Total != hkd(12000) || q.Until != "2026-03-20" {
		t.Errorf("QuoteOf: %v until %s, want 120.00 until 20 March", q.Total, q.Until)
	}
	// The shop's rate changed since; the quote keeps the one that it was made with.
	v.Quotes[0].Total, v.Quotes[0].TaxRate, v.TaxRate = hkd(12960), 800, 1000
	if q := paper.QuoteOf(v, setup()); q.Total != hkd(12960) || q.Tax != hkd(960) {
		t.Errorf("QuoteOf: %v with %v tax, want 129.60 with 9.60", q.Total, q.Tax)
	}
	v.Steps = []repair.Step{{Event: repair.GiveUp, State: repair.Beyond}, {Event: repair.Refund, State: repair.Refunded}}
	v.State, v.Instead = repair.Refunded, &repair.Instead{Amount: hkd(39900), How: "fps"}
	if d := paper.DeclarationOf(v, setup()); d.Refund != hkd(39900) || d.Instead != "fps" {
		t.Errorf("DeclarationOf: %v and %q, want 399.00 and fps", d.Refund, d.Instead)
	}
	v.Instead, v.Steps, v.State = &repair.Instead{SKU: "MUG", Order: "LS-1-X1"}, []repair.Step{{Event: repair.Replace, State: repair.Replaced}}, repair.Replaced
	if d := paper.DeclarationOf(v, setup()); d.Instead != "MUG, LS-1-X1" || !d.Stays {
		t.Errorf("DeclarationOf: %q instead, stays %v, want the order too, and that the old item stays", d.Instead, d.Stays)
	}
}
