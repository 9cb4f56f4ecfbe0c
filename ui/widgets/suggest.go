package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
)

// SuggestEntry is a field for a text of which the usual ones are known: it is
// typed, or picked from a list that drops under it (Down, or the icon). The
// list holds what contains the typed text, or all when nothing does.
type SuggestEntry struct {
	*Entry
	known []string
	shut  func()
}

// NewSuggestEntry makes the field; known are the usual texts in their order.
func NewSuggestEntry(look EntryLook, known []string) *SuggestEntry {
	look.Trail = "down"
	s := &SuggestEntry{Entry: makeEntry(look), known: known}
	s.become(s)
	s.Entry.OnTrail = s.open
	s.Entry.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeyDown {
			return false
		}
		s.open()
		return true
	}
	return s
}

// Suggested lists what the list offers for the text that now stands in the field.
func (s *SuggestEntry) Suggested() []string {
	typed := strings.ToLower(strings.TrimSpace(s.Text()))
	var out []string
	for _, k := range s.known {
		if strings.EqualFold(k, typed) {
			return s.known
		}
		if strings.Contains(strings.ToLower(strings.ReplaceAll(k, "_", " ")), strings.ReplaceAll(typed, "_", " ")) {
			out = append(out, k)
		}
	}
	if len(out) == 0 {
		return s.known
	}
	return out
}

func (s *SuggestEntry) open() {
	offered := s.Suggested()
	options := make([]Option, len(offered))
	at := 0
	for i, k := range offered {
		options[i] = Option{Key: k, Word: k}
		if k == s.Text() {
			at = i
		}
	}
	list := newOptionList(options, at, func(i int) { s.SetText(offered[i]) }, func() {
		if s.shut != nil {
			s.shut()
		}
		s.Focus()
	})
	s.shut = openDrop(s.self, list, list.size(s.Size().Width))
}
