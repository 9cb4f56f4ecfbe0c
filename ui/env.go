// Package ui is the window: one file a page, no rules, no SQL, and no word of
// its own.
//
// A page is made of an env: the desk whose verbs it calls, the words it speaks,
// the tasks that carry work off the screen's goroutine, the shell around it, and
// what the program was given. It declares a list and a detail out of widgets,
// loads them by run, and offers its actions to the menu and the keys.
package ui

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

// Program is what the window is given.
type Program struct {
	Desk      *desk.Desk
	Catalogue *text.Catalogue
	Press     *paper.Press
	Output    Output
	Log       *logrus.Entry
	Command   string // how this program is called in a terminal; "" for by its name
	Store     string // where the shop is kept, for the first page
	// Sample fills an empty store with the sample shop; progress hears from 0 to 1.
	Sample func(ctx context.Context, language string, progress func(float64)) error
	// Sound plays the sound of an intake answer by its name: expected,
	// not_a_parcel, already_in, unknown. It may be nil.
	Sound func(ctx context.Context, name string)
	// Pictures lists the pictures of a folder that are new since a moment, for
	// the intake desk; nil where none can be watched.
	Pictures func(folder string, since time.Time) ([]string, error)
	// ReadCalendar reads the holidays of an .ics file; nil where none can be.
	ReadCalendar func(path string) (calendar.Holidays, error)
	// Table writes a table as CSV, as reports are kept; nil where none can be.
	Table func(w io.Writer, head []string, rows [][]string) error
	// Sheet writes a table of typed cells as csv or xlsx; nil where none can be.
	Sheet func(w io.Writer, kind, name string, head []string, wide []int, rows func(each func(cells []any) error) error) error
	// Statement reads the lines of a payout file; nil where none can be.
	Statement func(path string) ([]desk.StatementLine, error)
	Now       func() time.Time
	// Leaving is told, on a goroutine of its own, that the window is about to
	// go: it was closed, or the program was asked to end. It may be nil.
	Leaving func()
	// Restore puts a backup in the place of the store, and gives the program on
	// it. A backup that is refused leaves the shop as it was; the program that
	// comes with an error is the shop as it is then. Nil where there is none.
	Restore func(ctx context.Context, id, secret string) (Program, error)
	// Kept is where the store lies whose place a restore gave to this one; "" where
	// none stood there.
	Kept string
	// Rescue is set while the store cannot be opened; Desk is nil then.
	Rescue *Rescue
	// ReadOnly says that nothing can be written: a damaged store is looked at.
	ReadOnly bool
	// Summoned says, once, that a second start asks for this window. It may be nil.
	Summoned func() bool
}

// Output is where papers and reports go: a folder, a printer, another program.
type Output interface {
	// Save keeps a file under a name in the papers' folder and says where.
	Save(name string, data []byte) (path string, err error)
	// Write is Save of what is written a part at a time, however much it is.
	Write(name string, write func(io.Writer) error) (path string, err error)
	// Copy puts a copy of a file under another path.
	Copy(path, to string) error
	// Print hands a file to the system's printer.
	Print(path string) error
	// Show opens a file in the system's own program.
	Show(path string) error
}

// env is what a page is made of.
type env struct {
	desk  *desk.Desk
	words *text.Words
	work  *tasks
	shell *shell
	prog  *Program
}

// now is the moment, and zone the shop's.
func (e env) now() time.Time { return e.prog.Now() }

// speak is the words of now: the language of the shop, and what day it is. A
// page asks anew each time, as a page outlives the day on which it was made.
func (e env) speak() *text.Words { return e.shell.env.words }

var errPanic = errors.New("panic in a task")
