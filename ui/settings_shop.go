package ui

import (
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/shop"
	"aftercare/ui/widgets"
)

// zones are the time zones that are offered; any other may be typed.
var zones = []string{
	"Asia/Hong_Kong", "Asia/Macau", "Asia/Shanghai", "Asia/Taipei", "Asia/Singapore", "Asia/Kuala_Lumpur", "Asia/Bangkok",
	"Asia/Tokyo", "Asia/Seoul", "Asia/Manila", "Asia/Jakarta", "Asia/Ho_Chi_Minh", "Asia/Kolkata", "Asia/Dubai",
	"Australia/Sydney", "Australia/Perth", "Pacific/Auckland", "Europe/London", "Europe/Paris", "Europe/Berlin",
	"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Vancouver", "UTC",
}

// currencies are those that are offered; any other may be typed.
var currencies = []string{"HKD", "CNY", "TWD", "MOP", "USD", "EUR", "GBP", "JPY", "SGD", "AUD", "CAD"}

func currencyQuestion(p *settingsPage) *question[shop.Shop] {
	a := askOf(currencies)
	return &question[shop.Shop]{name: "currency", ask: a,
		read: func(s shop.Shop) string { return string(s.Currency) },
		write: func(s *shop.Shop, t string) *domain.Error {
			s.Currency = money.Currency(strings.ToUpper(strings.TrimSpace(t)))
			return nil
		},
		field: widgets.NewSideField(settingsWord(p.env, "currency"), settingsLabel, a.part, settingsWide, p.env.words.T("settings.hint.currency"))}
}

// restQuestion asks on which days of the week the shop rests.
func restQuestion(p *settingsPage, days []widgets.Option) *question[shop.Shop] {
	a := askSome(days)
	return &question[shop.Shop]{name: "rest", ask: a,
		read: func(s shop.Shop) string {
			on := map[string]bool{}
			for _, d := range s.Rest {
				on[strconv.Itoa(int(d))] = true
			}
			var out []string
			for _, o := range days {
				if on[o.Key] {
					out = append(out, o.Key)
				}
			}
			return strings.Join(out, ",")
		},
		write: func(s *shop.Shop, t string) *domain.Error {
			s.Rest = nil
			for _, key := range strings.FieldsFunc(t, func(r rune) bool { return r == ',' }) {
				d, err := strconv.Atoi(key)
				if err != nil {
					return domain.Wrong("rest", "shop.rest", nil)
				}
				s.Rest = append(s.Rest, time.Weekday(d))
			}
			return nil
		},
		field: widgets.NewSideField(settingsWord(p.env, "rest"), settingsLabel, a.part, 0, "")}
}

func weekdayOption(e env, d time.Weekday) widgets.Option {
	n := strconv.Itoa(int(d))
	return widgets.Option{Key: n, Word: e.words.T("weekday." + n)}
}

// regionWord is a region by name, or by its code where nobody named it.
func regionWord(e env, region string) string {
	if e.words.Has("region." + region) {
		return e.words.T("region." + region)
	}
	return strings.ToUpper(region)
}
