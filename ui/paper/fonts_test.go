package paper

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"aftercare/assets"
	"aftercare/ui/text"
)

func loadTestFonts(tb testing.TB) *fonts {
	tb.Helper()
	f, err := loadFonts(assets.FS)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func TestFonts_holdEveryWordOfTheCatalogue(t *testing.T) {
	f := loadTestFonts(t)
	c, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range c.Keys() {
		for _, lang := range text.Langs() {
			f.signs(c.Raw(key, lang), f.order(lang, false), func(r rune) {
				t.Errorf("%s in %s: no font holds %q", key, lang, r)
			})
		}
	}
}

func TestFonts_secondCodesNameTheSameGlyph(t *testing.T) {
	f := loadTestFonts(t)
	if len(f.second) != 1693 {
		t.Errorf("pua.tsv: got %d characters, want 1693", len(f.second))
	}
	for _, c := range append(f.regular[:], f.bold[:]...) {
		for r, code := range f.second {
			own, has := c.glyph(r)
			second, hasSecond := c.glyph(rune(code))
			if has != hasSecond || own != second {
				t.Errorf("%s: %q is glyph %d, its second code %04X glyph %d", c.name, r, own, code, second)
			}
		}
	}
}

func TestFonts_signs(t *testing.T) {
	f := loadTestFonts(t)
	tests := map[string]struct {
		in, want, missed string
	}{
		"plain":                     {"Abc 訂單", "Abc 訂單", ""},
		"simplified in traditional": {"订单", "订单", ""},
		"decomposed":                {"e\u0301", "é", ""},
		"ligature":                  {"ﬁne", "fine", ""},
		"hong kong beyond U+FFFF":   {"𡃁仔", "𡃁仔", ""},
		"found nowhere":             {"a😀b", "a〓b", "😀"},
		"marks that turn the line":  {"a\u202eb\u200fc\u2066d", "abcd", ""},
		"joined and coloured emoji": {"👨\u200d👩\ufe0f", "〓〓", "👨👩"},
		"private code":              {"\ue000", "〓", "\ue000"},
		"tab and wide space":        {"a\tb\u3000c", "a b c", ""},
		"damaged bytes":             {"a\xffb\ufffdc", "a〓b〓c", "\ufffd\ufffd"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, missed := "", ""
			for _, s := range f.signs(tt.in, f.order(text.Traditional, false), func(r rune) { missed += string(r) }) {
				got += string(s.r)
			}
			if got != tt.want || missed != tt.missed {
				t.Errorf("signs(%q): got %q, missed %q, want %q, %q", tt.in, got, missed, tt.want, tt.missed)
			}
		})
	}
}

func TestFace_subsetHoldsWhatIsUsed(t *testing.T) {
	f := loadTestFonts(t)
	for _, c := range []*face{f.regular[0], f.bold[1]} {
		used := map[uint16]uint16{}
		for _, r := range "Repair é Å 維修单 〓 ½" {
			if g, ok := c.glyph(r); ok {
				used[uint16(r)] = g
			}
		}
		font, err := c.subset(used)
		if err != nil {
			t.Fatal(err)
		}
		if len(font) > 30_000 {
			t.Errorf("%s: the cut font has %d bytes", c.name, len(font))
		}
		again, err := c.subset(used)
		if err != nil || string(again) != string(font) {
			t.Errorf("%s: cutting twice gives different fonts (%v)", c.name, err)
		}
	}
}

func TestRows(t *testing.T) {
	c := newCanvas(loadTestFonts(t), Alone(text.Traditional))
	st := style{size: 10, least: 7, lead: 1.4}
	tests := map[string]struct {
		in    string
		width float64 // in millimetres; a Chinese character of 10 pt is 3.53 wide
		want  string
	}{
		"fits":                      {"訂單", 20, "訂單"},
		"between Chinese":           {"一二三四五六", 11, "一二三|四五六"},
		"no stop at the start":      {"一二三，四五六", 11, "一二|三，四|五六"},
		"no bracket at the end":     {"一二「三四」", 11, "一二|「三|四」"},
		"after a space":             {"Wing Fat Street", 15, "Wing Fat|Street"},
		"space at the end is free":  {"一二三 四", 10.7, "一二三|四"},
		"a word longer than a line": {"ABCDEFGHIJKLMNOP", 12, "ABCDE|FGHIJ|KLMN|OP"},
		"newlines are kept":         {"一\n\n二", 20, "一||二"},
		"narrower than a character": {"一二", 1, "一|二"},
		"empty":                     {"", 20, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := c.wrap(tt.in, st, tt.width)
			var lines []string
			for _, l := range b.lines {
				if l.width > max(tt.width, 3.6) {
					t.Errorf("a line is %.2f wide", l.width)
				}
				lines = append(lines, plainText(l))
			}
			if got := strings.Join(lines, "|"); got != tt.want {
				t.Errorf("wrap(%q, %v): got %q, want %q", tt.in, tt.width, got, tt.want)
			}
		})
	}
}

func plainText(l line) string {
	s := ""
	for _, g := range l.signs {
		s += string(g.r)
	}
	return s
}

func TestCanvas_fit(t *testing.T) {
	st := style{size: 10, least: 7, lead: 1.4}
	const long = "一二三四五六七八九十"
	tests := map[string]struct {
		set  func(c *canvas) block
		want string
		size float64
		told int
	}{
		"as it is":          {func(c *canvas) block { return c.fitLine("一二", st, 20, 1) }, "一二", 10, 0},
		"shrunk":            {func(c *canvas) block { return c.fitLine("一二三四五六", st, 17, 1) }, "一二三四五六", 8, 0},
		"shrunk and folded": {func(c *canvas) block { return c.fitLine(long, st, 13, 2) }, "一二三四五|六七八九十", 7, 0},
		"cut":               {func(c *canvas) block { return c.fitLine(long, st, 13, 1) }, "一二三四…", 7, 1},
		"block shrunk":      {func(c *canvas) block { return c.fit("一二三四五六", st, 11, 8) }, "一二三|四五六", 8, 0},
		"block cut":         {func(c *canvas) block { return c.fit(long, st, 8, 7) }, "一二三|四五…", 7, 1},
		"one line always":   {func(c *canvas) block { return c.fit("一二", st, 8, 0) }, "一二", 7, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := newCanvas(loadTestFonts(t), Alone(text.Traditional))
			b := tt.set(c)
			var lines []string
			for _, l := range b.lines {
				lines = append(lines, plainText(l))
			}
			if got := strings.Join(lines, "|"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := b.lines[0].size; got < tt.size-0.1 || got > tt.size+0.1 {
				t.Errorf("got size %v, want about %v", got, tt.size)
			}
			if len(c.warnings()) != tt.told {
				t.Errorf("got warnings %v, want %d", c.warnings(), tt.told)
			}
		})
	}
}

func TestWholeDots(t *testing.T) {
	for _, tt := range []struct {
		want, room float64
		n          int
		module     float64
	}{
		{1.375, 28.875, 21, 1.375}, {1.375, 28.875, 25, 1.125}, {0.875, 100, 110, 0.875}, {0.875, 100, 150, 0.625}, {0.875, 10, 900, 0.125},
	} {
		if got := wholeDots(tt.want, tt.room, tt.n); got != tt.module {
			t.Errorf("wholeDots(%v, %v, %d): got %v, want %v", tt.want, tt.room, tt.n, got, tt.module)
		}
	}
}

// TestFonts_dropNothing asks for every character that a reader can see: each
// is printed, or printed as 〓 and reported.
func TestFonts_dropNothing(t *testing.T) {
	f := loadTestFonts(t)
	order := f.order(text.Simplified, true)
	for r := rune(0x21); r <= 0x2FFFF; r++ {
		if !unicode.IsPrint(r) || unicode.Is(unicode.Variation_Selector, r) {
			continue
		}
		reported := 0
		got := f.signs(string(r), order, func(rune) { reported++ })
		if len(got) == 0 {
			t.Errorf("%U is dropped", r)
		}
		if slices.ContainsFunc(got, func(s sign) bool { return s.r == missing && r != missing }) && reported == 0 {
			t.Errorf("%U is replaced and not reported", r)
		}
	}
}
