package exchange

// taobaoSuborders reads the current sub-order workbook: a row a sub-order, each
// with its own deadline, state and sums; the main order's number holds them
// together.
func taobaoSuborders() Format {
	return plain{id: "taobao_suborders", preset: "taobao", zone: "Asia/Shanghai", currency: "CNY", rows: lineRows, perRow: []fact{fPaid}, states: taobaoStates(), columns: map[fact][]string{
		fNumber: {"主订单编号"}, fKey: {"子订单编号"}, fTitle: {"商品标题", "宝贝标题"}, fPrice: {"商品价格"}, fQuantity: {"购买数量"},
		fSKU: {"商家编码", "外部系统编号"}, fVariant: {"商品属性"}, fState: {"订单状态"}, fLineSum: {"买家应付货款"}, fPaid: {"买家实付金额"},
		fLineRefunded: {"退款金额"}, fPlaced: {"订单创建时间"}, fPaidAt: {"订单付款时间"}, fShippedAt: {"发货时间"}, fShipBy: {"应发货时间", "最晚发货时间"},
		fDelivered: {"确认收货时间"}, fFlag: {"备注标签"}, fSellerNote: {"商家备注", "商家备忘"}, fBuyerNote: {"主订单买家留言", "买家留言"},
		fTracking: {"物流单号"}, fCarrier: {"物流公司"}, fHandle: {"买家会员名", "买家昵称"}, fName: {"收货人姓名"}, fPhone: {"联系手机"}, fAddress: {"收货地址"},
	}, needed: []fact{fNumber, fKey, fTitle, fQuantity, fState, fPlaced}}.format()
}

// taobaoDetails reads ExportOrderDetailList: the lines of orders whose list is
// another file. It has no date, so that it makes no order of its own.
func taobaoDetails() Format {
	return plain{id: "taobao_details", preset: "taobao", zone: "Asia/Shanghai", currency: "CNY", rows: lineRows, partial: true, states: taobaoStates(), columns: map[fact][]string{
		fNumber: {"订单编号"}, fTitle: {"标题"}, fPrice: {"价格"}, fQuantity: {"购买数量"}, fSKU: {"商家编码", "外部系统编号"}, fVariant: {"商品属性"},
		fSellerNote: {"备注"}, fState: {"订单状态"},
	}, needed: []fact{fNumber, fTitle, fPrice, fQuantity}}.format()
}
