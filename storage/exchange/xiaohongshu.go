package exchange

// xiaohongshu reads Xiaohongshu's order list: one row an order, the platform's
// code for the product, and the promise 承诺发货时间. Nothing says when an order
// was placed but its payment.
func xiaohongshu() Format {
	return plain{id: "xiaohongshu", preset: "taobao", zone: "Asia/Shanghai", currency: "CNY", rows: lineRows, states: chinaStates(), columns: map[fact][]string{
		fNumber: {"订单号"}, fState: {"订单状态"}, fSKU: {"小红书编码"}, fTitle: {"商品名称"}, fVariant: {"商品规格", "规格"}, fQuantity: {"商品总数", "商品数量", "购买数量"},
		fTotal: {"用户应付金额(元)"}, fPlaced: {"下单时间", "订单创建时间"}, fPaidAt: {"支付时间", "订单付款时间"}, fShipBy: {"承诺发货时间", "最晚发货时间", "最晚发货日期"}, fShippedAt: {"发货时间"},
		fBuyerNote: {"用户备注"}, fFlag: {"包裹备注标记"}, fSellerNote: {"包裹备注信息"}, fTracking: {"快递单号"}, fCarrier: {"快递公司"},
		fName: {"收件人姓名"}, fPhone: {"收件人电话"}, fAddress: {"收件人地址"},
	}, needed: []fact{fNumber, fState, fSKU, fPaidAt}}.format()
}
