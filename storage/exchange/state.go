package exchange

import (
	"strings"

	"aftercare/domain/order"
)

// words remembers what a platform's words mean: a file has few of them and
// writes them a million times.
type words map[string]meaning

type meaning struct {
	state order.State
	known bool
}

// manyWords is more than any platform has; beyond it nothing is remembered.
const manyWords = 1000

func (w words) state(say string, mean func(string) (order.State, bool)) (order.State, bool) {
	m, ok := w[say]
	if !ok {
		m.state, m.known = mean(say)
		if len(w) < manyWords {
			w[say] = m
		}
	}
	return m.state, m.known
}

// taobaoState knows Taobao's words; commas and blanks in them vary, and they
// may be in Traditional characters.
func taobaoState(say string) (order.State, bool) {
	word := newFolder().fold(strings.NewReplacer(",", "", "，", "", " ", "", "。", "").Replace(say))
	switch word {
	case "":
		return "", true
	case "等待买家付款", "没有创建支付宝交易", "定金已付", "定金已付等待付尾款", "等待买家付尾款", "付款确认中":
		return order.Placed, true
	case "买家已付款等待卖家发货", "买家已付款", "等待卖家发货", "卖家部分发货", "部分发货", "待发货":
		return order.Paid, true
	case "卖家已发货等待买家确认", "卖家已发货等待买家确认收货", "卖家已发货", "等待买家确认收货", "已发货":
		return order.Shipped, true
	case "买家已签收", "已签收":
		return order.Delivered, true
	case "交易成功":
		return order.Completed, true
	case "交易关闭", "交易自动关闭", "付款以后用户退款成功交易自动关闭", "付款以前卖家或买家主动关闭交易", "卖家或买家主动关闭交易", "已关闭", "已取消":
		return order.Cancelled, true
	}
	return "", false
}
