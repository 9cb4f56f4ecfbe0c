package exchange_test

import (
	"strings"
	"testing"
	"time"

	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

const tbHeader = "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,订单备注,宝贝总数量,应发货时间,商家备忘,备注标签\n"

func TestFile_Orders_taobao(t *testing.T) {
	got := orders(t, tbHeader+`="316120000000003087",tb1,100.00,6.00,106.00,￥106.00,"买家已付款，等待卖家发货",陳大文,香港,'13800000000,2026-01-05 13:22:10,2026/1/5 13:25,杯，壶,2,No:SF1;YT2,'可等,2,子订单A： 2026-06-11 22:17前 ; 子订单B： 2026-06-10 09:00前 ;,29号发,红`+"\n", exchange.Options{})
	o := got[0]
	if len(o.Faults) > 0 || codes(o.Hints) != "prices_shared" {
		t.Errorf("faults %v, hints %v", o.Faults, o.Hints)
	}
	if o.Number != "316120000000003087" || o.State != order.Paid || o.PlatformSay != "买家已付款，等待卖家发货" || o.Flag != "红" {
		t.Errorf("got %q %q %q %q", o.Number, o.State, o.PlatformSay, o.Flag)
	}
	if want := time.Date(2026, 1, 5, 5, 22, 10, 0, time.UTC); !o.Placed.Equal(want) {
		t.Errorf("Placed = %v, want China's time %v", o.Placed, want)
	}
	if want := time.Date(2026, 6, 10, 1, 0, 0, 0, time.UTC); !o.ShipBy.Equal(want) || !o.ShipByTimed {
		t.Errorf("ShipBy = %v, want the earliest, %v", o.ShipBy, want)
	}
	if o.SellerNote != "可等\n29号发" || strings.Join(o.Tracking, " ") != "SF1 YT2" || o.Customer.Phone != "13800000000" {
		t.Errorf("note %q, tracking %v, phone %q", o.SellerNote, o.Tracking, o.Customer.Phone)
	}
	if len(o.Lines) != 2 || o.Lines[1].Title != "壶" || o.Lines[0].Price != money.Of(5000, "CNY") || o.PaidSum.Minor != 10600 {
		t.Errorf("lines %+v, paid %v", o.Lines, o.PaidSum)
	}
}

func TestFile_Orders_taobaoStates(t *testing.T) {
	for say, want := range map[string]order.State{
		"等待买家付款": order.Placed, "等待買家付款": order.Placed, "买家已付款,等待卖家发货": order.Paid, "買家已付款，等待賣家發貨": order.Paid,
		"卖家已发货，等待买家确认": order.Shipped, "卖家部分发货": order.Paid, "交易成功": order.Completed, "交易关闭": order.Cancelled, "交易關閉": order.Cancelled, "火星": "",
	} {
		got := orders(t, "訂單編號,訂單狀態,訂單創建時間,買家實際支付金額,寶貝標題,寶貝總數量\n316120000000003087,\""+say+"\",2026-01-05 10:00:00,1.00,杯,1\n", exchange.Options{})
		if got[0].State != want || got[0].PlatformSay != say || len(got[0].Faults) > 0 {
			t.Errorf("%s: state %q, say %q, faults %v, want %q", say, got[0].State, got[0].PlatformSay, got[0].Faults, want)
		}
	}
}

func TestFile_Orders_taobaoLines(t *testing.T) {
	for name, c := range map[string]struct{ title, kinds, count, want, hints string }{
		"one":                    {"杯", "1", "1", "杯×1@10.00", ""},
		"three that do not part": {"杯", "1", "3", "杯×3@3.34", ""},
		"a comma in a title":     {"杯，蓝", "1", "2", "杯，蓝×2@5.00", ""},
		"one of each":            {"杯，壶", "2", "2", "杯×1@5.00 壶×1@5.00", "prices_shared"},
		"nobody knows which":     {"杯，壶", "2", "3", "杯，壶×3@3.34", "titles_together"},
		"no count":               {"杯", "", "", "杯×1@10.00", "quantity_assumed"},
	} {
		t.Run(name, func(t *testing.T) {
			o := orders(t, "订单编号,订单状态,订单创建时间,买家实际支付金额,买家应付货款,宝贝标题,宝贝种类,宝贝总数量\n316120000000003087,交易成功,2026-01-05 10:00:00,10.00,10.00,"+
				c.title+","+c.kinds+","+c.count+"\n", exchange.Options{})[0]
			var got []string
			for _, l := range o.Lines {
				got = append(got, l.Title+"×"+string(rune('0'+l.Quantity))+"@"+l.Price.Decimal())
				sum := l.Price.Minor*int64(l.Quantity) - l.Discount.Minor
				if len(o.Lines) == 1 && sum != 1000 {
					t.Errorf("line is worth %d, want 1000", sum)
				}
			}
			if s := strings.Join(got, " "); s != c.want || codes(o.Hints) != c.hints || len(o.Faults) > 0 {
				t.Errorf("got %q, hints %q, faults %v, want %q, %q", s, codes(o.Hints), o.Faults, c.want, c.hints)
			}
		})
	}
}
