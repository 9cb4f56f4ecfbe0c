package storage

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"aftercare/domain/order"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, text, want, code string }{
		{"full width", "ＣＨＡＮ　Ｔａｉ１２", "chan tai12", "chantai12"},
		{"diacritics", "Táo-Míng Ñ", "tao-ming n", "taomingn"},
		{"already apart", "Ta\u0301o", "tao", "tao"},
		{"traditional", "陳國龍的髮廊", "陈国龙的发廊", "陈国龙的发廊"},
		{"shop usage of Hong Kong", "衞裏峯羣", "卫里峰群", "卫里峰群"},
		{"simplified stays", "陈国龙", "陈国龙", "陈国龙"},
		{"ligature", "oﬃce", "office", "office"},
		{"spaces", "  a \t b\n", "a b", "ab"},
		{"zero width", "9123\u200b4567", "91234567", "91234567"},
		{"nothing", " ", "", ""},
	} {
		if got := fold(c.text); got != c.want {
			t.Errorf("%s: fold(%q): got %q, want %q", c.name, c.text, got, c.want)
		}
		if got := foldCode(c.text); got != c.code {
			t.Errorf("%s: foldCode(%q): got %q, want %q", c.name, c.text, got, c.code)
		}
		if got := fold(fold(c.text)); got != c.want {
			t.Errorf("%s: folded twice: got %q, want %q", c.name, got, c.want)
		}
	}
	if got := foldCode(strings.Repeat("陳", 100)); len(got) > longestKey || !utf8.ValidString(got) {
		t.Errorf("foldCode of a long text: got %d bytes", len(got))
	}
}

func TestOneScript(t *testing.T) {
	table := oneScript()
	if len(table) < 4000 {
		t.Fatalf("got %d characters", len(table))
	}
	for from, to := range table {
		if _, again := table[to]; again {
			t.Errorf("%c becomes %c, which would become another", from, to)
		}
	}
}

func TestPersonKeys(t *testing.T) {
	for _, c := range []struct {
		name   string
		person order.Person
		want   []string
	}{
		{"Han", order.Person{Name: "陳大文"}, []string{"2 cdw", "1 陈大文", "2 大文", "2 文"}},
		{"words", order.Person{Name: "Chan Tai-Man"}, []string{"1 chan tai-man", "2 tai-man", "2 man"}},
		{"both", order.Person{Name: "陳 Ann"}, []string{"1 陈 ann", "2 ann"}},
		{"phone", order.Person{Phone: "+852 9123 4567"}, []string{"0 85291234567", "1 91234567", "1 4567"}},
		{"short phone", order.Person{Phone: "91234567"}, []string{"0 91234567", "1 4567"}},
		{"nobody", order.Person{}, nil},
	} {
		var got []string
		for _, k := range personKeys(c.person) {
			got = append(got, string(rune('0'+k.rank))+" "+k.text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
