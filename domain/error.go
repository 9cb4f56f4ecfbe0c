// Package domain holds what all chapters of the shop share: ids, errors that a
// person may see, and the entry that the history keeps of each change.
//
// The chapters are folders below this one, in the order of a shop's day:
// money and calendar, then channel and shop, order, casefile, parcel, refund,
// repair, and desk, which walks through them one use case at a time. A chapter
// imports earlier chapters and the standard library, nothing else; the import
// test beside this file prints the edge that breaks the rule.
package domain

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ID names one aggregate in the store. Zero means not stored yet.
type ID int64

// Kind says what sort of refusal an Error is; the command line turns it into
// an exit code and the screen into the place where the sentence is shown.
type Kind string

// The kinds of Error.
const (
	Invalid   Kind = "invalid"   // a field holds something that it cannot hold
	Refused   Kind = "refused"   // a rule of the shop says no
	NotFound  Kind = "not_found" // what was named does not exist
	Conflict  Kind = "conflict"  // somebody else saved first
	Forbidden Kind = "forbidden" // the person has not the right
	Damaged   Kind = "damaged"   // stored or imported bytes cannot be trusted
	Cancelled Kind = "cancelled" // the person stopped the work
)

// Args are the values that a sentence of the catalogue names in braces. Values
// are plain: string, int, int64, bool, money.Amount, calendar.Date, time.Time.
type Args map[string]any

// Error is a refusal that a person may see. It holds a code, never a sentence:
// the catalogue's key is "error." + Code. Field names the field at fault in
// the words of the command line, "" when the whole thing is.
type Error struct {
	Kind  Kind   `json:"kind"`
	Code  string `json:"code"`
	Field string `json:"field,omitempty"`
	Rule  string `json:"rule,omitempty"` // the rule that refuses: "R4"
	Hard  bool   `json:"hard,omitempty"` // nobody may override it
	Args  Args   `json:"args,omitempty"`
}

// Error names code, field and values for the log and for tests. It is never
// shown to a person.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Kind, e.Code)
	if e.Field != "" {
		fmt.Fprintf(&b, " (%s)", e.Field)
	}
	for _, k := range slices.Sorted(maps.Keys(e.Args)) {
		fmt.Fprintf(&b, " %s=%v", k, e.Args[k])
	}
	return b.String()
}

// Is matches an Error of the same code, so that errors.Is(err, Code("x")) works.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && (t.Field == "" || t.Field == e.Field)
}

// Code is an error to compare with: errors.Is(err, domain.Code("note.before_today")).
func Code(code string) error { return &Error{Code: code} }

// Wrong reports a field that holds something it cannot hold.
func Wrong(field, code string, args Args) *Error {
	return &Error{Kind: Invalid, Code: code, Field: field, Args: args}
}

// Refuse reports that a rule says no.
func Refuse(rule, code string, args Args) *Error {
	return &Error{Kind: Refused, Code: code, Rule: rule, Args: args}
}

// Missing reports that what was named does not exist.
func Missing(what string, name any) *Error {
	if s, ok := name.(string); ok && len(s) > MaxLine { // whoever asked for a novel is not told it again
		name = strings.ToValidUTF8(s[:MaxLine], "") + "…"
	}
	return &Error{Kind: NotFound, Code: "missing." + what, Args: Args{"name": name}}
}

// As gives the Error inside err, nil when there is none: then err is a fault
// of the program or the machine, logged and shown as such.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// Errors are several field errors of one form, in the order of the fields.
type Errors []*Error

// Error lists them for the log.
func (es Errors) Error() string {
	parts := make([]string, len(es))
	for i, e := range es {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

// Unwrap lets errors.Is and errors.As see each one.
func (es Errors) Unwrap() []error {
	out := make([]error, len(es))
	for i, e := range es {
		out[i] = e
	}
	return out
}

// OrNil is the list as an error, nil when it is empty.
func (es Errors) OrNil() error {
	if len(es) == 0 {
		return nil
	}
	return es
}
