package storage

import (
	"bytes"
	"encoding/json"
	"regexp"
	"time"
)

// overwritten stands where somebody's words were.
const overwritten = "—"

// personal are the fields of a body that say who somebody is or what they
// said. Whatever stands in them goes.
var personal = setOf("name", "handle", "email", "phone", "address", "country", "tracking", "by", "text", "note", "words", "terms", "payee",
	"seller_note", "buyer_note", "caption", "body", "subject", "to", "flag", "evidence", "said", "url", "person", "customer",
	"accessories", "answer", "approval", "ask", "came", "came_back", "cause", "condition", "enclose", "news", "parcel", "problem", "result", "skipped", "where", "whom", "why")

// blank are those of them that may be empty, and then are.
var blank = setOf("handle", "email", "phone", "address", "country", "tracking", "url", "seller_note", "buyer_note", "flag", "evidence")

// ours are the fields that name the shop's own goods, papers and people: they
// stay, for the books.
var ours = setOf("number", "return", "sku", "title", "variant", "item", "category", "currency", "serial", "serials", "serial_out", "serial_wrong",
	"key", "who", "packer", "opened_by", "entered_by", "carrier", "paid_by", "zone", "mark", "document",
	"agreed_by", "verified_by", "came_sku", "case", "order", "job", "once", "group", "own_reason", "parts", "recipient", "ref", "same", "word", "workshop", "hash")

// codes are the fields that hold a word of the program, or a person's where the
// form takes both: what does not look like a code goes.
var codes = setOf("approved_how", "change", "channel", "check", "code", "done", "entity", "excluded", "fault", "how", "kind", "language", "method", "paid_how",
	"reason", "reference", "rule", "source", "state", "template", "type", "void", "way", "what")

func setOf(names ...string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		set[n] = true
	}
	return set
}

// codeLike is a word of the program, such as changed_mind: no sentence, no name
// of a person as a form takes it.
var codeLike = regexp.MustCompile(`^[a-z0-9]+([_.:+-][a-z0-9]+)*$`)

var contentHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// redaction takes what is personal out of bodies, and remembers the photos and
// files that they named.
type redaction struct {
	files map[string]bool
}

// body gives the JSON of an aggregate without what is personal. Amounts, dates,
// states, numbers and goods stay; each other text goes, also one of a field
// that this program did not know when it was written.
func (r *redaction) body(text string) (string, error) {
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return "", err
	}
	v, _ = r.value("", v)
	return canonicalJSON(v)
}

// value redacts what stands under a field; keep is false for a file, which
// goes as a whole.
func (r *redaction) value(field string, v any) (out any, keep bool) {
	switch v := v.(type) {
	case string:
		return redactText(field, v), true
	case []any:
		kept := []any{}
		for _, x := range v {
			if x, keep := r.value(field, x); keep {
				kept = append(kept, x)
			}
		}
		return kept, true
	case map[string]any:
		if hash, ok := v["hash"].(string); ok && contentHash.MatchString(hash) {
			r.files[hash] = true
			return nil, false
		}
		for name, x := range v {
			if x, keep := r.value(name, x); keep {
				v[name] = x
			} else {
				delete(v, name)
			}
		}
	}
	return v, true
}

func redactText(field, s string) string {
	switch {
	case s == "" || ours[field]:
		return s
	case personal[field] && blank[field]:
		return ""
	case personal[field]:
		return overwritten
	case codeLike.MatchString(s) || moment3339(s) || clockOrDay(s):
		return s
	}
	return overwritten
}

func moment3339(s string) bool {
	_, err := time.Parse(time.RFC3339Nano, s)
	return err == nil
}

func clockOrDay(s string) bool {
	for _, layout := range []string{time.DateOnly, "15:04", "2006-01"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
