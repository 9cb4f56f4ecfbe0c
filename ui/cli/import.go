package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

type importFlags struct {
	channel, report, mapping string
	preview                  bool
	how                      desk.How
}

func (s *session) importCommand() *cobra.Command {
	var f importFlags
	c := s.command("import FILE...", "cli.import", 1, manyFiles, func(c *cobra.Command, args []string) error {
		return s.with(c.Context(), Writing, func(sh Shop, _ time.Time) error { return s.importFiles(c.Context(), sh.Desk, args, f) })
	})
	c.Flags().StringVar(&f.channel, "channel", "", "cli.flag.channel")
	c.Flags().BoolVar(&f.preview, "preview", false, "cli.flag.preview")
	c.Flags().StringVar(&f.report, "report", "", "cli.flag.report")
	c.Flags().StringVar(&f.mapping, "mapping", "", "cli.flag.mapping")
	c.Flags().StringVar(&f.how.Encoding, "encoding", "", "cli.flag.encoding")
	c.Flags().StringVar(&f.how.Sheet, "sheet", "", "cli.flag.sheet")
	c.Flags().StringVar(&f.how.Days, "days", "", "cli.flag.days")
	return c
}

// manyFiles is more than one call ever names.
const manyFiles = 10000

// importFiles takes the files in, one after the other, and stops at the first
// that is refused: what came before it is in.
func (s *session) importFiles(ctx context.Context, d *desk.Desk, paths []string, f importFlags) error {
	if err := s.mapped(ctx, d, &f); err != nil {
		return err
	}
	if f.how.Days != "" && f.how.Days != "dmy" && f.how.Days != "mdy" {
		return misuse("cli.days", domain.Args{"value": f.how.Days})
	}
	var all []desk.Report
	var into []channel.Channel
	var failed error
	for _, path := range paths {
		r, ch, err := s.importFile(ctx, d, path, f)
		if err != nil {
			failed = err
			break
		}
		all, into = append(all, r), append(into, ch)
	}
	if f.report != "" && len(all) > 0 {
		if err := s.report(f.report, all); err != nil {
			return err
		}
	}
	switch {
	case s.json && len(all) == 1 && len(paths) == 1:
		return s.object(all[0])
	case s.json && failed == nil:
		return s.object(all)
	case s.json:
		return failed
	}
	for i, r := range all {
		s.tell(r, into[i], f)
	}
	return failed
}

// mapped finds the mapping that is asked for by name.
func (s *session) mapped(ctx context.Context, d *desk.Desk, f *importFlags) error {
	if f.mapping == "" {
		return nil
	}
	all, err := d.Mappings(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(m desk.Mapping) bool { return m.Name == f.mapping })
	if i < 0 {
		return domain.Missing("mapping", f.mapping)
	}
	f.how.Mapping = &all[i]
	return nil
}

func (s *session) importFile(ctx context.Context, d *desk.Desk, path string, f importFlags) (r desk.Report, ch channel.Channel, err error) {
	file, err := d.OpenExport(ctx, path, f.how)
	if err != nil {
		return r, ch, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if ch, err = s.channelOf(ctx, d, file, f.channel); err != nil {
		return r, ch, err
	}
	do := d.Import
	if f.preview {
		do = d.Preview
	}
	r, err = do(ctx, file, ch.ID, nil)
	return r, ch, err
}

func (s *session) channelOf(ctx context.Context, d *desk.Desk, file desk.Export, name string) (channel.Channel, error) {
	if name != "" {
		return d.ChannelNamed(ctx, name)
	}
	return d.ChannelOf(ctx, file.About())
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

// report saves the orders of the imports with their reasons, one line for each
// reason; of several files it names the file.
//
// Errors: cli.unwritten.
func (s *session) report(path string, all []desk.Report) error {
	w := s.words()
	var head []string
	var rows [][]string
	for _, r := range all {
		h, lines := present.ImportReport(w, r)
		head = h
		if len(all) > 1 {
			head = append([]string{w.T("cli.report.file")}, h...)
			for i := range lines {
				lines[i] = append([]string{r.About.Name}, lines[i]...)
			}
		}
		rows = append(rows, lines...)
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
