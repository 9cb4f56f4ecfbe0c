package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help tells what a command does, in the person's language: its Short and the
// usage of its flags are keys of the catalogue.
func (s *session) help(c *cobra.Command, _ []string) {
	w := s.words()
	out := c.OutOrStdout()
	fmt.Fprintf(out, "%s\n\n%s\n  %s\n", w.T(c.Short), w.T("cli.usage"), c.UseLine())
	var rows [][2]string
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			rows = append(rows, [2]string{strings.TrimPrefix(sub.UseLine(), "aftercare "), w.T(sub.Short)})
		}
	}
	table(s, "cli.commands", rows)
	table(s, "cli.flags", flags(s, c.LocalNonPersistentFlags()))
	table(s, "cli.flags_of_all", flags(s, c.Root().PersistentFlags()))
}

func flags(s *session, set *pflag.FlagSet) [][2]string {
	var rows [][2]string
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		name := "--" + f.Name
		if f.Value.Type() != "bool" {
			name += " " + strings.ToUpper(f.Name)
		}
		rows = append(rows, [2]string{name, s.words().T(f.Usage)})
	})
	return rows
}

func table(s *session, head string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(s.p.Out, "\n%s\n", s.words().T(head))
	for _, r := range rows {
		fmt.Fprintf(s.p.Out, "  %s\n      %s\n", r[0], r[1])
	}
}
