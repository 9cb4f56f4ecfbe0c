package exchange

// douyin reads Douyin's order list: a row a sub-order. Numbers begin with a tab,
// people are masked until the shop asks for them.
func douyin() Format {
	return plain{id: "douyin", preset: "taobao", zone: "Asia/Shanghai", currency: "CNY", rows: lineRows, states: chinaStates(), columns: map[fact][]string{
		fNumber: {"主订单编号"}, fKey: {"子订单编号"}, fTitle: {"选购商品"}, fVariant: {"商品规格"}, fQuantity: {"商品数量"}, fSKU: {"商家编码"},
		fLineSum: {"订单应付金额"}, fLineShipping: {"运费"}, fName: {"收件人"}, fPhone: {"收件人手机号"}, fProvince: {"省"}, fCity: {"市"}, fAddress2: {"区"}, fAddress: {"详细地址"},
		fPlaced: {"订单提交时间"}, fPaidAt: {"支付完成时间"}, fSellerNote: {"商家备注"}, fBuyerNote: {"买家留言"}, fFlag: {"旗帜颜色"}, fDelivered: {"订单完成时间"},
		fState: {"订单状态"}, fShippedAt: {"发货时间"}, fShipBy: {"承诺发货时间"}, fTracking: {"快递单号"}, fCarrier: {"快递公司"},
	}, needed: []fact{fNumber, fKey, fTitle, fQuantity, fPlaced, fState}, tweak: func(r *reading) {
		// What the customer owes includes the freight, which is no goods.
		o := &r.facts
		if o.Shipping.Minor > 0 && o.Total.Minor > o.Shipping.Minor {
			o.Total.Minor -= o.Shipping.Minor
			o.PaidSum.Minor = max(o.PaidSum.Minor-o.Shipping.Minor, 0)
			takeFreight(o.Lines, o.Shipping.Minor)
		}
	}}.format()
}
