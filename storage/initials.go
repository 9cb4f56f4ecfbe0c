package storage

import (
	"slices"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// initials are the first letters of the readings of a Chinese name, by which it
// is typed fastest: cdm for 陈大明, in either script, folded. A surname of two
// readings is found under both: 单 under s and d.
func initials(name []rune) []string {
	n := slices.IndexFunc(name, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	if n < 0 {
		n = len(name)
	}
	if n < 2 || n > 8 { // one letter finds everybody, and a name has no more characters
		return nil
	}
	var rest []byte
	for _, r := range name[1:n] {
		letters := readings(r)
		if len(letters) == 0 {
			return nil
		}
		rest = append(rest, letters[0])
	}
	var out []string
	for _, first := range readings(name[0]) {
		out = append(out, string(first)+string(rest))
	}
	return out
}

// everyReading asks for all readings of a character, each as its first letter.
var everyReading = pinyin.Args{Style: pinyin.FirstLetter, Heteronym: true}

// readings are the first letters of a character's readings, the usual one first.
func readings(r rune) []byte {
	var out []byte
	for _, s := range pinyin.SinglePinyin(r, everyReading) {
		if s != "" && s[0] >= 'a' && s[0] <= 'z' && !slices.Contains(out, s[0]) {
			out = append(out, s[0])
		}
	}
	return out
}
