package ui

import (
	"context"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/ui/text"
	"aftercare/ui/theme"
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
	w.see("LS-10461", "何家豪", "HK$1,280.00", "Open 9", "Overdue 2")
	w.shot("orders-en")
	w.tap("LS-10455")
	w.see("Agreed ship date", "Wed 18 Mar", "4 working days left", "Moves the ship date")
	w.shot("orders-en-agreed")
}

var _ = []any{os.Getenv, fyne.KeyDown, domain.ID(0), channel.Channel{}, text.English, theme.Light}
