// Package preset reads what a new shop begins with out of the program's own
// files: the policies of the channels, the checklists of the intake desk, the
// holidays of the regions.
//
//	p, err := preset.Read(assets.FS)
//	d := desk.New(desk.Parts{Presets: p, ...})
package preset

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/storage/exchange"
)

// Names are the channels that ship, in the order in which a shop is given them.
func Names() []string { return []string{"own", "yoho", "taobao", "whatnot"} }

// Regions are the regions whose holidays ship.
func Regions() []string { return []string{"hk", "cn"} }

// Read reads the presets below the folders presets and calendars of fsys. A
// file that is missing, that says what nobody knows, or whose policy
// contradicts itself is an error: the program would begin a shop wrongly.
func Read(fsys fs.FS) (desk.Presets, error) {
	out := desk.Presets{Policies: map[string]channel.Policy{}}
	for _, name := range Names() {
		var p channel.Policy
		if err := read(fsys, "presets/"+name+".json", &p); err != nil {
			return out, err
		}
		if err := p.Check(); err != nil {
			return out, fmt.Errorf("preset %q: %w", name, err)
		}
		out.Policies[name] = p
	}
	if err := read(fsys, "presets/checklists.json", &out.Checklists); err != nil {
		return out, err
	}
	if err := read(fsys, "presets/carriers.json", &out.Carriers); err != nil {
		return out, err
	}
	for _, c := range out.Carriers {
		if err := c.Check(); err != nil {
			return out, fmt.Errorf("carrier %q: %w", c.Code, err)
		}
	}
	if err := read(fsys, "presets/messages.json", &out.Messages); err != nil {
		return out, err
	}
	for _, region := range Regions() {
		h, err := holidays(fsys, region)
		if err != nil {
			return out, err
		}
		out.Holidays = append(out.Holidays, h)
	}
	return out, nil
}

func read(fsys fs.FS, name string, into any) error {
	text, err := fs.ReadFile(fsys, name)
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(text))
		d.DisallowUnknownFields()
		err = d.Decode(into)
	}
	if err != nil {
		return fmt.Errorf("read preset %q: %w", name, err)
	}
	return nil
}

func holidays(fsys fs.FS, region string) (h calendar.Holidays, err error) {
	name := "calendars/" + region + ".ics"
	f, err := fsys.Open(name)
	if err == nil {
		defer func() { err = errors.Join(err, f.Close()) }()
		h, err = exchange.ReadCalendar(f)
	}
	if err != nil {
		return h, fmt.Errorf("read calendar %q: %w", name, err)
	}
	h.Region = region
	return h, nil
}
