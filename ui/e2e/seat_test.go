//go:build e2e

package e2e

import (
	"flag"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "keep the pictures in docs/shots")

// patience is how long a key may take to show its effect, and the page to come
// to rest, on a machine that has much else to do.
const patience = 20 * time.Second

// seat is somebody at the program: a screen, a keyboard, and the store that the
// program keeps.
type seat struct {
	*testing.T
	*screen
	lang          string
	home, store   string
	binary        string
	env           []string
	program       *exec.Cmd
	ended         chan error
	window        string
	width, height int
}

// newSeat starts the program with a home of its own. The store is where the
// program puts it, unless one is given.
//
// letters are what is typed there that the keyboard lacks, and commands are
// called before the window opens.
func newSeat(t *testing.T, lang, store, letters string, commands ...string) *seat {
	t.Helper()
	return seatBefore(t, lang, store, letters, func(s *seat) {
		for _, command := range commands {
			if out, err := s.run(command); err != nil {
				t.Fatalf("%s: %v: %s", command, err, out)
			}
		}
	})
}

// seatBefore is newSeat on a store that before has furnished.
func seatBefore(t *testing.T, lang, store, letters string, before func(*seat)) *seat {
	t.Helper()
	binary, err := filepath.Abs("../../bin/aftercare")
	if err != nil {
		t.Fatal(err)
	}
	s := &seat{T: t, screen: newScreen(t), lang: lang, home: t.TempDir(), binary: binary, width: 1280, height: 800}
	s.store = store
	if store == "" {
		s.store = filepath.Join(s.home, "shop.aftercare")
	}
	s.env = append(os.Environ(), "DISPLAY="+s.display, "LIBGL_ALWAYS_SOFTWARE=1", "HOME="+s.home, "LANG=C.UTF-8", "TZ=Asia/Hong_Kong",
		"XDG_DATA_HOME="+s.home+"/data", "XDG_CONFIG_HOME="+s.home+"/config", "XDG_CACHE_HOME="+s.home+"/cache", "XDG_STATE_HOME="+s.home+"/state", "XDG_RUNTIME_DIR="+s.home)
	if err := s.letters(letters); err != nil {
		t.Fatal(err)
	}
	before(s)
	s.x("mousemove", itoa(s.width-2), itoa(s.height-2))
	s.start()
	t.Cleanup(s.leave)
	return s
}

// start opens the window and waits until it has drawn its first page.
func (s *seat) start() {
	s.Helper()
	s.program = exec.Command(s.binary, "--store", s.store)
	s.program.Env = s.env
	out, err := os.Create(filepath.Join(s.home, "program.txt"))
	if err != nil {
		s.Fatal(err)
	}
	defer out.Close()
	s.program.Stdout, s.program.Stderr = out, out
	empty := s.look(s.T)
	if err := s.program.Start(); err != nil {
		s.Fatal(err)
	}
	s.ended = make(chan error, 1)
	go func() { s.ended <- s.program.Wait() }()
	if !until(patience, func() bool {
		s.window = strings.TrimSpace(s.tryX("search", "--onlyvisible", "--name", "."))
		return s.window != "" && !strings.Contains(s.window, "\n")
	}) {
		s.Fatal("the program showed no window")
	}
	s.x("windowmove", "--sync", s.window, "0", "0")
	s.x("windowfocus", "--sync", s.window)
	if !until(patience, func() bool { return s.look(s.T).differs(empty) }) {
		s.Fatal("the window stayed empty")
	}
	s.rest()
}

// resize gives the window another size.
func (s *seat) resize(width, height int) {
	s.Helper()
	s.width, s.height = width, height
	s.x("windowsize", "--sync", s.window, itoa(width), itoa(height))
	s.rest()
}

// leave closes what is still open, and keeps what tells of a failure.
func (s *seat) leave() {
	if s.Failed() {
		s.keep("failed")
	}
	select {
	case err := <-s.ended:
		if s.Failed() {
			s.Logf("the program ended by itself: %v", err)
		}
	default:
		s.program.Process.Kill()
		<-s.ended
	}
}

// keep leaves the screen and the logs in out/e2e.
func (s *seat) keep(name string) {
	dir, _ := filepath.Abs("../../out/e2e")
	dir = filepath.Join(dir, strings.ReplaceAll(s.Name(), "/", "-"))
	if os.MkdirAll(dir, 0o755) != nil {
		return
	}
	if f, err := os.Create(filepath.Join(dir, name+".png")); err == nil {
		png.Encode(f, s.look(s.T).picture(s.width, s.height))
		f.Close()
	}
	files, _ := filepath.Glob(filepath.Join(s.home, "*", "*", "*", "*.log"))
	more, _ := filepath.Glob(filepath.Join(s.home, "*", "*", "*.log"))
	for _, path := range append(append(files, more...), filepath.Join(s.home, "program.txt")) {
		if raw, err := os.ReadFile(path); err == nil {
			os.WriteFile(filepath.Join(dir, filepath.Base(path)), raw, 0o644)
		}
	}
	s.Logf("the screen and the logs are in %s", dir)
}

// tryX runs xdotool and gives what it says, "" when it fails.
func (s *seat) tryX(args ...string) string {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = s.env
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return string(out)
}

func (s *seat) x(args ...string) {
	s.Helper()
	cmd := exec.Command("xdotool", args...)
	cmd.Env = s.env
	if out, err := cmd.CombinedOutput(); err != nil {
		s.Fatalf("xdotool %s: %v: %s", strings.Join(args, " "), err, out)
	}
}

// rest waits until the screen shows the same for three looks, with the program
// idle at each of them. A caret that fades keeps the program at work for ever;
// then twelve looks are enough.
func (s *seat) rest() {
	s.Helper()
	s.calm(3)
}

// calm waits until so many looks in a row showed the same.
func (s *seat) calm(looks int) {
	s.Helper()
	last, same, idle := s.look(s.T), 0, 0
	if !until(patience, func() bool {
		works, now := s.works(), s.look(s.T)
		same, idle = same+1, idle+1
		if now.differs(last) {
			same, idle = 0, 0
		}
		if works {
			idle = 0
		}
		last = now
		return idle >= looks || same >= 12+looks-3
	}) {
		s.Fatal("the page does not come to rest")
	}
}

// works says whether the program has something to do at this moment: a thread
// that runs, waits for a core that others keep busy, or for the disk.
func (s *seat) works() bool {
	threads, _ := filepath.Glob(filepath.Join("/proc", itoa(s.program.Process.Pid), "task", "*", "stat"))
	for _, path := range threads {
		raw, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended meanwhile
		}
		// The state follows the name, which is in brackets.
		_, after, _ := strings.Cut(string(raw), ") ")
		if strings.HasPrefix(after, "R") || strings.HasPrefix(after, "D") {
			return true
		}
	}
	return false
}

// effect does something that must show, and waits until it has.
func (s *seat) effect(what string, do func()) {
	s.Helper()
	before := s.look(s.T)
	do()
	if !until(patience, func() bool { return s.look(s.T).differs(before) }) {
		s.Fatalf("%s shows no effect", what)
	}
	s.rest()
}

// press presses keys, one after the other, each of which must show.
func (s *seat) press(keys ...string) {
	s.Helper()
	for _, key := range keys {
		s.effect("the key "+key, func() { s.x("key", key) })
	}
}

// blind presses keys whose effect need not show, as one does who knows the
// way: Tab into a field that looks the same, End in a field.
func (s *seat) blind(keys ...string) {
	s.Helper()
	for _, key := range keys {
		s.x("key", key)
	}
	s.rest()
}

// write types words where the keyboard is.
func (s *seat) write(words string) {
	s.Helper()
	s.effect("typing "+words, func() { s.x("type", "--delay", "8", words) })
}

// scan types a code as fast as a scanner does, with its Enter.
func (s *seat) scan(code string) {
	s.Helper()
	s.effect("the scan of "+code, func() { s.x("type", "--delay", "1", "--args", "1", code, "key", "Return") })
	s.calm(12) // the box waits for the rest of the scan
}

// shot keeps the screen as docs/shots/NAME-LANGUAGE.png, when asked to.
func (s *seat) shot(name string) {
	s.Helper()
	dir := os.Getenv("SHOTS") // to look at, as the tests of the window leave theirs
	if *update {
		dir = "../../docs/shots"
	}
	if dir == "" {
		return
	}
	s.calm(24)
	path := filepath.Join(dir, name+"-"+s.lang+".png")
	if err := savePicture(path, s.look(s.T).picture(s.width, s.height)); err != nil {
		s.Fatal(err)
	}
}
