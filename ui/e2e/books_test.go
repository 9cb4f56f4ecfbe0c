//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// ask calls the program without its window and gives its answer in JSON.
func (s *seat) ask(args ...string) (any, error) {
	cmd := exec.Command(s.binary, append(args, "--store", s.store, "--json")...)
	cmd.Env = s.env
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	var v any
	if err := json.Unmarshal(out, &v); err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	return v, nil
}

// recordOf is the id of what a number names.
func (s *seat) recordOf(number string) string {
	s.Helper()
	v := s.kept("search", fmt.Sprintf(`{"text":%q}`, number), map[string]string{"0.number": number})
	return at(v, "0.id")
}

// run calls a command and gives what it says.
func (s *seat) run(args ...string) (string, error) {
	cmd := exec.Command(s.binary, append(args, "--store", s.store)...)
	cmd.Env = s.env
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// at follows a path like "rows.0.total.minor" into an answer and gives what
// stands there as text, "" for nothing.
func at(v any, path string) string {
	for step := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(in) {
				return ""
			}
			v = in[i]
		default:
			return ""
		}
	}
	switch found := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(found, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// kept waits until the store says what it should, at each of the paths. It must
// be asked for something: any answer at all would do for nothing.
func (s *seat) kept(name, request string, want map[string]string) any {
	s.Helper()
	if len(want) == 0 {
		s.Fatalf("%s %s: nothing is expected of the answer", name, request)
	}
	var v any
	var err error
	wrong := ""
	if until(patience, func() bool {
		if v, err = s.ask("do", name, request); err != nil {
			wrong = err.Error()
			return false
		}
		wrong = ""
		for path, value := range want {
			if got := at(v, path); got != value {
				wrong += fmt.Sprintf(" %s = %q, want %q;", path, got, value)
			}
		}
		return wrong == ""
	}) {
		return v
	}
	s.Fatalf("%s %s:%s", name, request, wrong)
	return nil
}

// sound asks the store whether it holds together, with its log of changes.
func (s *seat) sound() {
	s.Helper()
	v, err := s.ask("check")
	if err != nil {
		s.Fatal(err)
	}
	if at(v, "engine") != "sqlite" || at(v, "entries") == "" || at(v, "entries") == "0" {
		s.Errorf("check says %v, want a sound store with its log", v)
	}
}
