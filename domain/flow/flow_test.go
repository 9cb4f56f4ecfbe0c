package flow_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/flow"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
)

var update = flag.Bool("update", false, "write the diagrams of docs/lives.md anew")

type light string

var lamp = flow.Life[light, light]{Name: "lamp", Rule: "R0", Moves: []flow.Move[light, light]{
	{Event: "press", From: []light{"off"}, To: "on"}, {Event: "press", From: []light{"on"}, To: "off"}, {Event: "smash", From: []light{"on", "off"}, To: "broken"},
}}

func TestLife_Next(t *testing.T) {
	if got, err := lamp.Next("on", "press"); got != "off" || err != nil {
		t.Errorf("Next(on, press) = %s, %v", got, err)
	}
	got, err := lamp.Next("broken", "press")
	if got != "broken" || !errors.Is(err, domain.Code("flow.not_possible")) || domain.As(err).Rule != "R0" {
		t.Errorf("Next(broken, press) = %s, %v", got, err)
	}
	if got := lamp.Possible("on"); !slices.Equal(got, []light{"press", "smash"}) {
		t.Errorf("Possible(on) = %v", got)
	}
	if got := lamp.States(); !slices.Equal(got, []light{"off", "on", "broken"}) {
		t.Errorf("States = %v", got)
	}
}

// The guide's diagrams are the tables themselves.
func TestLife_Diagram_isTheGuides(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Lives\n\nEach life is a table in the code; these diagrams are printed from the tables, and a test compares them.\n")
	for _, l := range []struct{ title, source, diagram string }{
		{"A case", "domain/casefile/case.go", casefile.Life.Diagram()}, {"A refund", "domain/refund/refund.go", refund.Life.Diagram()}, {"A repair", "domain/repair/life.go", repair.Life.Diagram()},
	} {
		b.WriteString("\n## " + l.title + "\n\n`" + l.source + "`\n\n```mermaid\n" + l.diagram + "```\n")
	}
	name := filepath.Join("..", "..", "docs", "lives.md")
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s is not what the tables say; run go test ./domain/flow -update", name)
	}
}
