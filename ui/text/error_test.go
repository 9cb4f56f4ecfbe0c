package text_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/ui/text"
)

func TestWords_Error(t *testing.T) {
	w := load(t).In(text.English, hongKong)
	wrong := domain.Wrong("shade", "money.too_large", domain.Args{"value": "9e99"})
	const told = `"9e99" is more than the program can keep. Check the amount.`
	required := domain.Wrong("shade", "field.required", nil)
	tests := map[string]struct {
		err  error
		want string
	}{
		"none":              {nil, ""},
		"a code":            {wrong, told},
		"wrapped":           {fmt.Errorf("open order: %w", wrong), told},
		"field by its name": {required, "Fill in shade."},
		"several":           {domain.Errors{required, wrong}, "Fill in shade. " + told},
		"several, wrapped":  {fmt.Errorf("save: %w", domain.Errors{required, wrong}), "Fill in shade. " + told},
		"a fault":           {errors.New("disk on fire"), w.T("error.internal")},
		"code nobody wrote": {domain.Wrong("", "no.such_code", nil), "⟦error.no.such_code⟧"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.Error(tt.err); got != tt.want {
				t.Errorf("Error: got %q, want %q", got, tt.want)
			}
		})
	}
	if field, sentence := w.Fault(domain.Errors{required, wrong}); field != "shade" || sentence != "Fill in shade." {
		t.Errorf("Fault: got %q, %q, want the first field and its sentence", field, sentence)
	}
}

// TestError_everyCodeHasASentence reads the program's source for the codes
// that it refuses with, so that nobody is ever shown a code.
func TestError_everyCodeHasASentence(t *testing.T) {
	w := load(t).In(text.English, hongKong)
	found := 0
	for code, where := range codes(t, "../..") {
		found++
		if !w.Has("error." + code) {
			t.Errorf("%s: code %q has no sentence error.%s in the catalogue", where, code, code)
		}
	}
	if found < 100 {
		t.Errorf("found %d codes in the source, want all", found)
	}
}

// codes maps the code in each domain.Wrong, Refuse, Missing and Error of the
// source below root to the place where it stands.
func codes(tb testing.TB, root string) map[string]string {
	tb.Helper()
	out := map[string]string{}
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if code := codeIn(n); code != "" {
				out[code] = set.Position(n.Pos()).String()
			}
			return true
		})
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	// Codes that a desk's method hands on to the one that refuses.
	out["receipt.not_received"], out["receipt.not_done"], out["receipt.not_quoted"] = "domain/desk/repair.go", "domain/desk/repair.go", "domain/desk/repair.go"
	return out
}

func codeIn(n ast.Node) string {
	switch n := n.(type) {
	case *ast.CallExpr:
		switch name := lastName(n.Fun); {
		case (name == "Wrong" || name == "Refuse") && len(n.Args) == 3:
			return literal(n.Args[1])
		case name == "Missing" && len(n.Args) == 2 && literal(n.Args[0]) != "":
			return "missing." + literal(n.Args[0])
		case name == "misuse" && len(n.Args) == 2:
			return literal(n.Args[0])
		case name == "refuse" && len(n.Args) == 3, name == "missing" && len(n.Args) == 2:
			return literal(n.Args[1])
		case (name == "warn" || name == "hard" || name == "damaged") && len(n.Args) == 2:
			return literal(n.Args[0])
		}
	case *ast.CompositeLit:
		if lastName(n.Type) != "Error" {
			return ""
		}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && lastName(kv.Key) == "Code" {
				return literal(kv.Value)
			}
		}
	}
	return ""
}

func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func literal(e ast.Expr) string {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return ""
	}
	s, err := strconv.Unquote(l.Value)
	if err != nil {
		return ""
	}
	return s
}
