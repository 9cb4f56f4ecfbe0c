package desk

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// reader reads the JSON of a request strictly: a field that nobody knows and a
// value of another type are refused by their path, for a misspelt field that
// is passed over would do something else than was asked.
type reader struct {
	verb  string
	named func(kind, name string) (domain.ID, error)
}

func (r reader) read(raw json.RawMessage, into any) error {
	if len(strings.TrimSpace(string(raw))) == 0 {
		return nil
	}
	var whole any
	if err := json.Unmarshal(raw, &whole); err != nil {
		at := int64(0)
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at = syntax.Offset
		}
		return domain.Wrong("request", "verb.json", domain.Args{"at": at})
	}
	return r.value(reflect.ValueOf(into).Elem(), raw, "", "")
}

var (
	idType   = reflect.TypeFor[domain.ID]()
	timeType = reflect.TypeFor[time.Time]()
	dateType = reflect.TypeFor[calendar.Date]()
)

// value fills v; name is the field's own, path the way to it.
func (r reader) value(v reflect.Value, raw json.RawMessage, path, name string) error {
	text := strings.TrimSpace(string(raw))
	switch t := v.Type(); {
	case text == "null":
		return nil
	case t == idType && strings.HasPrefix(text, `"`):
		return r.reference(v, raw, path, name)
	case t.Kind() == reflect.Pointer:
		p := reflect.New(t.Elem())
		if !v.IsNil() {
			p.Elem().Set(v.Elem())
		}
		if err := r.value(p.Elem(), raw, path, name); err != nil {
			return err
		}
		v.Set(p)
		return nil
	case t.Kind() == reflect.Struct && t != timeType:
		return r.object(v, raw, path)
	case t.Kind() == reflect.Slice:
		return r.list(v, raw, path, name)
	}
	if err := json.Unmarshal(raw, v.Addr().Interface()); err != nil {
		return r.wrong(v.Type(), path)
	}
	return nil
}

func (r reader) wrong(t reflect.Type, path string) error {
	if path == "" {
		path = "request"
	}
	return domain.Wrong(path, "verb.field", domain.Args{"verb": r.verb, "name": path, "want": typeOf(t)})
}

func (r reader) object(v reflect.Value, raw json.RawMessage, path string) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return r.wrong(v.Type(), path)
	}
	for _, key := range keys(members) {
		at := strings.TrimPrefix(path+"."+key, ".")
		f, ok := fieldNamed(v.Type(), key)
		if !ok {
			return domain.Wrong(at, "verb.no_field", domain.Args{"verb": r.verb, "name": at})
		}
		if err := r.value(v.FieldByIndex(f.Index), members[key], at, key); err != nil {
			return err
		}
	}
	return nil
}

func (r reader) list(v reflect.Value, raw json.RawMessage, path, name string) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		return r.wrong(v.Type(), path)
	}
	out := reflect.MakeSlice(v.Type(), len(parts), len(parts))
	for i, part := range parts {
		if err := r.value(out.Index(i), part, path+"."+strconv.Itoa(i+1), name); err != nil {
			return err
		}
	}
	v.Set(out)
	return nil
}

// reference looks up what a number or a name means.
func (r reader) reference(v reflect.Value, raw json.RawMessage, path, kind string) error {
	var name string
	if err := json.Unmarshal(raw, &name); err != nil {
		return r.wrong(v.Type(), path)
	}
	id, err := r.named(strings.TrimSuffix(kind, "_id"), strings.TrimSpace(name))
	if errors.Is(err, errNotNamed) {
		return r.wrong(v.Type(), path)
	}
	v.SetInt(int64(id))
	return err
}

// fieldNamed finds a field by its JSON name, those of embedded structs too.
func fieldNamed(t reflect.Type, name string) (reflect.StructField, bool) {
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous && jsonName(f) == name {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "-" || !f.IsExported() {
		return ""
	}
	return name
}

// fieldsOf lists the fields of a request in the order in which it declares
// them. An object inside of itself is not told twice.
func fieldsOf(t reflect.Type, within ...reflect.Type) []Field {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t == timeType || slices.Contains(within, t) {
		return nil
	}
	var out []Field
	for _, f := range reflect.VisibleFields(t) {
		if name := jsonName(f); name != "" && !f.Anonymous {
			out = append(out, Field{Name: name, Type: typeOf(f.Type), Fields: fieldsOf(f.Type, append(within, t)...)})
		}
	}
	return out
}

// typeOf is a type in the words of the documentation.
func typeOf(t reflect.Type) string {
	switch {
	case t == idType:
		return "id"
	case t == timeType:
		return "moment"
	case t == dateType:
		return "day"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return typeOf(t.Elem())
	case reflect.Slice:
		return "list of " + typeOf(t.Elem())
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "truth"
	case reflect.Int, reflect.Int64:
		return "number"
	case reflect.Struct, reflect.Map:
		return "object"
	}
	return "any"
}
