package storage

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed han.txt
var hanTable string

// oneScript gives for a Traditional or variant character the Simplified one.
// Both are searched as the second; which of several words a character belongs
// to does not matter for finding it.
var oneScript = sync.OnceValue(func() map[rune]rune {
	table := make(map[rune]rune, 5000)
	for line := range strings.Lines(hanTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, pair := range strings.Fields(line) {
			from, n := utf8.DecodeRuneInString(pair)
			to, _ := utf8.DecodeRuneInString(pair[n:])
			table[from] = to
		}
	}
	return table
})

// fold writes a text as it is searched: compatible forms as the plain ones
// (full width, ligatures), lower case, no diacritics, one Chinese script,
// single spaces. What is stored and what is asked for go through it alike.
//
//	fold("ＣＨＡＮ Táo-Míng")   "chan tao-ming"
//	fold("陳大龍")              "陈大龙"
func fold(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if ascii(s) {
		return strings.ToLower(s)
	}
	table := oneScript()
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		if to, ok := table[r]; ok {
			return to
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// longestKey bounds a key, in bytes; a longer text is found by its beginning.
const longestKey = 96

// foldCode is fold for numbers, of orders, parcels, phones: letters and digits
// alone, so that hyphens and spaces never matter.
func foldCode(s string) string {
	return cut(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold(s)))
}

func foldDigits(s string) string {
	return cut(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, fold(s)))
}

// cut keeps a text within longestKey, at a character's end.
func cut(s string) string {
	if len(s) <= longestKey {
		return s
	}
	n := longestKey
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
