package ui

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/storage/backup"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// safe gives the world's window a vault beside its store.
func (w *world) safe() *backup.Vault {
	w.t.Helper()
	v := &backup.Vault{Store: w.store.Path(), Dir: w.store.Path() + ".backups", Now: w.clock, Zone: time.UTC}
	w.shell.env.desk.Backups = backup.Keeper{Vault: v, DB: w.store}
	w.desk.Backups = w.shell.env.desk.Backups
	return v
}

func TestBackupSection_makeCopyLock(t *testing.T) {
	w := newWorld(t, options{})
	v := w.safe()
	w.visit(route{page: "settings", do: "backup"})
	w.see("All backups are on the disk of this machine", "There is none yet")
	w.tap("Back up now")
	w.see("Backed up and read back", "by hand")
	if all, err := v.List(); err != nil || len(all) != 1 {
		t.Fatalf("List: got %v, %v", all, err)
	}
	w.tap("Try the newest")
	w.see("The newest backup restores")
	w.typeInto("Folder", filepath.Join(t.TempDir(), "nowhere"))
	w.tap("Use this folder")
	w.see("This folder cannot hold copies")
	stick := t.TempDir()
	w.typeInto("Folder", stick)
	w.tap("Use this folder")
	w.see("The first copy is there", "on the other disk")
	if found, err := filepath.Glob(filepath.Join(stick, "*"+backup.Suffix)); err != nil || len(found) != 1 {
		t.Errorf("copies: got %v, %v", found, err)
	}
	w.typeInto("Passphrase", "short")
	w.tap("Lock and make the sheet")
	w.see("Use at least 10 characters")
	w.typeInto("Passphrase", "correct horse battery")
	w.tap("Lock and make the sheet")
	w.see("Backups are locked", "Recovery sheet")
	if len(w.output.files["recovery-sheet.pdf"]) == 0 {
		t.Error("no recovery sheet was made")
	}
	w.tap("Back up now")
	if b, err := v.Find(t.Context(), ""); err != nil || !b.Locked {
		t.Errorf("the newest backup: got %+v, %v, want it locked", b.About, err)
	}
}

func TestBackupWarnings(t *testing.T) {
	w := newWorld(t, options{})
	e := w.shell.env
	for name, tt := range map[string]struct {
		state desk.BackupState
		tone  theme.Tone
	}{
		"damage":      {desk.BackupState{Damage: "store.damaged", Second: "/s", Copied: w.now}, theme.Late},
		"no room":     {desk.BackupState{Tight: true, Second: "/s", Copied: w.now}, theme.Warn},
		"cloud":       {desk.BackupState{Risk: "cloud", Second: "/s", Copied: w.now}, theme.Warn},
		"network":     {desk.BackupState{Risk: "network", Second: "/s", Copied: w.now}, theme.Warn},
		"clock":       {desk.BackupState{ClockOff: true, Last: w.now, Second: "/s", Copied: w.now}, theme.Warn},
		"drill":       {desk.BackupState{Drill: desk.BackupDrill{At: w.now, Code: "backup.damaged"}, Second: "/s", Copied: w.now}, theme.Late},
		"no second":   {desk.BackupState{}, theme.Info},
		"old second":  {desk.BackupState{Second: "/s", Copied: w.now.AddDate(0, 0, -8)}, theme.Warn},
		"all is well": {desk.BackupState{Second: "/s", Copied: w.now}, ""},
	} {
		got := backupWarnings(e, tt.state)
		switch {
		case tt.tone == "" && len(got) == 0:
		case len(got) != 1 || got[0].Tone != tt.tone || got[0].Sentence == "":
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

// A store that does not open brings up the way out of it: its backups, read one
// after another, and the shop once one of them is restored.
func TestRescuePage(t *testing.T) {
	w := newWorld(t, options{})
	v := w.safe()
	if _, err := w.desk.MakeBackup(w.ctx); err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(v.Dir, "000000-bad"+backup.Suffix)
	if err := os.WriteFile(bad, []byte("no backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	restored := ""
	next := *w.shell.env.prog
	next.Kept = "/shop.aftercare.before"
	p := next
	p.Desk = nil
	p.Rescue = &Rescue{Err: &domain.Error{Kind: domain.Damaged, Code: "store.damaged"}, Store: "/shop.aftercare", Language: "en",
		Backups: func(ctx context.Context) ([]desk.Backup, error) {
			s, err := w.desk.BackupState(ctx)
			return s.Backups, err
		},
		Verify: func(ctx context.Context, id string) (desk.Backup, error) {
			return w.desk.VerifyBackup(ctx, desk.BackupNamed{ID: id})
		},
		Restore: func(_ context.Context, id, _ string) (Program, error) { restored = id; return next, nil },
	}
	h := &host{app: w.shell.app, window: w.window, ctx: w.ctx, tasks: func(ctx context.Context) *tasks {
		return &tasks{ctx: ctx, inline: true, aside: w.shell.env.work.aside}
	}}
	h.show(h.prepare(p))
	w.see("The shop could not be opened", "The shop file is damaged", "Good", "Damaged", "Salvage what can be read")
	w.tap("Restore")
	w.see("The shop goes back to", "is kept beside it")
	w.tap("Restore this one")
	if restored == "" {
		t.Error("nothing was restored")
	}
	w.see("The shop is back at", "The one before is kept beside it")
}

// Where the shop's file is gone, the way out is a backup, or a new shop where
// somebody wants one; there is nothing to salvage.
func TestRescuePage_lost(t *testing.T) {
	w := newWorld(t, options{})
	w.safe()
	if _, err := w.desk.MakeBackup(w.ctx); err != nil {
		t.Fatal(err)
	}
	began, failed := false, error(&domain.Error{Kind: domain.Refused, Code: "backup.no_room"})
	next := *w.shell.env.prog
	p := next
	p.Desk = nil
	p.Rescue = &Rescue{Err: &domain.Error{Kind: domain.NotFound, Code: "store.lost", Args: domain.Args{"at": w.now}}, Store: "/shop.aftercare", Language: "en",
		Backups: func(ctx context.Context) ([]desk.Backup, error) {
			s, err := w.desk.BackupState(ctx)
			return s.Backups, err
		},
		Verify: func(ctx context.Context, id string) (desk.Backup, error) {
			return w.desk.VerifyBackup(ctx, desk.BackupNamed{ID: id})
		},
		Begin: func(context.Context) (Program, error) { began = true; return next, nil },
		Restore: func(context.Context, string, string) (Program, error) {
			if failed != nil {
				return Program{}, failed
			}
			return next, nil
		},
	}
	h := &host{app: w.shell.app, window: w.window, ctx: w.ctx, tasks: func(ctx context.Context) *tasks {
		return &tasks{ctx: ctx, inline: true, aside: w.shell.env.work.aside}
	}}
	h.show(h.prepare(p))
	w.see("The shop file is not where it was", "The backups stay as they are", "Good", "Begin a new shop")
	w.unseen("Salvage what can be read", "The file lies where it was")
	w.tap("Restore")
	w.see("The shop goes back to")
	w.unseen("kept beside it")
	w.tap("Restore this one")
	w.see("it was not restored", "the shop and its backups are as they were", "Make room for twice the shop's file")
	w.unseen("This change was not saved")
	failed = nil
	w.tap("Restore")
	w.tap("Restore this one")
	w.see("The shop is back at", "none is kept beside it")
	w.unseen("The one before is kept")
	h.show(h.prepare(p))
	if began {
		t.Fatal("a new shop began unasked")
	}
	w.tap("Begin a new shop")
	if !began {
		t.Error("no new shop began")
	}
}

// The question before a restore has the keyboard on the way back, not on the
// deed; Esc takes it back, and the keyboard is where it was.
func TestBackupSection_questionTakesTheKeyboard(t *testing.T) {
	w := newWorld(t, options{})
	w.safe()
	if _, err := w.desk.MakeBackup(w.ctx); err != nil {
		t.Fatal(err)
	}
	s := w.shell
	s.env.prog.Restore = func(context.Context, string, string) (Program, error) {
		return Program{}, &domain.Error{Kind: domain.Refused, Code: "backup.no_room"}
	}
	s.host = &host{app: s.app, window: w.window, ctx: w.ctx}
	w.visit(route{page: "settings", do: "backup"})
	at := func() string {
		b, ok := w.window.Canvas().Focused().(*widgets.Button)
		if !ok {
			return ""
		}
		return b.Look().Word
	}
	w.tap("Restore")
	w.see("The shop goes back to")
	if at() != "Cancel" {
		t.Errorf("the question gives the keyboard to %q", at())
	}
	w.key(fyne.KeyEscape)
	w.unseen("The shop goes back to")
	if at() != "Restore" || w.shell.current != "settings" {
		t.Errorf("after Esc %q has the keyboard on the page %s", at(), w.shell.current)
	}
	w.tap("Restore")
	w.tap("Restore this one")
	w.see("it was not restored", "the shop and its backups are as they were")
	w.unseen("This change was not saved")
}
