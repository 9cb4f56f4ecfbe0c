package exchange

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"aftercare/domain"
)

// How much of a file is looked at to find out what it is, and how far the
// first character outside ASCII is sought.
const (
	headSize  = 64 << 10
	seekLimit = 64 << 20
)

// magics are the beginnings of files that are no tables, whatever their name.
var magics = []struct{ begin, kind string }{
	{"\x89PNG", "PNG"}, {"\xff\xd8\xff", "JPEG"}, {"GIF8", "GIF"}, {"RIFF", "WebP"}, {"%PDF", "PDF"},
	{"\x1f\x8b", "gzip"}, {"7z\xbc\xaf", "7z"}, {"Rar!", "RAR"}, {"{\\rtf", "RTF"}, {"SQLite format 3", "SQLite"},
	{"BZh", "bzip2"}, {"\xfd7zXZ", "xz"}, {"\x7fELF", "program"}, {"MZ\x90", "program"},
}

func damaged(code string, args domain.Args) *domain.Error {
	return &domain.Error{Kind: domain.Damaged, Code: code, Args: args}
}

// refuse looks at the first bytes of a file that is not a workbook.
func refuse(head []byte) *domain.Error {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.begin)) {
			return damaged("import.not_a_table", domain.Args{"kind": m.kind})
		}
	}
	if bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")) {
		return damaged("import.old_workbook", nil)
	}
	start := bytes.ToLower(bytes.TrimLeft(head[:min(len(head), 512)], "\xef\xbb\xbf \t\r\n"))
	for _, tag := range []string{"<!doctype", "<html", "<?xml", "<table", "<meta", "<style"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return damaged("import.not_a_table", domain.Args{"kind": "HTML"})
		}
	}
	return nil
}

// controls says whether bytes that no text holds are too many.
func controls(text []byte) bool {
	n := 0
	for _, c := range text {
		if c == 0 {
			return true
		}
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' || c == 0x7f {
			n++
		}
	}
	return n*100 > len(text)
}

// wide finds UTF-16 by its mark, or without one by where its zero bytes stand.
func wide(head []byte) Encoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return UTF16LE
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return UTF16BE
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch enough := len(head)/20 + 1; {
	case zeros[0] == 0 && zeros[1] >= enough:
		return UTF16LE
	case zeros[1] == 0 && zeros[0] >= enough:
		return UTF16BE
	}
	return ""
}

// sample reads from where the file stops being ASCII; nil when it does not.
func sample(r io.ReaderAt, size int64) ([]byte, error) {
	buf := make([]byte, headSize)
	for at := int64(0); at < min(size, seekLimit); at += headSize {
		n, err := r.ReadAt(buf, at)
		if err != nil && err != io.EOF {
			return nil, err
		}
		for i, c := range buf[:n] {
			if c < utf8.RuneSelf {
				continue
			}
			n, err = r.ReadAt(buf, at+int64(i))
			if err != nil && err != io.EOF {
				return nil, err
			}
			return buf[:n], nil
		}
	}
	return nil, nil
}

// encodings lists, best first, how the sample may be read. A table of one
// format's header decides between GB 18030 and Big5 where both are possible;
// that is for the caller, who knows the headers.
func encodings(text []byte) []Encoding {
	good, bad := utf8Runs(text)
	if bad*20 <= good {
		return []Encoding{UTF8}
	}
	gb, big := doubles(text)
	if gb.asciiTrail(text) {
		return []Encoding{Latin}
	}
	var out []Encoding
	if gb.bad*20 <= gb.good {
		out = append(out, GB18030)
	}
	if big.bad*20 <= big.good {
		out = append(out, Big5)
		if len(out) == 2 && big.common*gb.good > gb.common*big.good {
			out[0], out[1] = out[1], out[0]
		}
	}
	return append(out, Latin)
}

func utf8Runs(text []byte) (good, bad int) {
	for len(text) > 0 {
		if text[0] < utf8.RuneSelf {
			text = text[1:]
			continue
		}
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			if !utf8.FullRune(text) {
				break // the sample's edge
			}
			bad++
		} else {
			good++
		}
		text = text[n:]
	}
	return good, bad
}

// pairs counts the two-byte characters that an encoding would see.
type pairs struct{ good, bad, common, low int }

// asciiTrail says that nearly all second bytes are ASCII: letters behind the
// single accented ones of a Latin encoding.
func (p pairs) asciiTrail(text []byte) bool {
	return (p.good-p.low)*4 < p.good || p.good == 0 && len(text) > 0
}

// doubles reads the text as GB 18030 and as Big5. Common are the characters of
// the first level of each standard, which everyday text is made of.
func doubles(text []byte) (gb, big pairs) {
	for i := 0; i+1 < len(text); i++ {
		lead, trail := text[i], text[i+1]
		if lead < 0x80 {
			continue
		}
		switch {
		case lead < 0x81 || lead == 0xff || trail < 0x30 || trail == 0x7f || trail == 0xff || trail > 0x39 && trail < 0x40:
			gb.bad++
			continue
		case trail <= 0x39:
			gb.good++
			i += 3
			continue
		}
		gb.good++
		if trail < 0x80 {
			gb.low++
		}
		if lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1 {
			gb.common++
		}
		i++
	}
	for i := 0; i+1 < len(text); i++ {
		lead, trail := text[i], text[i+1]
		if lead < 0x80 {
			continue
		}
		if lead < 0xa1 || lead > 0xf9 || trail < 0x40 || trail > 0x7e && trail < 0xa1 || trail == 0xff {
			big.bad++
			continue
		}
		big.good++
		if lead >= 0xa4 && lead <= 0xc6 {
			big.common++
		}
		i++
	}
	return gb, big
}

// decoder turns the encoding's bytes into UTF-8; nil for UTF-8 itself.
func (e Encoding) decoder() *encoding.Decoder {
	switch e {
	case UTF16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	case UTF16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
	case GB18030:
		return simplifiedchinese.GB18030.NewDecoder()
	case Big5:
		return traditionalchinese.Big5.NewDecoder()
	case Latin:
		return charmap.Windows1252.NewDecoder()
	}
	return nil
}
