package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/ui/text"
)

type importFlags struct {
	channel, report string
	preview         bool
}

func (s *session) importCommand() *cobra.Command {
	var f importFlags
	c := s.command("import FILE", "cli.import", 1, 1, func(c *cobra.Command, args []string) error {
		return s.with(c.Context(), Writing, func(sh Shop, _ time.Time) error { return s.importFile(c.Context(), sh.Desk, args[0], f) })
	})
	c.Flags().StringVar(&f.channel, "channel", "", "cli.flag.channel")
	c.Flags().BoolVar(&f.preview, "preview", false, "cli.flag.preview")
	c.Flags().StringVar(&f.report, "report", "", "cli.flag.report")
	return c
}

func (s *session) importFile(ctx context.Context, d *desk.Desk, path string, f importFlags) (err error) {
	file, err := d.OpenExport(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	ch, err := s.channelOf(ctx, d, file, f.channel)
	if err != nil {
		return err
	}
	do := d.Import
	if f.preview {
		do = d.Preview
	}
	r, err := do(ctx, file, ch.ID, nil)
	if err != nil {
		return err
	}
	if f.report != "" {
		if err := s.report(f.report, r); err != nil {
			return err
		}
	}
	if s.json {
		return s.object(r)
	}
	s.tell(r, ch, f)
	return nil
}

func (s *session) channelOf(ctx context.Context, d *desk.Desk, file desk.Export, name string) (channel.Channel, error) {
	if name != "" {
		return d.ChannelNamed(ctx, name)
	}
	return d.ChannelFor(ctx, file.About().Preset)
}

// results are the counts in the order in which they are told.
func results() []desk.Result {
	return []desk.Result{desk.Created, desk.Changed, desk.Unchanged, desk.Review}
}

// tell prints the counts, and of each order that needs review the reasons.
func (s *session) tell(r desk.Report, ch channel.Channel, f importFlags) {
	w := s.words()
	s.say("cli.import.file", domain.Args{"name": r.About.Name, "format_key": "format." + r.About.Format,
		"encoding_key": "encoding." + r.About.Encoding, "columns": r.About.Matched, "channel": ch.Name})
	for _, result := range results() {
		s.say("cli.import.count", domain.Args{"result_key": "result." + string(result), "n": r.Counts[result]})
	}
	for _, o := range r.Outcomes {
		if o.Result != desk.Review {
			break // they stand first
		}
		s.say("cli.import.order", domain.Args{"row": o.Row, "number": named(o, w)})
		for _, e := range o.Faults {
			fmt.Fprintln(s.p.Out, "  "+w.Error(e))
		}
	}
	if r.Cut {
		s.say("cli.import.cut")
	}
	if f.report != "" {
		s.say("cli.import.report", domain.Args{"name": f.report})
	}
	if f.preview {
		s.say("cli.import.preview")
	}
}

func named(o desk.Outcome, w *text.Words) string {
	if o.Number == "" {
		return w.T("cli.import.unnamed")
	}
	return o.Number
}

// report saves the orders of an import with their reasons, one line for each
// reason.
//
// Errors: cli.unwritten.
func (s *session) report(path string, r desk.Report) error {
	w := s.words()
	head := []string{w.T("cli.report.row"), w.T("cli.report.order"), w.T("cli.report.customer"), w.T("cli.report.result"), w.T("cli.report.field"), w.T("cli.report.reason")}
	var rows [][]string
	for _, o := range r.Outcomes {
		row := []string{strconv.Itoa(o.Row), o.Number, o.Customer, w.T("result." + string(o.Result)), "", ""}
		if len(o.Faults)+len(o.Hints) == 0 {
			rows = append(rows, row)
		}
		for _, e := range append(append([]*domain.Error{}, o.Faults...), o.Hints...) {
			line := append([]string{}, row...)
			line[4], line[5] = w.Field(e.Field), w.Error(e)
			rows = append(rows, line)
		}
	}
	var b bytes.Buffer
	err := s.p.Table(&b, head, rows)
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), 0o600)
	}
	if err != nil {
		return errors.Join(&domain.Error{Kind: domain.Invalid, Code: "cli.unwritten", Field: "report", Args: domain.Args{"name": path}}, err)
	}
	return nil
}
