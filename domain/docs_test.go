package domain_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// Every exported function and type of the domain says under its own name what
// it promises, in a sentence.
func TestDocs_everyExportedNameSaysWhatItPromises(t *testing.T) {
	walked := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			for name, doc := range promises(decl) {
				walked++
				said := strings.Join(strings.Fields(doc), " ")
				if !strings.HasPrefix(said, name+" ") || len(strings.Fields(said)) < 4 {
					t.Errorf("%s: %s is said to be %q: say what it promises, beginning with its name", path, name, said)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if walked < 1000 {
		t.Errorf("walked %d names, want the whole domain", walked)
	}
}

// promises are the comments of what a declaration exports, by name.
func promises(decl ast.Decl) map[string]string {
	out := map[string]string{}
	switch x := decl.(type) {
	case *ast.FuncDecl:
		if x.Name.IsExported() && (x.Recv == nil || ast.IsExported(receiver(x.Recv.List[0].Type))) {
			out[x.Name.Name] = x.Doc.Text()
		}
	case *ast.GenDecl:
		for _, spec := range x.Specs {
			if s, ok := spec.(*ast.TypeSpec); ok && s.Name.IsExported() {
				out[s.Name.Name] = s.Doc.Text()
				if s.Doc == nil {
					out[s.Name.Name] = x.Doc.Text()
				}
			}
		}
	}
	return out
}

func receiver(e ast.Expr) string {
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	if index, ok := e.(*ast.IndexExpr); ok {
		e = index.X
	}
	if name, ok := e.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}
