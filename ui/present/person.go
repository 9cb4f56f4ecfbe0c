package present

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/ui/text"
)

// personPage is what a person is handed who asks what the shop holds of them:
// one page that any browser opens, without a link to anywhere.
var personPage = template.Must(template.New("person").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><title>{{.Title}}</title>
<style>body{font:15px/1.5 sans-serif;max-width:52em;margin:2em auto;padding:0 1em;color:#1a1a1a}h1{font-size:1.4em}h2{font-size:1.1em;margin-top:2em}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3em .8em .3em 0;border-bottom:1px solid #ddd}th{font-weight:normal;color:#666;width:14em}</style>
</head><body><h1>{{.Title}}</h1><p>{{.What}}</p>
{{range .Parts}}<h2>{{.Head}}</h2>
{{range .Tables}}<table>{{range .}}<tr><th>{{.Label}}</th><td>{{.Value}}</td></tr>{{end}}</table><br>
{{end}}{{end}}</body></html>
`))

type personPart struct {
	Head   string
	Tables [][]personFact
}

type personFact struct{ Label, Value string }

// PersonHTML is all that the shop holds of a person, to be read.
func PersonHTML(w *text.Words, d desk.CustomerData) ([]byte, error) {
	page := struct {
		Lang, Title, What string
		Parts             []personPart
	}{Lang: string(w.Lang()), Title: w.T("person.title", domain.Args{"name": CustomerName(w, d.Person.Name, d.Person.Handle), "shop": d.Shop}),
		What: w.T("person.what", domain.Args{"shop": d.Shop, "at": d.Made})}
	for _, table := range slices.Sorted(maps.Keys(d.Rows)) {
		part := personPart{Head: w.T("person.table." + table)}
		if !w.Has("person.table." + table) {
			part.Head = table
		}
		for _, row := range d.Rows[table] {
			var v any
			dec := json.NewDecoder(bytes.NewReader(row))
			dec.UseNumber()
			if err := dec.Decode(&v); err != nil {
				return nil, fmt.Errorf("row of %s: %w", table, err)
			}
			var facts []personFact
			flatten(w, "", v, &facts)
			part.Tables = append(part.Tables, facts)
		}
		page.Parts = append(page.Parts, part)
	}
	log := personPart{Head: w.T("person.history")}
	var lines []personFact
	for _, e := range d.History {
		what := e.Verb
		if w.Has("verb." + e.Verb) {
			what = w.T("verb." + e.Verb)
		}
		lines = append(lines, personFact{w.FullMoment(e.At), what})
	}
	if len(lines) > 0 {
		log.Tables = [][]personFact{lines}
		page.Parts = append(page.Parts, log)
	}
	var b bytes.Buffer
	err := personPage.Execute(&b, page)
	return b.Bytes(), err
}

// inner are fields of the store's own.
var inner = map[string]bool{"id": true, "version": true, "key": true}

func amountOf(v map[string]any) (money.Amount, bool) {
	currency, ok := v["currency"].(string)
	minor, isNumber := v["minor"].(json.Number)
	if !ok || !isNumber || len(v) != 2 {
		return money.Amount{}, false
	}
	n, err := minor.Int64()
	return money.Of(n, money.Currency(currency)), err == nil
}

// flatten lists the values of a body under the names of their fields.
func flatten(w *text.Words, path string, v any, into *[]personFact) {
	switch v := v.(type) {
	case map[string]any:
		if amount, ok := amountOf(v); ok {
			*into = append(*into, personFact{path, w.Money(amount)})
			return
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if inner[name] || strings.HasSuffix(name, "_id") {
				continue // numbers that mean nothing outside of the store; the JSON has them
			}
			label := w.Field(name)
			if path != "" {
				label = path + ", " + label
			}
			flatten(w, label, v[name], into)
		}
	case []any:
		for i, x := range v {
			flatten(w, strings.TrimSpace(path+" "+strconv.Itoa(i+1)), x, into)
		}
	case nil:
	default:
		s := fmt.Sprint(v)
		if at, err := time.Parse(time.RFC3339Nano, s); err == nil {
			s = w.FullMoment(at)
		}
		if s != "" {
			*into = append(*into, personFact{path, s})
		}
	}
}

// CustomerName is how a customer is called: the name, else the user name, else
// that they were forgotten.
func CustomerName(w *text.Words, name, handle string) string {
	switch {
	case name == "—":
		return w.T("person.erased")
	case name != "":
		return name
	case handle != "":
		return handle
	}
	return w.T("person.unnamed")
}
