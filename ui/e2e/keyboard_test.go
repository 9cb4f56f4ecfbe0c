//go:build e2e

package e2e

import (
	"fmt"
	"os/exec"
	"regexp"
	"strings"
)

// letters puts the characters of words on keys of their own before the program
// starts. A keyboard that changes while somebody types, as xdotool would do it,
// is read by the program after it has changed back.
func (s *screen) letters(words string) error {
	dump := exec.Command("xkbcomp", "-xkb", s.display, "-")
	keyboard, err := dump.Output()
	if err != nil {
		return fmt.Errorf("read the keyboard: %w", err)
	}
	var spare []string
	for _, name := range regexp.MustCompile(`(?m)^\s*(<I\d+>) = \d+;`).FindAllStringSubmatch(string(keyboard), -1) {
		if !strings.Contains(string(keyboard), "key "+name[1]+" ") {
			spare = append(spare, name[1])
		}
	}
	keys, seen := "", map[rune]bool{}
	for _, r := range words {
		if seen[r] {
			continue
		}
		if len(seen) == len(spare) {
			return fmt.Errorf("%d spare keys are too few for %q", len(spare), words)
		}
		keys += fmt.Sprintf("key %s { [ U%04X ] };\n", spare[len(seen)], r)
		seen[r] = true
	}
	begin := strings.Index(string(keyboard), "xkb_symbols")
	if begin < 0 {
		return fmt.Errorf("the keyboard has no symbols")
	}
	begin += strings.Index(string(keyboard[begin:]), "{") + 1
	load := exec.Command("xkbcomp", "-w", "0", "-", s.display)
	load.Stdin = strings.NewReader(string(keyboard[:begin]) + "\n" + keys + string(keyboard[begin:]))
	if out, err := load.CombinedOutput(); err != nil {
		return fmt.Errorf("set the keyboard: %w: %s", err, out)
	}
	return nil
}
