package exchange

import (
	"sync"

	"aftercare/domain/order"
)

// ownStates are the program's own words, in its three languages.
var ownStates = sync.OnceValue(func() map[string]order.State {
	return statesOf(map[order.State][]string{
		order.Placed: {"Placed", "已落單", "已下单"}, order.Paid: {"Paid", "已付款"}, order.Shipped: {"Shipped", "已寄出", "已发货"},
		order.Delivered: {"Delivered", "已簽收", "已签收"}, order.Completed: {"Completed", "已完成"}, order.Cancelled: {"Cancelled", "已取消"},
	})
})

// aftercare reads the program's own table of orders with their lines, in each
// of its languages: what was written comes back as it was. Behind the headings
// of today stand those that earlier versions wrote.
func aftercare() Format {
	p := plain{id: "aftercare", rows: lineRows, loose: true, states: ownStates(), columns: map[fact][]string{
		fNumber: {"Order number", "訂單編號", "订单编号", "訂單號碼", "订单号"}, fPlaced: {"Placed", "落單時間", "下單時間", "下单时间"}, fPaidAt: {"Paid at", "付款時間", "付款时间"}, fState: {"State", "狀態", "状态"},
		fState2: {"State on the platform", "平台狀態", "平台状态"}, fShippedAt: {"Shipped at", "寄出時間", "发货时间"}, fDelivered: {"Delivered at", "簽收時間", "签收时间", "送達時間", "送达时间"}, fCancelled: {"Cancelled at", "取消時間", "取消时间"},
		fShipBy: {"The platform's ship-by", "平台最遲寄出時間", "平台最晚发货时间", "平台最迟寄出时间"}, fCurrency: {"Currency", "貨幣", "币种"}, fTotal: {"Total", "總額", "总额"}, fPaid: {"Amount paid", "實付金額", "实付金额"}, fShipping: {"Freight", "運費", "运费"},
		fTax: {"Tax", "稅項", "稅款", "税额"}, fDiscount: {"Discount", "折扣", "优惠"}, fRefunded: {"Refunded", "已退金額", "已退金额", "已退款額", "已退款额"}, fName: {"Customer", "顧客", "顾客"}, fHandle: {"User name", "會員名稱", "会员名"}, fEmail: {"E-mail", "電郵", "邮箱"},
		fPhone: {"Phone", "電話", "电话"}, fAddress: {"Address", "地址"}, fCountry: {"Country", "國家／地區", "国家／地区"}, fCarrier: {"Carrier", "物流公司", "承運商", "承运商"}, fTracking: {"Tracking number", "運單號碼", "运单号"},
		fSellerNote: {"Note on the platform", "平台備註", "平台备注"}, fBuyerNote: {"Customer's message", "顧客留言", "顾客留言"}, fFlag: {"Flag", "旗標", "旗帜"}, fKey: {"Line on the platform", "平台項目編號", "平台子订单编号", "平台子订单号"},
		fSKU: {"SKU", "貨號", "货号"}, fTitle: {"Product", "貨品", "商品"}, fVariant: {"Variant", "款式", "规格"}, fQuantity: {"Quantity", "數量", "数量"}, fPrice: {"Unit price", "單價", "单价"},
		fLineDiscount: {"Discount of the line", "該項折扣", "该项优惠"}, fSent: {"Units sent", "已寄出件數", "已发件数"},
	}, needed: []fact{fNumber, fPlaced, fState, fState2, fTitle, fQuantity, fPrice, fSent}}
	p.tweak = func(r *reading) {
		o, l := &r.facts, r.first()
		o.PlatformSay = r.text(int(fState2))
		// Not what the platform's word would mean.
		o.State, _ = r.f.words.state(r.text(int(fState)), func(say string) (order.State, bool) { s, ok := ownStates()[stateWord(r.f.fold, say)]; return s, ok })
		o.Discount, _ = r.whole(fDiscount) // as it was written, explained or not
		if a := l.cells[fAddress]; !masked(a) && !unknown(a) {
			o.Customer.Address = a // of several lines, as it was written
		}
		o.SellerNote, o.BuyerNote = r.note(int(fSellerNote)), r.note(int(fBuyerNote))
		o.ShippedAt = r.time(int(fShippedAt))
	}
	return p.format()
}
