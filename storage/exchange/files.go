package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

// Files opens order exports for the desk.
type Files struct{}

var _ desk.Files = Files{}

// Open finds out what the file at path is. Times without an offset are read in
// the zone of the platform, where it has one of its own, else in the shop's.
//
// Errors: import.no_file, import.not_a_file, import.not_allowed, and those of
// the package's Open.
func (Files) Open(path string, how desk.How) (desk.Export, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	e := &export{handle: f}
	if err := e.open(filepath.Base(path), options(how)); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return e, nil
}

// options are how a person wants the file read, with the formats to try.
func options(how desk.How) Options {
	o := Options{Zone: how.Zone, Currency: how.Currency, Encoding: Encoding(how.Encoding), Sheet: how.Sheet, Days: DayOrder(how.Days), MaxRows: how.Rows}
	if how.Separator != "" {
		o.Separator = []rune(how.Separator)[0]
	}
	if m := how.Mapping; m != nil {
		o.Formats, o.HeaderRow = []Format{mapped(*m)}, m.HeaderRow
		return o
	}
	o.Formats = Formats()
	for _, m := range how.Known {
		o.Formats = append(o.Formats, mapped(m))
	}
	return o
}

// endings are those of files that may be exports.
var endings = []string{".csv", ".tsv", ".txt", ".xlsx"}

// List finds the files of a folder that may be exports: by the ends of their
// names, none that is hidden or that a spreadsheet holds open.
//
// Errors: import.no_file, import.not_allowed.
func (Files) List(folder string) ([]desk.Waiting, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, unopened(folder, err)
	}
	var out []desk.Waiting
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || !slices.Contains(endings, strings.ToLower(filepath.Ext(name))) {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() { // gone since, or no file: not there
			out = append(out, desk.Waiting{Path: filepath.Join(folder, name), Name: name, Size: info.Size(), At: info.ModTime().UTC()})
		}
	}
	return out, nil
}

// unopened says in the shop's words why a file does not open.
func unopened(path string, err error) error {
	args := domain.Args{"name": filepath.Base(path)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &domain.Error{Kind: domain.NotFound, Code: "import.no_file", Field: "file", Args: args}
	case errors.Is(err, fs.ErrPermission):
		return &domain.Error{Kind: domain.Forbidden, Code: "import.not_allowed", Field: "file", Args: args}
	}
	return fmt.Errorf("open export: %w", err)
}

// export is one opened file as the desk asks for it.
type export struct {
	handle *os.File
	file   *File
	read   atomic.Uint64 // the bits of a share from 0 to 1
}

func (e *export) open(name string, opts Options) error {
	info, err := e.handle.Stat()
	if err != nil {
		return fmt.Errorf("open export: %w", err)
	}
	if !info.Mode().IsRegular() {
		return &domain.Error{Kind: domain.Invalid, Code: "import.not_a_file", Field: "file", Args: domain.Args{"name": name}}
	}
	opts.Progress = e.progressed
	e.file, err = Open(name, e.handle, info.Size(), opts)
	return err
}

func (e *export) progressed(done, total int64) {
	if total > 0 {
		e.read.Store(math.Float64bits(min(float64(done)/float64(total), 1)))
	}
}

// About is what was found out about the file.
func (e *export) About() desk.About {
	a := about(e.file.About())
	if fm := e.file.format; fm != nil {
		a.Preset, a.Mapping, a.Channel = fm.Preset, fm.mapping, fm.channel
	}
	return a
}

func about(a About) desk.About {
	out := desk.About{Name: a.Name, Format: a.Format, Encoding: string(a.Encoding), Matched: a.Matched, HeaderRow: a.HeaderRow, Sheet: a.Sheet, Sheets: a.Sheets,
		Header: a.Header, Currency: a.Currency, Days: string(a.Days), AskDays: a.AskDays, Comma: a.Comma, Hints: a.Hints, Claims: a.Claims}
	if a.Separator != 0 {
		out.Separator = string(a.Separator)
		for _, e := range []Encoding{UTF8, GB18030, Big5, UTF16LE, UTF16BE, Latin} {
			out.Encodings = append(out.Encodings, string(e))
		}
	}
	return out
}

// Orders reads the orders of the file from its beginning.
func (e *export) Orders(ctx context.Context, each func(order.Facts) error) error {
	e.read.Store(0)
	return e.file.Orders(ctx, each)
}

// Claims reads the returns or refunds of the file from its beginning.
func (e *export) Claims(ctx context.Context, each func(desk.ClaimFacts) error) error {
	e.read.Store(0)
	return e.file.Claims(ctx, each)
}

// Progress is the share of the bytes that are read.
func (e *export) Progress() float64 { return math.Float64frombits(e.read.Load()) }

// Close closes the file and removes what a workbook has unpacked.
func (e *export) Close() error { return errors.Join(e.file.Close(), e.handle.Close()) }
