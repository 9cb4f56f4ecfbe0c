package text_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aftercare/assets"
	"aftercare/ui/text"
)

var hongKong = time.FixedZone("HKT", 8*3600)

func load(tb testing.TB) *text.Catalogue {
	tb.Helper()
	c, err := text.Load(assets.FS)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestLoad_refusesWhatIsAmbiguous(t *testing.T) {
	const entry = `{"a": {"en": "A"}}`
	tests := map[string]struct {
		files map[string]string
		want  string // a part of the error, "" for none
	}{
		"one file":            {map[string]string{"a.json": entry}, ""},
		"empty":               {map[string]string{"a.json": `{}`}, ""},
		"key in two files":    {map[string]string{"a.json": entry, "b.json": entry}, `b.json": key "a" stands twice`},
		"key twice in a file": {map[string]string{"a.json": `{"a": {"en": "A"}, "a": {"en": "B"}}`}, `key "a" stands twice`},
		"unknown language":    {map[string]string{"a.json": `{"a": {"fr": "A"}}`}, `no such language "fr"`},
		"not an object":       {map[string]string{"a.json": `["a"]`}, "not an object"},
		"cut off":             {map[string]string{"a.json": `{"a": {"en": "A"}`}, "a.json"},
		"two objects":         {map[string]string{"a.json": `{} {}`}, "more than one object"},
		"not a text":          {map[string]string{"a.json": `{"a": "A"}`}, `key "a"`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for file, content := range tt.files {
				fsys["locales/"+file] = &fstest.MapFile{Data: []byte(content)}
			}
			_, err := text.Load(fsys)
			switch {
			case tt.want == "" && err != nil:
				t.Errorf("Load: %v", err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("Load: got error %v, want one with %q", err, tt.want)
			}
		})
	}
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

func TestCatalogue_saysEverythingInEveryLanguage(t *testing.T) {
	c := load(t)
	if len(c.Keys()) < 50 {
		t.Fatalf("Keys: got %d, want the whole catalogue", len(c.Keys()))
	}
	for _, key := range c.Keys() {
		want := placeholders(c.Raw(key, text.English))
		for _, lang := range text.Langs() {
			s := c.Raw(key, lang)
			if s == "" && key != "common.sentence_gap" {
				t.Errorf("%s: no text in %s", key, lang)
			}
			// The Chinese full date leaves the weekday out.
			if got := placeholders(s); !slices.Equal(got, want) && key != "date.full" {
				t.Errorf("%s in %s: got placeholders %v, want %v", key, lang, got, want)
			}
		}
	}
}

func placeholders(s string) []string {
	p := placeholder.FindAllString(s, -1)
	slices.Sort(p)
	return slices.Compact(p)
}

// The same characters in both scripts, place by place: those of a shop's day.
const (
	traditional = "訂單貨養維時間們個顧買賣開關設儲數據庫複製匯檔選擇確認無號碼運費寄還退換檢查詳內從這樣電話聯絡簽署訊錄標籤條價錢過為與會員員點結帳萬務處"
	simplified  = "订单货养维时间们个顾买卖开关设储数据库复制汇档选择确认无号码运费寄还退换检查详内从这样电话联络签署讯录标签条价钱过为与会员员点结帐万务处"
)

func TestCatalogue_keepsTheScriptsApart(t *testing.T) {
	trad, simp := []rune(traditional), []rune(simplified)
	if len(trad) != len(simp) {
		t.Fatalf("the lists differ: %d and %d characters", len(trad), len(simp))
	}
	c := load(t)
	for i := range trad {
		if trad[i] == simp[i] {
			continue
		}
		for _, key := range c.Keys() {
			if strings.ContainsRune(c.Raw(key, text.Simplified), trad[i]) && !strings.HasPrefix(key, "lang.") {
				t.Errorf("%s: %q in the Simplified text", key, trad[i])
			}
			if strings.ContainsRune(c.Raw(key, text.Traditional), simp[i]) && !sharedWithTraditional(simp[i]) {
				t.Errorf("%s: %q in the Traditional text", key, simp[i])
			}
		}
	}
}

// sharedWithTraditional are Simplified forms that are words of their own in
// Traditional Chinese.
func sharedWithTraditional(r rune) bool {
	return strings.ContainsRune("价复汇台后里只面余", r)
}

func TestCatalogue_writesEnglishPlainly(t *testing.T) {
	c := load(t)
	for _, key := range c.Keys() {
		s := c.Raw(key, text.English)
		if strings.ContainsAny(s, "“”‘’…·！。，!") || strings.Contains(strings.ToLower(s), "successfully") {
			t.Errorf("%s: %q: straight quotes, three dots, no exclamation mark", key, s)
		}
	}
}
