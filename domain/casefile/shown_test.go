package casefile_test

import (
	"slices"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/casefile"
)

// What a customer shows after the case was opened counts: too few photos ask on,
// enough of them end the step and let the verdict pass (R6).
func TestCase_Shown(t *testing.T) {
	c, terms := opened(t, func(q *casefile.Request, _ *casefile.Setting) {
		q.Reason, q.Remedy, q.Photos, q.Files = "quality_defect", casefile.ReturnRefund, 0, nil
	})
	photo := func(of string) domain.File {
		return domain.File{Hash: strings.Repeat(of, 64), Name: of + ".jpg", Photo: true}
	}
	says := func(code string) bool {
		return slices.ContainsFunc(c.Verdict.Fired, func(f domain.Fired) bool { return f.Code == code })
	}
	if !says("photos_missing") || c.Verdict.Answer != domain.Ask {
		t.Fatalf("verdict before = %+v", c.Verdict)
	}
	was := c.Verdict
	c, err := c.Shown([]domain.File{photo("a"), photo("a")}, "Mei", at(t, 2, 10, 0), terms)
	if err != nil || len(c.Files) != 1 || !says("photos_few") || !c.Awaits(casefile.Evidence) {
		t.Errorf("one photo, twice: %d files, %+v (%v)", len(c.Files), c.Verdict.Fired, err)
	}
	c, err = c.Shown([]domain.File{photo("b"), photo("c")}, "Mei", at(t, 2, 11, 0), terms)
	step, _ := c.Step(casefile.Evidence)
	if err != nil || !says("photos") || c.Verdict.Answer != domain.Pass || step.Who != "Mei" || !step.Done.Equal(at(t, 2, 11, 0)) {
		t.Errorf("three photos: %+v, step %+v (%v)", c.Verdict, step, err)
	}
	if was.Fired[len(was.Fired)-1].Code != "photos_missing" {
		t.Error("the verdict that the case was opened with was changed in place")
	}
	agreed, err := c.Agreed("", "Mei", at(t, 2, 12, 0), terms)
	if err != nil {
		t.Fatal(err)
	}
	late, err := agreed.Shown([]domain.File{photo("d")}, "Mei", at(t, 2, 13, 0), terms)
	if err != nil || len(late.Files) != 4 || late.Verdict.Answer != agreed.Verdict.Answer || len(late.Verdict.Fired) != len(agreed.Verdict.Fired) {
		t.Errorf("after the decision: %d files, %+v (%v)", len(late.Files), late.Verdict, err)
	}
}
