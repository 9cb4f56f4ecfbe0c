package exchange

import (
	"sync"

	"aftercare/domain/order"
)

// chinaStates are the words of Pinduoduo, Douyin and Xiaohongshu.
var chinaStates = sync.OnceValue(func() map[string]order.State {
	return statesOf(map[order.State][]string{
		order.Placed:    {"待付款", "待支付", "未支付", "待确认"},
		order.Paid:      {"待发货", "待成团", "已成团待发货", "备货中", "待配货", "已支付", "已付款", "处理中", "清关中", "部分发货", "已支付待发货"},
		order.Shipped:   {"已发货", "已发货待签收", "已发货待收货", "待收货", "已发货退款成功", "全部发货", "换货申请中"},
		order.Delivered: {"已签收", "已收货", "已收货退款成功", "已签收退款成功"},
		order.Completed: {"已完成", "交易成功", "交易完成"},
		order.Cancelled: {"已取消", "已关闭", "未发货退款成功", "交易关闭", "已全额退款"},
	})
})
