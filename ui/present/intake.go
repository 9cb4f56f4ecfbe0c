package present

import (
	"strconv"

	"aftercare/domain"
	"aftercare/domain/parcel"
	"aftercare/ui/text"
)

// Scan shows the desk's answer to a scan: four answers, each with a shape, a
// tone and a word of its own (R10).
func Scan(w *text.Words, a parcel.Answer) Mark {
	m := map[parcel.Answer]Mark{parcel.Expected: {Tick, Ok, ""}, parcel.NotOurs: {Octagon, Late, ""},
		parcel.AlreadyIn: {Triangle, Late, ""}, parcel.Unknown: {Pie, Warn, ""}}[a]
	m.Word = w.T("scan." + string(a))
	return m
}

// Answers lists the four answers in the order of a legend.
func Answers() []parcel.Answer {
	return []parcel.Answer{parcel.Expected, parcel.NotOurs, parcel.AlreadyIn, parcel.Unknown}
}

// Check shows the answer to an item of a checklist; one that is open has no
// word.
func Check(w *text.Words, m parcel.Mark) Mark {
	if m == "" {
		return Mark{Ring, Muted, ""}
	}
	out := map[parcel.Mark]Mark{parcel.Passed: {Tick, Ok, ""}, parcel.Failed: {Octagon, Late, ""}, parcel.NA: {Dashes, Muted, ""}}[m]
	out.Word = w.T("mark." + string(m))
	return out
}

// Counted shows what was counted against what was said; a line that is not
// counted yet has no word.
func Counted(w *text.Words, c parcel.Count) Mark {
	if c.Counted == nil {
		return Mark{Ring, Muted, ""}
	}
	m := map[parcel.Outcome]Mark{parcel.Match: {Tick, Ok, ""}, parcel.Short: {Pie, Warn, ""}, parcel.Part: {Half, Info, ""}, parcel.Over: {Pie, Warn, ""},
		parcel.Wrong: {Octagon, Late, ""}, parcel.Empty: {Octagon, Late, ""}}[c.Outcome()]
	m.Word = w.T("intake.counted", domain.Args{"counted": *c.Counted, "said": c.Said})
	if o := c.Outcome(); o != parcel.Match {
		m.Word = w.T("intake.counted_but", domain.Args{"counted": *c.Counted, "said": c.Said, "outcome": text.Key("outcome." + string(o))})
	}
	return m
}

// CheckWord is what an item of a checklist is called: a known one by the
// catalogue, one of the shop's own as it was written.
func CheckWord(w *text.Words, i parcel.Item) string {
	if i.Word != "" {
		return i.Word
	}
	return w.T("check." + i.Code)
}

// Grams is a weight as a scale shows it: grams below a kilogram, else kilograms.
func Grams(w *text.Words, grams int) string {
	if grams < 1000 {
		return w.T("weight.g", domain.Args{"n": grams})
	}
	return w.T("weight.kg", domain.Args{"kg": strconv.FormatFloat(float64(grams)/1000, 'f', 2, 64)})
}
