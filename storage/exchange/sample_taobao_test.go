package exchange_test

import (
	"fmt"
	"strings"
	"time"
)

// The classic header and what longer forms add; two names end in a space.
const taobaoHeader = "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言," +
	"收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称," +
	"订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,定金排名,修改后的sku,修改后的收货地址,异常信息," +
	"退款金额,确认收货时间,打款商家金额,发货时间,应发货时间,商家备忘,备注标签"

var titles = []string{"手冲咖啡壶 细口 600ml", "陶瓷马克杯 北欧风", "电子秤 0.1g 高精度", "滤纸 100张 V60", "双层玻璃杯 350ml", "磨豆机 手摇 便携", "布粉器 58mm"}

var memos = []string{"", "", "", "'", "'29号发", "'5.22发", "'可等", "'3月12日寄出 已和买家说好", "'不要29号发", "'下周三发", "'送小样", "null", "'周年庆，@小李 跟进"}

func taobaoSample() []byte {
	s := newSample(2, taobaoHeader)
	s.out.WriteString("订单报表\n\n" + taobaoHeader + "\n")
	for i := range 230 {
		c := s.taobaoOrder(i)
		s.taobaoOddity(i, c)
		s.row(c)
		if i == 60 { // the same order twice
			s.row(c)
		}
		if i == 65 { // and once more, but not the same
			c["总金额"], c["买家应付货款"] = "1.00", "1.00"
			s.row(c)
		}
	}
	s.out.WriteString("\n合计：230 笔,,,99999.00\n")
	return s.out.Bytes()
}

func (s *sample) taobaoOrder(i int) map[string]string {
	at := s.at().In(time.FixedZone("", 8*3600))
	goods, freight := int64(1000+s.IntN(90000)), int64(s.IntN(3))*600
	n := 1 + s.IntN(3)
	title := titles[s.IntN(len(titles))]
	kinds := 1
	if s.IntN(5) == 0 {
		kinds = 2
		n = 2 + s.IntN(2) // two of one kind cannot be told from one of each
		title += "，" + titles[s.IntN(len(titles))]
	}
	c := map[string]string{
		"订单编号": fmt.Sprintf(`="%d%04d"`, 316120000000000+i*7919, 1000+s.IntN(9000)), "买家会员名": fmt.Sprintf("tb%08d", s.IntN(1e8)), "买家支付宝账号": "138***@qq.com",
		"买家应付货款": cents(goods), "买家应付邮费": cents(freight), "买家支付积分": "0", "总金额": cents(goods + freight), "返点积分": "0", "买家实际支付积分": "0",
		"买家实际支付金额": "0.00", "收货人姓名": people[s.IntN(len(people))], "收货地址": "广东省 深圳市 南山区 科技园路" + fmt.Sprint(1+s.IntN(200)) + "号", "运送方式": "快递",
		"联系电话": "'", "联系手机": fmt.Sprintf("'138%08d", s.IntN(1e8)), "订单创建时间": clock(at), "宝贝标题": title, "宝贝种类": fmt.Sprint(kinds), "宝贝总数量": fmt.Sprint(n),
		"订单备注": memos[s.IntN(len(memos))], "店铺Id": "0", "店铺名称": "后来咖啡器具", "卖家服务费": "0元", "是否手机订单": "手机订单", "打款商家金额": "0.00元",
		"备注标签": s.pick("", "", "红", "黄", "绿", "蓝", "紫"), "退款金额": "0.00",
	}
	s.taobaoProgress(c, at, goods+freight)
	return c
}

func (s *sample) taobaoProgress(c map[string]string, at time.Time, total int64) {
	pay := func() {
		c["订单付款时间"], c["买家实际支付金额"] = clock(at.Add(2*time.Minute)), cents(total)
	}
	send := func() {
		pay()
		c["发货时间"], c["物流公司"] = clock(at.Add(30*time.Hour)), s.pick("顺丰速运", "圆通速递", "中通快递")
		c["物流单号"] = fmt.Sprintf("No:SF%013d", s.IntN(1e13))
	}
	switch k := s.IntN(20); {
	case k < 2:
		c["订单状态"] = "等待买家付款"
	case k < 7:
		c["订单状态"] = s.pick("买家已付款,等待卖家发货", "买家已付款，等待卖家发货")
		pay()
		c["应发货时间"] = clock(at.Add(48 * time.Hour))
	case k < 12:
		c["订单状态"] = s.pick("卖家已发货，等待买家确认", "卖家已发货,等待买家确认")
		send()
	case k < 18:
		c["订单状态"] = "交易成功"
		send()
		c["确认收货时间"], c["打款商家金额"] = clock(at.Add(200*time.Hour)), cents(total)+"元"
	default:
		c["订单状态"], c["订单关闭原因"] = "交易关闭", s.pick("买家未付款", "退款")
		if c["订单关闭原因"] == "退款" {
			pay()
			c["退款金额"] = cents(total)
		}
	}
}

func (s *sample) taobaoOddity(i int, c map[string]string) {
	switch i {
	case 10, 11:
		c["订单编号"] = "3.1612E+18"
	case 15:
		c["订单编号"] = "'" + "316120000000999999" // an apostrophe instead of ="…"
	case 20:
		c["宝贝总数量"] = "-2"
	case 25:
		c["总金额"] = "8.88"
	case 30:
		c["订单创建时间"] = "昨天"
	case 35:
		c["订单编号"] = ""
	case 40:
		c["订单状态"] = "火星"
	case 45:
		c["收货人姓名"], c["联系手机"], c["收货地址"] = "张**", "138****0000", "广东省深圳市****"
	case 50:
		c["应发货时间"] = "子订单A： 2026-06-11 22:17前 ; 子订单B： 2026-06-10 09:00前 ;"
	case 55:
		c["物流单号"] = "No:SF1234567890123;No:SF1234567890124，YT0001"
	case 70:
		c["收货地址"] = strings.Repeat("浙江省杭州市余杭区", 445)[:12000]
	case 75:
		c["买家留言"] = "急 \U0001F64F\U0001F64F 谢谢\n=1+1"
	case 80:
		c["修改后的收货地址"] = "香港九龍深水埗𨋢口街 1 號"
	case 85:
		c["订单创建时间"] = "2026/1/5 13:22"
	case 90:
		c["买家实际支付金额"] = "￥1,234.50"
	case 95:
		c["宝贝总数量"] = ""
	case 100:
		c["应发货时间"] = "2026-03-12"
	case 105:
		c["商家备忘"] = "等买家电话"
	case 110:
		c["买家支付积分"] = "500"
		c["总金额"] = "45.00"
		c["买家应付货款"], c["买家应付邮费"] = "50.00", "0.00"
	}
}

func clock(at time.Time) string { return at.Format("2006-01-02 15:04:05") }
