package exchange

import (
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// The columns of Taobao's and Tmall's ExportOrderList that say something of an
// order.
const (
	tbNumber = iota
	tbMember
	tbGoods
	tbFreight
	tbPoints
	tbTotal
	tbPaid
	tbState
	tbBuyerNote
	tbName
	tbAddress
	tbNewAddress
	tbPhone
	tbMobile
	tbCreatedAt
	tbPaidAt
	tbTitle
	tbKinds
	tbTracking
	tbCarrier
	tbNote
	tbMemo
	tbQuantity
	tbRefunded
	tbConfirmedAt
	tbShippedAt
	tbShipBy
	tbFlag
)

// taobao reads ExportOrderList in its classic and longer forms: one row is one
// order, times are China's, money is in yuan. Names in Traditional characters
// are the same names.
func taobao() Format {
	return Format{ID: "taobao", Preset: "taobao", zone: "Asia/Shanghai", currency: "CNY", read: readTaobao, columns: []column{
		tbNumber:      {names: []string{"订单编号", "订单号"}, needed: true},
		tbMember:      {names: []string{"买家会员名", "买家昵称", "买家旺旺"}},
		tbGoods:       {names: []string{"买家应付货款"}, amount: true},
		tbFreight:     {names: []string{"买家应付邮费", "买家应付运费", "邮费"}, amount: true},
		tbPoints:      {names: []string{"买家支付积分"}},
		tbTotal:       {names: []string{"总金额", "订单总金额"}, amount: true},
		tbPaid:        {names: []string{"买家实际支付金额", "买家实付金额"}, needed: true, amount: true},
		tbState:       {names: []string{"订单状态"}, needed: true},
		tbBuyerNote:   {names: []string{"买家留言", "主订单买家留言"}},
		tbName:        {names: []string{"收货人姓名", "收件人姓名"}},
		tbAddress:     {names: []string{"收货地址"}},
		tbNewAddress:  {names: []string{"修改后的收货地址"}},
		tbPhone:       {names: []string{"联系电话"}},
		tbMobile:      {names: []string{"联系手机", "联系手机号"}},
		tbCreatedAt:   {names: []string{"订单创建时间"}, needed: true, date: true},
		tbPaidAt:      {names: []string{"订单付款时间", "支付时间"}, date: true},
		tbTitle:       {names: []string{"宝贝标题", "商品标题"}, needed: true},
		tbKinds:       {names: []string{"宝贝种类"}},
		tbTracking:    {names: []string{"物流单号", "运单号"}},
		tbCarrier:     {names: []string{"物流公司"}},
		tbNote:        {names: []string{"订单备注"}},
		tbMemo:        {names: []string{"商家备忘", "商家备注", "卖家备注"}},
		tbQuantity:    {names: []string{"宝贝总数量", "购买数量"}},
		tbRefunded:    {names: []string{"退款金额"}, amount: true},
		tbConfirmedAt: {names: []string{"确认收货时间"}, date: true},
		tbShippedAt:   {names: []string{"发货时间"}, date: true},
		tbShipBy:      {names: []string{"应发货时间", "最晚发货时间", "最晚发货日期", "承诺发货时间"}, date: true},
		tbFlag:        {names: []string{"备注标签", "商家备注标签", "订单备注标签", "备注旗帜"}},
	}}
}

func readTaobao(r *reading) {
	o, l := &r.facts, r.first()
	o.Currency = "CNY"
	o.Placed, o.Paid = r.time(tbCreatedAt), r.time(tbPaidAt)
	if o.Placed.IsZero() && len(o.Faults) == 0 { // missing, or masked
		r.fault(l, tbCreatedAt, "import.date_missing")
	}
	o.ShippedAt, o.Delivered = r.time(tbShippedAt), r.time(tbConfirmedAt)
	o.PlatformSay = r.text(tbState)
	if word, ok := r.f.words.state(o.PlatformSay, taobaoState); ok {
		o.State = word
	} else {
		r.hint(l, tbState, "import.state_unknown")
	}
	r.earliestShipBy(l, tbShipBy)
	taobaoPerson(r)
	o.BuyerNote, o.Flag = r.memo(tbBuyerNote), r.text(tbFlag)
	o.SellerNote = r.memo(tbNote)
	if memo := r.memo(tbMemo); memo != o.SellerNote {
		o.SellerNote = lines(o.SellerNote, memo)
	}
	o.Carrier, o.Tracking = r.text(tbCarrier), tracking(r.text(tbTracking))
	taobaoMoney(r)
	taobaoLines(r)
}

// memo is a note without the apostrophe that Taobao puts before every one.
func (r *reading) memo(c int) string { return r.memoOf(r.first(), c) }

func (r *reading) memoOf(l *line, c int) string {
	s := strings.TrimPrefix(l.cells[c], "'")
	if unknown(s) {
		return ""
	}
	return s
}

func taobaoPerson(r *reading) {
	p := &r.facts.Customer
	p.Handle = r.person(tbMember)
	p.Name = r.person(tbName)
	p.Phone = r.either(tbMobile, tbPhone)
	p.Address = r.either(tbNewAddress, tbAddress)
}

// tracking takes several numbers of one cell apart: "No:SF1;No:SF2".
func tracking(s string) []string {
	var out []string
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，;；、|/ \n\t", r) }) {
		n = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(n, "No:"), "No："), "'")
		if !unknown(n) {
			out = append(out, n)
		}
	}
	return out
}

// earliestShipBy reads the platform's deadline. One cell may hold several
// sub-orders, each with its own, and one order several rows: the earliest
// counts. A day alone lasts until its end.
func (r *reading) earliestShipBy(l *line, c int) {
	s := l.cells[c]
	if unknown(s) || masked(s) {
		return
	}
	take := func(at time.Time, timed bool) {
		o := &r.facts
		if at = dayEnd(at, timed, r.f.about.Zone); o.ShipBy.IsZero() || at.Before(o.ShipBy) {
			o.ShipBy, o.ShipByTimed = at, timed
		}
	}
	if r.f.book != nil {
		if at, timed, ok := serial(s, r.f.about.Zone); ok {
			take(at, timed)
			return
		}
	}
	parts := dates(s)
	if len(parts) == 0 {
		parts = []string{s}
	}
	for _, part := range parts {
		at, timed, code := instant(part, r.f.about.Zone, r.f.about.Days)
		if code != "" {
			r.fault(l, c, code)
			return
		}
		take(at, timed)
	}
}

func dayEnd(at time.Time, timed bool, zone *time.Location) time.Time {
	if timed {
		return at
	}
	return calendar.DateOf(at, zone).End(zone).UTC()
}

// dates finds what looks like a date in a text: from a four-digit year to the
// last digit that belongs to it.
func dates(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && strings.IndexByte("0123456789-/.: T", s[j]) >= 0 {
			j++
		}
		if p := strings.Trim(s[i:j], " -/.:T"); len(p) >= 8 && !digits(p) && digits(p[:4]) && strings.IndexByte("-/.", p[4]) >= 0 {
			out = append(out, p)
		}
		i = max(j, i+1)
	}
	return out
}

// taobaoMoney reads the sums. What the buyer really paid may be less than the
// total, by coupons and points that the platform does not itemise; the total
// itself must be goods and freight.
func taobaoMoney(r *reading) {
	o, l := &r.facts, r.first()
	goods, hasGoods := r.positive(l, tbGoods)
	o.Shipping, _ = r.positive(l, tbFreight)
	total, hasTotal := r.positive(l, tbTotal)
	o.PaidSum, _ = r.positive(l, tbPaid)
	o.Refunded, _ = r.positive(l, tbRefunded)
	points := int64(r.quantity(l, tbPoints)) // a hundred points are one yuan
	switch {
	case !hasTotal && hasGoods:
		o.Total = money.Of(goods.Minor+o.Shipping.Minor, o.Currency)
	case hasTotal:
		o.Total = total
	}
	sum := goods.Minor + o.Shipping.Minor
	if hasTotal && hasGoods && !near(sum, total.Minor, 1) && !near(sum-points, total.Minor, 1) {
		r.faultWith(l, tbTotal, "import.total_differs", domain.Args{"sum": money.Of(sum, o.Currency)})
	}
}
