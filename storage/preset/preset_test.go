package preset_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"aftercare/assets"
	"aftercare/domain/calendar"
	"aftercare/domain/stock"
	"aftercare/storage/preset"
)

func TestRead(t *testing.T) {
	p, err := preset.Read(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range preset.Names() {
		policy, ok := p.Policies[name]
		if !ok || policy.Version != 1 {
			t.Errorf("policy %s: got version %d, known %v, want version 1", name, policy.Version, ok)
		}
		if err := policy.Check(); err != nil {
			t.Errorf("policy %s: %v", name, err)
		}
		if !slices.Contains(preset.Regions(), policy.Region) {
			t.Errorf("policy %s: got region %q, want one that ships", name, policy.Region)
		}
	}
	yoho := p.Policies["yoho"]
	if !yoho.Consent || !yoho.Notice {
		t.Errorf("yoho: got consent %v, notice %v, want both", yoho.Consent, yoho.Notice)
	}
	var categories []string
	for _, c := range p.Checklists {
		categories = append(categories, c.Category)
	}
	for _, want := range stock.Categories() {
		if !slices.Contains(categories, want) {
			t.Errorf("checklists: got %v, want one for %s", categories, want)
		}
	}
}

func TestRead_holidays(t *testing.T) {
	p, err := preset.Read(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	byRegion := map[string]calendar.Holidays{}
	for _, h := range p.Holidays {
		byRegion[h.Region] = h
	}
	for day, region := range map[calendar.Date]string{"2026-04-03": "hk", "2026-12-26": "hk", "2026-02-17": "cn"} {
		if _, off := byRegion[region].Off[day]; !off {
			t.Errorf("%s in %s: got a working day, want a holiday", day, region)
		}
	}
	if _, works := byRegion["cn"].Work["2026-02-14"]; !works {
		t.Error("2026-02-14 in cn: want a make-up workday (R2)")
	}
}

func TestRead_refusesWhatIsBroken(t *testing.T) {
	tests := map[string]fstest.MapFS{
		"no files":       {},
		"no JSON":        {"presets/own.json": {Data: []byte("{")}},
		"unknown figure": {"presets/own.json": {Data: []byte(`{"consents": true}`)}},
		"contradiction":  {"presets/own.json": {Data: []byte(`{"version": 1}`)}},
	}
	for name, fsys := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := preset.Read(fsys); err == nil {
				t.Error("Read: got no error")
			}
		})
	}
}
