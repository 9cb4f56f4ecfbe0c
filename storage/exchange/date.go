package exchange

import (
	"strings"
	"time"

	"aftercare/domain/calendar"
)

// instant reads a time as exports write it, year first or, when days says so,
// last: "2025-05-11 09:55:16 -0400", "2026/1/5 13:22", "2026年1月5日". timed
// says that it has a time of day; without one it is the start of the day. code
// is "" or why it is none.
func instant(s string, zone *time.Location, days DayOrder) (at time.Time, timed bool, code string) {
	p := &timeParser{s: s}
	if p.named() {
		return p.rest(p.year, p.month, p.day, zone)
	}
	a, ok := p.number()
	if !ok {
		return at, false, "import.date_unread"
	}
	first := p.width
	sep1 := p.part()
	b, ok1 := p.number()
	sep2 := p.part()
	c, ok2 := p.number()
	if !ok1 || !ok2 || sep1 == 0 || sep2 == 0 {
		return at, false, "import.date_unread"
	}
	year, month, day := a, b, c
	if first < 4 {
		if p.width < 4 && p.width != 2 {
			return at, false, "import.date_unread"
		}
		year, month, day = c, a, b
		if p.width == 2 {
			year += 2000
		}
		if sep1 == '.' { // nobody writes the month first with points
			days = DayFirst
		}
		switch days {
		case DayFirst:
			month, day = b, a
		case MonthFirst:
		default:
			return at, false, "import.date_order"
		}
	}
	p.literal("日")
	return p.rest(year, month, day, zone)
}

// rest reads what stands behind a day: a time, an offset.
func (p *timeParser) rest(year, month, day int, zone *time.Location) (at time.Time, timed bool, code string) {
	if !exists(year, month, day) {
		return at, false, "import.date_unread"
	}
	h, m, sec, timed, ok := p.clock()
	if !ok {
		return at, false, "import.date_unread"
	}
	offset, has, ok := p.offset()
	if !ok || p.s != "" || has && !timed {
		return at, false, "import.date_unread"
	}
	if has {
		return time.Date(year, time.Month(month), day, h, m, sec-offset, 0, time.UTC), true, ""
	}
	return time.Date(year, time.Month(month), day, h, m, sec, 0, zone).UTC(), timed, ""
}

func exists(year, month, day int) bool {
	if year < 1990 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	return day <= 28 || time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() == day
}

// serial reads the number by which a workbook keeps a date: days since the last
// of 1899, the time of day as a fraction.
func serial(s string, zone *time.Location) (at time.Time, timed, ok bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(whole) != 5 || !digits(whole) || fraction != "" && !digits(fraction) {
		return at, false, false
	}
	days := 0
	for _, d := range whole {
		days = days*10 + int(d-'0')
	}
	day := calendar.Date("1899-12-30").AddDays(days)
	num, den := int64(0), int64(1)
	for _, d := range fraction[:min(len(fraction), 12)] {
		num, den = num*10+int64(d-'0'), den*10
	}
	seconds := int((num*86400*2 + den) / (den * 2)) // rounded
	at = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, seconds, 0, zone).UTC()
	return at, seconds != 0, true
}

// timeParser eats a time from the front of s.
type timeParser struct {
	s     string
	width int // digits of the last number

	year, month, day int // of a date whose month is a word
}

func (p *timeParser) number() (n int, ok bool) {
	i := 0
	for i < len(p.s) && i < 5 && p.s[i] >= '0' && p.s[i] <= '9' {
		n = n*10 + int(p.s[i]-'0')
		i++
	}
	p.s, p.width = p.s[i:], i
	return n, i > 0 && i < 5
}

// part eats what stands between year, month and day.
func (p *timeParser) part() byte {
	if p.s == "" {
		return 0
	}
	switch c := p.s[0]; c {
	case '-', '/', '.':
		p.s = p.s[1:]
		return c
	}
	if p.literal("年") || p.literal("月") {
		return 'y'
	}
	return 0
}

func (p *timeParser) literal(word string) bool {
	rest, ok := strings.CutPrefix(p.s, word)
	p.s = rest
	return ok
}

// clock eats a time of day, if there is one.
func (p *timeParser) clock() (h, m, s int, timed, ok bool) {
	p.s = strings.TrimLeft(p.s, " T\t,")
	p.literal("at ")
	half := p.half()
	if p.s == "" {
		return 0, 0, 0, false, half == ""
	}
	h, ok = p.number()
	if !ok || !p.literal(":") && !p.literal("：") {
		return 0, 0, 0, false, false
	}
	if m, ok = p.number(); !ok {
		return 0, 0, 0, false, false
	}
	if p.literal(":") || p.literal("：") {
		if s, ok = p.number(); !ok {
			return 0, 0, 0, false, false
		}
		if p.literal(".") {
			p.number()
			p.number() // fractions of a second, which no promise counts
		}
	}
	p.s = strings.TrimLeft(p.s, " ")
	if half == "" {
		half = p.half()
	}
	switch {
	case half != "" && (h < 1 || h > 12):
		return 0, 0, 0, false, false
	case half == "am" && h == 12:
		h = 0
	case half == "pm" && h < 12:
		h += 12
	}
	return h, m, s, true, h < 24 && m < 60 && s < 60
}

// half eats a mark of the half of the day.
func (p *timeParser) half() string {
	for _, w := range [...]struct{ word, half string }{{"上午", "am"}, {"下午", "pm"}, {"AM", "am"}, {"PM", "pm"}, {"am", "am"}, {"pm", "pm"}} {
		if p.literal(w.word) {
			p.s = strings.TrimLeft(p.s, " ")
			return w.half
		}
	}
	return ""
}

// offset eats "-0400", "+08:00", "Z", "UTC" or nothing; it is in seconds.
func (p *timeParser) offset() (seconds int, has, ok bool) {
	p.s = strings.TrimSpace(p.s)
	if p.s == "" {
		return 0, false, true
	}
	for _, z := range zones {
		if p.s == z.name {
			p.s = ""
			return z.hours * 3600, true, true
		}
	}
	sign := 1
	if strings.HasPrefix(p.s, "-") {
		sign = -1
	} else if p.s[0] != '+' {
		return 0, false, false
	}
	d := strings.Replace(p.s[1:], ":", "", 1)
	if len(d) != 4 || !digits(d) {
		return 0, false, false
	}
	p.s = ""
	h, m := int(d[0]-'0')*10+int(d[1]-'0'), int(d[2]-'0')*10+int(d[3]-'0')
	return sign * (h*3600 + m*60), true, h <= 14 && m < 60
}
