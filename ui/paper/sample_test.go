package paper_test

import (
	"fmt"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

func newPress(tb testing.TB) *paper.Press {
	tb.Helper()
	c, err := text.Load(assets.FS)
	if err != nil {
		tb.Fatal(err)
	}
	p, err := paper.NewPress(assets.FS, c)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

var (
	hongKong = time.FixedZone("HKT", 8*3600)
	printed  = time.Date(2026, 3, 12, 16, 5, 0, 0, hongKong)
)

func setting(l paper.Languages, size paper.Size) paper.Setting {
	return paper.Setting{Languages: l, Size: size, At: printed, Zone: hongKong}
}

// languages are all choices, by the name that their goldens carry.
var languages = map[string]paper.Languages{
	"en":      paper.Alone(text.English),
	"hant":    paper.Alone(text.Traditional),
	"hans":    paper.Alone(text.Simplified),
	"en-hant": paper.Both(text.Traditional),
	"en-hans": paper.Both(text.Simplified),
}

func sampleShop() paper.Shop {
	return paper.Shop{
		Names:   []string{"南丫商店", "Lamma Supply"},
		Address: []string{"九龍觀塘永發街 18 號\n永發工業大廈 9 樓 5B 室", "5B, 9/F, Wing Fat Industrial Building\n18 Wing Fat Street, Kwun Tong, Hong Kong"},
		Phone:   "+852 3468 1200",
	}
}

func sampleLabel() paper.Label {
	return paper.Label{
		Number: "R-11873", Order: "Y0388265", Case: "C-11871",
		To: []string{"南丫商店 退貨部\n九龍觀塘永發街 18 號\n永發工業大廈 9 樓 5B 室",
			"Lamma Supply, Returns desk\n5B, 9/F, Wing Fat Industrial Building\n18 Wing Fat Street, Kwun Tong, Hong Kong"},
		Service: "+852 3468 1200",
		From:    paper.Person{Name: "許雅婷 Hsu Ya-ting", Address: "台北市大安區和平東路二段 96 巷 15 號 4 樓", Phone: "+886 912 345 308"},
		Items:   []paper.Item{{Quantity: 1, Title: "Merino crew neck, navy, S\n美麗諾羊毛衫 深藍 S", SKU: "KNT-N-S"}},
		SendBy:  "2026-03-19",
		Freight: paper.FreightAdvanced,
	}
}

func sampleSlip() paper.PackingSlip {
	return paper.PackingSlip{
		Shop: sampleShop(), Order: "LS-09127", Channel: "Own shop", Placed: "2026-03-10",
		To: paper.Person{Name: "陳大文 Chan Tai Man", Address: "新界沙田大圍積富街 20 號 3 樓 B 室\nFlat B, 3/F, 20 Chik Fu Street, Tai Wai", Phone: "+852 9123 4567"},
		Items: []paper.Item{{Quantity: 1, Title: "Stainless pour-over kettle, 0.8 L 不鏽鋼手沖壺", SKU: "KTL-08-SS"},
			{Quantity: 2, Title: "Filter papers, 100 濾紙 100 張", SKU: "FLT-100"}},
		Gift: "生日快樂，媽媽。", Service: "+852 3468 1200, help@lamma.example",
	}
}

func sampleIntake() paper.IntakeReceipt {
	return paper.IntakeReceipt{
		Shop: sampleShop(), Number: "J-03428", Received: time.Date(2026, 3, 9, 15, 2, 0, 0, hongKong),
		Customer: paper.Person{Name: "Priya Nair", Phone: "+852 5544 0917"},
		Item:     "Coffee grinder, 40 mm 咖啡磨豆機 40 mm", Serial: "EG40-2207-0318", Order: "LS-09127", Bought: "2025-08-31",
		Problem:     "Grinds for ten seconds, then a burnt smell and it stops. Works again when cold.",
		Accessories: []paper.Check{{"Grinder 磨豆機", true}, {"Hopper and lid 豆倉連蓋", true}, {"Brush 毛刷", true}, {"Box 原裝盒", false}, {"Manual 說明書", false}, {"Warranty card 保養卡", false}},
		Condition:   []paper.Check{{"Serial as on the order 序號相符", true}, {"Seals unopened 封條完好", true}, {"Liquid 有水漬", false}, {"Scratch on the hopper 豆倉有刮痕", true}},
		Photos:      3, ExpectedDays: 2, Verdict: "In warranty until 2027-08-31 保養期內",
		Terms: []paper.Phrase{{
			text.English:     "An item not collected within 90 days of our notice may be charged for storage.",
			text.Traditional: "通知後 90 天仍未領取，或收取存放費。",
			text.Simplified:  "通知后 90 天仍未领取，可能收取保管费。"}},
		Clerk: "Keung",
	}
}

func sampleRepair() paper.RepairReceipt {
	hkd := func(minor int64) money.Amount { return money.Of(minor, "HKD") }
	return paper.RepairReceipt{
		Shop: sampleShop(), Number: "J-03428", Day: "2026-03-18", Customer: paper.Person{Name: "Priya Nair", Phone: "+852 5544 0917"},
		Item: "Coffee grinder, 40 mm 咖啡磨豆機 40 mm", SerialIn: "EG40-2207-0318",
		Fault: "Motor overheats, brushes worn to 2 mm\n馬達過熱，碳刷磨損", Done: "Brushes replaced, motor cleaned, tested for 20 min\n更換碳刷、清潔馬達、測試 20 分鐘",
		Charges: []paper.Charge{
			{Title: "Motor brush set 馬達碳刷", Quantity: 100, Each: hkd(18000), Sum: hkd(18000)},
			{Title: "Labour 工時", Quantity: 150, Hours: true, Each: hkd(24000), Sum: hkd(36000)},
			{Title: "Freight back 寄回運費", Quantity: 100, Each: hkd(8000), Sum: hkd(8000)},
			{Title: "Cleaning 清潔, covered 保養範圍內", Quantity: 100, Each: hkd(0), Sum: hkd(0)},
		},
		Tax: hkd(0), Total: hkd(62000), Paid: &paper.Payment{Way: "FPS 轉數快", Day: "2026-03-17"},
		WarrantyUntil: calendar.Date("2026-06-16"),
		Warranty: []paper.Phrase{{
			text.English:     "90 days on the brushes and this work. Not covered: abuse, liquid, repair by others, a missing or altered serial number, wear of other parts.",
			text.Traditional: "碳刷及本次工作保養 90 天。不包括：不當使用、進水、他人維修、序號缺失或塗改、其他部件磨損。",
			text.Simplified:  "碳刷及本次维修保修 90 天。不包括：使用不当、进水、他人维修、序列号缺失或涂改、其他部件磨损。"}},
		Clerk: "Keung",
	}
}

func sampleQuote() paper.Quote {
	r := sampleRepair()
	return paper.Quote{
		Shop: r.Shop, Number: r.Number, Day: "2026-03-11", Customer: r.Customer, Item: r.Item, Serial: r.SerialIn,
		Fault: r.Fault, Proposed: "Replace the brushes, clean the motor\n更換碳刷、清潔馬達", Charges: r.Charges, Total: r.Total,
		Tax: money.Of(1250, "HKD"), TaxIncluded: true, Declined: money.Of(15000, "HKD"), Until: "2026-03-25",
		Terms: []paper.Phrase{{
			text.English:     "Work starts when you have answered. Should it cost more, we ask again first.",
			text.Traditional: "收到回覆後開始維修。如費用增加，會先再徵求同意。",
			text.Simplified:  "收到答复后开始维修。如费用增加，会先再征求同意。"}},
		Clerk: "Keung",
	}
}

func sampleList() paper.List {
	l := paper.List{
		Shop: sampleShop(), Title: "Payouts 付款清單", Number: "Thu 12 Mar 2026",
		Facts:   []paper.Fact{{Label: "Prepared by", Value: "Mei"}, {Label: "Payouts", Value: "45"}},
		Columns: []paper.Column{{Head: "Order"}, {Head: "Recipient"}, {Head: "Way"}, {Head: "Reason"}, {Head: "Amount", Right: true}},
		Totals:  []paper.Fact{{Label: "HKD", Value: "HK$57,600.00"}, {Label: "CNY", Value: "CN¥468.00"}},
		Notes:   []string{"Bank transfers before 18:00."}, Sign: true,
	}
	for range 45 {
		l.Rows = append(l.Rows, []string{"LS-09127", "陳大文 Chan Tai Man", "FPS 轉數快 +852 9123 4567",
			"Damaged in transit; the customer keeps the goods and is paid a part of the price, agreed by phone on Tuesday", "HK$1,280.00"})
	}
	return l
}

func sampleDeclaration() paper.Declaration {
	q := sampleQuote()
	return paper.Declaration{
		Shop: q.Shop, Number: "J-03428", Day: "2026-03-18", Customer: q.Customer, Item: q.Item, Serial: q.Serial,
		Problem: "Grinds for ten seconds, then a burnt smell and it stops.", Reason: "quote_declined", Note: "Too dear for its age 價錢不划算",
		Charges: []paper.Charge{{Kind: "inspection", Quantity: 100, Each: money.Of(15000, "HKD"), Sum: money.Of(15000, "HKD")}},
		Total:   money.Of(15000, "HKD"), Tax: money.Of(0, "HKD"), Paid: &paper.Payment{Way: "FPS 轉數快", Day: "2026-03-18"}, Clerk: "Keung",
	}
}

func sampleTicket() paper.JobTicket {
	i := sampleIntake()
	return paper.JobTicket{Number: i.Number, Customer: i.Customer, Item: i.Item, Serial: i.Serial, Problem: i.Problem, With: "grinder, hopper, lid, brush", In: "2026-03-09", Due: "2026-03-23"}
}

// sampleReceipts are n receipts, every third a declaration.
func sampleReceipts(n int) []paper.Receipt {
	var out []paper.Receipt
	for i := range n {
		if i%3 == 2 {
			d := sampleDeclaration()
			d.Number = fmt.Sprintf("J-%05d", i+1)
			out = append(out, paper.Receipt{Unrepaired: &d})
			continue
		}
		r := sampleRepair()
		r.Number = fmt.Sprintf("J-%05d", i+1)
		out = append(out, paper.Receipt{Repair: &r})
	}
	return out
}

func sampleDay() desk.DayLog {
	return desk.DayLog{Day: "2026-03-11", Counts: []desk.LogCount{{Who: "Mei 美", Verb: "case.agree", Count: 4}, {Who: "Mei 美", Verb: "refund.pay", Count: 2},
		{Who: "Keung", Verb: "parcel.finish", Count: 31}}, First: 120, Last: 187, Over: true,
		Head: desk.LogHead{Seq: 187, Hash: "9f3ca2b1000102030405060708090a0b0c0d0e0f101112131415161718191a1b"}}
}
