// Package sample fills a store with a made-up shop: three channels, two
// thousand orders over two years, cases and repairs in every stage, names in
// both scripts of Chinese. The same seed and day give the same shop, and
// everything goes through the desk's own verbs, each at its own moment.
package sample

import (
	"context"
	"fmt"
	"math/rand"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/stock"
)

// Wish is what the made-up shop is to be.
type Wish struct {
	Seed     int64
	Day      time.Time // the shop's today, to the minute
	Orders   int       // 0: 2 000
	Language string    // en, zh-Hant, zh-Hans
	Progress func(done float64)
}

// maker makes one shop.
type maker struct {
	desk *desk.Desk
	r    *rand.Rand
	wish Wish
	now  time.Time
	zone *time.Location
	told int
}

// Make fills an empty store.
//
// Errors: shop.begun when it holds a shop already, and those of the store.
func Make(ctx context.Context, parts desk.Parts, w Wish) error {
	if w.Orders == 0 {
		w.Orders = 2000
	}
	if w.Language == "" {
		w.Language = "en"
	}
	m := &maker{r: rand.New(rand.NewSource(w.Seed)), wish: w, now: w.Day}
	parts.Now = func() time.Time { return m.now }
	m.desk = desk.New(parts)
	for i, part := range []func(context.Context) error{m.shop, m.orders, m.notes, m.cases, m.repairs, m.parcels} {
		if err := part(ctx); err != nil {
			return fmt.Errorf("make the sample shop, part %d: %w", i+1, err)
		}
		if w.Progress != nil {
			w.Progress(float64(i+1) / 6)
		}
	}
	return nil
}

// at moves the shop's clock to a number of days and hours before today.
func (m *maker) at(days int, hour float64) {
	d := m.wish.Day.In(m.zone)
	m.now = time.Date(d.Year(), d.Month(), d.Day()-days, 0, 0, 0, 0, m.zone).Add(time.Duration(hour * float64(time.Hour)))
	if m.now.After(m.wish.Day) {
		m.now = m.wish.Day
	}
}

func (m *maker) shop(ctx context.Context) error {
	names := map[string]string{"en": "Lamma Supply", "zh-Hant": "南丫商店", "zh-Hans": "南丫商店"}
	own := map[string]string{"en": "Own shop", "zh-Hant": "自營店", "zh-Hans": "自营店"}
	sh, err := m.desk.Begin(ctx, desk.FirstStart{Name: names[m.wish.Language], Language: m.wish.Language, Sample: true,
		Channels: map[string]string{"own": own[m.wish.Language]}})
	if err != nil {
		return err
	}
	if m.zone, err = sh.Location(); err != nil {
		return err
	}
	sh.Phone, sh.Email, sh.Hours = "+852 3468 1200", "service@lamma.example", "10:00-18:00"
	sh.Returns = "南丫商店 退貨部\n九龍觀塘永發街 18 號\n永發工業大廈 9 樓 5B 室"
	sh.ReturnsLatin = "Lamma Supply, Returns desk\n5B, 9/F, Wing Fat Industrial Building\n18 Wing Fat Street, Kwun Tong, Hong Kong"
	sh.Repairs = "南丫商店 維修部\n九龍觀塘永發街 18 號\n永發工業大廈 9 樓 5B 室"
	sh.RepairsLatin = "Lamma Supply, Repair bench\n5B, 9/F, Wing Fat Industrial Building\n18 Wing Fat Street, Kwun Tong, Hong Kong"
	sh.Person = "Mei"
	if sh, err = m.desk.SaveShop(ctx, sh); err != nil {
		return err
	}
	setup, err := m.desk.Setup(ctx)
	if err != nil {
		return err
	}
	for _, c := range setup.Channels {
		c.Service.Kind, c.Service.Value, c.Service.Hours = "phone", sh.Phone, sh.Hours
		c.Archived = c.Preset == "whatnot"
		if _, err := m.desk.SaveChannel(ctx, c); err != nil {
			return err
		}
	}
	for _, a := range articles {
		p := stock.Product{SKU: a.sku, Title: a.title, Category: a.category, Price: money.Of(a.hkd, "HKD"), NoReturn: a.noReturn}
		if a.warranty >= 0 {
			p.Warranty = &a.warranty
		}
		if _, err := m.desk.SaveProduct(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// export is a made-up file.
type export struct {
	about desk.About
	facts []order.Facts
}

func (e export) About() desk.About { return e.about }
func (e export) Progress() float64 { return 1 }
func (e export) Close() error      { return nil }
func (e export) Orders(ctx context.Context, each func(order.Facts) error) error {
	for _, f := range e.facts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := each(f); err != nil {
			return err
		}
	}
	return nil
}

// recent is for how many days back the orders stand where each wait of them is
// told apart.
const recent = 9

func (m *maker) orders(ctx context.Context) error {
	people := buyers(m.r, m.wish.Orders*2/5+1)
	files := map[string]*export{}
	presets := []string{"own", "yoho", "taobao"}
	for i := range m.wish.Orders {
		preset := presets[m.r.Intn(3)]
		days := m.r.Intn(730)
		if i < 40 { // the last days are never empty
			days = i % (recent + 3)
		}
		who := people[m.r.Intn(len(people))]
		for (who.Handle != "") != (preset == "taobao") {
			who = people[m.r.Intn(len(people))]
		}
		f := m.fact(preset, i, days, who)
		if files[preset] == nil {
			files[preset] = &export{about: desk.About{Name: preset + ".csv", Format: "shopify", Preset: preset}}
		}
		files[preset].facts = append(files[preset].facts, f)
	}
	m.now = m.wish.Day
	for _, preset := range presets {
		if files[preset] == nil {
			continue
		}
		c, err := m.desk.ChannelFor(ctx, preset)
		if err != nil {
			return err
		}
		report, err := m.desk.Import(ctx, *files[preset], c.ID, nil)
		if err != nil {
			return err
		}
		if n := report.Counts[desk.Review]; n > 0 {
			return fmt.Errorf("%d made-up orders of %s need review: %v", n, preset, report.Outcomes[0].Faults)
		}
	}
	return nil
}

// fact is one made-up order, placed some days ago.
func (m *maker) fact(preset string, i, days int, who order.Person) order.Facts {
	m.at(days, 8+m.r.Float64()*2)
	placed := m.now
	currency := money.Currency("HKD")
	number := fmt.Sprintf("LS-%d", 10000+i)
	switch preset {
	case "yoho":
		number = fmt.Sprintf("Y%07d", 380000+i)
	case "taobao":
		currency, number = "CNY", fmt.Sprintf("41%015d2%02d", 278_604_000_000+int64(i)*97, i%100)
	}
	f := order.Facts{Number: number, Placed: placed, Paid: placed.Add(time.Duration(m.r.Intn(40)) * time.Minute), State: order.Paid, Currency: currency, Customer: who, Rows: []int{i + 2}}
	if f.Paid.After(m.wish.Day) {
		f.Paid = placed
	}
	sum := money.Of(0, currency)
	for range 1 + m.r.Intn(2)*m.r.Intn(3) {
		a := articles[m.r.Intn(len(articles)-1)] // the last is a spare part
		price := a.hkd
		if currency == "CNY" {
			price = a.cny
		}
		l := order.LineFacts{SKU: a.sku, Title: a.title, Quantity: 1 + m.r.Intn(5)/4, Price: money.Of(price, currency), Discount: money.Of(0, currency)}
		sum = sum.Add(l.Price.Times(l.Quantity))
		f.Lines = append(f.Lines, l)
	}
	f.Shipping, f.Discount = money.Of(int64(m.r.Intn(3))*1500, currency), money.Of(0, currency)
	if m.r.Intn(5) == 0 {
		f.Discount = money.Of(sum.Minor/1000*100, currency)
	}
	f.Total = sum.Add(f.Shipping).Sub(f.Discount)
	f.PaidSum, f.Tax = f.Total, money.Of(0, currency)
	m.travel(&f, i, days)
	return f
}

// travel takes an order along its way: those of the last days wait, some
// longer than they may; older ones were sent and signed for.
func (m *maker) travel(f *order.Facts, i, days int) {
	switch {
	case i%97 == 50:
		f.State, f.Cancelled = order.Cancelled, f.Placed.Add(5*time.Hour)
		return
	case i%61 == 60 && days < 30:
		f.State, f.Paid, f.PaidSum = order.Placed, time.Time{}, money.Of(0, f.Currency)
		return
	case days < recent && (days < 3 || m.r.Intn(3) > 0):
		if i%7 == 3 {
			f.SellerNote = fmt.Sprintf("客人说可等，%d号发", f.Placed.AddDate(0, 0, 12).Day())
		}
		return
	}
	f.State = order.Shipped
	f.ShippedAt = f.Placed.Add(time.Duration(20+m.r.Intn(40)) * time.Hour)
	if f.ShippedAt.After(m.wish.Day) {
		f.ShippedAt = m.wish.Day.Add(-time.Hour)
	}
	f.Carrier, f.Tracking = "SF Express", []string{fmt.Sprintf("SF1%012d", 456_000_000+int64(i)*7919)}
	arrived := f.ShippedAt.Add(time.Duration(30+m.r.Intn(60)) * time.Hour)
	if arrived.Before(m.wish.Day) {
		f.State, f.Delivered = order.Delivered, arrived
		if days > 20 {
			f.State = order.Completed
		}
	}
}

// notes writes Internal Notes and delay agreements on orders that wait.
func (m *maker) notes(ctx context.Context) error {
	m.now = m.wish.Day
	rows, err := m.desk.Orders(ctx, desk.OrderQuery{Filter: desk.OpenFilter, Sort: desk.ByShipBy, Limit: 60})
	if err != nil {
		return err
	}
	for i, row := range rows {
		m.now = m.wish.Day
		today := calendar.DateOf(m.now, m.zone)
		switch i % 6 {
		case 1:
			if _, err := m.desk.AddNote(ctx, desk.NoteRequest{Order: row.ID, Text: "Lamps arrived with the morning van, shades still with the maker in Dongguan."}); err != nil {
				return err
			}
		case 3:
			date := today.AddDays(2 + i%5)
			if date <= row.Force.Due.Day {
				date = row.Force.Due.Day.AddDays(4)
			}
			agreed := row.Placed.Add(time.Hour)
			_, err := m.desk.AgreeDelay(ctx, desk.DelayRequest{Order: row.ID, Agreement: order.Agreement{Date: date, Terms: "Ships with the second batch; 50 off the next order.",
				By: orSomebody(row.Customer), How: order.Ways()[i%4], When: agreed, Reason: "Maker late"}})
			if err != nil && domain.As(err) == nil {
				return err
			}
		}
	}
	return nil
}

func orSomebody(name string) string {
	if name == "" {
		return "customer"
	}
	return name
}
