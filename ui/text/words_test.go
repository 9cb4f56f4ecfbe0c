package text_test

import (
	"testing"
	"testing/fstest"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/ui/text"
)

const sample = `{
	"hole": {"en": "A {hole} here", "zh-Hant": "這裡有{hole}", "zh-Hans": "这里有{hole}"},
	"english": {"en": "only English"},
	"brace": {"en": "a { b"},
	"case.one": {"en": "{n} case", "zh-Hant": "{n} 宗", "zh-Hans": "{n} 单"},
	"case.other": {"en": "{n} cases", "zh-Hant": "{n} 宗", "zh-Hans": "{n} 单"},
	"reason": {"en": "because {why_key}"},
	"blue": {"en": "it was blue"},
	"common.yes": {"en": "yes"}, "common.no": {"en": "no"}, "common.comma": {"en": ", ", "zh-Hant": "、"}
}`

func sampleWords(tb testing.TB, l text.Lang) *text.Words {
	tb.Helper()
	c, err := text.Load(fstest.MapFS{"locales/a.json": {Data: []byte(sample)}})
	if err != nil {
		tb.Fatal(err)
	}
	return c.In(l, hongKong)
}

func TestWords_T(t *testing.T) {
	tests := map[string]struct {
		lang text.Lang
		key  string
		args domain.Args
		want string
	}{
		"string":                    {text.Traditional, "hole", domain.Args{"hole": "貓"}, "這裡有貓"},
		"int":                       {text.English, "hole", domain.Args{"hole": 12345}, "A 12,345 here"},
		"int64":                     {text.English, "hole", domain.Args{"hole": int64(-1234567)}, "A -1,234,567 here"},
		"bool":                      {text.English, "hole", domain.Args{"hole": true}, "A yes here"},
		"money":                     {text.English, "hole", domain.Args{"hole": money.Of(128000, "HKD")}, "A HK$1,280.00 here"},
		"key":                       {text.English, "hole", domain.Args{"hole": text.Key("blue")}, "A it was blue here"},
		"names":                     {text.Traditional, "hole", domain.Args{"hole": []string{"甲", "乙"}}, "這裡有甲、乙"},
		"own type":                  {text.English, "hole", domain.Args{"hole": domain.ID(1234)}, "A 1234 here"},
		"a value that nobody knows": {text.English, "reason", domain.Args{"why_key": "colour.mauve"}, "because mauve"},
		"looked up":                 {text.English, "reason", domain.Args{"why_key": "blue"}, "because it was blue"},
		"value with braces":         {text.English, "hole", domain.Args{"hole": "{hole}"}, "A {hole} here"},
		"no value":                  {text.English, "hole", nil, "A {hole} here"},
		"open brace":                {text.English, "brace", nil, "a { b"},
		"only English":              {text.Simplified, "english", nil, "only English"},
		"nobody wrote it":           {text.English, "nothing", nil, "⟦nothing⟧"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := sampleWords(t, tt.lang).T(tt.key, tt.args); got != tt.want {
				t.Errorf("T(%q, %v): got %q, want %q", tt.key, tt.args, got, tt.want)
			}
		})
	}
}

func TestWords_T_setsSpaces(t *testing.T) {
	const forms = `{"a": {"zh-Hant": "{who}政策"}, "b": {"zh-Hant": "應於 {day} 前到帳"}, "c": {"zh-Hant": "把{goods}連同包裝寄回"}, "d": {"zh-Hant": "{who}，{goods}"},
		"date.day": {"zh-Hant": "{month}{day}日 {weekday}"}, "e": {"en": "of{who} "}}`
	c, err := text.Load(fstest.MapFS{"locales/a.json": {Data: []byte(forms)}})
	if err != nil {
		t.Fatal(err)
	}
	han, latin := domain.Args{"who": "自營店", "day": "今天", "goods": "茶壺"}, domain.Args{"who": "Yoho", "day": "3月10日 週二", "goods": "Kettle 0.9 l"}
	date := domain.Args{"month": "3月", "day": "10", "weekday": "週二"}
	for _, tt := range []struct {
		lang text.Lang
		key  string
		args domain.Args
		want string
	}{
		{text.Traditional, "a", han, "自營店政策"}, {text.Traditional, "a", latin, "Yoho 政策"},
		{text.Traditional, "b", han, "應於今天前到帳"}, {text.Traditional, "b", latin, "應於 3月10日 週二前到帳"},
		{text.Traditional, "c", han, "把茶壺連同包裝寄回"}, {text.Traditional, "c", latin, "把 Kettle 0.9 l 連同包裝寄回"},
		{text.Traditional, "d", latin, "Yoho，Kettle 0.9 l"}, {text.Traditional, "date.day", date, "3月10日 週二"},
		{text.English, "e", han, "of自營店 "},
	} {
		if got := c.In(tt.lang, hongKong).T(tt.key, tt.args); got != tt.want {
			t.Errorf("T(%q, %v) in %s: got %q, want %q", tt.key, tt.args, tt.lang, got, tt.want)
		}
	}
}

func TestWords_N(t *testing.T) {
	tests := map[string]struct {
		lang text.Lang
		n    int
		want string
	}{
		"none in English": {text.English, 0, "0 cases"}, "one in English": {text.English, 1, "1 case"},
		"many in English": {text.English, 1280, "1,280 cases"}, "one in Chinese": {text.Traditional, 1, "1 宗"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := sampleWords(t, tt.lang).N("case", tt.n); got != tt.want {
				t.Errorf("N(%d): got %q, want %q", tt.n, got, tt.want)
			}
		})
	}
}

func TestWords_Money(t *testing.T) {
	w := load(t).In(text.English, hongKong)
	tests := map[string]money.Amount{
		"HK$1,280.00": money.Of(128000, "HKD"), "CN¥468.00": money.Of(46800, "CNY"), "US$0.05": money.Of(5, "USD"),
		"JPY 1,200": money.Of(1200, "JPY"), "KWD 1.250": money.Of(1250, "KWD"), "-HK$12.50": money.Of(-1250, "HKD"),
		"EUR 999,999,999.99": money.Of(99999999999, "EUR"),
	}
	for want, a := range tests {
		if got := w.Money(a); got != want {
			t.Errorf("Money(%v): got %q, want %q", a, got, want)
		}
	}
	for want, n := range map[string]int64{"1.5": 150, "1": 100, "0.25": 25, "0": 0, "1,200": 120000, "-0.5": -50, "10": 1000} {
		if got := w.Hundredths(n); got != want {
			t.Errorf("Hundredths(%d): got %q, want %q", n, got, want)
		}
	}
}

func TestWords_Day(t *testing.T) {
	now := time.Date(2026, 3, 11, 17, 0, 0, 0, time.UTC) // 12 March in the shop
	tests := []struct {
		day            calendar.Date
		en, hant, hans string
	}{
		{"2026-03-12", "today", "今天", "今天"},
		{"2026-03-11", "yesterday", "昨天", "昨天"},
		{"2026-03-13", "tomorrow", "明天", "明天"},
		{"2026-03-19", "Thu 19 Mar", "3月19日 週四", "3月19日 周四"},
		{"2025-12-31", "Wed 31 Dec 2025", "2025年12月31日 週三", "2025年12月31日 周三"},
		{"", "", "", ""},
		{"soon", "soon", "soon", "soon"},
	}
	c := load(t)
	for _, tt := range tests {
		for lang, want := range map[text.Lang]string{text.English: tt.en, text.Traditional: tt.hant, text.Simplified: tt.hans} {
			if got := c.In(lang, hongKong).At(now).Day(tt.day); got != want {
				t.Errorf("Day(%q) in %s: got %q, want %q", tt.day, lang, got, want)
			}
		}
	}
}

func TestWords_Moment(t *testing.T) {
	c := load(t)
	now := time.Date(2026, 3, 12, 16, 5, 0, 0, hongKong)
	w := c.In(text.English, hongKong)
	for _, tt := range []struct{ name, got, want string }{
		{"today", w.At(now).Moment(now), "today 16:05"},
		{"yesterday in the shop's zone", w.At(now).Moment(time.Date(2026, 3, 11, 8, 5, 0, 0, time.UTC)), "yesterday 16:05"},
		{"another day", w.At(now).Moment(now.AddDate(0, 0, -7)), "Thu 5 Mar 16:05"},
		{"nobody knows today", w.Moment(now), "Thu 12 Mar 2026 16:05"},
		{"never", w.Moment(time.Time{}), ""},
		{"on paper", w.FullMoment(now), "Thu 12 Mar 2026, 16:05"},
		{"on Chinese paper", c.In(text.Traditional, hongKong).FullMoment(now), "2026年3月12日 16:05"},
		{"date on paper", w.FullDate("2026-03-19"), "Thu 19 Mar 2026"},
		{"date on Chinese paper", c.In(text.Simplified, hongKong).FullDate("2026-03-19"), "2026年3月19日"},
		{"short date", w.MonthDay("2026-03-19"), "19 Mar"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestWords_Left(t *testing.T) {
	const day = 24 * time.Hour
	tests := []struct {
		left     time.Duration
		en, hant string
	}{
		{4*time.Hour + 40*time.Minute, "4 h 40 min left", "尚餘 4 小時 40 分鐘"},
		{4*time.Hour + 40*time.Minute + 59*time.Second, "4 h 40 min left", "尚餘 4 小時 40 分鐘"},
		{4 * time.Hour, "4 h left", "尚餘 4 小時"},
		{13*time.Hour + 59*time.Minute, "13 h left", "尚餘 13 小時"},
		{40 * time.Minute, "40 min left", "尚餘 40 分鐘"},
		{59 * time.Second, "under 1 min left", "不足 1 分鐘"},
		{0, "under 1 min left", "不足 1 分鐘"},
		{47 * time.Hour, "47 h left", "尚餘 47 小時"},
		{2 * day, "2 days left", "尚餘 2 天"},
		{-time.Second, "just over", "剛剛逾期"},
		{-90 * time.Minute, "1 h 30 min over", "逾期 1 小時 30 分鐘"},
		{-day, "1 day over", "逾期 1 天"},
		{-3 * day, "3 days over", "逾期 3 天"},
	}
	c := load(t)
	for _, tt := range tests {
		if got := c.In(text.English, hongKong).Left(tt.left); got != tt.en {
			t.Errorf("Left(%v): got %q, want %q", tt.left, got, tt.en)
		}
		if got := c.In(text.Traditional, hongKong).Left(tt.left); got != tt.hant {
			t.Errorf("Left(%v) in Chinese: got %q, want %q", tt.left, got, tt.hant)
		}
	}
}
