package present

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/text"
)

// ExportHead names a table's columns, and how many characters each wants.
func ExportHead(w *text.Words, columns []desk.Column) (head []string, wide []int) {
	for _, c := range columns {
		name := w.T("export." + c.Key)
		head = append(head, name)
		wide = append(wide, max(c.Wide, utf8.RuneCountInString(name)))
	}
	return head, wide
}

// ExportCells puts words in the place of codes; all else stays as it is.
func ExportCells(w *text.Words, cells []any) []any {
	for i, c := range cells {
		code, ok := c.(desk.Code)
		if !ok {
			continue
		}
		cells[i] = string(code)
		if w.Has(string(code)) {
			cells[i] = w.T(string(code))
		} else if dot := strings.LastIndexByte(string(code), '.'); dot >= 0 {
			cells[i] = string(code)[dot+1:] // a value that an owner added
		}
	}
	return cells
}

// Calendar writes due dates as an iCalendar file, as every calendar program
// reads it. made is the moment of writing.
func Calendar(w *text.Words, dates []desk.DueDate, made time.Time) []byte {
	var b strings.Builder
	line := func(name, value string) { b.WriteString(folded(name + ":" + value)) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Aftercare//Aftercare//EN")
	line("X-WR-CALNAME", escaped(w.T("app.name")))
	for _, d := range dates {
		line("BEGIN", "VEVENT")
		line("UID", fmt.Sprintf("%s-%d@aftercare", d.Kind, d.ID))
		line("DTSTAMP", made.UTC().Format("20060102T150405Z"))
		if d.At.IsZero() {
			line("DTSTART;VALUE=DATE", strings.ReplaceAll(string(d.Day), "-", ""))
			line("DTEND;VALUE=DATE", strings.ReplaceAll(string(d.Day.AddDays(1)), "-", ""))
		} else {
			line("DTSTART", d.At.UTC().Format("20060102T150405Z"))
			line("DTEND", d.At.UTC().Format("20060102T150405Z"))
		}
		line("SUMMARY", escaped(w.T("calendar."+d.Kind, domain.Args{"number": d.Number, "name": d.Who})))
		line("DESCRIPTION", escaped(d.What))
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

func escaped(s string) string {
	return strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,", "\r\n", "\\n", "\n", "\\n").Replace(s)
}

// folded cuts a line into pieces of at most 75 bytes, at a character's end, as
// RFC 5545 wants it.
func folded(s string) string {
	var b strings.Builder
	room := 75
	for len(s) > room {
		n := room
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		b.WriteString(s[:n] + "\r\n ")
		s, room = s[n:], 74
	}
	return b.String() + s + "\r\n"
}
