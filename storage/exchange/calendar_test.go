package exchange_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/assets"
	"aftercare/domain/calendar"
	"aftercare/storage/exchange"
)

func TestReadCalendar_ourOwn(t *testing.T) {
	for name, c := range map[string]struct {
		title     string
		off, work int
		rest      calendar.Date
	}{
		"hk": {"Hong Kong general holidays", 51, 0, "2026-01-01"},
		"cn": {"中国大陆节假日与调休", 61, 11, "2025-01-28"},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := assets.FS.Open("calendars/" + name + ".ics")
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			h, err := exchange.ReadCalendar(file)
			if err != nil {
				t.Fatal(err)
			}
			if h.Name != c.title || len(h.Off) != c.off || len(h.Work) != c.work || h.Off[c.rest] == "" || h.Region != "" {
				t.Errorf("got %q, %d off, %d worked, %q", h.Name, len(h.Off), len(h.Work), h.Off[c.rest])
			}
		})
	}
}

func ics(events string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + events + "END:VCALENDAR\r\n"
}

func event(lines ...string) string {
	return "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20251101T000000Z\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VEVENT\r\n"
}

func TestReadCalendar(t *testing.T) {
	h, err := exchange.ReadCalendar(strings.NewReader("\xef\xbb\xbf" + ics(
		event("DTSTART;VALUE=DATE:20260217", "DTEND;VALUE=DATE:20260220", "SUMMARY:New Year")+
			event("DTSTART;VALUE=DATE:20260214", "SUMMARY:春节（班）")+
			event("DTSTART;VALUE=DATE:20260228", "SUMMARY:x", "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY"))))
	if err != nil || len(h.Off) != 3 || h.Off["2026-02-19"] != "New Year" || len(h.Work) != 2 {
		t.Errorf("ReadCalendar = %+v, %v", h, err)
	}
}

func TestReadCalendar_refuses(t *testing.T) {
	for name, c := range map[string]struct{ text, code string }{
		"no calendar":   {"Name,Total\n", "calendar_unread"},
		"nothing":       {"", "calendar_unread"},
		"no days":       {ics(""), "calendar_empty"},
		"no such day":   {ics(event("DTSTART;VALUE=DATE:20260230", "SUMMARY:x")), "calendar_event"},
		"without a day": {ics(event("SUMMARY:x")), "calendar_event"},
		"a decade":      {ics(event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20360101", "SUMMARY:x")), "calendar_event"},
		"every year":    {ics(event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY", "SUMMARY:x")), "calendar_repeats"},
		"too large":     {ics(strings.Repeat("X-A:"+strings.Repeat("x", 60)+"\r\n", 80000)), "calendar_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := exchange.ReadCalendar(strings.NewReader(c.text))
			wantCode(t, "ReadCalendar", err, c.code)
		})
	}
}

func TestReadCalendarFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.ics")
	if err := os.WriteFile(path, []byte(ics(event("DTSTART;VALUE=DATE:20280101", "SUMMARY:New Year"))), 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := exchange.ReadCalendarFile(path)
	if _, off := h.Off["2028-01-01"]; err != nil || !off {
		t.Errorf("ReadCalendarFile = %v, %v, want 1 January 2028 off", h, err)
	}
	if _, err := exchange.ReadCalendarFile(path + ".gone"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}
