package exchange_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aftercare/assets"
	"aftercare/storage/exchange"
)

// TestCodes_haveWords reads the package's own source: every code that it may
// return has a sentence in each language, and no sentence is left over.
func TestCodes_haveWords(t *testing.T) {
	var words map[string]map[string]string
	for _, name := range []string{"import.json", "formats.json"} {
		b, err := assets.FS.ReadFile("locales/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &words); err != nil { // into the same map
			t.Fatal(err)
		}
	}
	want := map[string]bool{}
	for _, f := range exchange.Formats() {
		want["format."+f.ID] = true
	}
	for _, e := range []exchange.Encoding{exchange.UTF8, exchange.UTF16LE, exchange.UTF16BE, exchange.GB18030, exchange.Big5, exchange.Latin, exchange.Sheet} {
		want["encoding."+string(e)] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`"(import\.[a-z_]+)"`)
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, m := range code.FindAllSubmatch(source, -1) {
			want["error."+string(m[1])] = true
		}
	}
	args := regexp.MustCompile(`\{(\w+)\}`)
	for key := range want {
		en := words[key]["en"]
		for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
			if words[key][lang] == "" {
				t.Errorf("%s has no words in %s", key, lang)
			}
			for _, m := range args.FindAllString(words[key][lang], -1) {
				if !strings.Contains(en, m) && m != "{column}" {
					t.Errorf("%s in %s names %s, which English does not", key, lang, m)
				}
			}
		}
	}
	for key := range words {
		if !want[key] {
			t.Errorf("%s is said by nobody", key)
		}
	}
}
