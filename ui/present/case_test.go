package present_test

import (
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain/casefile"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// What a step keeps as a code is said in words: who says that the parcel came.
func TestStepMark_saysTheSource(t *testing.T) {
	catalogue, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[text.Lang]string{text.English: "Carrier", text.Traditional: "物流公司"} {
		w := catalogue.In(lang, time.UTC)
		s := casefile.Step{Code: casefile.SignOff, Done: time.Unix(1, 0), Note: "carrier"}
		if _, _, note := present.StepMark(w, s, false); note != want {
			t.Errorf("%s: the note says %q, want %q", lang, note, want)
		}
		s.Note = "left with a neighbour"
		if _, _, note := present.StepMark(w, s, false); note != s.Note {
			t.Errorf("%s: the note says %q, want what was written", lang, note)
		}
	}
}
