package storage_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aftercare/assets"
)

// TestCodes holds that each code of this package has its sentences.
func TestCodes(t *testing.T) {
	text, err := fs.ReadFile(assets.FS, "locales/store.json")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]map[string]string
	if err := json.Unmarshal(text, &words); err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, source := range sources(t) {
		for _, m := range regexp.MustCompile(`"((?:store|history)\.[a-z_]+)"`).FindAllStringSubmatch(source, -1) {
			used["error."+m[1]] = true
		}
	}
	if len(used) < 10 {
		t.Fatalf("found only the codes %v", used)
	}
	for key := range used {
		for _, language := range []string{"en", "zh-Hant", "zh-Hans"} {
			if words[key][language] == "" {
				t.Errorf("%s has no sentence in %s", key, language)
			}
		}
	}
	for key := range words {
		if !used[key] {
			t.Errorf("%s is said, but no code of storage", key)
		}
	}
}

// TestSQL holds what a person can see in the code only by reading all of it:
// every column is named, and what is compared or sorted is spelled out.
func TestSQL(t *testing.T) {
	for name, source := range sources(t) {
		source = strings.ReplaceAll(source, "IN (%s)", "") // takes a list of $1, $2
		for what, pattern := range map[string]string{
			"SELECT *":               `(?i)select\s+\*`,
			"a value put into SQL":   `(SELECT|INSERT|UPDATE|DELETE)[^"` + "`" + `]*(VALUES|WHERE)[^"` + "`" + `]*%[sdvq]`,
			"text in double quotes":  `(?i)= *\\"[a-z]`,
			"group_concat":           `(?i)group_concat`,
			"a moment from the SQL":  `(?i)current_timestamp|datetime\('now'\)`,
			"INSERT without columns": `(?i)insert into [a-z_]+ values`,
		} {
			if m := regexp.MustCompile(pattern).FindString(source); m != "" {
				t.Errorf("%s: %s: %s", name, what, m)
			}
		}
	}
}

// sources are the files of this package and its migrations, without tests.
func sources(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, pattern := range []string{"*.go", "migrations/*.sql"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(text)
		}
	}
	return all
}
