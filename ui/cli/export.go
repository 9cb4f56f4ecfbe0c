package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/present"
)

type exportFlags struct {
	filter, format, from, to, channel string
}

// calendarName is the table that is no table: due dates for a calendar program.
const calendarName = "calendar"

func (s *session) exportCommand() *cobra.Command {
	var f exportFlags
	c := s.command("export TABLE", "cli.export", 1, 1, func(c *cobra.Command, args []string) error {
		return s.with(c.Context(), Reading, func(sh Shop, now time.Time) error {
			if args[0] == "all" {
				return s.exportAll(c.Context(), sh.Desk, f, now)
			}
			return s.export(c.Context(), sh.Desk, args[0], f, now)
		})
	})
	c.Flags().StringVar(&f.filter, "filter", "", "cli.flag.filter")
	c.Flags().StringVar(&f.channel, "channel", "", "cli.flag.of_channel")
	c.Flags().StringVar(&f.format, "format", "", "cli.flag.format")
	c.Flags().StringVar(&f.from, "from", "", "cli.flag.from")
	c.Flags().StringVar(&f.to, "to", "", "cli.flag.to")
	return c
}

// export writes one table to --out: a file, a folder, or the output.
func (s *session) export(ctx context.Context, d *desk.Desk, name string, f exportFlags, now time.Time) error {
	kind := f.format
	if kind == "" {
		kind = strings.TrimPrefix(strings.ToLower(filepath.Ext(s.out)), ".")
	}
	switch {
	case name == calendarName:
		kind = "ics"
	case kind != "xlsx":
		kind = "csv"
	}
	file := name + "." + kind
	path := s.out
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, file)
	}
	if path == "" {
		path = file
	}
	write := func(w io.Writer) error { return s.table(ctx, d, w, name, kind, f, now) }
	if path == "-" {
		return write(s.p.Out)
	}
	if err := whole(path, write); err != nil {
		if domain.As(err) != nil {
			return err
		}
		return errors.Join(&domain.Error{Kind: domain.Invalid, Code: "cli.unwritten", Field: "out", Args: domain.Args{"name": path}}, err)
	}
	if s.json {
		return s.object(map[string]string{"table": name, "file": path})
	}
	s.say("cli.export.done", domain.Args{"name": path})
	return nil
}

// exportAll writes every table, and the calendar, into the folder --out.
func (s *session) exportAll(ctx context.Context, d *desk.Desk, f exportFlags, now time.Time) error {
	if s.out == "" {
		s.out = "."
	}
	if err := os.MkdirAll(s.out, 0o700); err != nil {
		return errors.Join(&domain.Error{Kind: domain.Invalid, Code: "cli.unwritten", Field: "out", Args: domain.Args{"name": s.out}}, err)
	}
	for _, name := range append(desk.Tables(), calendarName) {
		if err := s.export(ctx, d, name, f, now); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) table(ctx context.Context, d *desk.Desk, w io.Writer, name, kind string, f exportFlags, now time.Time) error {
	words := s.words()
	if kind == "ics" {
		dates, err := d.DueDates(ctx)
		if err != nil {
			return err
		}
		_, err = w.Write(present.Calendar(words, dates, now))
		return err
	}
	q, err := f.query(name)
	if err != nil {
		return err
	}
	if f.channel != "" {
		c, err := d.ChannelNamed(ctx, f.channel)
		if err != nil {
			return err
		}
		q.Orders.Channel, q.Agreements.Channel, q.Losses.Channel = c.ID, c.ID, c.ID
	}
	columns, err := desk.TableColumns(name)
	if err != nil {
		return err
	}
	head, wide := present.ExportHead(words, columns)
	return s.p.Sheet(w, kind, words.T("table."+name), head, wide, func(each func([]any) error) error {
		return d.Export(ctx, q, func(cells []any) error { return each(present.ExportCells(words, cells)) })
	})
}

// query picks the rows by --filter: a chip of the orders, or "open" for the
// others; the books by days.
func (f exportFlags) query(name string) (desk.ExportQuery, error) {
	q := desk.ExportQuery{Table: name}
	open := f.filter == "open"
	q.Cases.Open, q.Refunds.Open, q.Goodwill.Open, q.Claims.Open, q.Repairs.Open = open, open, open, open, open
	span := desk.Span{From: calendar.Date(f.from), To: calendar.Date(f.to)}
	q.Ledger.From, q.Ledger.To = span.From, span.To
	q.Agreements.From, q.Agreements.To = span.From, span.To
	q.Losses.Span, q.Retentions.Span = span, span
	if name == "agreements" {
		return q, f.agreements(&q.Agreements)
	}
	if name != "orders" && name != "order_lines" {
		if f.filter != "" && !open {
			return q, misuse("cli.filter", domain.Args{"value": f.filter, "filters": "open"})
		}
		return q, nil
	}
	filters := []string{"all", "open", "due_today", "overdue", "agreed", "changed", "urgent"}
	for _, known := range append(filters, "") {
		if f.filter == known {
			q.Orders.Filter = desk.OrderFilter(f.filter)
			return q, nil
		}
	}
	return q, misuse("cli.filter", domain.Args{"value": f.filter, "filters": strings.Join(filters, ", ")})
}

// agreements picks the rows of the register: an outcome, or what the platform
// does not know yet.
func (f exportFlags) agreements(q *desk.RegisterQuery) error {
	filters := []string{"to_enter"}
	for _, o := range order.Outcomes() {
		filters = append(filters, string(o))
	}
	switch {
	case f.filter == "" || f.filter == "all":
	case f.filter == "to_enter":
		q.ToEnter = true
	case slices.Contains(filters, f.filter):
		q.Outcome = order.Outcome(f.filter)
	default:
		return misuse("cli.filter", domain.Args{"value": f.filter, "filters": strings.Join(filters, ", ")})
	}
	return nil
}

// whole writes a file beside its place and moves it there once it is complete:
// what is called path is never half a table.
func whole(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".export-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
