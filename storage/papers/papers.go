// Package papers keeps the papers that the program makes in one folder of the
// person's, and hands them to the system's printer or viewer.
package papers

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"aftercare/domain"
)

// Folder is where papers go.
type Folder struct {
	dir  string
	goos string
	run  func(ctx context.Context, name string, args ...string) error
}

// In is the folder of papers at dir. It is made when the first paper is saved.
func In(dir string) *Folder {
	return &Folder{dir: dir, goos: runtime.GOOS, run: func(ctx context.Context, name string, args ...string) error {
		return exec.CommandContext(ctx, name, args...).Run()
	}}
}

// Save is Write of what is at hand.
func (f *Folder) Save(name string, data []byte) (string, error) {
	return f.Write(name, func(w io.Writer) error {
		if _, err := w.Write(data); err != nil {
			return notSaved(f.dir)
		}
		return nil
	})
}

// Write has a paper or list written, whole or not at all, and says where it is.
// One of the same name is replaced: it is the same paper, printed again. Only
// the last part of the name counts, so that no name leads out of the folder.
//
// Errors: paper.not_saved, and those of write.
func (f *Folder) Write(name string, write func(io.Writer) error) (string, error) {
	name = filepath.Base(filepath.ToSlash(strings.ReplaceAll(name, `\`, "/")))
	if name == "." || name == "/" || name == ".." {
		return "", notSaved(f.dir)
	}
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return "", notSaved(f.dir)
	}
	tmp, err := os.CreateTemp(f.dir, ".paper-*")
	if err != nil {
		return "", notSaved(f.dir)
	}
	defer os.Remove(tmp.Name())
	out := bufio.NewWriterSize(tmp, 1<<20)
	if err := write(out); err != nil {
		return "", errors.Join(err, tmp.Close())
	}
	if err := errors.Join(out.Flush(), tmp.Sync(), tmp.Close()); err != nil {
		return "", notSaved(f.dir)
	}
	path := filepath.Join(f.dir, name)
	if err := os.Rename(tmp.Name(), path); err != nil {
		return "", notSaved(f.dir)
	}
	return path, nil
}

func notSaved(dir string) error {
	return &domain.Error{Kind: domain.Refused, Code: "paper.not_saved", Args: domain.Args{"folder": dir}}
}

// Copy puts a copy of a paper elsewhere, whole or not at all, in the place of
// what has that name there.
//
// Errors: paper.not_saved.
func (f *Folder) Copy(path, to string) (err error) {
	refused := notSaved(filepath.Dir(to))
	in, err := os.Open(path)
	if err != nil {
		return refused
	}
	defer in.Close() // it is only read
	tmp, err := os.CreateTemp(filepath.Dir(to), ".paper-*")
	if err != nil {
		return refused
	}
	defer os.Remove(tmp.Name())
	_, err = io.Copy(tmp, in)
	if errors.Join(err, tmp.Sync(), tmp.Close()) != nil || os.Rename(tmp.Name(), to) != nil {
		return refused
	}
	return nil
}

// patience is how long a printer's or viewer's program may take to accept a
// file; it works on by itself after that.
const patience = 20 * time.Second

// Print hands a file to the system's printer: CUPS, or the print verb of
// Windows.
//
// Errors: paper.no_printer.
func (f *Folder) Print(path string) error {
	name, args := "lp", []string{"-s", "--", path}
	if f.goos == "windows" {
		name, args = "powershell", []string{"-NoProfile", "-Command", "Start-Process", "-FilePath", quoted(path), "-Verb", "Print"}
	}
	return f.hand(name, args, "paper.no_printer", path)
}

// Show opens a file in the system's own program.
//
// Errors: paper.no_viewer.
func (f *Folder) Show(path string) error {
	name, args := "xdg-open", []string{path}
	switch f.goos {
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", path}
	case "darwin":
		name, args = "open", []string{"--", path}
	}
	return f.hand(name, args, "paper.no_viewer", path)
}

func (f *Folder) hand(name string, args []string, code, path string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := f.run(ctx, name, args...); err != nil {
		return &domain.Error{Kind: domain.Refused, Code: code, Args: domain.Args{"file": path}}
	}
	return nil
}

// quoted is a text as PowerShell takes it word for word.
func quoted(s string) string { return fmt.Sprintf("'%s'", strings.ReplaceAll(s, "'", "''")) }
