package storage_test

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// ours are the expressions that may stand inside the text of a statement: names
// and clauses that the program itself wrote. A value of a person's never does;
// it is a mark, $1. Whoever adds one here has looked where it comes from.
var ours = map[string]string{
	`applicationID`:               "a number",
	`by`:                          "a column of a list of constants",
	`c.value(q.Limit)`:            "a mark",
	`c.value(q.Offset)`:           "a mark",
	`c.where()`:                   "a clause of constants and marks",
	`dangling`:                    "a clause of constants and marks",
	`t.db.recordedColumns()`:      "columns by name",
	`dir`:                         "a column of a list of constants",
	`ids`:                         "a table or query of a list of constants",
	`l.columns`:                   "columns by name",
	`l.from`:                      "tables of a list of constants",
	`limit`:                       "a number",
	`literal(t.name)`:             "a name of our own schema, in quotes",
	`o.ids`:                       "a table or query of a list of constants",
	`o.table`:                     "a table or query of a list of constants",
	`pragma`:                      "a constant of one of two",
	`quoted(f[0])`:                "a name of our own schema, in quotes",
	`quoted(f[1])`:                "a name of our own schema, in quotes",
	`quoted(f[2])`:                "a name of our own schema, in quotes",
	`quoted(name)`:                "a name of our own schema, in quotes",
	`quoted(t.columns[i].name)`:   "a name of our own schema, in quotes",
	`quoted(t.name)`:              "a name of our own schema, in quotes",
	`strconv.Itoa(applicationID)`: "a number",
	`strconv.Itoa(maxFindings)`:   "a number",
	`strings.Join(names, ", ")`:   "columns by name",
	`s.table`:                     "a table of a list of constants",
	`table`:                       "a table or query of a list of constants",
	`tie`:                         "a column of a list of constants",
	`v.Table`:                     "a table of a list of constants",
	`where`:                       "a clause of constants and marks",
	`with`:                        "a clause of constants and marks",
}

var sqlText = regexp.MustCompile(`(?i)\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|VACUUM)\b`)

// TestSQL_parametersOnly reads the source of the store: what is put into the
// text of a statement is one of ours.
func TestSQL_parametersOnly(t *testing.T) {
	found := map[string]bool{}
	files := token.NewFileSet()
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (name == "storagetest" || name == "exchange") {
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return err
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			return err
		}
		constants := constantsOf(file)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.ADD && sqlText.MatchString(source(files, n)) {
					operands(n, func(e ast.Expr) {
						if id, ok := e.(*ast.Ident); ok && constants[id.Name] {
							return
						}
						if _, literal := e.(*ast.BasicLit); !literal {
							found[source(files, e)] = true
						}
					})
					return false
				}
			case *ast.CallExpr:
				if call := source(files, n.Fun); strings.HasSuffix(call, "printf") && len(n.Args) > 1 && sqlText.MatchString(source(files, n.Args[0])) {
					for _, e := range n.Args[1:] {
						found[source(files, e)] = true
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for e := range ours {
		if !found[e] {
			t.Errorf("%s stands in no statement any more: take it off the list", e)
		}
	}
	for _, e := range slices.Sorted(maps.Keys(found)) {
		if _, known := ours[e]; !known {
			t.Errorf("%s stands in the text of a statement: bind it as a value, or say here where it comes from", e)
		}
	}
}

func operands(e ast.Expr, each func(ast.Expr)) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		operands(e.X, each)
		operands(e.Y, each)
	case *ast.ParenExpr:
		operands(e.X, each)
	default:
		each(e)
	}
}

func constantsOf(f *ast.File) map[string]bool {
	out := map[string]bool{"recordedColumns": true, "orderBody": true}
	ast.Inspect(f, func(n ast.Node) bool {
		if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.CONST {
			for _, s := range d.Specs {
				for _, name := range s.(*ast.ValueSpec).Names {
					out[name.Name] = true
				}
			}
		}
		return true
	})
	return out
}

func source(files *token.FileSet, n ast.Node) string {
	var b strings.Builder
	_ = printer.Fprint(&b, files, n) // a Builder takes everything
	return b.String()
}
