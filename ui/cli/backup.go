package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// Backups are what the commands for the shop's safety call. They work on the
// store at where, "" for the shop's own, also when it cannot be opened.
type Backups struct {
	// Verify reads the backup of an id or a path, all of it; "" is the newest.
	Verify func(ctx context.Context, where, id string, now func() time.Time) (desk.Backup, error)
	// Restore puts a backup in the place of the store.
	Restore func(ctx context.Context, where, id, secret string, now func() time.Time) (Restored, error)
	// Copy puts a backup and its files into another folder and says where.
	Copy func(ctx context.Context, where, id, dir string, now func() time.Time) (string, error)
	// Repair salvages what can be read of a damaged store into a new file; "" is
	// one beside it.
	Repair func(ctx context.Context, where, to string, now func() time.Time) (Salvaged, error)
}

// Restored is what a restore did.
type Restored struct {
	Backup desk.Backup `json:"backup"`
	Kept   string      `json:"kept,omitempty"` // where the store that stood there lies now
	Files  int         `json:"files"`          // photos and files that were put back
	Erased int         `json:"erased"`         // customers who were forgotten once more
}

// Salvaged is what could be read of a damaged store.
type Salvaged struct {
	File        string           `json:"file"`
	Tables      map[string]Saved `json:"tables"`
	Entries     int64            `json:"entries"` // of the history, up to the first that is missing
	ChainBroken bool             `json:"chain_broken,omitempty"`
}

// Saved is what could be read of one table, and what is known to be missing:
// rows that others refer to or that were counted, and stretches that could not
// be read.
type Saved struct {
	Rows   int64 `json:"rows"`
	Lost   int64 `json:"lost"`
	Unread int   `json:"unread"`
}

// backupCommand backs the shop up, or lists the backups.
func (s *session) backupCommand() *cobra.Command {
	var list, drill bool
	var to, whole string
	c := s.noArguments("backup", "cli.backup", func(c *cobra.Command) error {
		return s.with(c.Context(), Writing, func(sh Shop, now time.Time) error {
			switch {
			case list:
				return s.listBackups(c.Context(), sh)
			case drill:
				return s.drillBackup(c.Context(), sh)
			case whole != "":
				return s.archiveShop(c.Context(), sh, whole)
			}
			return s.makeBackup(c.Context(), sh, to)
		})
	})
	c.Flags().BoolVar(&list, "list", false, "cli.flag.list")
	c.Flags().BoolVar(&drill, "drill", false, "cli.flag.drill")
	c.Flags().StringVar(&to, "to", "", "cli.flag.to_folder")
	c.Flags().StringVar(&whole, "whole", "", "cli.flag.whole")
	return c
}

// archiveShop writes the whole shop into one file; restore opens it elsewhere.
func (s *session) archiveShop(ctx context.Context, sh Shop, to string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	if !strings.HasSuffix(to, desk.ArchiveSuffix) {
		to += desk.ArchiveSuffix
	}
	b, err := sh.Desk.ArchiveShop(ctx, desk.ArchiveWanted{Path: to})
	if err != nil {
		return err
	}
	if s.json {
		return s.object(struct {
			desk.Backup
			Copy string `json:"copy"`
		}{b, to})
	}
	s.say("cli.archived", domain.Args{"path": to, "orders": b.Orders, "count": b.Files})
	return nil
}

func (s *session) makeBackup(ctx context.Context, sh Shop, to string) error {
	b, err := sh.Desk.MakeBackup(ctx)
	if err != nil {
		return err
	}
	if to != "" {
		if to, err = s.p.Backups.Copy(ctx, s.store, b.ID, to, s.p.Now); err != nil {
			return err
		}
	}
	if s.json {
		return s.object(struct {
			desk.Backup
			Copy string `json:"copy,omitempty"`
		}{b, to})
	}
	s.say("cli.backed_up", domain.Args{"id": b.ID, "bytes": b.Bytes, "orders": b.Orders, "entries": b.Entries})
	if to != "" {
		s.say("cli.backup_copied", domain.Args{"path": to})
	}
	return nil
}

func (s *session) listBackups(ctx context.Context, sh Shop) error {
	state, err := sh.Desk.BackupState(ctx)
	if err != nil {
		return err
	}
	if s.json {
		return s.object(state)
	}
	w := s.words()
	for _, b := range state.Backups {
		line := fmt.Sprintf("%s  %s  %s", b.ID, w.Moment(b.Made), w.T("backup.why."+b.Why))
		if b.Fault != nil {
			line = b.ID + "  " + w.Error(b.Fault)
		}
		if b.Other {
			line += "  " + w.T("backup.other")
		}
		fmt.Fprintln(s.p.Out, line)
	}
	return nil
}

func (s *session) drillBackup(ctx context.Context, sh Shop) error {
	d, err := sh.Desk.DrillBackup(ctx)
	if err != nil {
		return err
	}
	if s.json {
		return s.object(d)
	}
	s.say("cli.drilled", domain.Args{"serial": d.Serial})
	return nil
}

// restoreCommand puts a backup in the place of the store.
func (s *session) restoreCommand() *cobra.Command {
	var key string
	c := s.command("restore [BACKUP]", "cli.restore", 0, 1, func(c *cobra.Command, args []string) error {
		now, err := s.clock()
		if err != nil {
			return err
		}
		id := strings.Join(args, "")
		secret, err := s.secret(key)
		if err != nil {
			return err
		}
		// Whoever may not restore is refused while it can still be asked.
		err = s.with(c.Context(), Reading, func(sh Shop, _ time.Time) error { return sh.Desk.MayRestore(c.Context()) })
		if e := domain.As(err); e != nil && e.Kind == domain.Forbidden {
			return err
		}
		r, err := s.p.Backups.Restore(c.Context(), s.store, id, secret, now)
		if err != nil {
			return err
		}
		if s.json {
			return s.object(r)
		}
		s.say("cli.restored", domain.Args{"id": r.Backup.ID, "at": r.Backup.Made, "orders": r.Backup.Orders})
		if r.Kept != "" {
			s.say("cli.kept_aside", domain.Args{"path": r.Kept})
		}
		return nil
	})
	c.Flags().StringVar(&key, "key", "", "cli.flag.key")
	return c
}

// secret reads what opens a locked backup out of a file, or the input for "-":
// on the command line everybody on the machine could see it.
func (s *session) secret(from string) (string, error) {
	switch from {
	case "":
		return s.p.Env("AFTERCARE_KEY"), nil
	case "-":
		text, err := io.ReadAll(io.LimitReader(s.p.In, 4096))
		return strings.TrimSpace(string(text)), err
	}
	f, err := os.Open(from)
	if err != nil {
		return "", domain.Wrong("key", "cli.no_key", domain.Args{"name": from})
	}
	defer f.Close() // it is only read
	text, err := io.ReadAll(io.LimitReader(f, 4096))
	return strings.TrimSpace(string(text)), err
}
