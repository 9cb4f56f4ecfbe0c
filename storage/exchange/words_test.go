package exchange_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aftercare/assets"
	"aftercare/domain/desk"
	"aftercare/domain/order"
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

// TestFormats_aftercareReadsItsOwnWords: the columns of the program's own table
// and the words of its states are those that its exports write.
func TestFormats_aftercareReadsItsOwnWords(t *testing.T) {
	words := map[string]map[string]string{}
	for _, name := range []string{"export.json", "terms.json"} {
		b, err := assets.FS.ReadFile("locales/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &words); err != nil {
			t.Fatal(err)
		}
	}
	columns, err := desk.TableColumns("order_lines")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
		for _, state := range []order.State{order.Placed, order.Paid, order.Shipped, order.Delivered, order.Completed, order.Cancelled} {
			var head, row []string
			for _, c := range columns {
				head = append(head, words["export."+c.Key][lang])
				row = append(row, map[string]string{"number": "LS-1", "placed": "2026-03-01 10:00:00", "state": words["order.state."+string(state)][lang], "currency": "HKD", "product": "Cup", "quantity": "1", "price": "5.00", "sent": "0"}[c.Key])
			}
			got := orders(t, strings.Join(head, ",")+"\n"+strings.Join(row, ",")+"\n", exchange.Options{})
			if len(got) != 1 || got[0].State != state || len(got[0].Faults) > 0 {
				t.Errorf("%s %s: got %+v", lang, state, got)
			}
		}
	}
}
