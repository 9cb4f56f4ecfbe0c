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
func (s *seat) ask(args ...string) (map[string]any, error) {
	cmd := exec.Command(s.binary, append(args, "--store", s.store, "--json")...)
	cmd.Env = s.env
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	var v map[string]any
	if err := json.Unmarshal(out, &v); err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	return v, nil
}

// verb calls a use case of the desk.
func (s *seat) verb(name, request string) map[string]any {
	s.Helper()
	v, err := s.ask("do", name, request)
	if err != nil {
		s.Fatal(err)
	}
	return v
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

// kept waits until the store says what it should, at each of the paths.
func (s *seat) kept(name, request string, want map[string]string) map[string]any {
	s.Helper()
	var v map[string]any
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
