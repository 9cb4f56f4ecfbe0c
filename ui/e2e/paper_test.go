//go:build e2e

package e2e

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// paper waits for a printed file of a name's beginning and gives its path.
func (s *seat) paper(beginning string) string {
	s.Helper()
	var found []string
	if !until(patience, func() bool {
		found, _ = filepath.Glob(filepath.Join(s.home, "data", "*", "papers", beginning+"*.pdf"))
		return len(found) > 0
	}) {
		s.Fatalf("no paper %s was made", beginning)
	}
	return found[0]
}

// The sizes of papers as pdfinfo says them.
const (
	sizeA5    = "419.53 x 595.28 pts"
	sizeLabel = "283.46 x 425.2 pts" // 100 × 150 mm
)

// reads holds a paper against its size in points and the words on it.
func (s *seat) reads(path, size string, words ...string) {
	s.Helper()
	if got := s.tool("pdfinfo", path); !strings.Contains(got, size) {
		s.Errorf("%s: pdfinfo says %q, want the size %q", filepath.Base(path), got, size)
	}
	got := s.tool("pdftotext", "-layout", path, "-")
	for _, w := range words {
		if !strings.Contains(got, w) {
			s.Errorf("%s: the words are %q, want %q among them", filepath.Base(path), got, w)
		}
	}
}

// codes holds the bar codes on a paper against what they should say, each with
// its kind: "CODE-128:R-10019".
func (s *seat) codes(path string, want ...string) {
	s.Helper()
	picture := filepath.Join(s.TempDir(), "paper")
	s.tool("pdftoppm", "-r", "203", "-png", "-singlefile", path, picture)
	got := strings.Fields(s.tool("zbarimg", "-q", picture+".png"))
	for _, code := range want {
		if !slices.Contains(got, code) {
			s.Errorf("%s: the codes are %q, want %s", filepath.Base(path), got, code)
		}
	}
}

func (s *seat) tool(name string, args ...string) string {
	s.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		s.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return string(out)
}
