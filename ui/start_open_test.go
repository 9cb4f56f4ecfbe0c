package ui

import (
	"context"
	"os"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// The first start opens a shop that was saved elsewhere; a locked one asks for
// its key, and what cannot be opened says why and leaves the start as it was.
func TestStart_opensABackup(t *testing.T) {
	w := newWorld(t, options{noShop: true})
	asked := ""
	s := w.shell
	next := *s.env.prog
	s.env.prog.Restore = func(_ context.Context, path, secret string) (Program, error) {
		asked = path + " " + secret
		switch {
		case strings.HasPrefix(path, "bad"):
			return Program{}, &domain.Error{Kind: domain.Refused, Code: "backup.not_one"}
		case secret != "open sesame":
			return Program{}, &domain.Error{Kind: domain.Refused, Code: "backup.needs_key", Field: "key"}
		}
		_, err := w.desk.Begin(w.ctx, desk.FirstStart{Name: "Another shop", Language: "en", Channels: map[string]string{"own": "Own shop"}})
		return next, err
	}
	s.host = &host{app: s.app, window: w.window, ctx: w.ctx, tasks: func(ctx context.Context) *tasks {
		return &tasks{ctx: ctx, inline: true, aside: s.env.work.aside}
	}}
	p := &startPage{shell: s, env: s.env}
	p.speak("en")
	w.see("Open a shop from a backup...")
	p.open("bad"+desk.ArchiveSuffix, "")
	w.see("Name of the shop", "Import orders", "not an Aftercare backup")
	p.open("good"+desk.ArchiveSuffix, "")
	w.see("Passphrase or key of the recovery sheet")
	for _, r := range "open sesame" {
		w.window.Canvas().Focused().TypedRune(r)
	}
	w.tap("Restore")
	if asked != "good"+desk.ArchiveSuffix+" open sesame" {
		t.Errorf("Restore was asked for %q", asked)
	}
	w.see("Today", "Orders")
	if _, err := os.Stat("good" + desk.ArchiveSuffix); err == nil {
		t.Error("the window wrote a file of its own")
	}
}
