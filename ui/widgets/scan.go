package widgets

import (
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// ScanQuiet is how long a scan must be silent after its Enter before its code
// is taken: beside an input method, Enter overtakes the characters.
const ScanQuiet = 100 * time.Millisecond

// ScanEntry is the box into which one types, or a scanner does. It builds a
// code from the runes that arrive, not from keys; on Enter it waits until no
// rune has come for ScanQuiet and hands over what then stands in the box.
type ScanEntry struct {
	*Entry
	OnCode  func(code string) // Enter, typed or scanned; never empty
	OnQuery func(text string) // type-ahead, at every change
	// OnMove is told of Up (-1) and Down (+1), for the list under the box.
	OnMove func(step int)
	// Keep leaves the code in the box, all selected; else the box is emptied.
	Keep bool

	after   After
	cancel  func()
	waiting bool
	owed    int    // keys that were down at Enter without their runes
	arrived int    // runes since Enter
	sent    string // what stood in the box at an Enter that owed nothing
}

// NewScanEntry makes the box. Without after, a code is handed over at once.
func NewScanEntry(look EntryLook, after After) *ScanEntry {
	s := &ScanEntry{Entry: makeEntry(look), after: after}
	s.become(s)
	s.Entry.OnChanged = s.changed
	s.Entry.OnKey = s.key
	s.Entry.OnSubmitted = func(string) { s.enter(0) }
	s.inner.beforeKey = func(ev *fyne.KeyEvent) {
		enter := ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
		if enter && s.inner.composing > 0 {
			s.enter(s.inner.composing)
		}
	}
	s.inner.onRune = s.rune
	return s
}

// Type takes a rune that was typed elsewhere (see Stage.OnRune) as if the box
// had had the keyboard, and takes the keyboard.
func (s *ScanEntry) Type(r rune) {
	if !s.Focused() {
		s.Focus()
		s.SetText("")
	}
	s.inner.TypedRune(r)
}

func (s *ScanEntry) changed(text string) {
	if s.OnQuery != nil {
		s.OnQuery(text)
	}
}

func (s *ScanEntry) key(ev *fyne.KeyEvent) bool {
	if s.OnMove == nil {
		return false
	}
	switch ev.Name {
	case fyne.KeyUp:
		s.OnMove(-1)
	case fyne.KeyDown:
		s.OnMove(1)
	default:
		return false
	}
	return true
}

func (s *ScanEntry) rune() {
	if s.waiting {
		s.arrived++
		s.wait()
	}
}

func (s *ScanEntry) enter(owed int) {
	if !s.waiting {
		s.arrived, s.owed, s.sent = 0, owed, ""
	} else if next, ok := strings.CutPrefix(s.Text(), s.sent); ok && s.sent != "" && next != "" {
		// A second Enter, and letters between the two: the scanner was quicker
		// than ScanQuiet, and these are two codes.
		s.hand(s.sent)
		s.arrived, s.owed = 0, owed
		s.SetText(next)
	}
	if owed == 0 {
		s.sent = s.Text()
	}
	s.waiting = true
	s.wait()
}

func (s *ScanEntry) wait() {
	if s.cancel != nil {
		s.cancel()
	}
	if s.after == nil {
		s.take()
		return
	}
	s.cancel = s.after(ScanQuiet, s.take)
}

// take hands the code over. An Enter pressed while keys were still owed was a
// scan only if their runes came, as many as were owed, in plain letters: else
// it was the input method's own Enter.
func (s *ScanEntry) take() {
	s.waiting, s.cancel = false, nil
	s.sent = ""
	code := strings.TrimSpace(s.Text())
	if s.owed > 0 && (s.arrived < s.owed || s.owed < 4 || utf8.RuneCountInString(code) != len(code)) {
		return
	}
	if code == "" {
		return
	}
	if s.Keep {
		s.SelectAll()
	} else {
		s.SetText("")
	}
	s.hand(code)
}

func (s *ScanEntry) hand(code string) {
	if code = strings.TrimSpace(code); code != "" && s.OnCode != nil {
		s.OnCode(code)
	}
}
