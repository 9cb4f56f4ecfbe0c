package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/ui/widgets"
)

// facts are orders without a file.
type facts []order.Facts

func (f facts) About() desk.About {
	return desk.About{Name: "orders.csv", Format: "shopify", Preset: "own"}
}
func (f facts) Orders(ctx context.Context, each func(order.Facts) error) error {
	for _, o := range f {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := each(o); err != nil {
			return err
		}
	}
	return nil
}
func (f facts) Progress() float64 { return 1 }
func (f facts) Close() error      { return nil }

// bring imports orders into the channel of a preset.
func (w *world) bring(preset string, f ...order.Facts) {
	w.t.Helper()
	c, err := w.desk.ChannelFor(w.ctx, preset)
	if err == nil {
		_, err = w.desk.Import(w.ctx, facts(f), c.ID, nil)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// numbered is the order of a number.
func (w *world) numbered(number string) desk.OrderView {
	w.t.Helper()
	v, err := w.desk.OrderNumbered(w.ctx, number)
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

func hkd(minor int64) money.Amount { return money.Of(minor, "HKD") }

// ordered is a paid order of one line.
func ordered(number, who string, day calendar.Date, minor int64, title, sku string) order.Facts {
	zone := time.FixedZone("HKT", 8*3600)
	at := day.Start(zone).Add(11 * time.Hour)
	return order.Facts{Number: number, State: order.Paid, Placed: at, Paid: at, Currency: "HKD", Total: hkd(minor), PaidSum: hkd(minor),
		Customer: order.Person{Name: who, Phone: "+852 6" + number[len(number)-4:] + "000", Address: "Flat B, 12/F, 8 Main Street\nYung Shue Wan, Lamma Island", Country: "Hong Kong"},
		Lines:    []order.LineFacts{{SKU: sku, Title: title, Quantity: 1, Price: hkd(minor)}}, Rows: []int{2}}
}

// shopDay fills the shop with the orders of an ordinary Thursday.
func shopDay(w *world) {
	w.bring("own",
		ordered("LS-10461", "何家豪", "2026-03-06", 128000, "Armchair, oak", "ARM-O1"),
		ordered("LS-10482", "陳嘉欣", "2026-03-10", 86000, "Lamp, brass", "LMP-B"),
		ordered("LS-10484", "鄧浩然", "2026-03-10", 235000, "Shelf, walnut, 120 cm", "SHF-W120"),
		ordered("LS-10487", "Emily Carter", "2026-03-11", 108000, "Stool, ash, 45 cm", "STL-A45"),
		ordered("LS-10491", "張偉", "2026-03-12", 312000, "Table, oak, 160 cm", "TBL-O160"))
	two := ordered("LS-10455", "吳佩珊", "2026-03-02", 98000, "Stool, ash, 45 cm", "STL-A45")
	two.Lines = append(two.Lines, order.LineFacts{SKU: "CSH-F2", Title: "Seat cushion, grey felt", Quantity: 1, Price: hkd(48000)})
	two.Total, two.PaidSum = hkd(146000), hkd(146000)
	two.SellerNote = "想改淺灰坐墊，可等"
	shipped := ordered("LS-10447", "Hannah Lindqvist", "2026-03-03", 174000, "Bench, ash", "BNC-A")
	shipped.State, shipped.Carrier, shipped.Tracking, shipped.ShippedAt = order.Shipped, "SF Express", []string{"SF1390277155821"}, w.now.AddDate(0, 0, -5)
	w.bring("own", two, shipped)
	w.bring("yoho", ordered("Y0388402", "李曉彤", "2026-03-08", 59800, "Kettle", "KTL-1"), ordered("Y0388421", "曾詠詩", "2026-03-11", 119800, "Toaster", "TST-2"))
	tao := ordered("2784011235513377", "赵晓琳", "2026-03-12", 21900, "台灯", "LMP-T")
	tao.Currency, tao.SellerNote = "CNY", "29号发，加急"
	tao.Total, tao.PaidSum = money.Of(21900, "CNY"), money.Of(21900, "CNY")
	tao.Lines[0].Price = money.Of(21900, "CNY")
	w.bring("taobao", tao)
	w.agreeOn("LS-10455")
}

// agreeOn gives an order two delay agreements and notes between them.
func (w *world) agreeOn(number string) {
	w.t.Helper()
	v := w.numbered(number)
	real := w.now
	defer func() { w.now = real }()
	do := func(at string, f func() error) {
		w.t.Helper()
		w.now, _ = time.ParseInLocation("2006-01-02 15:04", at, real.Location())
		if err := f(); err != nil {
			w.t.Fatal(at, err)
		}
	}
	agree := func(date calendar.Date, terms string) func() error {
		return func() error {
			_, err := w.desk.AgreeDelay(w.ctx, desk.DelayRequest{Order: v.ID, Agreement: order.Agreement{Date: date, Terms: terms,
				By: "吳佩珊", How: "whatsapp", When: w.now.Add(-7 * time.Minute), Reason: "Maker late", Evidence: "1 screenshot"}})
			return err
		}
	}
	do("2026-03-04 17:48", func() error {
		_, err := w.desk.AddNote(w.ctx, desk.NoteRequest{Order: v.ID, Text: "Maker says the batch leaves Foshan on 10 Mar."})
		return err
	})
	do("2026-03-05 11:20", agree("2026-03-12", "Ships with the first ash batch."))
	do("2026-03-09 10:31", func() error {
		_, err := w.desk.CorrectNote(w.ctx, desk.CorrectionRequest{Order: v.ID, Note: 2, Text: "the batch leaves Foshan on 16 Mar.", Reason: "The maker called."})
		return err
	})
	do("2026-03-11 16:12", agree("2026-03-18", "Ships with the second ash batch; HK$50 off the next order."))
}

func TestOrdersPage_listAndRecord(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders"})
	w.see("LS-10461", "何家豪", "HK$1,280.00", "Open 9", "Overdue 2", "May be cancelled", "not the platform's promise", "9 open orders", "Calendar: Hong Kong")
	w.key(fyne.KeyDown)
	w.see("cancels at once") // Yoho's policy has other words
	w.tap("LS-10455")
	w.see("Agreed ship date", "Wed 18 Mar", "4 working days left", "Moves the ship date from Thu 12 Mar to Wed 18 Mar.", "First date", "Channel policy, 3 working days")
	w.unseen("May be cancelled")
}

func TestOrdersPage_chipsAndFilter(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders"})
	w.tap("All")
	w.see("LS-10447", "10 orders")
	w.tap("Overdue 2")
	w.see("LS-10461", "Y0388402", "2 orders overdue")
	w.unseen("LS-10482")
	w.tap("Filter")
	w.tap("Yoho")
	w.unseen("LS-10461")
	w.see("Y0388402", "1 order overdue", "Overdue 1")
	w.tap("Yoho") // the chip that names it takes it away
	w.see("LS-10461")
	w.tap("Changed 0")
	w.see("No platform note changed since you looked.")
}

func TestOrdersPage_sort(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders"})
	w.tap("Total")
	w.tap("Total") // the second time it descends
	var first string
	for _, s := range w.labels() {
		if len(s) > 3 && s[:3] == "LS-" {
			first = s
			break
		}
	}
	if first != "LS-10491" {
		t.Errorf("the dearest order is %s in the list, want LS-10491", first)
	}
}

func TestOrdersPage_ship(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders", id: w.numbered("LS-10455").ID})
	w.key(fyne.KeyReturn)
	w.typeInto("Carrier", "SF Express")
	w.typeInto("Weight", "heavy")
	w.typeInto("Seat cushion, grey felt", "0")
	w.typeInto("Tracking number", "SF 1390 2771")
	w.key(fyne.KeyReturn)
	w.see("\"heavy\" is no weight")
	if got := w.field("Carrier"); entryOf(got.Control()).Text() != "SF Express" {
		t.Error("a refusal took away what was typed")
	}
	w.typeInto("Weight", "850")
	w.key(fyne.KeyReturn)
	v := w.numbered("LS-10455")
	if len(v.Shipments) != 1 || v.Shipments[0].Tracking != "SF13902771" || v.Shipments[0].Weight != 850 || v.Unshipped() != 1 {
		t.Fatalf("shipments = %+v, %d units here, want one parcel with one unit", v.Shipments, v.Unshipped())
	}
	w.see("1 of 1 shipped", "SF13902771")
}

func TestOrdersPage_shipped(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders"})
	w.menu("ship")
	w.tap("Mark shipped")
	if v := w.numbered("LS-10461"); v.State != order.Shipped {
		t.Fatalf("state = %s, want shipped", v.State)
	}
	w.see("Open 8", "LS-10461 marked shipped", "Record delivery...") // its record stays, with the next thing
	w.key(fyne.KeyDown)
	w.see("Y0388402")
	if got := w.shell.page().(*ordersPage).record.order.Number; got != "Y0388402" {
		t.Errorf("Down goes to %s, want the order that came into its place", got)
	}
}

func TestOrdersPage_noUnits(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders"})
	w.menu("ship")
	w.typeInto("Armchair, oak", "0")
	w.tap("Mark shipped")
	w.see("Nothing is packed.")
	if v := w.numbered("LS-10461"); len(v.Shipments) != 0 {
		t.Errorf("an empty parcel was booked: %+v", v.Shipments)
	}
}

func TestOrdersPage_delay(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders", id: w.numbered("2784011235513377").ID})
	w.see("A ship date in the note", "Sun 29 Mar 2026", "Offered, not taken")
	w.menu("delay")
	w.see("Sun 29 Mar 2026", "Read from \"29号发\"")
	w.tap("Record agreement")
	w.see("needs the customer's own agreement") // who agreed and how is never guessed
	if v := w.numbered("2784011235513377"); v.Agreed != nil {
		t.Fatalf("agreed = %+v without the customer's word", v.Agreed)
	}
	w.typeInto("Terms", "Ships on the 29th")
	w.pick("How agreed", "WeChat")
	w.typeInto("Reason", "Maker late")
	w.tap("Record agreement")
	v := w.numbered("2784011235513377")
	if v.Agreed == nil || v.Agreed.Date != day("2026-03-29") || v.Agreed.How != "wechat" || v.Agreed.By != "赵晓琳" {
		t.Fatalf("agreed = %+v, want 29 March by WeChat", v.Agreed)
	}
	w.see("Agreed ship date", "Sun 29 Mar", "Enter this date on the platform too.")
	w.unseen("A ship date in the note")
}

func TestOrdersPage_notes(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders", id: w.numbered("LS-10455").ID})
	w.menu("note")
	w.menu("save")
	w.see("Fill in")
	w.typeInto("Note", "Called, no answer.")
	w.shell.page().reload() // another desk's commit keeps what was typed
	w.menu("save")
	w.see("Called, no answer.", "Note added to LS-10455")
}

func TestOrdersPage_voidAgreement(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders", id: w.numbered("LS-10455").ID})
	w.tap("Correct...") // of the newest note, the agreement for 18 March
	w.see("This voids the agreement")
	w.typeInto("Reason", "The customer changed her mind.")
	w.key(fyne.KeyReturn)
	v := w.numbered("LS-10455")
	if v.Agreed == nil || v.Agreed.Date != day("2026-03-12") {
		t.Fatalf("agreed = %+v, want the date before in force again", v.Agreed)
	}
	w.see("Voided", "Voids \"Delay agreement\"", "Due today")
}

// A novel pasted into a note is cut at what a note holds, and says so in words.
func TestOrdersPage_pastedNovel(t *testing.T) {
	if widgets.MostRunes != domain.MaxText {
		t.Errorf("a field takes %d, the shop keeps %d", widgets.MostRunes, domain.MaxText)
	}
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders", id: w.numbered("LS-10455").ID})
	w.menu("note")
	clip := test.NewClipboard()
	clip.SetContent(strings.Repeat("x", 80_000))
	w.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	w.see("This field takes 20,000 characters. The last 60,000 of what was pasted are not in it; they are still on the clipboard.")
}

func TestOrdersPage_changedNote(t *testing.T) {
	w := newWorld(t, options{}, shopDay, func(w *world) {
		f := ordered("LS-10482", "陳嘉欣", "2026-03-10", 86000, "Lamp, brass", "LMP-B")
		f.SellerNote = "先別發"
		w.bring("own", f)
		f.SellerNote = "可以發了"
		w.bring("own", f)
	})
	w.visit(route{page: "orders", id: w.numbered("LS-10482").ID})
	w.see("Changed 1", "Mark as seen")
	w.tap("Mark as seen")
	if v := w.numbered("LS-10482"); v.Platform.Changed {
		t.Error("the note is still flagged as changed")
	}
	w.see("Changed 0")
	w.unseen("Mark as seen")
}

func TestOrdersPage_signOffAndSlip(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders", id: w.numbered("LS-10447").ID, do: "sign_off"})
	w.tap("Platform file")
	w.tap("Record delivery")
	if v := w.numbered("LS-10447"); v.SignOff.Source != "platform" || v.State != order.Delivered {
		t.Fatalf("sign-off = %+v, state %s, want delivered by the platform's word", v.SignOff, v.State)
	}
	w.menu("slip")
	w.see("Packing slip LS-10447", "/papers/slip-LS-10447.pdf")
	w.menu("print")
	if len(w.output.printed) != 1 || len(w.output.files["slip-LS-10447.pdf"]) < 1000 {
		t.Errorf("printed %q, want the slip", w.output.printed)
	}
}

func TestOrdersPage_noPapers(t *testing.T) {
	w := newWorld(t, options{noPapers: true}, shopDay)
	w.visit(route{page: "orders"})
	w.see("no folder for papers")
	w.menu("slip")
}

func TestOrdersPage_empty(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "orders"})
	w.see("Orders are listed here", "Import orders...")
	w.tap("Import orders...")
	w.see("Choose files...")
}

func TestOrdersPage_ofCustomer(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders", id: w.numbered("LS-10455").CustomerID, do: "customer"})
	w.see("One customer", "LS-10455", "1 order")
	w.unseen("LS-10461")
	w.tap("One customer")
	w.see("LS-10461")
}

func TestOrdersPage_narrow(t *testing.T) {
	w := newWorld(t, options{width: 760, height: 600}, shopDay)
	w.visit(route{page: "orders"})
	w.unseen("Ship to")
	w.key(fyne.KeySpace)
	w.see("Ship to")
	w.key(fyne.KeyEscape)
	w.unseen("Ship to")
	w.see("LS-10461")
}

// TestOrdersPage_enterOutsideTheList: the primary button says Enter, also of an
// order that was asked for by name and that the filter leaves out.
func TestOrdersPage_enterOutsideTheList(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders", id: w.numbered("LS-10447").ID})
	w.key(fyne.KeyReturn)
	w.see("Platform file")
}

// TestOrdersPage_tabLeadsOn: a field of several lines can be left by key.
func TestOrdersPage_tabLeadsOn(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders"})
	w.menu("delay")
	terms := w.field("Terms").Control().(*widgets.Entry)
	terms.Focus()
	if tabs, ok := terms.Focusable().(fyne.Tabbable); ok && tabs.AcceptsTab() {
		t.Error("Tab is written into the terms")
	}
}

func TestOrdersPage_escapeKeepsWhatIsTyped(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.visit(route{page: "orders", id: w.numbered("LS-10455").ID})
	w.key(fyne.KeyReturn)
	w.typeInto("Tracking number", "SF 1390 2771")
	w.key(fyne.KeyEscape)
	w.see("What you typed is not saved yet.")
	if got := entryOf(w.field("Tracking number").Control()).Text(); got != "SF 1390 2771" {
		t.Errorf("after Esc the field holds %q, want what was typed", got)
	}
	w.typeInto("Tracking number", "SF 1390 2772") // typing on makes the warning anew
	w.key(fyne.KeyEscape)
	w.field("Tracking number")
	w.key(fyne.KeyEscape)
	w.unseen("Tracking number")
	w.key(fyne.KeyReturn) // nothing typed: one Esc leaves
	w.key(fyne.KeyEscape)
	w.unseen("What you typed is not saved yet.", "Mark shipped")
}
