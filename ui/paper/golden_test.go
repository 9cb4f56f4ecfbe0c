package paper_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"aftercare/assets"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

var update = flag.Bool("update", false, "write the goldens")

// job prints one paper.
type job func(p *paper.Press) (paper.Paper, error)

// jobs are all papers in all languages and sizes, by the golden's name.
func jobs() map[string]job {
	out := map[string]job{}
	for name, l := range languages {
		out["label-"+name] = func(p *paper.Press) (paper.Paper, error) {
			return p.Label(sampleLabel(), setting(l, paper.Label100x150))
		}
		out["slip-"+name] = func(p *paper.Press) (paper.Paper, error) {
			return p.Slip(sampleSlip(), setting(l, ""))
		}
		out["ticket-"+name] = func(p *paper.Press) (paper.Paper, error) { return p.Ticket(sampleTicket(), setting(l, "")) }
		for _, size := range []paper.Size{paper.A5, paper.Roll80} {
			out["unrepaired-"+string(size)+"-"+name] = func(p *paper.Press) (paper.Paper, error) {
				return p.Declaration(sampleDeclaration(), setting(l, size))
			}
			out["intake-"+string(size)+"-"+name] = func(p *paper.Press) (paper.Paper, error) {
				return p.Intake(sampleIntake(), setting(l, size))
			}
			out["quote-"+string(size)+"-"+name] = func(p *paper.Press) (paper.Paper, error) {
				return p.Quote(sampleQuote(), setting(l, size))
			}
			out["repair-"+string(size)+"-"+name] = func(p *paper.Press) (paper.Paper, error) {
				return p.Repair(sampleRepair(), setting(l, size))
			}
		}
	}
	maps.Copy(out, bookJobs())
	out["list"] = func(p *paper.Press) (paper.Paper, error) {
		return p.List(sampleList(), setting(languages["en"], ""))
	}
	for name, lang := range map[string]text.Lang{"en": text.English, "hant": text.Traditional, "hans": text.Simplified} {
		out["daysheet-"+name] = func(p *paper.Press) (paper.Paper, error) {
			words, err := text.Load(assets.FS)
			if err != nil {
				return paper.Paper{}, err
			}
			return p.List(paper.DaySheetOf(sampleDay(), setup(), words.In(lang, hongKong)), setting(languages[name], ""))
		}
	}
	both := languages["en-hant"]
	out["label-a6"] = func(p *paper.Press) (paper.Paper, error) {
		return p.Label(sampleLabel(), setting(both, paper.A6))
	}
	out["labels-a4"] = func(p *paper.Press) (paper.Paper, error) {
		l := sampleLabel()
		return p.Labels([]paper.Label{l, hostileLabel(), l, l, l}, setting(both, paper.A4))
	}
	out["intake-a4"] = func(p *paper.Press) (paper.Paper, error) { return p.Intake(sampleIntake(), setting(both, paper.A4)) }
	out["receipts-a4"] = func(p *paper.Press) (paper.Paper, error) {
		return p.Receipts("2026-03-18", sampleReceipts(3), setting(both, paper.A4))
	}
	out["label-hostile"] = func(p *paper.Press) (paper.Paper, error) {
		return p.Label(hostileLabel(), setting(both, ""))
	}
	out["slip-hostile"] = func(p *paper.Press) (paper.Paper, error) {
		return p.Slip(hostileSlip(), setting(both, ""))
	}
	for _, size := range []paper.Size{paper.A5, paper.Roll80} {
		out["intake-hostile-"+string(size)] = func(p *paper.Press) (paper.Paper, error) {
			return p.Intake(hostileIntake(), setting(both, size))
		}
		out["repair-hostile-"+string(size)] = func(p *paper.Press) (paper.Paper, error) {
			return p.Repair(hostileRepair(), setting(both, size))
		}
	}
	return out
}

func TestPapers_golden(t *testing.T) {
	press := newPress(t)
	for name, print := range jobs() {
		t.Run(name, func(t *testing.T) {
			got, err := print(press)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name+".pdf")
			if *update {
				if err := os.WriteFile(path, got.PDF, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.PDF, want) {
				t.Errorf("%s: %d bytes differ from the golden of %d; look at both and run with -update", name, len(got.PDF), len(want))
			}
		})
	}
}
