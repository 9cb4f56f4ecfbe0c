package exchange_test

import (
	"fmt"
	"strings"
	"time"
)

const shopifyHeader = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total," +
	"Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku," +
	"Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company," +
	"Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company," +
	"Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference," +
	"Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name," +
	"Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name," +
	"Payment ID,Payment Terms Name,Next Payment Due At,Payment References"

// goods that the shop sells, with prices in cents.
var goods = []struct {
	sku, name string
	price     int64
}{
	{"MUG-BLU-01", "Stoneware Mug - Blue", 12800}, {"MUG-RED-01", "Stoneware Mug - Red", 12800}, {"KET-12", `Pour-over Kettle, 1.2 L, 6" spout`, 45900},
	{"GRD-HAND", "手搖磨豆機", 68000}, {"SCL-01", "電子磅 0.1 g", 29800}, {"FLT-100", "濾紙 100 張", 3850}, {"BRW-V60", "Dripper V60 02", 15000},
	{"TMP-58", "Tamper 58 mm", 22000}, {"GIFT", "Gift wrapping", 2000}, {"CUP-SET", "双层玻璃杯（2 只装）", 9900},
}

// notes that a shop writes, several with a ship date.
var notes = []string{"", "", "", "", "", "29号发", "5.22发", "ship by 3 Feb", "下周三发", "3月12日寄出", "可等", "3-5號寄", "不要29号发", "call first \U0001F64F",
	"two lines:\nleave with \"Ken\", door 5", "=HYPERLINK(\"http://example.com\")", "'=1+1", "VIP, no invoice"}

type shopifyOrder struct {
	number    int
	at        time.Time
	lines     []map[string]string
	cells     map[string]string
	gross     int64
	off       int64
	shippable bool
}

func shopifySample() []byte {
	s := newSample(1, shopifyHeader)
	s.out.WriteString(shopifyHeader + "\n")
	var apart []shopifyOrder
	for i := range 230 {
		o := s.shopifyOrder(1001 + i)
		s.oddity(i, &o)
		if i == 40 || i == 90 { // their second rows stand far below
			apart = append(apart, o)
			s.row(merge(o.cells, o.lines[0]))
			continue
		}
		s.shopifyRows(o)
		if i == 60 { // the same order exported twice
			s.shopifyRows(o)
		}
	}
	for _, o := range apart {
		for _, l := range o.lines[1:] {
			s.row(merge(o.repeated(), l))
		}
	}
	return s.out.Bytes()
}

func (s *sample) shopifyRows(o shopifyOrder) {
	for i, l := range o.lines {
		if i == 0 {
			s.row(merge(o.cells, l))
			continue
		}
		s.row(merge(o.repeated(), l))
	}
}

// repeated are the cells that every row of an order has.
func (o shopifyOrder) repeated() map[string]string {
	out := map[string]string{}
	for _, n := range []string{"Name", "Email", "Created at", "Phone"} {
		out[n] = o.cells[n]
	}
	return out
}

func merge(a, b map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range a {
		out[k] = v
	}
	for k, v := range b {
		out[k] = v
	}
	return out
}

func (s *sample) shopifyOrder(number int) shopifyOrder {
	o := shopifyOrder{number: number, at: s.at()}
	for range 1 + min(s.IntN(6), s.IntN(6)) {
		g := goods[s.IntN(len(goods))]
		q := int64(1 + s.IntN(3))
		l := map[string]string{"Lineitem quantity": fmt.Sprint(q), "Lineitem name": g.name, "Lineitem price": cents(g.price), "Lineitem sku": g.sku,
			"Lineitem requires shipping": "true", "Lineitem taxable": "true", "Lineitem fulfillment status": "pending", "Lineitem discount": "0.00", "Vendor": "Aftercare Coffee"}
		if s.IntN(8) == 0 {
			off := g.price * q / 10
			l["Lineitem discount"] = cents(off)
			o.off += off
		}
		o.gross += g.price * q
		o.lines = append(o.lines, l)
	}
	name := people[s.IntN(len(people))]
	phone := fmt.Sprintf("'+852 9%03d %04d", s.IntN(1000), s.IntN(10000))
	o.cells = map[string]string{
		"Name": fmt.Sprintf("#%d", number), "Email": fmt.Sprintf("buyer%d@example.com", s.IntN(90)), "Financial Status": "paid", "Fulfillment Status": "unfulfilled",
		"Paid at": stamp(o.at.Add(time.Minute)), "Created at": stamp(o.at), "Accepts Marketing": "no", "Shipping Method": "Standard", "Billing Name": name,
		"Shipping Name": name, "Shipping Street": "Flat 5A, 12 Tai Nan St", "Shipping Address1": "Flat 5A, 12 Tai Nan St", "Shipping City": "Sham Shui Po",
		"Shipping Country": "HK", "Shipping Zip": "'999077", "Shipping Phone": phone, "Phone": phone, "Notes": notes[s.IntN(len(notes))], "Payment Method": "Shopify Payments",
		"Refunded Amount": "0.00", "Outstanding Balance": "0.00", "Id": fmt.Sprint(5600000000000 + number), "Risk Level": "Low", "Source": "web", "Shipping Province Name": "Kowloon",
	}
	s.shopifySums(&o)
	s.shopifyProgress(&o)
	return o
}

// shopifySums lets some orders be taxed, the tax inside or outside the price.
func (s *sample) shopifySums(o *shopifyOrder) {
	c := o.cells
	sub, ship, tax := o.gross-o.off, int64(s.pick("000", "300", "450")[0]-'0')*1000, int64(0)
	total := sub + ship
	c["Currency"] = "HKD"
	discount := o.off
	switch s.IntN(10) {
	case 0: // outside
		c["Currency"], c["Shipping Country"], c["Tax 1 Name"] = "USD", "US", "NY State Tax 4%"
		tax = (sub*4 + 50) / 100
		total += tax
		c["Tax 1 Value"] = cents(tax)
	case 1: // inside
		c["Currency"], c["Shipping Country"], c["Shipping Zip"] = "GBP", "GB", "'SW1A 1AA"
		tax = total / 6
	case 2: // a code for the whole order
		code := sub / 10
		c["Discount Code"] = "WELCOME10"
		sub, discount = sub-code, discount+code
		total -= code
	case 3: // a code for free freight
		c["Discount Code"] = "FREESHIP"
		discount += ship
		total -= ship
	}
	c["Subtotal"], c["Shipping"], c["Taxes"], c["Total"], c["Discount Amount"] = cents(sub), cents(ship), cents(tax), cents(total), cents(discount)
}

// shopifyProgress is how far the order has come.
func (s *sample) shopifyProgress(o *shopifyOrder) {
	c := o.cells
	send := func(n int) {
		for _, l := range o.lines[:n] {
			l["Lineitem fulfillment status"] = "fulfilled"
		}
	}
	switch k := s.IntN(20); {
	case k < 9:
		c["Fulfillment Status"], c["Fulfilled at"] = "fulfilled", stamp(o.at.Add(50*time.Hour))
		send(len(o.lines))
	case k == 9:
		c["Fulfillment Status"] = "partial"
		send(1)
	case k == 10:
		c["Financial Status"], c["Paid at"], c["Outstanding Balance"] = "pending", "", c["Total"]
	case k == 11:
		c["Financial Status"], c["Refunded Amount"] = "partially_refunded", "10.00"
	case k == 12:
		c["Financial Status"], c["Refunded Amount"], c["Cancelled at"] = "refunded", c["Total"], stamp(o.at.Add(5*time.Hour))
	case k == 13:
		c["Financial Status"], c["Paid at"] = "voided", ""
	}
}

// oddity makes single orders what real files hold now and then.
func (s *sample) oddity(i int, o *shopifyOrder) {
	c, l := o.cells, o.lines[0]
	switch i {
	case 40, 90:
		o.lines = append(o.lines, map[string]string{"Lineitem quantity": "1", "Lineitem name": "Sticker", "Lineitem price": "0.00", "Lineitem discount": "0.00"})
	case 10:
		c["Name"] = "1.23E+18" // a spreadsheet has been here
	case 20:
		l["Lineitem quantity"] = "-1"
	case 30:
		c["Total"] = "1.00"
	case 50:
		c["Created at"] = "2026-02-30 10:00:00 +0800"
	case 70:
		c["Currency"] = "QQQ"
	case 80:
		c["Name"], o.lines = "", o.lines[:1]
	case 100:
		l["Lineitem quantity"] = "12000"
	case 110:
		c["Shipping Address1"] = strings.Repeat("長沙灣道 680 號麗新商業中心 ", 200)[:4000/2]
		c["Shipping Address1"] = strings.ToValidUTF8(c["Shipping Address1"], "") + strings.Repeat("x", 4000-len([]rune(c["Shipping Address1"])))
	case 120:
		c["Notes"] = "送禮 \U0001F381\U0001F468\u200d\U0001F469\u200d\U0001F467 請包好 \U00020BB7"
	case 130:
		c["Shipping Name"], c["Shipping Phone"], c["Phone"], c["Billing Name"] = "陳**", "138****1234", "", ""
	case 140:
		c["Created at"] = "5/1/2026 9:50" // day or month first: nobody knows
	case 150:
		c["Financial Status"] = "on_the_moon"
	case 160:
		c["Total"], c["Subtotal"] = "HK$"+c["Total"], " "+c["Subtotal"]+"\u00a0"
	}
}

// stamp is Shopify's form, in the zone of a shop in Hong Kong.
func stamp(at time.Time) string {
	return at.In(time.FixedZone("", 8*3600)).Format("2006-01-02 15:04:05 -0700")
}
