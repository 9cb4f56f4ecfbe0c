package desk

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aftercare/domain/refund"
	"aftercare/domain/repair"
)

func hasLine(verb string) bool {
	if _, ok := rights[verb]; ok {
		return true
	}
	chapter, _, _ := strings.Cut(verb, ".")
	_, ok := rights[chapter+".*"]
	return ok
}

func TestRights_everyVerbHasALine(t *testing.T) {
	for _, v := range Verbs() {
		if !hasLine(v.Name) {
			t.Errorf("verb %s: say in rights.go who may use it", v.Name)
		}
	}
	for _, e := range refund.Life.Events() {
		if !hasLine("refund." + string(e)) {
			t.Errorf("refund.%s is written to the log: say in rights.go who may", e)
		}
	}
	for _, e := range repair.Life.Events() {
		if !hasLine("repair." + string(e)) {
			t.Errorf("repair.%s is written to the log: say in rights.go who may", e)
		}
	}
}

// A right that nobody asks for is one that was misspelt.
func TestRights_everyLineIsOfSomething(t *testing.T) {
	source := parsed(t)
	known := map[string]bool{}
	for _, v := range Verbs() {
		known[v.Name] = true
	}
	for _, f := range source {
		for verb := range f.texts {
			known[verb] = true
		}
	}
	for verb := range rights {
		chapter, event, _ := strings.Cut(verb, ".")
		if !known[verb] && event != "*" && !known[chapter+"."] {
			t.Errorf("the line of %s: no verb and no entry is called so", verb)
		}
	}
}

// notLogged are the functions that write and leave no entry, each with why.
var notLogged = map[string]string{
	"KeepDraft": "what is being typed is no change of the shop",
	"UseFolder": "where somebody looked for a file is no change of the shop",
}

// TestDesk_everyWritingVerbRecords reads the source of the desk: a verb that
// puts something reaches record, which checks the right and writes who did
// what; and what it records has a line in the table.
func TestDesk_everyWritingVerbRecords(t *testing.T) {
	source := parsed(t)
	writing := 0
	for name, f := range source {
		if !f.verb || notLogged[name] != "" {
			continue
		}
		reached := reach(source, name)
		puts := slices.ContainsFunc(reached, func(call string) bool {
			return strings.HasPrefix(call, "Put") && len(call) > 3 && call[3] >= 'A' && call[3] <= 'Z'
		})
		if !puts {
			continue
		}
		writing++
		if !slices.Contains(reached, "record") {
			t.Errorf("%s writes and records no entry", name)
		}
	}
	if writing < 20 {
		t.Errorf("found %d writing verbs in the source, want all", writing)
	}
	for name, f := range source {
		for verb := range f.recorded {
			if !hasLine(verb) {
				t.Errorf("%s records %q, which has no line in rights.go", name, verb)
			}
		}
	}
}

// function is what the source says of one function of the desk.
type function struct {
	verb     bool // an exported method of Desk
	calls    []string
	texts    map[string]bool // all its literals
	recorded map[string]bool // those that are given to record
}

func parsed(t *testing.T) map[string]*function {
	t.Helper()
	out := map[string]*function{}
	packages, err := parser.ParseDir(token.NewFileSet(), ".", func(i fs.FileInfo) bool { return !strings.HasSuffix(i.Name(), "_test.go") }, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packages {
		for name, file := range p.Files {
			if name == "rights.go" {
				continue // the table itself
			}
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok {
					read(out, f)
				}
			}
		}
	}
	return out
}

func read(out map[string]*function, f *ast.FuncDecl) {
	it := out[f.Name.Name]
	if it == nil {
		it = &function{texts: map[string]bool{}, recorded: map[string]bool{}}
		out[f.Name.Name] = it
	}
	it.verb = it.verb || f.Recv != nil && f.Name.IsExported() && receiver(f) == "Desk"
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				it.texts[s] = true
			}
		case *ast.CallExpr:
			called := ""
			switch fun := n.Fun.(type) {
			case *ast.Ident:
				called = fun.Name
			case *ast.SelectorExpr:
				called = fun.Sel.Name
			}
			it.calls = append(it.calls, called)
			if called == "record" && len(n.Args) > 1 {
				if l, ok := n.Args[1].(*ast.BasicLit); ok {
					s, _ := strconv.Unquote(l.Value)
					it.recorded[s] = true
				}
			}
		}
		return true
	})
	// A function that is handed on is called, too.
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			it.calls = append(it.calls, id.Name)
		}
		return true
	})
}

func receiver(f *ast.FuncDecl) string {
	star, ok := f.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return ""
	}
	id, _ := star.X.(*ast.Ident)
	return id.Name
}

// reach lists all that a function calls, and what that calls.
func reach(source map[string]*function, name string) []string {
	seen := map[string]bool{}
	var walk func(string)
	walk = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		if f := source[name]; f != nil {
			for _, call := range f.calls {
				walk(call)
			}
		}
	}
	walk(name)
	var out []string
	for call := range seen {
		out = append(out, call)
	}
	return out
}
