package exchange

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"aftercare/domain"
)

// headerRows is how far down a header is sought: some exports begin with
// titles, notices and blank rows.
const headerRows = 50

// traditional are the characters of the platforms' headers and states that
// Traditional writing has of its own, each before its Simplified form.
const traditional = "買买訂订單单編编號号貨货郵邮費费總总額额實实際际狀状態态聯联繫系係系電电話话機机創创時时間间標标題题" +
	"寶宝貝贝種种類类備备註注數数鋪铺舖铺關关閉闭賣卖發发確确認认應应記记員员會会賬账帳账運运遲迟顏颜" +
	"價价規规屬属隻只個个動动異异資资訊信稱称戶户無无後后於于達达點点領领簽签預预階阶開开積积從从內内"

// folding maps a Traditional character to its Simplified form.
func folding() map[rune]rune {
	out := make(map[rune]rune, len(traditional)/6)
	rs := []rune(traditional)
	for i := 0; i+1 < len(rs); i += 2 {
		out[rs[i]] = rs[i+1]
	}
	return out
}

// folder makes names comparable.
type folder struct{ simple map[rune]rune }

func newFolder() folder { return folder{folding()} }

// fold is the name in lower case, half width and Simplified characters,
// without invisible ones and with single spaces.
func (d folder) fold(name string) string {
	var b strings.Builder
	space := false
	for _, r := range width.Fold.String(name) {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r) || r == '\uFFFD':
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if s, ok := d.simple[r]; ok {
			r = s
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// foldAll is a whole header made comparable.
func (d folder) foldAll(names []string) string {
	folded := make([]string, len(names))
	for i, n := range names {
		folded[i] = d.fold(n)
	}
	return strings.TrimRight(strings.Join(folded, "\n"), "\n")
}

// layout is where a format's columns stand in a file.
type layout struct {
	row     int
	names   []string // as written, trimmed
	at      []int    // by the format's column: the cell; -1: none
	spare   []int    // by cell: the format's column that another cell holds first; -1: none
	same    []bool   // by cell: it has the very name of that other cell
	matched int
	missing []string // needed columns that the file lacks
}

// match lays the format's columns over a row of names.
func (d folder) match(fm *Format, names []string, index map[string]int) layout {
	l := layout{at: make([]int, len(fm.columns)), spare: make([]int, len(names)), same: make([]bool, len(names))}
	for i := range l.at {
		l.at[i] = -1
	}
	for i, name := range names {
		l.spare[i] = -1
		folded := d.fold(name)
		c, ok := index[folded]
		if !ok {
			continue
		}
		if first := l.at[c]; first >= 0 {
			l.spare[i] = c
			l.same[i] = d.fold(names[first]) == folded
			continue
		}
		l.at[c] = i
		l.matched++
	}
	for c, col := range fm.columns {
		if col.needed && l.at[c] < 0 {
			l.missing = append(l.missing, col.names[0])
		}
	}
	return l
}

// search is the quest for a header: what the best row so far was.
type search struct {
	folder
	formats []Format
	indexes []map[string]int

	format   int // -1: none
	layout   layout
	near     int // the format that lacks only some needed columns; -1: none
	nearMiss layout
	first    record // the first row that is not blank
	names    []string
	seen     int
}

// indexesOf finds each format's columns by their folded names.
func (d folder) indexesOf(formats []Format) []map[string]int {
	var out []map[string]int
	for i := range formats {
		index := map[string]int{}
		for c, col := range formats[i].columns {
			for _, n := range col.names {
				index[d.fold(n)] = c
			}
		}
		out = append(out, index)
	}
	return out
}

func newSearch(d folder, formats []Format, indexes []map[string]int) *search {
	return &search{folder: d, formats: formats, indexes: indexes, format: -1, near: -1}
}

// offer looks at a row; true when it is a header of a known format.
func (s *search) offer(rec record) bool {
	names := make([]string, len(rec.cells))
	blank := true
	for i, c := range rec.cells {
		names[i] = strings.TrimSpace(string(clean(nil, c)))
		blank = blank && names[i] == ""
	}
	if blank {
		return false
	}
	s.seen++
	if s.seen == 1 {
		s.first = record{row: rec.row}
		s.names = names
	}
	whole := s.foldAll(names)
	for i := range s.formats {
		l := s.match(&s.formats[i], names, s.indexes[i])
		l.row, l.names = rec.row, names
		switch {
		case s.formats[i].header == whole && len(l.missing) == 0: // a person said what this very header means
			s.format, s.layout = i, l
			return true
		case len(l.missing) == 0:
			if s.format < 0 || l.matched > s.layout.matched {
				s.format, s.layout = i, l
			}
		case l.matched >= 5 && l.at[0] >= 0 && (s.near < 0 || l.matched > s.nearMiss.matched):
			s.near, s.nearMiss = i, l
		}
	}
	return s.format >= 0
}

// refusal says why no header was found.
func (s *search) refusal() *domain.Error {
	switch {
	case s.seen == 0:
		return damaged("import.empty", nil)
	case s.near >= 0:
		return damaged("import.columns_missing", domain.Args{
			"format": s.formats[s.near].ID, "columns": strings.Join(s.nearMiss.missing, ", ")})
	}
	return damaged("import.header_unknown", domain.Args{"columns": len(s.names)})
}

// hints tells of columns that stand twice.
func (l layout) hints() []*domain.Error {
	var out []*domain.Error
	for i, same := range l.same {
		if same {
			out = append(out, domain.Wrong(l.names[i], "import.column_twice", domain.Args{"column": l.names[i]}))
		}
	}
	return out
}
