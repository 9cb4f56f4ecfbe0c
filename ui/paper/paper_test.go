package paper_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

func TestPress_refuses(t *testing.T) {
	p := newPress(t)
	nameless := sampleLabel()
	nameless.Number = ""
	tests := map[string]struct {
		print func() (paper.Paper, error)
		want  string
	}{
		"label on A5":        {func() (paper.Paper, error) { return p.Label(sampleLabel(), setting(languages["en"], paper.A5)) }, "paper.size"},
		"receipt on a label": {func() (paper.Paper, error) { return p.Repair(sampleRepair(), setting(languages["en"], paper.A6)) }, "paper.size"},
		"slip on a roll":     {func() (paper.Paper, error) { return p.Slip(sampleSlip(), setting(languages["en"], paper.Roll80)) }, "paper.size"},
		"list on a roll":     {func() (paper.Paper, error) { return p.List(sampleList(), setting(languages["en"], paper.Roll80)) }, "paper.size"},
		"no number":          {func() (paper.Paper, error) { return p.Label(nameless, setting(languages["en"], "")) }, "paper.number_missing"},
		"no job":             {func() (paper.Paper, error) { return p.Intake(paper.IntakeReceipt{}, setting(languages["en"], "")) }, "paper.number_missing"},
		"no labels":          {func() (paper.Paper, error) { return p.Labels(nil, setting(languages["en"], "")) }, "paper.nothing_to_print"},
		"no language":        {func() (paper.Paper, error) { return p.Label(sampleLabel(), paper.Setting{}) }, "paper.languages"},
		"two Chinese": {func() (paper.Paper, error) {
			return p.Label(sampleLabel(), setting(paper.Languages{First: text.Traditional, Second: text.Simplified}, ""))
		}, "paper.languages"},
		"English with English": {func() (paper.Paper, error) { return p.Label(sampleLabel(), setting(paper.Both(text.English), "")) }, "paper.languages"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := tt.print()
			if !errors.Is(err, domain.Code(tt.want)) || got.PDF != nil {
				t.Errorf("got %v and %d bytes, want %s and none", err, len(got.PDF), tt.want)
			}
		})
	}
}

func TestPress_warns(t *testing.T) {
	p := newPress(t)
	if got, err := p.Label(sampleLabel(), setting(languages["en-hant"], "")); err != nil || len(got.Warnings) != 0 {
		t.Errorf("a common label: got warnings %v, %v, want none", got.Warnings, err)
	}
	got, err := p.Label(hostileLabel(), setting(languages["en-hant"], ""))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"paper.glyph_missing", "paper.text_cut", "paper.items_cut", "paper.code_left_out"} {
		if !errors.Is(got.Warnings, domain.Code(want)) {
			t.Errorf("a hostile label: warnings %v lack %s", got.Warnings, want)
		}
	}
	c, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	w := c.In(text.English, hongKong)
	told := w.Error(got.Warnings)
	unknown := w.Error(got.Warnings[0])
	// The Hong Kong character and the ligature print; the mark that turns the
	// writing around is dropped without a word.
	for _, absent := range []string{"𡃁", "ﬁ", "\u202e", "⟦", "{"} {
		if strings.Contains(unknown, absent) {
			t.Errorf("the first warning mentions %q: %s", absent, unknown)
		}
	}
	if !strings.Contains(told, "U+1F680") || !strings.Contains(told, "59 items") && !strings.Contains(told, "60 items") {
		t.Errorf("warnings lack the rocket or the count of items: %s", told)
	}
}

func TestPress_cutsNothingFromReceipts(t *testing.T) {
	r := sampleIntake()
	r.Problem = strings.Repeat("It hums and then it stops. 機器有雜音。", 200)
	for _, size := range []paper.Size{paper.A5, paper.Roll80} {
		got, err := newPress(t).Intake(r, setting(languages["en-hant"], size))
		if err != nil || len(got.Warnings) != 0 {
			t.Errorf("%s: got warnings %v, %v, want none", size, got.Warnings, err)
		}
	}
}

func TestPress_printsTheSameBytes(t *testing.T) {
	p := newPress(t)
	s := setting(languages["en-hant"], paper.A5)
	want, err := p.Repair(sampleRepair(), s)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got, err := p.Repair(sampleRepair(), s)
			if err != nil || !bytes.Equal(got.PDF, want.PDF) {
				t.Errorf("a second print differs (%v)", err)
			}
		})
	}
	wg.Wait()
	s.At = s.At.Add(time.Hour)
	if got, err := p.Repair(sampleRepair(), s); err != nil || bytes.Equal(got.PDF, want.PDF) {
		t.Errorf("a print at another time has the same date (%v)", err)
	}
}

func TestPress_WriteLabels(t *testing.T) {
	p := newPress(t)
	s := setting(languages["en"], "")
	ls := []paper.Label{sampleLabel(), sampleLabel()}
	want, err := p.Labels(ls, s)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	done := 0
	got, err := p.WriteLabels(t.Context(), &b, ls, s, func(n int) { done = n })
	if err != nil {
		t.Fatal(err)
	}
	if done != 2 {
		t.Errorf("WriteLabels: got progress %d, want 2", done)
	}
	if got.PDF != nil || got.Pages != 2 || got.Name != "labels-2.pdf" || !bytes.Equal(b.Bytes(), want.PDF) {
		t.Errorf("WriteLabels: got %q, %d pages, %d bytes written, want the bytes of Labels", got.Name, got.Pages, b.Len())
	}
	if _, err := p.WriteLabels(t.Context(), full{}, ls, s, nil); !errors.Is(err, errFull) {
		t.Errorf("WriteLabels to a full disk: got %v, want %v", err, errFull)
	}
}

func TestPress_WriteLabels_cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var b bytes.Buffer
	ls := []paper.Label{sampleLabel(), sampleLabel(), sampleLabel()}
	_, err := newPress(t).WriteLabels(ctx, &b, ls, setting(languages["en"], ""), func(done int) {
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, domain.Code("paper.cancelled")) || b.Len() != 0 {
		t.Errorf("got %v and %d bytes, want paper.cancelled and none", err, b.Len())
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestPaper_nameSuitsEveryFileSystem(t *testing.T) {
	l := sampleLabel()
	l.Number = "../R:1187 退貨"
	got, err := newPress(t).Label(l, setting(languages["en"], ""))
	if err != nil || got.Name != "label-.._R_1187___.pdf" {
		t.Errorf("Name: got %q, %v", got.Name, err)
	}
}

func BenchmarkNewPress(b *testing.B) {
	c, err := text.Load(assets.FS)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := paper.NewPress(assets.FS, c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLabel(b *testing.B) {
	p, l, s := newPress(b), sampleLabel(), setting(languages["en-hant"], "")
	for b.Loop() {
		if _, err := p.Label(l, s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLabels1000(b *testing.B) {
	p, s := newPress(b), setting(languages["en-hant"], "")
	ls := make([]paper.Label, 1000)
	for i := range ls {
		ls[i] = sampleLabel()
	}
	for b.Loop() {
		got, err := p.Labels(ls, s)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(got.PDF)), "bytes/PDF")
	}
}
