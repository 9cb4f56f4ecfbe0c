package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

// Files opens order exports for the desk.
type Files struct{}

var _ desk.Files = Files{}

// presets are the channels from which the files of a format come.
var presets = map[string]string{"shopify": "own", "taobao": "taobao"}

// Open finds out what the file at path is. Times without an offset are read in
// the zone of the platform, where it has one of its own, else in the shop's.
//
// Errors: import.no_file, import.not_a_file, import.not_allowed, and those of
// the package's Open.
func (Files) Open(path string, zone *time.Location) (desk.Export, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	e := &export{handle: f}
	if err := e.open(filepath.Base(path), zone); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return e, nil
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

func (e *export) open(name string, zone *time.Location) error {
	info, err := e.handle.Stat()
	if err != nil {
		return fmt.Errorf("open export: %w", err)
	}
	if !info.Mode().IsRegular() {
		return &domain.Error{Kind: domain.Invalid, Code: "import.not_a_file", Field: "file", Args: domain.Args{"name": name}}
	}
	e.file, err = Open(name, e.handle, info.Size(), Options{Progress: e.progressed})
	if err != nil {
		return err
	}
	if e.file.format.currency == "" && zone != nil { // a format without a land of its own
		e.file.about.Zone = zone
	}
	return nil
}

func (e *export) progressed(done, total int64) {
	if total > 0 {
		e.read.Store(math.Float64bits(min(float64(done)/float64(total), 1)))
	}
}

// About is what was found out about the file.
func (e *export) About() desk.About {
	a := e.file.About()
	return desk.About{Name: a.Name, Format: a.Format, Preset: presets[a.Format], Encoding: string(a.Encoding), Matched: a.Matched, HeaderRow: a.HeaderRow}
}

// Orders reads the orders of the file from its beginning.
func (e *export) Orders(ctx context.Context, each func(order.Facts) error) error {
	e.read.Store(0)
	return e.file.Orders(ctx, each)
}

// Progress is the share of the bytes that are read.
func (e *export) Progress() float64 { return math.Float64frombits(e.read.Load()) }

// Close closes the file and removes what a workbook has unpacked.
func (e *export) Close() error { return errors.Join(e.file.Close(), e.handle.Close()) }
