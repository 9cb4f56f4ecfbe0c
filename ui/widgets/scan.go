package widgets

import (
	"slices"
	"strings"
	"time"
	"unicode"
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
	turn    int            // the wait that counts
	owed    int            // keys that were down at Enter without their runes
	down    []fyne.KeyName // keys whose runes have not come, and the Enters among them
	stream  bool           // a rune came while later keys were down already: no hand, no input method's composing does that
	arrived int            // runes since Enter
	sent    string         // what stood in the box at an Enter that owed nothing
}

// NewScanEntry makes the box. Without after, a code is handed over at once.
func NewScanEntry(look EntryLook, after After) *ScanEntry {
	s := &ScanEntry{Entry: makeEntry(look), after: after}
	s.become(s)
	s.Entry.OnChanged = s.changed
	s.Entry.OnKey = s.key
	s.Entry.OnSubmitted = func(string) { s.enter(0) }
	s.inner.beforeKey = func(ev *fyne.KeyEvent) {
		switch enter := ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter; {
		case printable(ev.Name):
			s.down = append(s.down, ev.Name)
		case enter && max(s.late(), s.inner.composing) > 0:
			s.inner.composing = max(s.late(), s.inner.composing) // so that the entry leaves this Enter alone
			s.enter(s.inner.composing)
			s.down = append(s.down, fyne.KeyReturn)
		case ev.Name == fyne.KeyBackspace && len(s.down) > 0: // of what is composed
			s.down = s.down[:len(s.down)-1]
		case ev.Name == fyne.KeyEscape:
			s.down = nil
		}
	}
	s.inner.onRune = s.rune
	return s
}

// Type takes a rune that was typed elsewhere (see Stage.OnRune) as if the box
// had had the keyboard, and takes the keyboard.
func (s *ScanEntry) Type(r rune) {
	if !s.Focused() {
		s.SetText("") // before it is selected: the next rune would replace this one
		s.Focus()
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

// late is how many keys of the code under way are down without their runes.
func (s *ScanEntry) late() (n int) {
	for i := len(s.down) - 1; i >= 0 && s.down[i] != fyne.KeyReturn; i-- {
		n++
	}
	return n
}

func (s *ScanEntry) rune(r rune) {
	switch {
	case len(s.down) == 0:
	case !isOf(s.down[0], r): // an input method commits what it composed
		s.down, s.stream = nil, false
	default:
		s.down = s.down[1:]
		s.stream = s.stream || len(s.down) > 0 && !slices.Contains(s.down, fyne.KeyReturn)
		if len(s.down) > 0 && s.down[0] == fyne.KeyReturn && s.ends() {
			return
		}
	}
	if s.waiting {
		s.arrived++
		s.wait()
	}
}

// isOf says whether a rune is what a key writes. With Shift a key writes a sign
// that is not its name.
func isOf(name fyne.KeyName, r rune) bool {
	if r >= utf8.RuneSelf {
		return false
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return strings.EqualFold(string(name), string(r))
	}
	return true
}

// ends hands a code over whose last rune has come after its Enter: the next one
// may be on its way already. A composition that Enter ended is no code.
func (s *ScanEntry) ends() bool {
	s.down = s.down[1:]
	code := strings.TrimSpace(s.Text())
	if !s.stream && s.owed < 4 || utf8.RuneCountInString(code) != len(code) || s.sent != "" {
		return false
	}
	if s.cancel != nil {
		s.cancel()
	}
	s.turn++
	s.waiting, s.cancel, s.owed, s.arrived, s.stream = false, nil, 0, 0, s.late() > 0
	s.clear()
	s.hand(code)
	return true
}

// clear empties the box for the next code, or selects what stands in it.
func (s *ScanEntry) clear() {
	if s.Keep {
		s.SelectAll()
		return
	}
	s.SetText("")
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

// Busy says whether a further code is on its way into the box.
func (s *ScanEntry) Busy() bool { return s.Text() != "" || len(s.down) > 0 }

// TakeEnter takes an Enter back that waits for its code, and says whether there
// was one: what stands in the box was no code.
func (s *ScanEntry) TakeEnter() bool {
	was := s.waiting
	if s.cancel != nil {
		s.cancel()
	}
	s.turn++
	s.waiting, s.cancel, s.stream = false, nil, false
	s.sent, s.down = "", nil
	return was
}

func (s *ScanEntry) wait() {
	if s.cancel != nil {
		s.cancel()
	}
	if s.after == nil {
		s.take()
		return
	}
	s.turn++
	turn := s.turn
	// A wait that is over may stand behind a slow frame and come after the rune
	// that called it off; it must not take half of the next code.
	s.cancel = s.after(ScanQuiet, func() {
		if turn == s.turn {
			s.take()
		}
	})
}

// take hands the code over. An Enter pressed while keys were still owed was a
// scan only if their runes came, as many as were owed, in plain letters: else
// it was the input method's own Enter.
func (s *ScanEntry) take() {
	s.waiting, s.cancel, s.stream = false, nil, false
	s.sent, s.down = "", nil
	code := strings.TrimSpace(s.Text())
	if s.owed > 0 && (s.arrived < s.owed || s.owed < 4 || utf8.RuneCountInString(code) != len(code)) {
		return
	}
	if code == "" {
		return
	}
	s.clear()
	s.hand(code)
}

func (s *ScanEntry) hand(code string) {
	if code = strings.TrimSpace(code); code != "" && s.OnCode != nil {
		s.OnCode(code)
	}
}
