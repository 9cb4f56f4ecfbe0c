package exchange

// pdd reads Pinduoduo's order list: one row an order of one product; what the
// platform and the shop take off stands beside what was paid.
func pdd() Format {
	return plain{id: "pdd", preset: "taobao", zone: "Asia/Shanghai", currency: "CNY", states: chinaStates(), columns: map[fact][]string{
		fNumber: {"订单号"}, fPlaced: {"订单成交时间"}, fState: {"订单状态"}, fTitle: {"商品"}, fLineSum: {"商品总价(元)"}, fShipping: {"邮费(元)"},
		fDiscount: {"店铺优惠折扣(元)"}, fDiscount2: {"平台优惠折扣(元)"}, fPaid: {"用户实付金额(元)"}, fQuantity: {"商品数量(件)"},
		fShippedAt: {"发货时间"}, fDelivered: {"确认收货时间"}, fShipBy: {"承诺发货时间", "最晚发货时间"}, fVariant: {"商品规格"}, fSKU: {"商家编码-规格维度"}, fSKU2: {"商家编码-商品维度"},
		fSellerNote: {"商家备注"}, fBuyerNote: {"买家留言"}, fFlag: {"商家备注标签"}, fTracking: {"快递单号"}, fCarrier: {"快递公司"},
		fName: {"收货人"}, fPhone: {"手机"}, fProvince: {"省"}, fCity: {"市"}, fAddress2: {"区"}, fAddress: {"街道"}, fState2: {"售后状态"},
	}, needed: []fact{fNumber, fPlaced, fState, fTitle, fQuantity}}.format()
}
