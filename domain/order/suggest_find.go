package order

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"aftercare/domain/calendar"
)

// found is a date in a clause.
type found struct {
	day     calendar.Date
	certain bool
}

// pattern is one way of writing a date. read turns the submatches into a day,
// "" when they name none after all; doubt says that the way itself is no
// promise of one day.
type pattern struct {
	re    *regexp.Regexp
	read  func(m []string, base calendar.Date) calendar.Date
	doubt bool
}

const monthNames = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`

// patterns, the most telling first: what one has taken, a later one does not see.
var patterns = []pattern{
	{re: regexp.MustCompile(`(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})[日号]?`), read: func(m []string, _ calendar.Date) calendar.Date {
		return date(number(m[1]), number(m[2]), number(m[3]))
	}},
	{re: regexp.MustCompile(`(\d{1,2})月(\d{1,2})[日号]?\s?[-~至到]\s?(\d{1,2})月(\d{1,2})[日号]?`), doubt: true, read: func(m []string, base calendar.Date) calendar.Date {
		return next(base, number(m[3]), number(m[4]))
	}},
	{re: regexp.MustCompile(`(\d{1,2})月(\d{1,2})[日号]?\s?[-~至到]\s?(\d{1,2})[日号]?`), doubt: true, read: func(m []string, base calendar.Date) calendar.Date {
		return next(base, number(m[1]), number(m[3]))
	}},
	{re: regexp.MustCompile(`(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]?`), read: func(m []string, base calendar.Date) calendar.Date {
		return next(base, number(m[1]), number(m[2]))
	}},
	{re: regexp.MustCompile(`(?:^|[^\d.])(\d{1,2})[日号]?\s?[-~至到]\s?(\d{1,2})[日号]`), doubt: true, read: func(m []string, base calendar.Date) calendar.Date {
		return next(base, 0, number(m[2]))
	}},
	{re: regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ?` + monthNames + `(?:,? (20\d\d))?\b`), read: func(m []string, base calendar.Date) calendar.Date {
		return named(base, m[2], m[1], m[3])
	}},
	{re: regexp.MustCompile(`\b` + monthNames + ` ?(\d{1,2})(?:st|nd|rd|th)?(?:,? (20\d\d))?\b`), read: func(m []string, base calendar.Date) calendar.Date {
		return named(base, m[1], m[2], m[3])
	}},
	{re: regexp.MustCompile(`(?:^|[^\d./])(\d{1,2})[./](\d{1,2})[日号]?\s?[-~至到]\s?(?:\d{1,2}[./])?\d{1,2}`), doubt: true, read: func(m []string, base calendar.Date) calendar.Date {
		return next(base, number(m[1]), number(m[2]))
	}},
	{re: regexp.MustCompile(`(?:^|[^\d./])(\d{1,2})[./](\d{1,2})(?:$|[^\d./%元块])`), read: func(m []string, base calendar.Date) calendar.Date {
		return next(base, number(m[1]), number(m[2]))
	}},
	{re: regexp.MustCompile(`(?:^|\D)(\d{1,2})[日号](?:$|[^楼栋线店色码门室铺馆])`), read: func(m []string, base calendar.Date) calendar.Date {
		return next(base, 0, number(m[1]))
	}},
	{re: regexp.MustCompile(`(下个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天])`), read: func(m []string, base calendar.Date) calendar.Date {
		return weekday(base, strings.Index("一二三四五六日", strings.Replace(m[2], "天", "日", 1))/3, strings.HasPrefix(m[1], "下"))
	}},
	{re: regexp.MustCompile(`\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\b`), doubt: true, read: func(m []string, base calendar.Date) calendar.Date {
		return weekday(base, strings.Index("montuewedthufrisatsun", m[1])/3, false)
	}},
	{re: regexp.MustCompile(`可等|可以等|能等|不急|can wait|no rush|no hurry|月底|月初|月中|明天|后天|tomorrow|节后|年后`), doubt: true, read: func([]string, calendar.Date) calendar.Date { return "" }},
}

var (
	ships   = regexp.MustCompile(`发|寄|出货|出库|送出|ship|send|sent|dispatch|post|mail`)
	strange = regexp.MustCompile(`发票|发现|寄回|退回|开发|发消息|发图|发照片`) // the same characters, another matter
	negates = regexp.MustCompile(`不|别|勿|无法|没|未|don'?t|do not|not |never|no ship|cannot|can't|hold`)
	opens   = regexp.MustCompile(`[日号]?(?:之|以)?后|起|after|from|以前都|左右|大概|大约|可能|maybe|around|about|or|或`)
)

// find lists the dates of a clause.
func find(clause string, base calendar.Date) []found {
	var out []found
	rest := clause
	about := strange.ReplaceAllString(clause, "")
	sure := ships.MatchString(about) && !negates.MatchString(clause) && !opens.MatchString(clause)
	for _, p := range patterns {
		for {
			at := p.re.FindStringSubmatchIndex(rest)
			if at == nil {
				break
			}
			m := submatches(rest, at)
			day := p.read(m, base)
			if day != "" || p.doubt && !strings.ContainsAny(m[0], "0123456789") {
				out = append(out, found{day, sure && !p.doubt && base != "" && day >= base && day.Days(base) <= farthest})
			}
			// A mark that no pattern holds keeps what stood apart from growing together.
			rest = rest[:at[0]] + "\x00" + rest[at[1]:]
		}
	}
	return out
}

func submatches(s string, at []int) []string {
	out := make([]string, len(at)/2)
	for i := range out {
		if at[2*i] >= 0 {
			out[i] = s[at[2*i]:at[2*i+1]]
		}
	}
	return out
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // one to four digits, or "" for none
	return n
}

// date is the day, "" when no month has it.
func date(y, m, d int) calendar.Date {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if m < 1 || m > 12 || d < 1 || t.Day() != d {
		return ""
	}
	return calendar.DateOf(t, time.UTC)
}

// next is the first such day from base on; month 0 is any.
func next(base calendar.Date, month, day int) calendar.Date {
	if base == "" || month > 12 || day < 1 || day > 31 {
		return ""
	}
	for i := range 12 * 8 { // a 29 February may be eight years off
		m := int(base.Month()) - 1 + i
		d := date(base.Year()+m/12, m%12+1, day)
		if d >= base && d != "" && (month == 0 || int(d.Month()) == month) {
			return d
		}
	}
	return ""
}

func named(base calendar.Date, month, day, y string) calendar.Date {
	m := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", month[:3])/3 + 1
	if y != "" {
		return date(number(y), m, number(day))
	}
	return next(base, m, number(day))
}

// weekday is the one of the base's week, or the next one after base; Monday is
// 0 and begins the week.
func weekday(base calendar.Date, day int, following bool) calendar.Date {
	if base == "" || day < 0 {
		return ""
	}
	today := (int(base.Weekday()) + 6) % 7
	switch {
	case following:
		return base.AddDays(7 - today + day)
	case day < today:
		return base.AddDays(7 - today + day)
	}
	return base.AddDays(day - today)
}
