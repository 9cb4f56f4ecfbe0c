package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/parcel"
	"aftercare/ui/text"
	"aftercare/ui/theme"
)

// speaker is a shop that awaits one parcel.
func speaker(number *string) func(*world) {
	return func(w *world) {
		w.product("SPK-S2", "Bluetooth speaker, slate", "electronics", 12)
		c := w.returning(w.sold("Y0388174", "曾詠詩", soldLine(1, "SPK-S2", "Bluetooth speaker, slate", 46800)))
		*number = c.Return
	}
}

func TestIntake_cleanParcel_byKeysAlone(t *testing.T) {
	var number string
	w := newWorld(t, options{}, speaker(&number))
	w.visit(route{page: "intake"})
	w.see("Ready for a parcel")
	w.shot("intake-empty")
	w.scan(number)
	w.see(number, "Expected", "曾詠詩", "1 × Bluetooth speaker, slate", "must be answered")
	w.shot("intake-expected")
	presses := "9~11~"
	w.keys("9")
	w.see("1 came")
	w.shot("intake-count")
	w.keys("~")
	w.shot("intake-grade")
	w.keys("1")
	w.shot("intake-way")
	w.keys("1")
	w.shot("intake-end")
	w.keys("~")
	w.see("Taken in", "1 of 10")
	w.shot("intake-done")
	if len(presses) > 8 {
		t.Errorf("a clean parcel takes %d keys, want at most 8", len(presses))
	}
	s := w.parcelOf(number)
	if s.Answer != parcel.AlreadyIn {
		t.Fatalf("the desk answers %q, want %q", s.Answer, parcel.AlreadyIn)
	}
	in := s.Parcel.Last()
	for _, c := range in.Checks {
		if c.Mark != parcel.Passed {
			t.Errorf("check %s is %q, want passed", c.Code, c.Mark)
		}
	}
	if c := in.Counts[0]; *c.Counted != 1 || c.Grade != parcel.New || c.Disposition != parcel.Restock {
		t.Errorf("counted %d, %s, %s, want 1, new, restock", *c.Counted, c.Grade, c.Disposition)
	}
	if f := w.window.Canvas().Focused(); f != nil {
		t.Errorf("%T has the keyboard, want the desk", f)
	}
}

func TestIntake_keepsWhatWasEntered(t *testing.T) {
	var number string
	w := newWorld(t, options{}, speaker(&number))
	w.visit(route{page: "intake"})
	w.scan(number)
	w.keys("124")
	w.see("Note on: Item and model as ordered")
	w.keys("wrong colour")
	w.shot("intake-note")
	w.keys("~3")
	w.key(fyne.KeyEscape)
	w.see("Ready for a parcel", "Left open")
	w.shot("intake-open")
	draft := w.parcelOf(number).Parcel.Draft()
	want := []parcel.Check{{Item: draft.Checks[0].Item, Mark: "pass"}, {Item: draft.Checks[1].Item, Mark: "fail"}, {Item: draft.Checks[2].Item, Mark: "na", Note: "wrong colour"}}
	for i, c := range want {
		if draft.Checks[i] != c {
			t.Errorf("check %d is %+v, want %+v", i, draft.Checks[i], c)
		}
	}
	w.keys("1")
	w.see(number, "Goes on where it was left")
	p := w.shell.page().(*intakePage)
	if p.at != 3 {
		t.Errorf("it goes on at station %d, want 3", p.at)
	}
	w.keys("0")
	if p.at != 2 {
		t.Errorf("back leads to station %d, want 2", p.at)
	}
	w.keys("2")
	if got := w.parcelOf(number).Parcel.Draft().Checks[2]; got.Mark != parcel.Failed || got.Note != "wrong colour" {
		t.Errorf("the corrected check is %+v, want failed with its note", got)
	}
}

func TestIntake_counts(t *testing.T) {
	var number string
	w := newWorld(t, options{}, func(w *world) {
		number = w.returning(w.sold("B-77", "Emily Carter", soldLine(3, "CUP", "Cup", 5000), soldLine(1, "POT", "Teapot", 30000))).Return
	})
	w.visit(route{page: "intake"})
	w.scan(number)
	w.keys("9")
	w.keys("12<~1") // that is all; twelve, a digit rubbed out: one of three
	w.keys("36~")   // used, and on to the grade again: 6 is another item's way
	w.shot("intake-two-lines")
	p := w.shell.page().(*intakePage)
	c := p.parcel.Draft().Counts[0]
	if c.Counted == nil || *c.Counted != 1 || c.Grade != parcel.Used || c.Disposition != parcel.Donate {
		t.Errorf("line 1 is %+v, want 1 counted, used, donated", c)
	}
	w.see("1 of 3, Short")
}

func TestIntake_emptyLine_asksNoGrade(t *testing.T) {
	var number string
	w := newWorld(t, options{}, speaker(&number))
	w.visit(route{page: "intake"})
	w.scan(number)
	w.keys("90~")
	w.see("Empty", "That is all")
	w.keys("~")
	w.see("Take it in")
	w.keys("~")
	w.see("Taken in")
	if in := w.parcelOf(number).Parcel.Last(); in == nil || *in.Counts[0].Counted != 0 {
		t.Errorf("the inspection is %+v, want 0 counted", in)
	}
}

func TestIntake_fourAnswers(t *testing.T) {
	var number string
	var sounds []string
	w := newWorld(t, options{}, speaker(&number))
	w.shell.env.prog.Sound = func(_ context.Context, name string) { sounds = append(sounds, name) }
	w.visit(route{page: "intake"})
	w.scan("SF1456220931")
	w.see("Unknown parcel", "U-0001", "Say whose it is")
	w.shot("intake-unknown")
	w.scan("4891008776129")
	w.see("Not a parcel code", "This is a product's barcode. Nothing was changed.")
	w.shot("intake-not-a-parcel")
	w.scan("R-11870")
	w.see("The last digit does not fit. Nothing was changed.")
	w.scan("ab")
	w.see("The code is too short")
	w.scan(number)
	w.keys("9~11~")
	w.scan(number)
	w.see("Already taken in", "By Mei, today 10:40", "Correct it: inspect again")
	w.shot("intake-already-in")
	want := "unknown not_a_parcel not_a_parcel not_a_parcel expected already_in"
	if got := strings.Join(sounds, " "); got != want {
		t.Errorf("sounds %q, want %q", got, want)
	}
	w.keys("1")
	w.see("Expected")
	w.keys("9~25~")
	s := w.parcelOf(number)
	if in := s.Parcel.Last(); in.No != 2 || in.Corrects != 1 || in.Counts[0].Disposition != parcel.Scrap {
		t.Errorf("the correction is %+v, want number 2 that corrects 1 and scraps", in)
	}
}

func TestIntake_matchesUnknown(t *testing.T) {
	var number string
	w := newWorld(t, options{}, speaker(&number))
	w.visit(route{page: "intake"})
	w.scan("SF1456220931")
	w.keys("4")
	w.keys("99~")
	w.see("There is no case")
	w.shot("intake-match")
	if got := w.window.Canvas().Focused(); got == nil {
		t.Fatal("after a refusal nothing has the keyboard, want the field")
	}
	digits := strings.TrimPrefix(number, "R-")
	w.typeInto("Case or return number", digits)
	w.keys("~")
	w.see("Expected", "曾詠詩", "must be answered")
	found, err := w.desk.Scan(w.ctx, "SF1456220931")
	if err != nil || found.Case == nil || found.Case.Return != number {
		t.Errorf("the parcel belongs to %+v (%v), want case of %s", found.Case, err, number)
	}
}

func TestIntake_wrongScan_leadsBack(t *testing.T) {
	var number string
	w := newWorld(t, options{}, speaker(&number))
	w.visit(route{page: "intake"})
	w.scan(number)
	w.keys("11")
	w.scan("4891008776129")
	w.see("Back to the parcel before")
	w.scan("ab")
	w.keys("0")
	w.see(number, "Expected")
	if p := w.shell.page().(*intakePage); p.at != 2 {
		t.Errorf("it goes on at station %d, want 2", p.at)
	}
}

func TestIntake_tenthParcel_asksToCount(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "intake"})
	for i := range 10 {
		w.scan(numbered("SF90000%02d", i))
	}
	w.see("10 of 10")
	w.shot("intake-ten")
	w.keys("~")
	w.see("Count the pile")
	w.keys("9~")
	w.see("You counted 9, 10 were scanned")
	w.shot("intake-pile-wrong")
	w.keys("10~")
	w.see("0 of 10", "Ready for a parcel")
}

func TestIntake_resume_fromSearch(t *testing.T) {
	var number string
	w := newWorld(t, options{}, speaker(&number))
	s := w.parcelOf(number)
	w.visit(route{page: "intake", id: s.Parcel.ID})
	w.see(number, "Expected", "must be answered")
}

// TestIntake_looks keeps pictures in each language, look and size.
func TestIntake_looks(t *testing.T) {
	for name, o := range map[string]options{
		"hant": {lang: text.Traditional}, "hans": {lang: text.Simplified}, "dark": {look: theme.Dark},
		"small": {width: 900, height: 600}, "small-hant": {lang: text.Traditional, width: 900, height: 600},
	} {
		var number string
		w := newWorld(t, o, speaker(&number))
		w.visit(route{page: "intake"})
		w.shot("intake-" + name + "-empty")
		w.scan("SF1456220931")
		w.shot("intake-" + name + "-unknown")
		w.scan(number)
		w.shot("intake-" + name + "-check")
		w.keys("121")
		w.shot("intake-" + name + "-serial")
		w.keys("9")
		w.shot("intake-" + name + "-count")
		w.keys("~")
		w.shot("intake-" + name + "-grade")
		w.keys("1")
		w.shot("intake-" + name + "-way")
		for _, l := range w.labels() {
			if strings.Contains(l, "⟦") {
				t.Errorf("%s: a word is missing: %s", name, l)
			}
		}
	}
}
