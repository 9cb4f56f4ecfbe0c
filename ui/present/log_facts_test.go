package present_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/refund"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

func catalogue(t *testing.T) *text.Catalogue {
	t.Helper()
	c, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// written reads in the source which facts the desk writes into the log, and of
// which kinds of records: each literal of facts that is no refusal's.
func written(t *testing.T) (facts, entities map[string]bool) {
	t.Helper()
	facts, entities = map[string]bool{}, map[string]bool{}
	files, err := filepath.Glob("../../domain/desk/*.go")
	if err != nil || len(files) < 50 {
		t.Fatalf("the desk's source: %d files, %v", len(files), err)
	}
	for _, name := range append(files, "../../storage/backup/erased.go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		var above []ast.Node
		ast.Inspect(tree, func(n ast.Node) bool {
			if n == nil {
				above = above[:len(above)-1]
				return true
			}
			above = append(above, n)
			switch n := n.(type) {
			case *ast.CompositeLit:
				if n.Type == nil {
					break
				}
				for _, e := range n.Elts {
					pair, ok := e.(*ast.KeyValueExpr)
					switch {
					case ok && said(n.Type) == "domain.Args" && recorded(above):
						add(facts, pair.Key)
					case ok && said(n.Type) == "domain.Entry" && said(pair.Key) == "Entity":
						add(entities, pair.Value)
					}
				}
			case *ast.IndexExpr:
				if said(n.X) == "facts" {
					add(facts, n.Index)
				}
			case *ast.CallExpr:
				if said(n.Fun) == "s.record" {
					add(entities, n.Args[2])
				}
			}
			return true
		})
	}
	return facts, entities
}

func add(to map[string]bool, e ast.Expr) {
	if l, ok := e.(*ast.BasicLit); ok {
		if s, err := strconv.Unquote(l.Value); err == nil {
			to[s] = true
		}
	}
}

func said(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return said(e.X) + "." + e.Sel.Name
	}
	return ""
}

// recorded says whether a literal, the last of these nodes, goes into the log:
// it is handed to a deed, returned by one, or called facts.
func recorded(above []ast.Node) bool {
	for _, n := range slices.Backward(above[:len(above)-1]) {
		switch n := n.(type) {
		case *ast.CallExpr:
			f := said(n.Fun)
			return f == "s.record" || strings.HasPrefix(f, "d.")
		case *ast.KeyValueExpr:
			return said(n.Key) == "Facts"
		case *ast.AssignStmt:
			return said(n.Lhs[0]) == "facts"
		case *ast.ReturnStmt:
			return true
		}
	}
	return false
}

// Whatever fact a deed writes into the log has words in every language, and so
// has the kind of its record.
func TestFactsLine_everyFactHasWords(t *testing.T) {
	facts, entities := written(t)
	for _, o := range refund.Outcomes() {
		facts[string(o)] = true
	}
	if len(facts) < 80 || len(entities) < 15 {
		t.Fatalf("%d facts of %d kinds of records: the test looks at too little", len(facts), len(entities))
	}
	words := catalogue(t)
	for _, lang := range text.Langs() {
		w := words.In(lang, time.UTC)
		for fact := range facts {
			if !w.Has("log.fact." + fact) {
				t.Errorf("%s: the fact %q has no words", lang, fact)
			}
		}
		for entity := range entities {
			if !w.Has("log.entity." + entity) {
				t.Errorf("%s: the record %q has no words", lang, entity)
			}
		}
	}
}

func TestFactsLine(t *testing.T) {
	words := catalogue(t)
	for _, c := range []struct {
		name   string
		entity string
		facts  domain.Args
		en, zh string
	}{
		{"nothing", "order", nil, "", ""},
		{"a sum", "refund", domain.Args{"amount": float64(18800), "currency": "HKD", "method": "alipay", "paid_by": "platform"},
			"Amount: HK$188.00; Method: Alipay; Paid by: Platform", "金額：HK$188.00；方式：支付寶；付款方：平台"},
		{"a currency alone", "shop", domain.Args{"currency": "HKD"}, "Currency: HKD", "貨幣：HKD"},
		{"codes", "case", domain.Args{"number": "C-1", "reason": "quality_defect", "remedy": "exchange", "verdict": "refuse"},
			"Number: C-1; Reason: Workmanship or quality defect; Remedy: Exchange; Verdict: Refuse", "編號：C-1；原因：做工或品質瑕疵；處理方式：換貨；判斷：不符合"},
		{"days", "order", domain.Args{"date": "2026-12-01", "was": "2026-11-23"}, "New ship date: Tue 1 Dec 2026; Date before: Mon 23 Nov 2026", "新寄出日期：2026年12月1日；原定日期：2026年11月23日"},
		{"a state of its own record", "repair", domain.Args{"state": "quoted"}, "State: Quoted", "狀態：已報價"},
		{"a term", "channel", domain.Args{"day_to_ship": "3 working_days"}, "Day to Ship: 3 working days", "訂單寄出時效：3 個工作天"},
		{"yes and no", "case", domain.Args{"override": true}, "Against the rule: yes", "破例：是"},
		{"a list", "order", domain.Args{"fields": []any{"amount", "tax"}}, "What changed: Total, Tax", "改動的項目：總額、稅項"},
		{"a code that nobody knows", "case", domain.Args{"reason": "own_words", "later": 3}, "later: 3; Reason: own_words", "later：3；原因：own_words"},
	} {
		for lang, want := range map[text.Lang]string{"en": c.en, "zh-Hant": c.zh} {
			if got := present.FactsLine(words.In(lang, time.UTC), c.entity, c.facts); got != want {
				t.Errorf("%s in %s: got %q, want %q", c.name, lang, got, want)
			}
		}
	}
}
