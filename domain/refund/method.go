package refund

import (
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
)

// Method is how the money travels.
type Method string

// The methods.
const (
	Original  Method = "original"
	FPS       Method = "fps"
	Bank      Method = "bank"
	Card      Method = "card"
	Alipay    Method = "alipay"
	WeChat    Method = "wechat"
	RedPacket Method = "red_packet"
	Cash      Method = "cash"
)

// Methods lists them as a form offers them.
func Methods() []Method {
	return []Method{Original, FPS, Bank, Card, Alipay, WeChat, RedPacket, Cash}
}

// NeedsPayee says whether the money must be told where to go: the original
// route and the card know it, and cash is handed over.
func (m Method) NeedsPayee() bool { return m != Original && m != Card && m != Cash }

// Expect is when money of a method filed on a day should be there (R9), as the
// policy's paybacks say; where they are silent, FPS and bank 3 to 5 bank working
// days, card 21 to 28 days, the wallets and the red packet the same day, cash at
// once. The original route counts as a card.
func Expect(m Method, filed calendar.Date, bank calendar.Calendar, paybacks []channel.Payback) (from, to calendar.Date) {
	if m == Original {
		m = Card
	}
	soonest, latest := usual(m)
	for _, p := range paybacks {
		if Method(p.Method) == m {
			soonest, latest = p.Soonest, p.Latest
		}
	}
	return dayAfter(soonest, filed, bank), dayAfter(latest, filed, bank)
}

// usual is how long a method takes where no policy says.
func usual(m Method) (soonest, latest calendar.Term) {
	switch m {
	case FPS, Bank:
		return calendar.Term{Amount: 3, Unit: calendar.BankDays}, calendar.Term{Amount: 5, Unit: calendar.BankDays}
	case Card:
		return calendar.Term{Amount: 21, Unit: calendar.Days}, calendar.Term{Amount: 28, Unit: calendar.Days}
	}
	return calendar.Term{Unit: calendar.Days}, calendar.Term{Unit: calendar.Days}
}

// dayAfter is the day that a term ends on; less than a day is the same one.
func dayAfter(t calendar.Term, filed calendar.Date, bank calendar.Calendar) calendar.Date {
	switch t.Unit {
	case calendar.WorkingDays, calendar.BankDays:
		day, _ := bank.Add(filed, t.Amount)
		return day
	case calendar.Days:
		return filed.AddDays(t.Amount)
	case calendar.Hours:
		return filed.AddDays(t.Amount / 24)
	}
	return filed
}

// ChaseFrom is the first day on which money that was filed is asked after: the
// day after the last one on which it was expected. "" while none is.
func (r Refund) ChaseFrom() calendar.Date {
	if r.State != Filed || r.To == "" {
		return ""
	}
	return r.To.AddDays(1)
}
