package paper_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/message"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// bookJobs are the papers of the books and the documents of running text, each in
// the three languages.
func bookJobs() map[string]job {
	out := map[string]job{}
	for name, lang := range map[string]text.Lang{"en": text.English, "hant": text.Traditional, "hans": text.Simplified} {
		alone := setting(paper.Alone(lang), "")
		in := func(print func(p *paper.Press, w *text.Words) (paper.Paper, error)) job {
			return func(p *paper.Press) (paper.Paper, error) {
				words, err := text.Load(assets.FS)
				if err != nil {
					return paper.Paper{}, err
				}
				return print(p, words.In(lang, hongKong))
			}
		}
		document := func(of func(w *text.Words) (present.Document, error)) job {
			return in(func(p *paper.Press, w *text.Words) (paper.Paper, error) {
				d, err := of(w)
				if err != nil {
					return paper.Paper{}, err
				}
				return p.Document(d, paper.Shop{Names: []string{"Lamma Supply"}, Phone: "+852 3468 1200"}, alone)
			})
		}
		out["payouts-"+name] = in(func(p *paper.Press, w *text.Words) (paper.Paper, error) {
			return p.List(paper.PayoutsOf(samplePayouts(), setup(), w), alone)
		})
		out["ledger-"+name] = in(func(p *paper.Press, w *text.Words) (paper.Paper, error) {
			return p.List(paper.LedgerOf(sampleLedger(), setup(), w), alone)
		})
		for _, preset := range []string{"own", "yoho"} {
			out["customer-page-"+preset+"-"+name] = document(func(w *text.Words) (present.Document, error) { return samplePolicyPage(w, preset) })
		}
		out["evidence-"+name] = document(func(w *text.Words) (present.Document, error) {
			return present.Evidence(w, sampleEvidence(), printed, func(string) []byte { return samplePhoto() }), nil
		})
		out["message-"+name] = document(func(w *text.Words) (present.Document, error) {
			return present.Letter(w, "Lamma Supply", "Your refund for order Y0388265", strings.Join([]string{"Dear 許雅婷,", "",
				"We have filed your refund of HK$598.00 by FPS. The money should arrive between Mon 16 and Wed 18 March 2026.", "", "Mei", "Lamma Supply", "+852 3468 1200 10-18"}, "\n"), "2026-03-12", "refund_filed"), nil
		})
	}
	return out
}

func sampleHKD(minor int64) money.Amount { return money.Of(minor, "HKD") }

func sampleAt(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 40, 0, 0, hongKong) }

func samplePayouts() desk.Payouts {
	row := func(number, of, who string, minor int64, reason refund.GoodwillReason, method refund.Method, payee string, state refund.GoodwillState) desk.GoodwillRow {
		return desk.GoodwillRow{OrderNumber: of, Customer: who, Goodwill: refund.Goodwill{Number: number, Amount: sampleHKD(minor), Reason: reason, Method: method, Payee: payee, State: state,
			AgreedBy: "Mei", VerifiedBy: "Keung 阿強", Day: "2026-03-12"}}
	}
	return desk.Payouts{Day: "2026-03-12", Closing: "18:00", Rows: []desk.GoodwillRow{
		row("G-1001", "LS-10455", "吳佩珊", 6800, refund.PriceDifference, refund.FPS, "6123 4410", refund.GoodwillVerified),
		row("G-1002", "886436979446512640", "劉洋", 1500, refund.FreightAdvanced, refund.Alipay, "liu.yang.shopping@example.com.hk", refund.GoodwillPaid),
		row("G-1004", "WN-77120", "Daniel Okafor-Whittaker of the long surname", 100000, refund.PromisedLess, refund.Bank, "HSBC 004-123-456789-001", refund.GoodwillVerified),
	}, Waiting: make([]desk.GoodwillRow, 2), Sums: []money.Amount{sampleHKD(108300)}, Unpaid: []money.Amount{sampleHKD(106800)}}
}

func sampleLedger() desk.LedgerView {
	v := desk.LedgerView{From: "2026-03-01", To: "2026-03-12", Sums: []desk.LedgerSum{{Book: refund.DirectBook, Direction: refund.Out, Purpose: refund.ForGoods, Amount: sampleHKD(51980)},
		{Book: refund.PlatformBook, Direction: refund.Out, Purpose: refund.ForGoods, Amount: money.Of(9900, "CNY")}, {Book: refund.DirectBook, Direction: refund.In, Purpose: refund.ForClaim, Amount: sampleHKD(6000)}}}
	for i := range 48 {
		r := refund.Row{Book: refund.DirectBook, Direction: refund.Out, Purpose: refund.ForGoods, Amount: sampleHKD(int64(100*i + 598)), At: sampleAt(1+i/5, 9), Paid: i%3 != 0, Number: "F-1" + string(rune('0'+i%10)) + "01", Order: "LS-10" + string(rune('0'+i%10)) + "55"}
		switch i % 6 {
		case 4:
			r.Book, r.Amount, r.Order = refund.PlatformBook, money.Of(9900, "CNY"), "886436979446512640"
		case 5:
			r.Direction, r.Purpose = refund.In, refund.ForClaim
		}
		v.Rows = append(v.Rows, r)
	}
	return v
}

func samplePolicyPage(w *text.Words, preset string) (present.Document, error) {
	c := channel.Channel{Name: map[string]string{"own": "Lamma Supply online", "yoho": "Yoho"}[preset], Preset: preset, Service: channel.Contact{Kind: "chat", Value: "WhatsApp 3468 1200", Hours: "10-18"}}
	b, err := assets.FS.ReadFile("presets/" + preset + ".json")
	if err == nil {
		err = json.Unmarshal(b, &c.Policy)
	}
	return present.CustomerPage(w, setup().Shop, c), err
}

func sampleEvidence() desk.Evidence {
	o := boughtOrder()
	o.Paid = sampleHKD(127600)
	o.Force = order.Promise{Due: calendar.EndOf("2026-03-12", hongKong), Source: order.FromAgreement}
	o.Notes = []order.Note{{No: 1, At: sampleAt(2, 10), Who: "Mei", Kind: order.Remark, Text: "Shade comes from Dongguan."},
		{No: 2, At: sampleAt(5, 12), Who: "Mei", Kind: order.DelayAgreement, Agreement: &order.Agreement{Date: "2026-03-12", Before: "2026-03-05", Terms: "Ships with the second batch.", By: "許雅婷", How: "whatsapp", When: sampleAt(5, 11), Reason: "maker late"}}}
	p := order.Shipment{At: sampleAt(11, 17), Packed: sampleAt(11, 15), Packer: "Keung 阿強", Carrier: "SF Express", Tracking: "SF1023991882", Weight: 820, Serials: []string{"FW-0339"}, News: "Left the depot 已離開集散中心", NewsAt: sampleAt(11, 20)}
	o.Shipments = []order.Shipment{p}
	o.SignOff = order.SignOff{At: sampleAt(12, 9), Source: "carrier"}
	file := func(n int, name, caption string) desk.EvidenceFile {
		return desk.EvidenceFile{File: domain.File{Hash: strings.Repeat(string(rune('a'+n)), 64), Name: name, Size: 48210, Photo: true, Caption: caption}, From: "case"}
	}
	c := casefile.Case{Number: "C-1187", Reason: "damaged_in_transit", Remedy: casefile.Exchange, Words: "The box was crushed 紙箱壓扁了"}
	return desk.Evidence{Number: "C-1187", Order: desk.OrderView{Order: o, Channel: channel.Channel{Name: "Lamma Supply online"}, Parcels: []desk.ParcelView{{No: 1, Shipment: p, Page: "https://www.sf-express.com/track/SF1023991882"}}}, Case: &c,
		Messages: []message.Message{{At: sampleAt(12, 10), In: true, Way: "whatsapp", To: "許雅婷", Body: "The box was crushed and one cup is broken."}, {At: sampleAt(12, 11), Way: "whatsapp", To: "許雅婷", Subject: "Sorry", Body: "Please send three photos: the box, the label, the cup."}},
		Files:    []desk.EvidenceFile{file(0, "box.jpg", "the box 紙箱"), file(1, "label.jpg", ""), file(2, "a name that is far too long for one line of this paper, as phones write them 20260312_101500_HDR.jpg", "left corner, where the cup broke")},
		Timeline: []domain.Entry{{At: sampleAt(1, 17), Who: "Mei", Verb: "order.import"}, {At: sampleAt(5, 12), Who: "Mei", Verb: "note.agree"}, {At: sampleAt(11, 17), Who: "Keung 阿強", Verb: "order.ship"}, {At: sampleAt(12, 10), Who: "Mei", Verb: "case.open"}}}
}

func samplePhoto() []byte {
	m := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for x := range 320 {
		for y := range 200 {
			m.Set(x, y, color.RGBA{uint8(x), 90, uint8(y), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}
