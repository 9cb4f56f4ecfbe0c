package papers

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"aftercare/domain"
)

// A copy is whole, takes the place of another file, and leaves the paper.
func TestFolder_Copy(t *testing.T) {
	dir := t.TempDir()
	f := In(filepath.Join(dir, "papers"))
	path, err := f.Save("label.pdf", []byte("label"))
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "stick.pdf")
	for range 2 {
		if err := f.Copy(path, to); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(to); err != nil || string(got) != "label" {
		t.Errorf("the copy holds %q, %v", got, err)
	}
	for from, to := range map[string]string{path: filepath.Join(dir, "gone", "x.pdf"), filepath.Join(dir, "none.pdf"): to} {
		if err := f.Copy(from, to); !errors.Is(err, domain.Code("paper.not_saved")) {
			t.Errorf("Copy(%s, %s): got %v", from, to, err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}

func TestFolder_Save(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "papers")
	f := In(dir)
	for _, name := range []string{"label-R-11874.pdf", "../../label-R-11874.pdf", `C:\x\label-R-11874.pdf`} {
		path, err := f.Save(name, []byte(name))
		if err != nil || path != filepath.Join(dir, "label-R-11874.pdf") {
			t.Errorf("Save(%q) = %q, %v", name, path, err)
		}
		if got, _ := os.ReadFile(path); string(got) != name {
			t.Errorf("Save(%q) wrote %q", name, got)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
	if info, _ := os.Stat(dir); info.Mode().Perm() != 0o700 {
		t.Errorf("the folder's mode is %v", info.Mode())
	}
	if _, err := f.Save("..", nil); !errors.Is(err, domain.Code("paper.not_saved")) {
		t.Errorf("Save(..) = %v", err)
	}
}

func TestFolder_Print(t *testing.T) {
	for goos, want := range map[string][]string{
		"linux":   {"lp", "-s", "--", "/p/it's.pdf"},
		"windows": {"powershell", "-NoProfile", "-Command", "Start-Process", "-FilePath", "'/p/it''s.pdf'", "-Verb", "Print"},
	} {
		var got []string
		f := In(t.TempDir())
		f.goos = goos
		f.run = func(_ context.Context, name string, args ...string) error {
			got = append([]string{name}, args...)
			return nil
		}
		if err := f.Print("/p/it's.pdf"); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: Print ran %q, %v", goos, got, err)
		}
		f.run = func(context.Context, string, ...string) error { return errors.New("no such program") }
		if err := f.Print("x"); !errors.Is(err, domain.Code("paper.no_printer")) {
			t.Errorf("without a printer: %v", err)
		}
	}
}
