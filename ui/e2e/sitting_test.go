//go:build e2e

package e2e

import (
	"path/filepath"
	"testing"
)

// TestSitting is one morning at the program, in each of two languages.
func TestSitting(t *testing.T) {
	for _, lang := range []string{"en", "zh-Hant"} {
		t.Run(lang, func(t *testing.T) {
			s := newSeat(t, lang, "", "後來咖啡")
			s.begin()
		})
	}
}

// begin names the shop.
func (s *seat) begin() {
	s.shot("00-start")
	if s.lang == "zh-Hant" {
		s.press("shift+Tab")
		s.shot("00-start-tab")
		s.press("shift+Tab", "Return")
		s.write("後來咖啡")
	} else {
		s.write("After Coffee")
	}
	s.shot("00-start-named")
	s.press("Return")
	s.kept("shop.show", "{}", map[string]string{"shop.language": s.lang})
	s.shot("01-import")
}

func (s *seat) importing(file string) {
	path, err := filepath.Abs("../../storage/exchange/testdata/" + file)
	if err != nil {
		s.Fatal(err)
	}
	s.write(path)
	s.press("Return")
	s.shot("01-import-preview")
	s.press("Return")
	s.shot("01-import-done")
}
