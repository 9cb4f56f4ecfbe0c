package exchange

import (
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
)

// taobaoRefunds reads the refund export: a row a refund of one sub-order. 超时时间
// is when the platform acts by itself, 举证超时 the end of the time for evidence.
func taobaoRefunds() Format {
	return claims{id: "taobao_refunds", preset: "taobao", zone: "Asia/Shanghai", columns: map[int][]string{
		cRef: {"退款编号"}, cOrder: {"订单编号", "主订单编号"}, cRequested: {"退款的申请时间", "退款申请时间"}, cState: {"退款状态"}, cRemedy: {"售后类型"}, cReason: {"买家退款原因"}, cWords: {"买家退款说明"},
		cSKU: {"商品编码", "商家编码"}, cTitle: {"宝贝标题"}, cAmount: {"买家退款金额"}, cTracking: {"退货物流单号"}, cCarrier: {"退货物流公司"}, cAnswerBy: {"超时时间"}, cEvidenceBy: {"举证超时"},
		cFault: {"责任方"}, cPart: {"部分退款/全部退款"},
	}, needed: []int{cRef, cOrder, cRequested, cState, cRemedy}, remedies: foldedWords(map[string]casefile.Remedy{
		"仅退款": casefile.RefundOnly, "退款": casefile.RefundOnly, "我要退款": casefile.RefundOnly, "退货退款": casefile.ReturnRefund, "我要退货退款": casefile.ReturnRefund, "退货": casefile.ReturnRefund,
		"换货": casefile.Exchange, "补寄": casefile.Resend, "补发": casefile.Resend, "维修": casefile.ReturnRefund,
	}), stages: foldedWords(map[string]desk.ClaimStage{
		"买家已经申请退款，等待卖家同意": desk.ClaimOpen, "买家申请退款": desk.ClaimOpen, "等待卖家同意": desk.ClaimOpen, "退款待处理": desk.ClaimOpen,
		"卖家已经同意退款，等待买家退货": desk.ClaimAgreed, "等待买家退货": desk.ClaimAgreed, "买家已经退货，等待卖家确认收货": desk.ClaimSent, "买家已退货，等待卖家确认收货": desk.ClaimSent, "等待卖家确认收货": desk.ClaimSent,
		"卖家拒绝退款": desk.ClaimRefused, "卖家不同意协议，等待买家修改": desk.ClaimRefused, "卖家拒绝确认收货": desk.ClaimRefused, "客服介入中": desk.ClaimRefused,
		"退款成功": desk.ClaimOver, "退款关闭": desk.ClaimOver,
	}), reasons: []reasonWord{
		{"质量", "quality_defect"}, {"故障", "quality_defect"}, {"瑕疵", "quality_defect"}, {"描述", "not_as_described"}, {"不符", "not_as_described"}, {"假", "not_authentic"}, {"空包", "empty_parcel"},
		{"少件", "items_missing"}, {"漏发", "items_missing"}, {"少发", "items_missing"}, {"错发", "wrong_item"}, {"发错", "wrong_item"}, {"破损", "damaged_in_transit"}, {"损坏", "damaged_in_transit"}, {"尺", "wrong_size"}, {"大小", "wrong_size"},
		{"约定时间", "shipped_late"}, {"发货速度", "shipped_late"}, {"缺货", "out_of_stock"}, {"未收到", "not_received"}, {"未送到", "not_received"}, {"没收到", "not_received"}, {"物流", "no_tracking"}, {"快递", "no_tracking"},
		{"发票", "service"}, {"降价", "price_dropped"}, {"差价", "price_dropped"}, {"运费", "freight"}, {"七天", "changed_mind"}, {"7天", "changed_mind"}, {"无理由", "changed_mind"}, {"不想要", "changed_mind"}, {"不喜欢", "changed_mind"},
		{"拍错", "changed_mind"}, {"多拍", "changed_mind"}, {"其他", "not_as_assumed"},
	}, faults: foldedWords(map[string]casefile.Fault{
		"卖家": casefile.ByShop, "卖家责任": casefile.ByShop, "商家": casefile.ByShop, "商家责任": casefile.ByShop, "买家": casefile.ByCustomer, "买家责任": casefile.ByCustomer, "物流": casefile.ByCarrier, "物流责任": casefile.ByCarrier,
	})}.format()
}
