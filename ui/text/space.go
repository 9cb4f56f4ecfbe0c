package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func plainly(a, b string) string { return a + b }

// spaced joins two parts of a Chinese sentence, one of them a value that the
// sentence did not know: a space stands between a character and a Latin letter
// or a digit, and none between two characters, whatever the sentence had there.
//
//	"Yoho" + "政策" is "Yoho 政策", "於 " + "今天" is "於今天"
func spaced(a, b string) string {
	left, right := strings.TrimRight(a, " "), strings.TrimLeft(b, " ")
	last, _ := utf8.DecodeLastRuneInString(left)
	first, _ := utf8.DecodeRuneInString(right)
	switch {
	case han(last) && han(first):
		return left + right
	case han(last) && latin(first), latin(last) && han(first):
		return left + " " + right
	}
	return a + b
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

func latin(r rune) bool { return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
