package ui

import (
	"testing"
	"time"

	"aftercare/domain/desk"
)

// The top bar says what an owner must know, and the worst of it first.
func TestShell_safety(t *testing.T) {
	w := newWorld(t, options{})
	for _, tt := range []struct {
		state desk.BackupState
		want  string
	}{
		{desk.BackupState{}, "No backup yet"},
		{desk.BackupState{Last: w.now.Add(-3 * time.Hour)}, "Backup 3 h ago"},
		{desk.BackupState{Last: w.now.Add(-12 * time.Minute), Second: "/stick", Copied: w.now.AddDate(0, 0, -9)}, "Backup 12 min ago, copy 9 days ago"},
		{desk.BackupState{Last: w.now, Second: "/stick"}, "Backup just now, copy never"},
		{desk.BackupState{Last: w.now, Damage: "store.damaged"}, "The shop's file is damaged"},
	} {
		w.shell.showSafe(tt.state)
		w.see(tt.want)
	}
}
