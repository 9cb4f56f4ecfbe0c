package exchange

import (
	"testing"
	"time"

	"aftercare/domain/money"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                      "plain",
		`="00123"`:                   "00123",
		"'00123":                     "00123",
		"'+852 9123":                 "+852 9123",
		"'=1+1":                      "=1+1",
		"'":                          "",
		"'t Hooft":                   "'t Hooft",
		"\t3160000":                  "3160000",
		"\u00a012\u00a03\u200b":      "12 3",
		"李\u202exx\u202c\u2066yz":    "李xxyz",
		"it\u2019s":                  "it\u2019s",
		"\ufeffName ":                "Name",
		"　收货地址　":                     "收货地址",
		"a\r\nb\rc":                  "a\nb\nc",
		"a\x00b\x07":                 "ab",
		"ab\xff":                     "ab\ufffd",
		"\U0001F468\u200d\U0001F469": "\U0001F468\u200d\U0001F469",
	} {
		if got := string(clean(nil, []byte(in))); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestUnknown(t *testing.T) {
	for in, want := range map[string]bool{"": true, "-": true, "null": true, "***": true, "######": true, "***@qq.com": true,
		"5*10cm": false, "#1001": false, "0": false, "0.00": false} {
		if got := unknown(in); got != want {
			t.Errorf("unknown(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestScientific(t *testing.T) {
	for in, want := range map[string]bool{"1.23E+18": true, "3E18": true, "1,23E+18": true, "1e5": true,
		"E18": false, "#E100": false, "AB12E5": false, "1001": false, "1E": false, "12E-A": false} {
		if got := scientific(in); got != want {
			t.Errorf("scientific(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestAmount(t *testing.T) {
	const none = -1 << 40
	for _, c := range []struct {
		in    string
		cur   money.Currency
		comma bool
		want  int64
	}{
		{"1250", "HKD", false, 125000}, {"12.5", "HKD", false, 1250}, {"12.500", "HKD", false, 1250}, {"-3.00", "HKD", false, -300},
		{"HK$1,234.50", "HKD", false, 123450}, {"￥1,234.50", "CNY", false, 123450}, {"12.50元", "CNY", false, 1250}, {"0元", "CNY", false, 0},
		{"116,99 €", "EUR", false, 11699}, {"1.234,56", "EUR", true, 123456}, {"1.234", "EUR", true, 123400}, {"1,234", "HKD", false, 123400},
		{"1,234,567", "HKD", false, 123456700}, {"1'234.50", "HKD", false, 123450}, {"(3.00)", "HKD", false, -300}, {"$-3.00", "USD", false, -300},
		{"１２.５０", "CNY", false, 1250}, {"1 234,50", "EUR", false, 123450}, {"THB 5", "THB", false, 500}, {"1250", "JPY", false, 1250}, {"1.250", "KWD", false, 1250},
		{"", "HKD", false, none}, {".", "HKD", false, none}, {"1.005", "HKD", false, none}, {"12.50", "JPY", false, none}, {"1e5", "HKD", false, none},
		{"1.2.3", "HKD", false, none}, {"1,23,456", "HKD", false, none}, {"twelve", "HKD", false, none}, {"--3", "HKD", false, none}, {"99999999999999999999", "HKD", false, none},
	} {
		got, ok := amount(c.in, c.cur, c.comma)
		if ok != (c.want != none) || ok && got != c.want {
			t.Errorf("amount(%q, %s, %v) = %d, %v, want %d", c.in, c.cur, c.comma, got, ok, c.want)
		}
	}
}

func TestInstant(t *testing.T) {
	china := time.FixedZone("", 8*3600)
	for _, c := range []struct {
		in    string
		days  DayOrder
		want  string
		timed bool
		code  string
	}{
		{"2025-05-11 09:55:16 -0400", "", "2025-05-11T13:55:16Z", true, ""},
		{"2025-05-11T09:55:16+08:00", "", "2025-05-11T01:55:16Z", true, ""},
		{"2025-05-11T09:55:16.123Z", "", "2025-05-11T09:55:16Z", true, ""},
		{"2026-01-05 13:22:10", "", "2026-01-05T05:22:10Z", true, ""},
		{"2026/1/5 13:22", "", "2026-01-05T05:22:00Z", true, ""},
		{"2026/1/5 下午 1:22", "", "2026-01-05T05:22:00Z", true, ""},
		{"2026年1月5日", "", "2026-01-04T16:00:00Z", false, ""},
		{"5/1/2026 9:50", DayFirst, "2026-01-05T01:50:00Z", true, ""},
		{"5/1/2026 9:50 PM", MonthFirst, "2026-05-01T13:50:00Z", true, ""},
		{"05/01/26", MonthFirst, "2026-04-30T16:00:00Z", false, ""},
		{"5/1/2026", "", "", false, "date_order"},
		{"2026-02-29", "", "", false, "date_unread"},
		{"2026-01-05 25:00", "", "", false, "date_unread"},
		{"2026-01-05 13:22 PM", "", "", false, "date_unread"},
		{"2026-01", "", "", false, "date_unread"},
		{"2026-01-05x", "", "", false, "date_unread"},
		{"46027.5", "", "", false, "date_unread"},
		{"昨天", "", "", false, "date_unread"},
	} {
		at, timed, code := instant(c.in, china, c.days)
		if c.code != "" {
			if code != "import."+c.code {
				t.Errorf("instant(%q) = %v, %q, want import.%s", c.in, at, code, c.code)
			}
			continue
		}
		if got := at.Format(time.RFC3339); got != c.want || timed != c.timed || code != "" {
			t.Errorf("instant(%q, %q) = %s, %v, %q, want %s, %v", c.in, c.days, got, timed, code, c.want, c.timed)
		}
	}
	if at, timed, ok := serial("46027.557060185", china); !ok || !timed || at.Format(time.RFC3339) != "2026-01-05T05:22:10Z" {
		t.Errorf("serial = %v, %v, %v", at, timed, ok)
	}
}
