//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestTrust lives through the worst days of a shop: the program is killed in
// the middle of a note, the disk is full, and one morning the shop's file is
// gone. In English at the full size and in Chinese at the smallest.
func TestTrust(t *testing.T) {
	for _, d := range []struct {
		lang          string
		width, height int
	}{{"en", 1280, 800}, {"zh-Hans", 900, 600}} {
		t.Run(d.lang, func(t *testing.T) {
			t.Parallel() // each on a screen of its own
			disk := smallDisk(t)
			s := seatBefore(t, d.lang, filepath.Join(disk, "shop.aftercare"), "", func(s *seat) {
				s.do("shop.begin", obj{"name": "Lamma Supply", "language": s.lang})
				file, err := filepath.Abs("../../storage/exchange/testdata/orders_export.csv")
				if err == nil {
					_, err = s.ask("import", file, "--days", "dmy")
				}
				if err != nil {
					s.Fatal(err)
				}
			})
			s.resize(d.width, d.height)
			s.secondStart()
			s.killedInANote()
			s.diskFull(disk)
			s.fileGone()
			s.sound()
		})
	}
}

// smallDisk is a disk of 112 MB: a restore leaves 64 of them free.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=112m"); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// noted says whether a note of these words is on the order that stands first in
// the list of the open ones.
func (s *seat) noted(words string) bool {
	s.Helper()
	list := s.do("order.list", obj{"filter": "open", "sort": "ship_by", "limit": 1})
	return strings.Contains(fmt.Sprint(s.do("order.show", obj{"order": json.Number(at(list, "rows.0.id"))})), words)
}

// killed ends the program as a power cut does.
func (s *seat) killed() {
	s.Helper()
	if err := s.program.Process.Kill(); err != nil {
		s.Fatal(err)
	}
	<-s.ended
}

// again starts the program at the size it had.
func (s *seat) again() {
	s.Helper()
	s.start()
	s.resize(s.width, s.height)
}

// secondStart starts the program once more on the same shop: that one ends at
// once, and the window that is open goes on.
func (s *seat) secondStart() {
	began := time.Now()
	if said, err := s.run(); err != nil || said != "" {
		s.Errorf("a second start says %q, %v", said, err)
	}
	if took := time.Since(began); took > patience {
		s.Errorf("a second start ends after %s", took)
	}
	select {
	case err := <-s.ended:
		s.Fatalf("the first window ended with the second start: %v", err)
	default:
	}
	s.rest()
}

// killedInANote kills the program while a note is typed: the same form offers
// what was typed, and it is saved.
func (s *seat) killedInANote() {
	s.press("ctrl+2", "ctrl+m")
	s.write("Ring twice at the back door")
	s.calm(24) // what is typed is kept as a draft in the next moments
	s.killed()
	s.again()
	s.press("ctrl+2", "ctrl+m")
	s.shot("trust-draft")
	s.press("ctrl+s")
	if !s.noted("Ring twice at the back door") {
		s.Error("what was typed when the program was killed is not in the note")
	}
}

// diskFull fills the disk while a note is typed: it is refused, the words stay,
// and are saved once there is room.
func (s *seat) diskFull(disk string) {
	s.press("ctrl+m")
	s.write("Leave it with the guard")
	fill := filepath.Join(disk, "fill")
	f, err := os.Create(fill)
	if err != nil {
		s.Fatal(err)
	}
	for part := bytes.Repeat([]byte{1}, 16<<10); err == nil; {
		_, err = f.Write(part)
	}
	f.Close()
	s.press("ctrl+s")
	s.shot("trust-full")
	if err := os.Remove(fill); err != nil {
		s.Fatal(err)
	}
	s.press("ctrl+s")
	if !s.noted("Leave it with the guard") {
		s.Error("the note was not saved once there was room")
	}
}

// fileGone takes the shop's file away under the open window and starts anew: the
// window leads to the backups, and the newest is the shop again.
func (s *seat) fileGone() {
	s.do("backup.make", obj{})
	s.press("ctrl+m")
	s.write("Too late")
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(s.store + end); err != nil && !os.IsNotExist(err) {
			s.Fatal(err)
		}
	}
	s.press("ctrl+s")
	s.shot("trust-gone")
	s.killed()
	s.again()
	s.shot("trust-lost")
	s.press("Tab", "Return")
	s.press("Tab", "Return")
	if !until(patience, func() bool { _, err := os.Stat(s.store); return err == nil }) {
		s.Fatal("no shop was restored")
	}
	s.calm(12)
	s.shot("trust-restored")
	if !s.noted("Leave it with the guard") || s.noted("Too late") {
		s.Error("the restored shop is not the one of the newest backup")
	}
}
