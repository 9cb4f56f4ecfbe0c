package exchange

import "strings"

// zones are the names of zones that exports write, where one name is one zone.
var zones = [...]struct {
	name  string
	hours int
}{{"Z", 0}, {"UTC", 0}, {"GMT", 0}, {"BST", 1}, {"CET", 1}, {"MEZ", 1}, {"CEST", 2}, {"MESZ", 2}, {"PST", -8}, {"PDT", -7}, {"JST", 9}, {"HKT", 8}}

// monthWords are the months' names by their first three letters, in English,
// German, French and Spanish.
var monthWords = map[string]int{
	"jan": 1, "ene": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5, "mai": 5,
	"jun": 6, "jul": 7, "aug": 8, "aoû": 8, "aou": 8, "ago": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12, "déc": 12, "dic": 12,
}

// named eats a date whose month is a word: "Jul-21-25", "10-Dez-25",
// "21. Juli 2025", "January 5, 2026". False, and nothing eaten, when it is none.
func (p *timeParser) named() bool {
	rest := p.s
	for _, day := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"} {
		if after, ok := strings.CutPrefix(rest, day); ok {
			rest = strings.TrimLeft(after, ", ")
			break
		}
	}
	q := timeParser{s: rest}
	first, number := q.number()
	if number {
		q.gap()
	}
	month := q.word()
	if month == 0 {
		return false
	}
	q.gap()
	second, ok := q.number()
	if !ok {
		return false
	}
	width := q.width
	if !number { // the month first: a day, then the year
		q.literal("st")
		q.literal("nd")
		q.literal("rd")
		q.literal("th")
		q.gap()
		first = second
		if second, ok = q.number(); !ok {
			return false
		}
		width = q.width
	}
	if width == 2 {
		second += 2000
	}
	p.s, p.year, p.month, p.day = q.s, second, month, first
	return true
}

// gap eats what stands between the parts of such a date.
func (p *timeParser) gap() { p.s = strings.TrimLeft(p.s, " -./,") }

// word eats a month's name; 0 when there is none.
func (p *timeParser) word() int {
	end := strings.IndexFunc(p.s, func(r rune) bool { return r < 'A' || r > 'Z' && r < 'a' || r > 'z' && r < 'À' || r > 'ÿ' })
	if end < 3 {
		return 0
	}
	runes := []rune(strings.ToLower(p.s[:end]))
	month := 0
	if len(runes) >= 3 {
		month = monthWords[string(runes[:3])]
		if string(runes) == "juin" {
			month = 6
		}
	}
	if month > 0 {
		p.s = p.s[end:]
	}
	return month
}
