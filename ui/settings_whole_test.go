package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// The whole shop goes into one file, named after the shop and the day, which is
// read back.
func TestBackupSection_whole(t *testing.T) {
	w := newWorld(t, options{})
	w.safe()
	w.visit(route{page: "settings", do: "backup"})
	w.see("Whole shop in one file...")
	stick := t.TempDir()
	section := w.shell.page().(*settingsPage).parts["backup"].(*backupSection)
	t.Setenv("HOME", stick)
	w.tap("Whole shop in one file...")
	w.key(fyne.KeyReturn)
	w.see("and was read back")
	found, err := filepath.Glob(filepath.Join(stick, "*"+desk.ArchiveSuffix))
	if err != nil || len(found) != 1 || !strings.Contains(found[0], w.now.Format("20060102")) {
		t.Errorf("in the folder lie %v, %v", found, err)
	}
	section.wholeInto(filepath.Join(stick, "gone", "x"+desk.ArchiveSuffix))
	w.see("cannot be read or written")
}

// A backup that lies elsewhere is chosen by its file; it asks before it takes
// the place of the shop, and for a key, as nobody has read it yet.
func TestBackupSection_elsewhere(t *testing.T) {
	stick := t.TempDir()
	t.Setenv("HOME", stick)
	path := filepath.Join(stick, "old"+desk.ArchiveSuffix)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, options{})
	w.safe()
	s, asked := w.shell, ""
	s.env.prog.Restore = func(_ context.Context, path, secret string) (Program, error) {
		asked = path + " " + secret
		return Program{}, &domain.Error{Kind: domain.Refused, Code: "backup.not_one"}
	}
	s.host = &host{app: s.app, window: w.window, ctx: w.ctx}
	w.visit(route{page: "settings", do: "backup"})
	w.tap("From a file elsewhere...")
	w.key(fyne.KeyReturn)
	w.see("Put the shop of old"+desk.ArchiveSuffix, "Passphrase or key")
	if asked != "" {
		t.Fatal("it was restored unasked")
	}
	w.typeInto("Passphrase or key", "sesame")
	section := w.shell.page().(*settingsPage).parts["backup"].(*backupSection)
	section.restore()
	if asked != path+" sesame" {
		t.Errorf("Restore was asked for %q", asked)
	}
	w.see("not an Aftercare backup")
}

func TestInName(t *testing.T) {
	for name, want := range map[string]string{"Lamma Supply": "Lamma Supply", "南丫商店": "南丫商店", "a/b\\c:d*?\"<>|": "a-b-c-d------", "..": "--"} {
		if got := strings.Map(inName, name); got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
}
