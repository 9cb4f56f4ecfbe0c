package paper

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"aftercare/domain"
	"aftercare/ui/text"
)

// missing is printed for what no font holds: the geta mark, which means
// exactly this to a reader of Chinese.
const missing = '〓'

// fonts are the faces and the second codes of the characters beyond U+FFFF,
// which a PDF text of two-byte codes cannot name otherwise.
type fonts struct {
	regular, bold [2]*face // Traditional shapes, Simplified shapes
	second        map[rune]uint16
}

func loadFonts(fsys fs.FS) (*fonts, error) {
	f := &fonts{second: map[rune]uint16{}}
	for name, at := range map[string]**face{
		"AftercareSansTC-Regular": &f.regular[0], "AftercareSansSC-Regular": &f.regular[1],
		"AftercareSansTC-Bold": &f.bold[0], "AftercareSansSC-Bold": &f.bold[1],
	} {
		c, err := openFace(fsys, name)
		if err != nil {
			return nil, err
		}
		*at = c
	}
	table, err := fs.ReadFile(fsys, "fonts/pua.tsv")
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(bytes.NewReader(table))
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) < 2 {
			return nil, fmt.Errorf("pua.tsv: %q is not two codes", lines.Text())
		}
		code, err := strconv.ParseUint(fields[0], 16, 16)
		if err != nil {
			return nil, fmt.Errorf("pua.tsv: %w", err)
		}
		r, err := strconv.ParseUint(fields[1], 16, 32)
		if err != nil {
			return nil, fmt.Errorf("pua.tsv: %w", err)
		}
		f.second[rune(r)] = uint16(code)
	}
	return f, lines.Err()
}

// order is the faces to ask for a rune, the wanted one first: a bold word
// falls back to the regular face rather than to a mark.
func (f *fonts) order(l text.Lang, bold bool) []*face {
	i := 0
	if l == text.Simplified {
		i = 1
	}
	if bold {
		return []*face{f.bold[i], f.bold[1-i], f.regular[i], f.regular[1-i]}
	}
	return []*face{f.regular[i], f.regular[1-i]}
}

// sign is one printed character.
type sign struct {
	r     rune
	face  *face
	code  uint16
	glyph uint16
}

// width is in millimetres at a size in points.
func (s sign) width(size float64) float64 {
	return float64(s.face.advance(s.glyph)) / s.face.unitsPer * size * mmPerPoint
}

const mmPerPoint = 25.4 / 72

// find looks r up in the faces. Codes of the private area mean something only
// to the machine that wrote them, so they count as found nowhere.
func (f *fonts) find(order []*face, r rune) (sign, bool) {
	if r >= 0xE000 && r <= 0xF8FF {
		return sign{}, false
	}
	code := uint16(r)
	if r > 0xFFFF {
		c, ok := f.second[r]
		if !ok {
			return sign{}, false
		}
		code = c
	}
	for _, c := range order {
		if g, ok := c.glyph(r); ok {
			return sign{r, c, code, g}, true
		}
	}
	return sign{}, false
}

// signs turns a line of text into what is printed. Marks that cannot be seen
// and marks that turn the writing around are dropped; a character that no
// face holds is replaced by its plain equivalent, else by 〓 and reported. So
// are damaged bytes: they stood for something.
func (f *fonts) signs(s string, order []*face, report func(rune)) []sign {
	var out []sign
	for i, part := range strings.Split(strings.ToValidUTF8(s, "\uFFFD"), "\uFFFD") {
		if i > 0 {
			out = append(out, f.unknown(utf8.RuneError, order, report))
		}
		for _, r := range norm.NFC.String(domain.Printable(part)) {
			switch {
			case r == '\n' || r == '\t':
				r = ' '
			case unicode.Is(unicode.Variation_Selector, r):
				continue
			}
			if c, ok := f.find(order, r); ok {
				out = append(out, c)
			} else if plain := f.plain(r, order); plain != nil {
				out = append(out, plain...)
			} else {
				out = append(out, f.unknown(r, order, report))
			}
		}
	}
	return out
}

func (f *fonts) unknown(r rune, order []*face, report func(rune)) sign {
	report(r)
	c, _ := f.find(order, missing) // every regular face has it; a test says so
	return c
}

// plain is the compatibility form of r, such as "fi" of a ligature, when the
// faces hold all of it.
func (f *fonts) plain(r rune, order []*face) []sign {
	var out []sign
	for _, p := range norm.NFKC.String(string(r)) {
		c, ok := f.find(order, p)
		if !ok {
			return nil
		}
		out = append(out, c)
	}
	return out
}
