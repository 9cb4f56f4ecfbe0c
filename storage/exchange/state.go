package exchange

import (
	"maps"
	"strings"
	"sync"

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

// stateWord is a platform's word without what varies in it: blanks, commas,
// hyphens, case, the form of its characters.
func stateWord(d folder, say string) string {
	return strings.NewReplacer(",", "", "，", "", "、", "", " ", "", "。", "", "-", "", "_", "", "/", "").Replace(d.fold(say))
}

// statesOf makes a table of words by state.
func statesOf(by map[order.State][]string) map[string]order.State {
	d := newFolder()
	out := map[string]order.State{}
	for state, words := range by {
		for _, w := range words {
			out[stateWord(d, w)] = state
		}
	}
	return out
}

// taobaoStates are Taobao's words, for orders and for sub-orders.
var taobaoStates = sync.OnceValue(func() map[string]order.State {
	return statesOf(map[order.State][]string{
		order.Placed:    {"等待买家付款", "没有创建支付宝交易", "定金已付", "定金已付等待付尾款", "等待买家付尾款", "付款确认中"},
		order.Paid:      {"买家已付款等待卖家发货", "买家已付款", "等待卖家发货", "卖家部分发货", "部分发货", "待发货"},
		order.Shipped:   {"卖家已发货等待买家确认", "卖家已发货等待买家确认收货", "卖家已发货", "等待买家确认收货", "已发货"},
		order.Delivered: {"买家已签收", "已签收"},
		order.Completed: {"交易成功"},
		order.Cancelled: {"交易关闭", "交易自动关闭", "付款以后用户退款成功交易自动关闭", "付款以前卖家或买家主动关闭交易", "卖家或买家主动关闭交易", "已关闭", "已取消"},
	})
})

// taobaoState knows Taobao's words.
func taobaoState(say string) (order.State, bool) {
	word := stateWord(newFolder(), say)
	s, ok := taobaoStates()[word]
	return s, ok || word == ""
}

// anyState holds the words of all platforms, and those that a shop's own table
// may use. They nowhere contradict each other.
var anyState = sync.OnceValue(func() map[string]order.State {
	out := statesOf(map[order.State][]string{
		order.Placed:    {"placed", "new", "open", "unpaid", "pending payment", "awaiting payment", "not paid", "offen", "未付款", "待付款", "新订单"},
		order.Paid:      {"paid", "unfulfilled", "unshipped", "awaiting shipment", "awaiting dispatch", "to ship", "in progress", "bezahlt", "payé", "pagado", "已付款", "未发货", "备货中", "处理中"},
		order.Shipped:   {"shipped", "dispatched", "fulfilled", "sent", "posted", "in transit", "versandt", "verschickt", "expédié", "enviado", "运输中", "已寄出"},
		order.Delivered: {"delivered", "received", "zugestellt", "livré", "entregado", "已送达", "已收货"},
		order.Completed: {"complete", "done", "closed", "finished", "abgeschlossen", "terminé", "已完成", "完成"},
		order.Cancelled: {"cancelled", "canceled", "void", "voided", "storniert", "annulé", "cancelado", "取消", "已取消"},
	})
	for _, table := range []map[string]order.State{taobaoStates(), wooStates(), amazonStates(), chinaStates()} {
		for word, s := range table {
			if _, has := out[word]; !has {
				out[word] = s
			}
		}
	}
	return maps.Clone(out)
})
