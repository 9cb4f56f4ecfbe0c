package widgets

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
)

// Date is a day as a form holds it: a year, a month from 1 and a day. The zero
// Date is no day.
type Date struct{ Year, Month, Day int }

// IsZero tells whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// Add returns the day n days later.
func (d Date) Add(n int) Date { return dateOf(d.time().AddDate(0, 0, n)) }

func (d Date) time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

func dateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

// valid tells whether the day is in the calendar: 31 April is not.
func (d Date) valid() bool { return d.Year >= 1900 && d.Year < 2200 && dateOf(d.time()) == d }

// before tells whether d lies before o.
func (d Date) before(o Date) bool { return d.time().Before(o.time()) }

// DateWords are the words of a calendar, in the person's language.
type DateWords struct {
	Months   [12]string // as typed and shown: Mar, 3月
	Weekdays [7]string  // from Monday, short
	// Heading says month and year at the head of the calendar.
	Heading func(year, month int) string
	// Format writes the day into the field.
	Format func(Date) string
	Before string // tooltip of the arrow to the month before
	After  string
}

// ReadDate understands what people type for a day: 18/3, 18.3.2026, 18 Mar,
// 2026-03-18, 3月18日, or a day of the month alone. A year that is not typed is
// the one that brings the day closest to today, at most nine months back. It
// answers false for what is no day.
func (w DateWords) ReadDate(text string, today Date) (Date, bool) {
	nums, month := w.dateParts(text)
	d := Date{}
	switch {
	case month > 0 && len(nums) == 2 && nums[0] > 31:
		d = Date{nums[0], month, nums[1]}
	case month > 0 && len(nums) >= 1:
		d = Date{yearOf(nums[1:]), month, nums[0]}
	case len(nums) == 3 && nums[0] > 31:
		d = Date{nums[0], nums[1], nums[2]}
	case len(nums) >= 2 && strings.ContainsRune(text, '月'):
		d = Date{yearOf(nums[2:]), nums[0], nums[1]}
	case len(nums) >= 2:
		d = Date{yearOf(nums[2:]), nums[1], nums[0]}
	case len(nums) == 1 && nums[0] <= 31:
		d = Date{0, today.Month, nums[0]}
	case len(nums) == 1:
		d = Date{nums[0] / 10000, nums[0] / 100 % 100, nums[0] % 100}
	}
	if d.Year == 0 {
		d.Year = today.Year
		if d.valid() && d.Add(274).before(today) {
			d.Year++
		}
	}
	return d, d.valid()
}

func yearOf(nums []int) int {
	if len(nums) == 0 {
		return 0
	}
	if nums[0] < 100 {
		return 2000 + nums[0]
	}
	return nums[0]
}

// dateParts takes the numbers out of text, and the month that is named.
func (w DateWords) dateParts(text string) (nums []int, month int) {
	fields := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	for _, f := range fields {
		if n, err := strconv.Atoi(f); err == nil && len(nums) < 3 {
			nums = append(nums, n)
		}
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for i, m := range w.Months {
		name := strings.ToLower(m)
		if strings.ContainsAny(name, "0123456789") {
			continue // the number says it already
		}
		for _, word := range words {
			if len(word) >= 3 && (strings.HasPrefix(name, word) || strings.HasPrefix(word, name)) {
				month = i + 1
			}
		}
	}
	return nums, month
}

// DateField is a field for a day: typed, or picked from a small calendar that
// drops under it (Down, or the icon). Empty is allowed, and is no day.
type DateField struct {
	*Entry
	// OnDate is told when the day changes; ok is false while what is typed is
	// neither empty nor a day.
	OnDate func(d Date, ok bool)
	words  DateWords
	today  Date
	date   Date
	ok     bool
	shut   func()
}

// NewDateField makes the field; today is marked in the calendar and completes
// what is typed in part.
func NewDateField(words DateWords, today, date Date, changed func(d Date, ok bool)) *DateField {
	f := &DateField{Entry: makeEntry(EntryLook{Trail: "calendar", SelectAll: true, Limit: 24}), words: words, today: today, ok: true}
	f.become(f)
	f.SetDate(date)
	f.OnDate = changed
	f.Entry.OnTrail = f.open
	f.Entry.OnChanged = f.typed
	f.Entry.OnLeave = func(string) {
		if f.ok {
			f.SetDate(f.date)
		}
	}
	f.Entry.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeyDown {
			return false
		}
		f.open()
		return true
	}
	return f
}

// Date returns the day; ok is false when what stands in the field is neither
// empty nor a day.
func (f *DateField) Date() (d Date, ok bool) { return f.date, f.ok }

// SetDate writes a day into the field without telling OnDate.
func (f *DateField) SetDate(d Date) {
	tell := f.OnDate
	f.OnDate = nil
	f.date, f.ok = d, true
	if d.IsZero() {
		f.SetText("")
	} else {
		f.SetText(f.words.Format(d))
	}
	f.date, f.ok = d, true
	f.OnDate = tell
}

func (f *DateField) typed(text string) {
	f.date, f.ok = Date{}, true
	if strings.TrimSpace(text) != "" {
		f.date, f.ok = f.words.ReadDate(text, f.today)
	}
	if f.OnDate != nil {
		f.OnDate(f.date, f.ok)
	}
}

func (f *DateField) open() {
	at := f.date
	if !f.ok || at.IsZero() {
		at = f.today
	}
	c := newCalendar(f.words, f.today, at, func(d Date) {
		f.SetDate(d)
		if f.OnDate != nil {
			f.OnDate(d, true)
		}
	}, func() {
		if f.shut != nil {
			f.shut()
		}
		f.Focus()
	})
	f.shut = openDrop(f.self, c, c.MinSize())
}
