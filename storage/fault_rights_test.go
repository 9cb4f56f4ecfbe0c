//go:build linux

package storage_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

// TestRights_child opens a store, as whoever it runs as, and says what came of
// it.
func TestRights_child(t *testing.T) {
	where := os.Getenv("AFTERCARE_RIGHTS_STORE")
	if where == "" {
		t.Skip("runs as a child of TestFault_rightsTakenAway")
	}
	code := "opened"
	db, err := storage.Open(t.Context(), where, storage.Options{Now: storagetest.Clock()})
	if e := domain.As(err); e != nil {
		code = e.Code
	} else if err != nil {
		t.Fatal(err)
	} else if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	fmt.Println("ended", code)
}

// asNobody opens a store in a process of a user whom the rights of files hold:
// they do not hold the system's own.
func asNobody(t *testing.T, binary, where string) string {
	t.Helper()
	child := exec.CommandContext(t.Context(), binary, "-test.run", "^TestRights_child$", "-test.v")
	child.Dir = filepath.Dir(binary)
	child.Env = []string{"AFTERCARE_RIGHTS_STORE=" + where, "TMPDIR=" + filepath.Dir(binary)}
	if os.Getuid() == 0 {
		child.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := child.CombinedOutput()
	_, code, found := strings.Cut(string(out), "ended ")
	if err != nil || !found {
		t.Fatalf("%v: %s", err, out)
	}
	return strings.Fields(code)[0]
}

const nobody = 65534

// A store that may not be read, or whose folder may not be entered, is refused
// with a code that has words, stays as it is, and opens once the rights are back.
func TestFault_rightsTakenAway(t *testing.T) {
	dir := t.TempDir()
	folder, binary := filepath.Join(dir, "shop"), filepath.Join(dir, "prog")
	where := filepath.Join(folder, "shop.aftercare")
	data, err := os.ReadFile(os.Args[0])
	if err == nil {
		err = os.WriteFile(binary, data, 0o755)
	}
	for _, step := range []error{err, os.Chmod(filepath.Dir(dir), 0o755), os.Chmod(dir, 0o777)} {
		if step != nil {
			t.Fatal(step)
		}
	}
	if got := asNobody(t, binary, where); got != "opened" {
		t.Fatalf("a new store: got %s", got)
	}
	before, err := os.ReadFile(where)
	if err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"the file": where, "its folder": folder} {
		info, err := os.Stat(path)
		if err == nil {
			err = os.Chmod(path, 0)
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := asNobody(t, binary, where); got != "store.read_only" && got != "store.unreachable" {
			t.Errorf("without the right to %s: got %s, want a refusal in words", name, got)
		}
		if err := os.Chmod(path, info.Mode()); err != nil {
			t.Fatal(err)
		}
		if got := asNobody(t, binary, where); got != "opened" {
			t.Errorf("with the right to %s again: got %s", name, got)
		}
	}
	if after, err := os.ReadFile(where); err != nil || len(after) != len(before) {
		t.Errorf("the store has %d bytes, had %d, %v", len(after), len(before), err)
	}
}
