package storage

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/customer"
	"aftercare/domain/message"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
)

// textsOf are the names under which the bodies of an aggregate hold plain texts,
// and where each stands. A text of a type of its own, such as a state, is a code.
func textsOf(t reflect.Type, path string, out map[string][]string, seen map[reflect.Type]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		textsOf(t.Elem(), path, out, seen)
	case reflect.Map:
		textsOf(t.Elem(), path+"[]", out, seen)
	case reflect.String:
		if t == reflect.TypeFor[string]() {
			name := path[strings.LastIndexByte(path, '.')+1:]
			name = strings.TrimSuffix(name, "[]")
			out[name] = append(out[name], path)
		}
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() || t == reflect.TypeFor[calendar.Date]() || seen[t] {
			return
		}
		seen[t] = true
		defer delete(seen, t)
		for i := range t.NumField() {
			f := t.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			switch {
			case !f.IsExported() || name == "-":
			case f.Anonymous && name == "":
				textsOf(f.Type, path, out, seen)
			default:
				if name == "" {
					name = f.Name
				}
				textsOf(f.Type, path+"."+name, out, seen)
			}
		}
	}
}

// Each text that a record about a customer can hold is judged in redact.go: it is
// personal, or the shop's own, or a code. Whoever adds a field says which; a name
// in small letters would else be taken for a code and outlive an erasure.
func TestErase_everyFieldIsJudged(t *testing.T) {
	found := map[string][]string{}
	for name, v := range map[string]any{"order": order.Order{}, "case": casefile.Case{}, "parcel": parcel.Parcel{}, "refund": refund.Refund{}, "goodwill": refund.Goodwill{},
		"claim": claim.Claim{}, "repair": repair.Job{}, "customer": customer.Customer{}, "message": message.Message{}} {
		textsOf(reflect.TypeOf(v), name, found, map[reflect.Type]bool{})
	}
	if len(found) < 30 {
		t.Fatalf("found only %d fields: the test looks at too little", len(found))
	}
	var names []string
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		n := 0
		for _, set := range []map[string]bool{personal, ours, codes} {
			if set[name] {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s (%s): judged %d times; say in redact.go whether it is personal, the shop's own, or a code", name, found[name][0], n)
		}
	}
}
