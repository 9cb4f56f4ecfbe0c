// Package parcel holds what arrives at the intake desk: parcels, the checklist
// by which they are opened, what was counted, its grade and where it goes (R10).
package parcel

import (
	"strings"
	"unicode"

	"aftercare/domain/casefile"
)

// Answer is what the desk says to a scan.
type Answer string

// The four answers, each a colour, a word and a sound (R10).
const (
	Expected  Answer = "expected"
	NotOurs   Answer = "not_a_parcel" // not the right kind of code: nothing changed
	AlreadyIn Answer = "already_in"
	Unknown   Answer = "unknown" // well-formed: recorded, never refused
)

// Code is a scan, read.
type Code struct {
	Text   string // folded: capitals, no spaces
	Return string // the return number, when it is one
	Fault  string // why it is no parcel code: too_short, too_long, characters, check_digit, product
}

// Read folds a scan and says what is wrong with it. Full-width letters and
// digits of an input method count as the plain ones.
func Read(scan string) Code {
	var b strings.Builder
	for _, r := range scan {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		if r == '　' || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) {
			continue
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	c := Code{Text: b.String()}
	if number, isReturn, ok := casefile.ReadReturn(c.Text); isReturn {
		c.Return = number
		if !ok {
			c.Fault = "check_digit"
		}
		return c
	}
	switch n := len(c.Text); {
	case n < 4:
		c.Fault = "too_short"
	case n > 48:
		c.Fault = "too_long"
	case strings.Trim(c.Text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_#/.") != "":
		c.Fault = "characters"
	case !strings.ContainsAny(c.Text, "0123456789"):
		c.Fault = "characters"
	case isProduct(c.Text):
		c.Fault = "product"
	}
	return c
}

// isProduct says whether the code is an EAN-13 or UPC-A with a right check
// digit: what stands on goods, not on parcels. It counts only when no order or
// case knows the code as a tracking number.
func isProduct(s string) bool {
	if len(s) != 13 && len(s) != 12 || strings.Trim(s, "0123456789") != "" {
		return false
	}
	sum := 0
	for i := len(s) - 1; i >= 0; i-- {
		weight := 1
		if (len(s)-1-i)%2 == 1 {
			weight = 3
		}
		sum += int(s[i]-'0') * weight
	}
	return sum%10 == 0
}
