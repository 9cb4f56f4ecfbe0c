package domain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest texts that the shop keeps, in characters.
const (
	MaxLine = 400   // a name, a number, one line
	MaxText = 20000 // a note, an address, the customer's words
)

// Line checks a text of one line: newlines are folded to spaces, unprintable
// characters dropped, ends trimmed.
//
// Errors: field.required (when required and empty), field.too_long, field.not_text.
func Line(field, s string, required bool) (string, *Error) {
	return checkText(field, strings.Join(strings.Fields(Printable(s)), " "), required, MaxLine)
}

// Text checks a text of several lines in the same way and keeps its newlines.
func Text(field, s string, required bool) (string, *Error) {
	return checkText(field, strings.TrimSpace(Printable(s)), required, MaxText)
}

func checkText(field, s string, required bool, limit int) (string, *Error) {
	if !utf8.ValidString(s) {
		return s, Wrong(field, "field.not_text", nil)
	}
	if required && s == "" {
		return s, Wrong(field, "field.required", nil)
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return s, Wrong(field, "field.too_long", Args{"length": n, "limit": limit})
	}
	return s, nil
}

// Printable drops what a reader cannot see and what turns a line around:
// control characters, zero-width marks, and the marks that switch the writing
// direction. Newlines and tabs stay.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u2028', r == '\u2029':
			return '\n'
		case r == '\r', r == utf8.RuneError:
			return -1
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			return -1
		case r == '\u00a0', r == '\u3000':
			return ' '
		}
		return r
	}, s)
}
