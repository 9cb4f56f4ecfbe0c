package desk

import (
	"context"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/message"
)

// templatesKey is where an owner's templates are kept, beside the built-in ones.
const templatesKey = "templates"

// templates are the built-in ones, each in the owner's words where they gave
// some, then the owner's own.
func (d *Desk) templates(tx Tx) ([]message.Template, error) {
	var own []message.Template
	if _, err := tx.Setting(templatesKey, &own); err != nil {
		return nil, err
	}
	all := slices.Clone(d.Presets.Messages)
	for _, t := range own {
		if i := slices.IndexFunc(all, func(b message.Template) bool { return b.Code == t.Code }); i >= 0 {
			all[i] = t
			continue
		}
		all = append(all, t)
	}
	return all, nil
}

// Templates lists the templates of messages (R13).
func (d *Desk) Templates(ctx context.Context) ([]message.Template, error) {
	var all []message.Template
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		all, err = d.templates(tx)
		return err
	})
	return all, err
}

// SaveTemplate keeps an owner's template, or their words for a built-in one. One
// without any text gives a built-in one its own words back, and drops an own one.
//
// Errors: those of message.Template.Check, message.about when a built-in one
// would be about something else.
func (d *Desk) SaveTemplate(ctx context.Context, t message.Template) ([]message.Template, error) {
	drop := len(t.Texts) == 0
	t.Own = true
	for lang, text := range t.Texts {
		if strings.TrimSpace(text.Subject+text.Body) == "" {
			delete(t.Texts, lang)
		}
	}
	for _, b := range d.Presets.Messages {
		if b.Code == t.Code {
			t.About = b.About // its fields are worked out for that
		}
	}
	if !drop {
		if err := t.Check(); err != nil {
			return nil, err
		}
	}
	var all []message.Template
	err := d.update(ctx, func(tx Tx, s setting) error {
		var own []message.Template
		if _, err := tx.Setting(templatesKey, &own); err != nil {
			return err
		}
		own = slices.DeleteFunc(own, func(o message.Template) bool { return o.Code == t.Code })
		if !drop {
			own = append(own, t)
		}
		if err := tx.PutSetting(templatesKey, own); err != nil {
			return err
		}
		var err error
		if all, err = d.templates(tx); err != nil {
			return err
		}
		return s.record(tx, "template.save", "template", 1, domain.Args{"template": t.Code})
	})
	return all, err
}

// templateNow is a template as it is: a save changes the texts that it names.
func (d *Desk) templateNow(ctx context.Context, t message.Template) (message.Template, error) {
	all, err := d.Templates(ctx)
	for _, known := range all {
		if known.Code == t.Code {
			return known, err
		}
	}
	return t, err
}
