package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// screen is a display that nobody sees. The X server keeps its picture in a
// file, so that looking at it costs the measured program next to nothing.
type screen struct {
	server  *exec.Cmd
	display string
	picture *os.File
	offset  int64
	stride  int
	height  int
	seed    maphash.Seed
	row     []byte
}

const lookAtEach = 3 // every third line of the picture: text is taller

// openScreen starts an X server in dir.
func openScreen(dir string) (*screen, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	s := &screen{seed: maphash.MakeSeed()}
	s.server = exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1440x900x24", "-noreset", "-fbdir", dir)
	s.server.ExtraFiles = []*os.File{w}
	err = s.server.Start()
	w.Close()
	if err != nil {
		return nil, fmt.Errorf("start the X server: %w", err)
	}
	number, err := bufio.NewReader(r).ReadString('\n') // it comes in parts
	if err == nil {
		s.display = ":" + strings.TrimSpace(number)
		err = s.openPicture(filepath.Join(dir, "Xvfb_screen0"))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the screen: %w", err), s.close())
	}
	return s, nil
}

// openPicture reads the head of the picture, which is in the form of xwd.
func (s *screen) openPicture(name string) (err error) {
	if s.picture, err = os.Open(name); err != nil {
		return err
	}
	head := make([]byte, 100)
	if _, err := s.picture.ReadAt(head, 0); err != nil {
		return err
	}
	word := func(i int) int64 { return int64(binary.BigEndian.Uint32(head[4*i:])) }
	s.height, s.stride = int(word(5)), int(word(12))
	s.offset = word(0) + word(19)*12
	s.row = make([]byte, s.stride)
	return nil
}

// look is a sum over the picture, and how many shades the picture has, counted
// to 64: an empty window has a few.
func (s *screen) look() (sum uint64, shades int, err error) {
	var h maphash.Hash
	h.SetSeed(s.seed)
	seen := map[[3]byte]bool{}
	var last []byte
	for y := 0; y < s.height; y += lookAtEach {
		if _, err := s.picture.ReadAt(s.row, s.offset+int64(y*s.stride)); err != nil {
			return 0, 0, err
		}
		h.Write(s.row)
		if len(seen) >= 64 || bytes.Equal(s.row, last) {
			continue
		}
		last = append(last[:0], s.row...)
		for x := 0; x+3 < len(s.row) && len(seen) < 64; x += 4 {
			seen[[3]byte(s.row[x:])] = true
		}
	}
	return h.Sum64(), len(seen), nil
}

var errStill = errors.New("nothing was painted")

// between is how long nobody looks: a look takes some milliseconds of a
// processor that the program under the glass needs as well, and with less rest
// it is the looking that is measured.
const between = 12 * time.Millisecond

// calm waits until the picture, once it has enough shades, has not changed for
// the time quiet, and says when it first and last did. It gives errStill when
// nothing changed until limit. All times count from since.
func (s *screen) calm(since time.Time, quiet, limit time.Duration, enough func(shades int) bool) (first, last time.Duration, err error) {
	before, _, err := s.look()
	if err != nil {
		return 0, 0, err
	}
	for {
		sum, shades, err := s.look()
		at := time.Since(since)
		switch {
		case err != nil:
			return 0, 0, err
		case sum != before && enough(shades):
			if first == 0 {
				first = at
			}
			before, last = sum, at
		case first > 0 && at-last > quiet:
			return first, last, nil
		case at > limit && first == 0:
			return 0, 0, errStill
		case at > limit:
			return first, last, nil
		}
		time.Sleep(between)
	}
}

// keys sends keys to the window that has the keyboard.
func (s *screen) keys(names ...string) error {
	cmd := exec.Command("xdotool", append([]string{"key", "--delay", "0"}, names...)...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display)
	return cmd.Run()
}

// close ends the server.
func (s *screen) close() error {
	if s.picture != nil {
		s.picture.Close()
	}
	err := s.server.Process.Signal(os.Interrupt)
	s.server.Wait() // its status is that it was ended
	return err
}
