package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/present"
)

// checkCommand reads the store, or a backup, and says whether it is sound; with
// --repair it salvages what can be read of a damaged one.
func (s *session) checkCommand() *cobra.Command {
	var repair bool
	var to, head string
	c := s.command("check [BACKUP]", "cli.check", 0, 1, func(c *cobra.Command, args []string) error {
		switch {
		case len(args) == 1 && repair:
			return misuse("cli.arguments", map[string]any{"command": c.CommandPath()})
		case len(args) == 1:
			return s.checkBackup(c.Context(), args[0])
		case repair:
			return s.repair(c.Context(), to)
		}
		return s.with(c.Context(), Reading, func(sh Shop, _ time.Time) error { return s.checkStore(c.Context(), sh, head) })
	})
	c.Flags().BoolVar(&repair, "repair", false, "cli.flag.repair")
	c.Flags().StringVar(&to, "to", "", "cli.flag.to_file")
	c.Flags().StringVar(&head, "head", "", "cli.flag.head")
	return c
}

func (s *session) checkStore(ctx context.Context, sh Shop, head string) error {
	asked := headOf(head)
	h, err := sh.Check(ctx, asked)
	if err != nil {
		return err
	}
	if s.json {
		err = s.object(h)
	} else {
		s.say("cli.health", domain.Args{"engine": h.Engine, "version": h.Version, "bytes": h.Bytes, "entries": h.Entries})
		for _, finding := range append(append(h.Findings, h.Rotten...), present.Breaks(s.words(), h.Log.Breaks)...) {
			fmt.Fprintln(s.p.Out, "  "+finding)
		}
	}
	switch {
	case err != nil:
		return err
	case h.Broken != nil:
		return h.Broken
	case len(h.Findings) > 0:
		return &domain.Error{Kind: domain.Damaged, Code: "store.damaged"}
	case len(h.Rotten) > 0:
		return &domain.Error{Kind: domain.Damaged, Code: "backup.files_damaged", Args: domain.Args{"count": len(h.Rotten)}}
	case len(h.Log.Breaks) > 0:
		return &domain.Error{Kind: domain.Damaged, Code: "log.rewritten", Args: domain.Args{"seq": h.Log.Breaks[0].Seq}}
	case h.Log.Given == "other" || h.Log.Given == "missing":
		return &domain.Error{Kind: domain.Damaged, Code: "log." + h.Log.Given, Args: domain.Args{"seq": asked.Seq}}
	case s.json:
		return nil
	}
	if h.Log.Given != "" {
		s.say("cli.head.same", domain.Args{"seq": asked.Seq})
	}
	s.say("cli.sound")
	return nil
}

// headOf reads an end of the log off a day sheet: 187:9f3ca2b1.
func headOf(text string) desk.LogQuestion {
	if text == "" {
		return desk.LogQuestion{}
	}
	seq, hash, _ := strings.Cut(text, ":")
	n, err := strconv.ParseInt(strings.TrimSpace(seq), 10, 64)
	if err != nil || n <= 0 {
		n = -1 // the desk says what is wrong with it
	}
	return desk.LogQuestion{Seq: n, Hash: hash}
}

func (s *session) checkBackup(ctx context.Context, id string) error {
	now, err := s.clock()
	if err != nil {
		return err
	}
	b, err := s.p.Backups.Verify(ctx, s.store, id, now)
	if err != nil {
		return err
	}
	if s.json {
		return s.object(b)
	}
	s.say("cli.backup_good", domain.Args{"id": b.ID, "at": b.Made, "orders": b.Orders, "entries": b.Entries})
	return nil
}

func (s *session) repair(ctx context.Context, to string) error {
	now, err := s.clock()
	if err != nil {
		return err
	}
	r, err := s.p.Backups.Repair(ctx, s.store, to, now)
	if err != nil {
		return err
	}
	if s.json {
		return s.object(r)
	}
	names := make([]string, 0, len(r.Tables))
	for name := range r.Tables {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t := r.Tables[name]
		if t.Rows+t.Lost > 0 || t.Unread > 0 {
			s.say("cli.salvaged.table", domain.Args{"name": name, "rows": t.Rows, "lost": t.Lost, "unread": t.Unread})
		}
	}
	s.say("cli.salvaged", domain.Args{"path": r.File, "entries": r.Entries})
	if r.ChainBroken {
		s.say("cli.salvaged.chain", domain.Args{"entries": r.Entries})
	}
	return nil
}
