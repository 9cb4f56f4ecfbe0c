package text_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aftercare/ui/text"
)

// fieldCodes are the codes that only ever stand under the field they are about:
// what was typed is kept there, so that the sentence says what is wanted.
func fieldCodes(tb testing.TB, root string) map[string]bool {
	tb.Helper()
	field, other := map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			code := codeIn(n)
			if code == "" {
				return true
			}
			if call, ok := n.(*ast.CallExpr); ok && (lastName(call.Fun) == "Wrong" || lastName(call.Fun) == "misuse") {
				field[code] = true
			} else {
				other[code] = true
			}
			return true
		})
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	for code := range other {
		delete(field, code)
	}
	return field
}

// Every error that a person can meet says what happened and what was kept or
// what to do, in two parts at least; one that stands under a field says what is
// wanted there. None blames.
func TestError_saysWhatHappenedAndWhatToDo(t *testing.T) {
	c := load(t)
	fields := fieldCodes(t, "../..")
	walked := 0
	for code := range codes(t, "../..") {
		for _, lang := range text.Langs() {
			s := c.Raw("error."+code, lang)
			walked++
			parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(".。；;,，:：", r) })
			if !fields[code] && len(parts) < 2 {
				t.Errorf("error.%s in %s: %q says one thing; say what happened, what was kept, what to do", code, lang, s)
			}
			if lang == text.English && !strings.HasSuffix(strings.TrimSpace(s), ".") && !strings.HasSuffix(strings.TrimSpace(s), "}") {
				t.Errorf("error.%s: %q does not end", code, s)
			}
			for _, never := range []string{"invalid", "illegal", "fatal", "unexpected error", "非法", "无效", "無效"} {
				if strings.Contains(strings.ToLower(s), never) {
					t.Errorf("error.%s in %s: %q says %q", code, lang, s, never)
				}
			}
		}
	}
	if walked < 300 {
		t.Errorf("walked %d sentences, want all codes in three languages", walked)
	}
}

// keeps says what became of what there was: in English by these words, and the
// two others are read side by side with it.
var keeps = regexp.MustCompile(`(?i)\bnothing\b|\bno [a-z ]+ was\b|\bnot (yet )?(saved|added|used|changed|made|read|opened|over)\b|as (it|they) (was|were|is|are)\b|\b(is|are|was|were|stays?) kept\b|left as|go(es)? on\b|stays?\b|unchanged|made and good|may or may not be kept|can still be read|are still here`)

// Whoever meets an error about the shop's own safety is frightened: each says
// what became of the shop.
func TestError_ofSafetySaysWhatWasKept(t *testing.T) {
	c := load(t)
	fields := fieldCodes(t, "../..")
	walked := 0
	for code := range codes(t, "../..") {
		chapter, _, _ := strings.Cut(code, ".")
		if fields[code] || !slices.Contains([]string{"backup", "store", "history", "file", "undo", "person", "right", "draft", "window"}, chapter) {
			continue
		}
		walked++
		if s := c.Raw("error."+code, text.English); !keeps.MatchString(s) {
			t.Errorf("error.%s: %q does not say what became of the shop", code, s)
		}
	}
	if walked < 40 {
		t.Errorf("walked %d sentences, want all of those chapters", walked)
	}
}
