package present

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/ui/text"
)

// sums are the facts that are an amount of the entry's currency, in minor units.
var sums = []string{"amount", "above", "cost", "paid"}

// codes are where the words of a fact's value stand in the catalogue, by the
// fact: the first that has the value says it. A value of another fact is said as
// it was written: a number, a name, a day.
var codes = map[string][]string{
	"answer":    {"answer.", "note.kind."},
	"book":      {"book."},
	"by":        {"arbiter."},
	"category":  {"category."},
	"cause":     {"late_cause.", "cause.", "loss."},
	"change":    {"lesson."},
	"choice":    {"choice."},
	"clock":     {"clock."},
	"content":   {"known."},
	"direction": {"owed.direction."},
	"fields":    {"change.", "field."},
	"from":      {"remedy.", "fault."},
	"how":       {"how.", "way."},
	"kind":      {"kind.", "compensation."},
	"language":  {"start.lang."},
	"leg":       {"leg."},
	"mark":      {"case_mark."},
	"matter":    {"matter."},
	"method":    {"method.", "return_way."},
	"offer":     {"gift."},
	"paid_by":   {"payer."},
	"party":     {"party."},
	"pays":      {"pays."},
	"reason":    {"reason.", "goodwill.reason.", "cause."},
	"region":    {"region."},
	"remedy":    {"remedy."},
	"role":      {"role."},
	"ruling":    {"ruling."},
	"source":    {"source."},
	"step":      {"step."},
	"template":  {"template."},
	"to":        {"remedy.", "fault."},
	"verdict":   {"answer."},
	"way":       {"way.", "return_way.", "remedy."},
	"what":      {"told."},
}

// FactsLine is what an entry of the log holds besides its verb and its record,
// in words: "Amount: HK$188.00; Method: Alipay". "" for nothing.
func FactsLine(w *text.Words, entity string, facts domain.Args) string {
	currency, _ := facts["currency"].(string)
	var out []string
	for _, fact := range slices.Sorted(maps.Keys(facts)) {
		if fact == "currency" && slices.ContainsFunc(sums, func(s string) bool { return facts[s] != nil }) {
			continue // it stands before the amount
		}
		name := fact // of a newer program's entry
		if key := "log.fact." + fact; w.Has(key) {
			name = w.T(key)
		}
		if said := factValue(w, entity, fact, currency, facts[fact]); said != "" {
			out = append(out, w.T("log.pair", domain.Args{"name": name, "value": said}))
		}
	}
	return strings.Join(out, w.T("log.gap"))
}

func factValue(w *text.Words, entity, fact, currency string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case bool:
		if v {
			return w.T("common.yes")
		}
		return w.T("common.no")
	case float64:
		return factNumber(w, fact, currency, int64(v))
	case int:
		return factNumber(w, fact, currency, int64(v))
	case int64:
		return factNumber(w, fact, currency, v)
	case []any:
		var list []string
		for _, one := range v {
			list = append(list, factValue(w, entity, fact, currency, one))
		}
		return w.List(list)
	case string:
		return factWord(w, entity, fact, v)
	}
	return factSum(w, v)
}

func factNumber(w *text.Words, fact, currency string, n int64) string {
	if currency != "" && slices.Contains(sums, fact) {
		return w.Money(money.Amount{Minor: n, Currency: money.Currency(currency)})
	}
	return strconv.FormatInt(n, 10)
}

// factSum is an amount that was written whole.
func factSum(w *text.Words, v any) string {
	var a money.Amount
	data, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(data, &a)
	}
	if err != nil || a.Currency == "" {
		return string(data)
	}
	return w.Money(a)
}

func factWord(w *text.Words, entity, fact, v string) string {
	switch fact {
	case "state":
		if key := entity + ".state." + v; w.Has(key) {
			return w.T(key)
		}
	case "verb":
		return LogWord(w, v)
	case "day_to_ship":
		amount, unit, _ := strings.Cut(v, " ")
		if n, err := strconv.Atoi(amount); err == nil && w.Has("term."+unit+".other") {
			return w.N("term."+unit, n)
		}
	}
	for _, prefix := range codes[fact] {
		if w.Has(prefix + v) {
			return w.T(prefix + v)
		}
	}
	if day, e := calendar.ParseDate(fact, v); e == nil {
		return w.FullDate(day)
	}
	return v
}
