package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// figures are what one start of a program showed.
type figures struct {
	first  time.Duration // its first frame with something in it
	usable time.Duration // its last change before the screen was calm: all is there
	memory int           // kB resident, idle
	own    int           // kB of these that are not files
	worked time.Duration // of its processors, until then
	keys   map[string]time.Duration
}

// settle is how long a screen without change counts as calm, and idle how long
// after the start the memory is read.
const (
	settle = 600 * time.Millisecond
	idle   = 5 * time.Second
)

// measure starts the program on a screen of its own, waits until its window is
// whole, sends the keys one after the other, and reads its memory.
func measure(keys []key, cache, program string, args ...string) (f figures, err error) {
	dir, err := os.MkdirTemp("", "aftercare-bench")
	if err != nil {
		return f, err
	}
	defer os.RemoveAll(dir)
	s, err := openScreen(dir)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	home := filepath.Join(dir, "home") // a person's own settings stay out of it
	if err := os.MkdirAll(home, 0o700); err != nil {
		return f, err
	}
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display, "LIBGL_ALWAYS_SOFTWARE=1", "HOME="+home, "XDG_CONFIG_HOME="+home+"/.config", "XDG_CACHE_HOME="+cache, "XDG_DATA_HOME="+home+"/data")
	var said bytes.Buffer // only worth reading when no window came
	cmd.Stderr = &said
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return f, err
	}
	defer func() {
		cmd.Process.Kill()
		cmd.Wait()
	}()
	f.first, f.usable, err = s.calm(began, settle, time.Minute, func(shades int) bool { return shades > 8 })
	if err != nil {
		return f, fmt.Errorf("%s: %w\n%s", program, err, said.Bytes())
	}
	time.Sleep(idle - time.Since(began))
	if f.memory, f.own, err = resident(cmd.Process.Pid); err != nil {
		return f, err
	}
	if f.worked, err = worked(cmd.Process.Pid); err != nil {
		return f, err
	}
	f.keys = map[string]time.Duration{}
	for _, k := range keys {
		if f.keys[k.name], err = press(s, k); err != nil {
			return f, fmt.Errorf("%s: key %s: %w", program, k.name, err)
		}
	}
	return f, nil
}

// key is a key to try, and the key that takes back what it did, so that each try
// changes the screen; "" where none is needed.
type key struct{ name, back string }

// press sends a key eight times and gives the median time to the last change
// that followed from it; the key's own way through xdotool is part of it.
func press(s *screen, k key) (time.Duration, error) {
	var took []time.Duration
	for range 8 {
		if k.back != "" {
			if _, err := change(s, k.back); err != nil {
				return 0, err
			}
		}
		d, err := change(s, k.name)
		if err != nil {
			return 0, err
		}
		if d > 0 {
			took = append(took, d)
		}
	}
	if len(took) == 0 {
		return 0, nil // the window had not the keyboard: the figure is left out
	}
	return median(took), nil
}

// change sends a key and says when the last change that followed was painted,
// 0 when nothing changed.
func change(s *screen, name string) (time.Duration, error) {
	began := time.Now()
	sent := make(chan error, 1)
	go func() { sent <- s.keys(name) }()
	_, last, err := s.calm(began, 150*time.Millisecond, time.Second, func(int) bool { return true })
	if failed := <-sent; failed != nil {
		return 0, failed
	}
	if errors.Is(err, errStill) {
		return 0, nil
	}
	return last, err
}

// resident reads the resident memory of a process.
func resident(pid int) (all, own int, err error) {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if len(f) < 2 {
			continue
		}
		switch f[0] {
		case "VmRSS:":
			all, err = strconv.Atoi(f[1])
		case "RssAnon:":
			own, err = strconv.Atoi(f[1])
		}
		if err != nil {
			return 0, 0, err
		}
	}
	return all, own, nil
}

// worked reads the processor time of a process; a busy machine stretches it
// less than the time on the wall.
func worked(pid int) (time.Duration, error) {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(text), ") ") // the name may hold anything
	var ticks int
	for _, s := range strings.Fields(after)[11:13] {
		n, err := strconv.Atoi(s)
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond, nil
}

func median[T int | time.Duration](of []T) T {
	s := slices.Sorted(slices.Values(of))
	return s[len(s)/2]
}
