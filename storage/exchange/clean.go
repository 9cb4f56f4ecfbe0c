package exchange

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean appends a cell's text to dst as a person would have typed it: without
// the marks that platforms and spreadsheets put around numbers (="123", a
// leading apostrophe or tab), without blanks and invisible characters at its
// ends and in between, line breaks as \n, and bytes that are no character as U+FFFD.
func clean(dst, cell []byte) []byte {
	if asTyped(cell) {
		return append(dst, cell...)
	}
	cell = trim(cell)
	if n := len(cell); n >= 3 && cell[0] == '=' && cell[1] == '"' && cell[n-1] == '"' {
		cell = trim(cell[2 : n-1])
	}
	cell = trim(unmark(cell))
	for i := 0; i < len(cell); {
		c := cell[i]
		switch {
		case c == '\r':
			if i+1 == len(cell) || cell[i+1] != '\n' {
				dst = append(dst, '\n')
			}
			i++
		case c < ' ' && c != '\n' && c != '\t' || c == 0x7f:
			i++
		case c < utf8.RuneSelf:
			dst = append(dst, c)
			i++
		default:
			r, n := utf8.DecodeRune(cell[i:])
			i += n
			switch {
			case r == '\u00a0':
				dst = append(dst, ' ')
			case r == '\u2028', r == '\u2029', r == '\u0085':
				dst = append(dst, '\n')
			case r < '\u00a0', unseen(r):
				// A mark that turns a name around, or that nobody sees: a terminal and
				// other programs would obey it, and two names look alike by it.
			default:
				dst = utf8.AppendRune(dst, r)
			}
		}
	}
	return dst
}

// asTyped says that a cell, as nearly all are, needs no cleaning.
func asTyped(cell []byte) bool {
	if len(cell) == 0 {
		return true
	}
	switch c := cell[0]; {
	case c == '=' || c == '\'' || c == ' ':
		return false
	case cell[len(cell)-1] == ' ':
		return false
	}
	high := false
	for _, c := range cell {
		if c < ' ' || c == 0x7f {
			return false
		}
		high = high || c >= utf8.RuneSelf
	}
	if !high {
		return true
	}
	first, _ := utf8.DecodeRune(cell)
	last, _ := utf8.DecodeLastRune(cell)
	return !invisible(first) && !invisible(last) && utf8.Valid(cell) && !bytes.Contains(cell, marks) && !bytes.Contains(cell, isolates) &&
		!bytes.Contains(cell, latin) && !bytes.Contains(cell, bom) && !bytes.Contains(cell, arabic)
}

// These begin the letters among which are the blank that does not break and the
// marks that nobody sees.
var latin, marks, isolates, bom, arabic = []byte("\xc2"), []byte("\xe2\x80"), []byte("\xe2\x81"), []byte("\ufeff"), []byte("\u061c")

// unseen are the marks of Unicode's format class that a cell may hold: those
// that turn the writing around, and those of no width.
func unseen(r rune) bool {
	switch {
	case r < 0x00ad, r > 0x3000 && r < 0xfe00:
		return false
	}
	return unicode.Is(unicode.Cf, r) && r != '\u200d' // which joins the parts of one picture
}

func trim(cell []byte) []byte { return bytes.TrimFunc(cell, invisible) }

func invisible(r rune) bool {
	if r > 0xff && r < 0x2000 || r > 0x3000 && r < 0xfe00 {
		return false // by far most of what there is
	}
	return unicode.IsSpace(r) || r == '\ufeff' || r >= '\u200b' && r <= '\u200f' || r == '\u2060' || r == 0
}

// unmark takes off one apostrophe that marks a cell as text. An apostrophe
// before a letter is somebody's name and stays.
func unmark(cell []byte) []byte {
	if marked(cell) {
		return cell[1:]
	}
	return cell
}

func marked(cell []byte) bool {
	if len(cell) == 0 || cell[0] != '\'' {
		return false
	}
	rest := cell[1:]
	return len(rest) == 0 || rest[0] >= '0' && rest[0] <= '9' || formula(rest) || marked(rest)
}

// formula says that a spreadsheet may take the cell for a formula or drop its
// first character.
func formula(cell []byte) bool {
	if len(cell) == 0 {
		return false
	}
	switch cell[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return true
	}
	r, _ := utf8.DecodeRune(cell)
	return r == '＝' || r == '＋' || r == '－' || r == '＠'
}

// unknown says that a cell says nothing: empty, a dash, "null", or masked.
func unknown(s string) bool {
	switch s {
	case "", "-", "--", "—", "null", "NULL", "无", "無":
		return true
	}
	return s[0] == '*' && (strings.HasPrefix(s, "***") || strings.Trim(s, "*") == "") || strings.HasPrefix(s, "##") && strings.Trim(s, "#") == ""
}

// masked says that a person's data is hidden in part: 138****1234, 张**.
func masked(s string) bool {
	return strings.IndexByte(s, '*') >= 0 || strings.HasPrefix(s, "##") || strings.Contains(s, "＊")
}

// scientific says that a spreadsheet has broken a long number: 1.23E+18.
func scientific(s string) bool {
	i := strings.IndexAny(s, "eE")
	if i <= 0 || i+1 >= len(s) || !strings.ContainsAny(s[i+1:i+2], "+0123456789") {
		return false
	}
	mantissa := strings.Replace(s[:i], ".", "", 1)
	mantissa = strings.Replace(mantissa, ",", "", 1)
	exponent := strings.TrimPrefix(s[i+1:], "+")
	return mantissa != "" && digits(mantissa) && digits(exponent)
}

// rounded says that a number of 16 digits or more keeps only the 15 that a
// spreadsheet can hold.
func rounded(s string) bool {
	return len(s) >= 18 && digits(s) && strings.Trim(s[15:], "0") == ""
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// shown is a value as an error carries it: one line, not too long.
func shown(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return string([]rune(s)[:59]) + "…"
}
