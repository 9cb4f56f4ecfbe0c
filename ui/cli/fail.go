package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"aftercare/domain"
)

// misused is an error of the call itself: a flag, an argument, a command.
type misused struct{ why *domain.Error }

// Error is the text of the error inside.
func (m misused) Error() string { return m.why.Error() }

// Unwrap lets domain.As see the error inside.
func (m misused) Unwrap() error { return m.why }

func misuse(code string, args domain.Args) error {
	return misused{&domain.Error{Kind: domain.Invalid, Code: code, Args: args}}
}

// told is an error as --json shows it.
type told struct {
	*domain.Error
	Text string `json:"text"`
}

// fail tells the person what went wrong and gives the exit code. A fault that
// carries no code is logged, and told only to who asked for it by --debug: its
// text may hold what is nobody's business.
func (s *session) fail(err error) int {
	w := s.words()
	code, errs := exitOf(err), listed(err)
	if len(errs) == 0 {
		s.p.Log.WithField("exit", code).Error("a command failed")
		errs = domain.Errors{{Kind: "internal", Code: "internal"}}
	}
	said := map[string]bool{} // one sentence may be the fault of several fields
	for _, e := range errs {
		if sentence := w.Error(e); !said[sentence] {
			said[sentence] = true
			fmt.Fprintln(s.p.Err, sentence)
		}
	}
	if s.debug {
		fmt.Fprintln(s.p.Err, err)
	}
	if s.json {
		var out struct {
			Errors []told `json:"errors"`
		}
		for _, e := range errs {
			out.Errors = append(out.Errors, told{e, w.Error(e)})
		}
		body, err := json.MarshalIndent(out, "", "  ")
		if err == nil {
			fmt.Fprintln(s.p.Out, string(body))
		}
	}
	if code == Misused && !s.json {
		s.say("cli.try_help")
	}
	return code
}

// listed are the errors that a person may see, all fields of a form.
func listed(err error) domain.Errors {
	var several domain.Errors
	if errors.As(err, &several) {
		return several
	}
	if e := domain.As(err); e != nil {
		return domain.Errors{e}
	}
	return nil
}

func exitOf(err error) int {
	if errors.As(err, new(misused)) {
		return Misused
	}
	e := domain.As(err)
	switch {
	case e == nil:
		return NoStore
	case strings.HasPrefix(e.Code, "verb."): // a request that no verb could read
		return Misused
	case strings.HasPrefix(e.Code, "store."), strings.HasPrefix(e.Code, "history."):
		return NoStore
	}
	return Refused
}
