package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/trust.md promises only what is tested: each test that it names is there.
func TestTrustPage_namesItsTests(t *testing.T) {
	page, err := os.ReadFile("docs/trust.md")
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	err = filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		source.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`((?:Test|Fuzz)[A-Za-z0-9_]+)(\\*)?").FindAllStringSubmatch(string(page), -1)
	if len(named) < 50 {
		t.Fatalf("the page names %d tests: this one looks at too little", len(named))
	}
	for _, n := range named {
		call := "func " + n[1] + "("
		if n[2] != "" {
			call = "func " + n[1]
		}
		if !strings.Contains(source.String(), call) {
			t.Errorf("the page names %s%s, and there is no such test", n[1], n[2])
		}
	}
}
