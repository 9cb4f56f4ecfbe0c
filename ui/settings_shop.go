package ui

import (
	"slices"
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

// idleQuestion asks after how many minutes without work the window locks.
func idleQuestion(p *settingsPage) *question[shop.Shop] {
	w := p.env.words
	options := []widgets.Option{{Key: "0", Word: w.T("settings.idle.never")}}
	for _, n := range []int{2, 5, 10, 30, 60} {
		options = append(options, widgets.Option{Key: strconv.Itoa(n), Word: w.T("settings.idle", domain.Args{"n": n})})
	}
	a := askChoice(options)
	return &question[shop.Shop]{name: "idle", ask: a,
		read: func(s shop.Shop) string { return strconv.Itoa(s.Idle) },
		write: func(s *shop.Shop, t string) *domain.Error {
			s.Idle, _ = strconv.Atoi(t) // one of the options
			return nil
		},
		field: widgets.NewSideField(settingsWord(p.env, "idle"), settingsLabel, a.part, settingsWide, w.T("settings.hint.idle"))}
}

// restQuestion asks on which days of the week somebody rests.
func restQuestion[T any](p *settingsPage, at func(*T) *[]time.Weekday) *question[T] {
	days := weekdays(p.env)
	a := askSome(days)
	return &question[T]{name: "rest", ask: a,
		read: func(v T) string {
			var out []string
			for _, o := range days {
				if slices.ContainsFunc(*at(&v), func(d time.Weekday) bool { return strconv.Itoa(int(d)) == o.Key }) {
					out = append(out, o.Key)
				}
			}
			return strings.Join(out, ",")
		},
		write: func(v *T, t string) *domain.Error {
			*at(v) = nil
			for _, key := range strings.FieldsFunc(t, func(r rune) bool { return r == ',' }) {
				d, err := strconv.Atoi(key)
				if err != nil {
					return domain.Wrong("rest", "shop.rest", nil)
				}
				*at(v) = append(*at(v), time.Weekday(d))
			}
			return nil
		},
		field: widgets.NewSideField(settingsWord(p.env, "rest"), settingsLabel, a.part, 0, "")}
}

// weekdays are the days of a week, Monday first.
func weekdays(e env) []widgets.Option {
	var out []widgets.Option
	for d := time.Monday; d <= time.Saturday; d++ {
		out = append(out, weekdayOption(e, d))
	}
	return append(out, weekdayOption(e, time.Sunday))
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
