package order

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain/calendar"
)

// Suggestion is a ship date that a note seems to name.
type Suggestion struct {
	Day     calendar.Date `json:"day"`               // "" when the words name no day: "可等"
	Words   string        `json:"words"`             // the clause of the note in which it stands
	Certain bool          `json:"certain,omitempty"` // may be offered; else only shown
}

// farthest is how long after payment a date without a year may lie and still
// be believed: "3月1日" in a note of 5 March is hardly next year's.
const farthest = 180

// SuggestShipDate finds the ship dates that a note names, in the order in which
// they stand. A month or year that is not named is the next one after payment,
// the day of payment included; a weekday counts from the day of payment.
//
//	"29号发", paid 5 March         29 March, certain
//	"ship by 3 Feb"                3 February, certain
//	"3-5号寄"                      the 5th, a range: shown
//	"不要29号发"                   the 29th, a negation: shown
//	"周五发, 不行就29号"           both shown
//	"可等"                         no day: shown
//
// One is certain when the note names a single day, in a clause that speaks of
// shipping, without range or negation, not before payment and not far off. Only
// a person makes an agreement of it (R4). Without a time of payment only dates
// with a year are found.
func SuggestShipDate(note string, paid time.Time, zone *time.Location) []Suggestion {
	var out []Suggestion
	days := map[calendar.Date]bool{}
	doubtful := false
	base := calendar.Date("")
	if !paid.IsZero() {
		base = calendar.DateOf(paid, zone)
	}
	for _, clause := range clauses(note) {
		for _, f := range find(plainText(clause), base) {
			s := Suggestion{Day: f.day, Words: strings.TrimSpace(clause), Certain: f.certain}
			if slices.Contains(out, s) {
				continue
			}
			out = append(out, s)
			days[f.day] = true
			doubtful = doubtful || !f.certain
		}
	}
	if len(days) > 1 || doubtful {
		for i := range out {
			out[i].Certain = false
		}
	}
	return out
}

// clauses cuts a note where another thought begins. A point between digits is
// part of a date.
func clauses(note string) []string {
	var out []string
	from := 0
	runes := []rune(note)
	for i, r := range runes {
		if r == ',' && i > 0 && i+2 < len(runes) && strings.ContainsRune(" 2", runes[i+1]) && year(runes[i+1:]) {
			continue // "March 5, 2026"
		}
		if !strings.ContainsRune("，。；;！!？?、,\n\r", r) {
			continue
		}
		out = append(out, string(runes[from:i]))
		from = i + 1
	}
	return append(out, string(runes[from:]))
}

func year(rest []rune) bool {
	s := strings.TrimSpace(string(rest[:min(len(rest), 6)]))
	return len(s) >= 4 && s[:2] == "20" && s[2] >= '0' && s[2] <= '9' && s[3] >= '0' && s[3] <= '9'
}

// plainText is lower case, half-width and in Simplified characters where
// dates use others.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '　' || r == '\u00a0':
			r = ' '
		}
		switch r {
		case '號':
			return '号'
		case '週':
			return '周'
		case '發':
			return '发'
		case '貨':
			return '货'
		case '後':
			return '后'
		case '這':
			return '这'
		case '個':
			return '个'
		case '禮':
			return '礼'
		case '別':
			return '别'
		case '～', '—', '–', '―':
			return '-'
		case '’':
			return '\''
		}
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}
