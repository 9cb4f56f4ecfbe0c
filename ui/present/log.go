package present

import (
	"strings"

	"aftercare/domain/desk"
	"aftercare/ui/text"
)

// LogWord is a verb of the log in words: its own, the verb's, or those of the
// event of a life; without a full stop, so that it fits into a list and into
// another sentence.
func LogWord(w *text.Words, verb string) string {
	for _, key := range LogKeys(verb) {
		if w.Has(key) {
			return strings.TrimRight(w.T(key), ".。")
		}
	}
	return verb
}

// LogKeys are where the catalogue may have the words of a verb of the log.
func LogKeys(verb string) []string {
	family, event, _ := strings.Cut(verb, ".")
	return []string{"log." + verb, "verb." + verb, family + ".event." + event}
}

// Breaks are the places where the log is not as it was written, a sentence
// each.
func Breaks(w *text.Words, all []desk.LogBreak) []string {
	out := make([]string, len(all))
	for i, b := range all {
		key := "log.break." + b.Kind
		if b.Kind == "missing" && b.Next == 0 {
			key = "log.break.cut"
		}
		out[i] = w.T(key, map[string]any{"seq": b.Seq, "last": b.Next - 1})
	}
	return out
}
