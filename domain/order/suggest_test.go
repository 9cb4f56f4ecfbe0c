package order_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aftercare/domain/order"
)

func TestSuggestShipDate(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	paid := time.Date(2026, 1, 14, 23, 30, 0, 0, zone) // a Wednesday
	for _, c := range []struct{ note, want string }{
		{"29号发", "2026-01-29!"},
		{"５号寄", "2026-02-05!"},
		{"14号发", "2026-01-14!"},
		{"已和买家说好，29號發", "2026-01-29!"},
		{"2.22发", "2026-02-22!"},
		{"5.22发", "2026-05-22!"},
		{"8.22发", "2026-08-22"}, // far off
		{"ship by 3 Feb", "2026-02-03!"},
		{"Ship by Feb 3rd, 2026", "2026-02-03!"},
		{"please ship on March 5, thanks", "2026-03-05!"},
		{"下周三发", "2026-01-21!"},
		{"周一发货", "2026-01-19!"},
		{"星期天寄出", "2026-01-18!"},
		{"3月12日寄出", "2026-03-12!"},
		{"2026-02-01 寄", "2026-02-01!"},
		{"2025-12-01 寄", "2025-12-01"},
		{"29号前发", "2026-01-29!"},
		{"29号后发", "2026-01-29"},
		{"1月10日发", "2027-01-10"},
		{"30号发", "2026-01-30!"},
		{"可等", "?"},
		{"3-5号发", "2026-02-05"},
		{"3月5-8日发", "2026-03-08"},
		{"3月28日-4月2日发", "2026-04-02"},
		{"不要29号发", "2026-01-29"},
		{"29号不发", "2026-01-29"},
		{"don't ship before 3 Feb", "2026-02-03"},
		{"29号发，不行就30号发", "2026-01-29 2026-01-30"},
		{"29号发\n1月29日发", "2026-01-29! 2026-01-29!"},
		{"3月5日开发票", "2026-03-05"},
		{"买家2月1日来电", "2026-02-01"},
		{"ship Friday", "2026-01-16"},
		{"明天发", "?"},
		{"12号楼 5 室", ""},
		{"680號麗新商業中心", ""},
		{"补差价12.50元", ""},
		{"发 v1.2.3", ""},
		{"2月30日发", ""},
		{"99号发", ""},
		{"送小样", ""},
		{"", ""},
	} {
		var got []string
		for _, s := range order.SuggestShipDate(c.note, paid, zone) {
			mark := ""
			if s.Certain {
				mark = "!"
			}
			if s.Day == "" {
				s.Day = "?"
			}
			if s.Words == "" || !strings.Contains(c.note, s.Words) {
				t.Errorf("SuggestShipDate(%q): words %q do not stand in the note", c.note, s.Words)
			}
			got = append(got, fmt.Sprint(s.Day, mark))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("SuggestShipDate(%q) = %q, want %q", c.note, g, c.want)
		}
	}
}

func TestSuggestShipDate_withoutPayment(t *testing.T) {
	for note, want := range map[string]int{"29号发": 0, "2026-03-01发": 1} {
		got := order.SuggestShipDate(note, time.Time{}, time.UTC)
		if len(got) != want || want == 1 && got[0].Certain {
			t.Errorf("SuggestShipDate(%q) = %+v, want %d, uncertain", note, got, want)
		}
	}
}

func FuzzSuggestShipDate(f *testing.F) {
	for _, s := range []string{"29号发", "3-5号", "ship by 3 Feb", "下周三发", "2026-02-01", "5.22", "\xff1月\x00"} {
		f.Add(s)
	}
	paid := time.Date(2026, 1, 14, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, note string) {
		for _, s := range order.SuggestShipDate(note, paid, time.UTC) {
			if s.Day != "" && !s.Day.Valid() {
				t.Errorf("SuggestShipDate(%q) names no day: %q", note, s.Day)
			}
			if s.Certain && (s.Day < "2026-01-14" || s.Day > "2026-07-14") {
				t.Errorf("SuggestShipDate(%q) is certain of %q", note, s.Day)
			}
		}
	})
}
