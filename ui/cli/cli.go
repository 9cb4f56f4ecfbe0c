// Package cli is the shop at a terminal: the desk's verbs without a window, for
// scripts, servers and tests.
//
//	aftercare import orders_export.csv --preview
//	aftercare label R-11874 --lang en+zh-Hant --out label.pdf
//	aftercare do order.ship '{"order": "LS-10455", "carrier": "SF", "tracking": "SF123"}'
//
// Results go to the standard output, refusals to the standard error, both in
// the shop's language; with --json both are objects. The exit code says what
// happened: 0 done, 1 refused by a rule or by the file, 2 called wrongly, 3 the
// store cannot be used.
package cli

import (
	"context"
	"io"
	"time"

	"github.com/sirupsen/logrus"
	"github.com/spf13/cobra"

	"aftercare/domain/desk"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

// Exit codes.
const (
	Done    = 0 // it is done
	Refused = 1 // a rule, or the file, says no; nothing of it was done
	Misused = 2 // called wrongly
	NoStore = 3 // the store cannot be used
)

// Access says what a command wants of a store.
type Access int

// The kinds of access.
const (
	Reading   Access = iota // the file does not change by a byte
	Writing                 // it must be there
	Beginning               // it is made when there is none
)

// Program is what the commands are given.
type Program struct {
	// Open opens the store at where, "" for the shop's own. Close is called for
	// each Shop it gives.
	Open func(ctx context.Context, where string, access Access, now func() time.Time) (Shop, error)
	// Window opens the window on a store and returns when it is closed; nil in a
	// program that has none.
	Window    func(ctx context.Context, where string, now func() time.Time) error
	Backups   Backups
	Catalogue *text.Catalogue
	Press     func() (*paper.Press, error)
	// Table writes a table as a file that spreadsheets open.
	Table func(w io.Writer, header []string, rows [][]string) error
	// Sheet writes a table of typed cells as csv or xlsx, as its rows come.
	Sheet Sheet
	Log   *logrus.Entry
	Now   func() time.Time
	Env   func(name string) string
	In    io.Reader
	Out   io.Writer
	Err   io.Writer
}

// Sheet writes a table of typed cells, of a kind: csv or xlsx.
type Sheet func(w io.Writer, kind, name string, head []string, wide []int, rows func(each func(cells []any) error) error) error

// Shop is an open store.
type Shop struct {
	Desk   *desk.Desk
	Sample func(ctx context.Context, w Wish) error
	Check  func(ctx context.Context, q desk.LogQuestion) (Health, error)
	Close  func() error
}

// Wish is what a sample shop is to be.
type Wish struct {
	Seed     int64
	Day      time.Time
	Orders   int // 0: as many as it takes
	Language string
}

// Health is what a check of a store found.
type Health struct {
	Engine   string   `json:"engine"`
	Version  int64    `json:"version"`
	Bytes    int64    `json:"bytes"`
	Entries  int64    `json:"entries"` // of the history that are sound
	Findings []string `json:"findings,omitempty"`
	Rotten   []string `json:"rotten,omitempty"` // photos and files whose content is no longer what it was
	Broken   error    `json:"-"`                // where the history breaks, nil when it is whole

	Log desk.LogCheck `json:"log"` // each place where it breaks, and how the backups know it
}

// Sound says that nothing was found.
func (h Health) Sound() bool {
	return len(h.Findings) == 0 && len(h.Rotten) == 0 && h.Broken == nil && len(h.Log.Breaks) == 0
}

// Run does what the arguments ask for and gives the exit code. The end of ctx
// stops it; what was done before stays.
func Run(ctx context.Context, p Program, args []string) int {
	s := &session{p: p}
	root := s.root()
	root.SetArgs(args)
	root.SetContext(ctx)
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	err := root.Execute()
	if err == nil {
		return Done
	}
	return s.fail(err)
}

// root is the program's own command, with all others below it.
func (s *session) root() *cobra.Command {
	root := s.command("aftercare", "cli.aftercare", 0, 0, func(c *cobra.Command, args []string) error {
		if s.p.Window == nil {
			return misuse("cli.no_command", nil)
		}
		now, err := s.clock()
		if err != nil {
			return err
		}
		return s.p.Window(c.Context(), s.store, now)
	})
	root.Args = unknownCommand
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(func(c *cobra.Command, _ error) error {
		return misuse("cli.flag", map[string]any{"command": c.CommandPath()})
	})
	root.SetHelpFunc(s.help)
	root.SetUsageFunc(func(*cobra.Command) error { return nil })
	root.SetHelpCommand(&cobra.Command{Use: "help", Hidden: true, RunE: func(c *cobra.Command, args []string) error {
		of, _, err := c.Root().Find(args)
		if err == nil {
			s.help(of, nil)
		}
		return err
	}})
	f := root.PersistentFlags()
	f.StringVar(&s.store, "store", "", "cli.flag.store")
	f.StringVar(&s.out, "out", "", "cli.flag.out")
	f.BoolVar(&s.json, "json", false, "cli.flag.json")
	f.StringVar(&s.lang, "lang", "", "cli.flag.lang")
	f.BoolVar(&s.debug, "debug", false, "cli.flag.debug")
	f.StringVar(&s.who, "as", "", "cli.flag.as")
	f.StringVar(&s.at, "at", "", "cli.flag.at")
	_ = f.MarkHidden("at") // fails only for a flag that is not there
	_ = f.MarkHidden("debug")
	root.AddCommand(s.importCommand(), s.labelCommand(), s.receiptCommand(), s.slipCommand(), s.pageCommand(), s.evidenceCommand(), s.payoutsCommand(), s.daySheetCommand(), s.doCommand(), s.verbsCommand(),
		s.beginCommand(), s.sampleCommand(), s.checkCommand(), s.backupCommand(), s.restoreCommand(), s.exportCommand(), s.benchCommand(), s.peopleCommand())
	for _, c := range root.Commands() {
		c.RunE = apart(c.RunE)
	}
	return root
}

// apart runs a command on a goroutine of its own. The toolkit of the window ties
// the first one to a thread of the system, and from there each step to another
// goroutine, of which a query takes several, is a change of threads: a thousand
// labels took five times as long.
func apart(run func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		done := make(chan error)
		go func() { done <- run(c, args) }()
		return <-done
	}
}

// command is one command; its words stand under key and, for its arguments,
// key.args. It takes at least and at most that many arguments.
func (s *session) command(use, key string, least, most int, run func(*cobra.Command, []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: key, SilenceErrors: true, SilenceUsage: true, DisableFlagsInUseLine: true, RunE: run,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < least || len(args) > most {
				return misuse("cli.arguments", map[string]any{"command": c.CommandPath()})
			}
			return nil
		}}
}

func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return misuse("cli.no_such_command", map[string]any{"name": args[0]})
	}
	return nil
}
