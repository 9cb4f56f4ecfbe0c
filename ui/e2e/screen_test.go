//go:build e2e

package e2e

import (
	"bufio"
	"encoding/binary"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	fynetheme "fyne.io/fyne/v2/theme"

	"aftercare/ui/theme"
)

// screen is an X server without a monitor. Its picture lies in a file that the
// server maps, so that looking at it costs no process.
type screen struct {
	display string // ":7"
	file    string
}

// newScreen starts a server on a free display; it ends with the test.
func newScreen(t *testing.T) *screen {
	t.Helper()
	dir := t.TempDir()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	// Without -noreset the server forgets everything when its first client leaves.
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp", "-fbdir", dir)
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatalf("the virtual screen: %v", err)
	}
	write.Close()
	t.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the virtual screen did not start: %v", err)
	}
	return &screen{display: ":" + strings.TrimSpace(number), file: filepath.Join(dir, "Xvfb_screen0")}
}

// frame is what the screen shows at one moment: rows of blue, green, red and an
// unused byte.
type frame struct {
	width, height, stride int
	pix                   []byte
}

// look reads the picture as it is now; its file is of X's window dump format.
func (s *screen) look(t *testing.T) frame {
	t.Helper()
	raw, err := os.ReadFile(s.file)
	if err != nil {
		t.Fatal(err)
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(raw[4*i:])) }
	const head, width, height, stride, colours = 0, 4, 5, 12, 19
	return frame{word(width), word(height), word(stride), raw[word(head)+12*word(colours):]}
}

// The caret blinks, and the clock in the top bar goes on: neither is a change.
// A page lies below the clock.
const (
	caretWide, caretHigh = 4, 40
	clockWide, clockHigh = 260, 80
)

// differs says whether two pictures show something else.
func (f frame) differs(g frame) bool {
	box := image.Rectangle{}
	for y := range f.height {
		a, b := f.pix[y*f.stride:][:4*f.width], g.pix[y*g.stride:][:4*g.width]
		if string(a) == string(b) {
			continue
		}
		for x := range f.width {
			if y < clockHigh && x > f.width-clockWide || string(a[4*x:4*x+3]) == string(b[4*x:4*x+3]) {
				continue
			}
			box = box.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	return box.Dx() > caretWide || box.Dy() > caretHigh
}

// refusals counts the fields that are framed in the colour of a refusal and have
// words in it underneath.
func (f frame) refusals() int {
	late := theme.New(theme.Light, 1, theme.TC).Color(theme.LateInk, fynetheme.VariantLight).(color.NRGBA)
	// A rim lies between two rows of pixels and is paler than its ink.
	const paler = 40
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= paler }
	inked := func(x, y int) bool {
		p := f.pix[y*f.stride+4*x:]
		return near(p[0], late.B) && near(p[1], late.G) && near(p[2], late.R)
	}
	// A frame has two long lines: its upper and its lower rim.
	const rim = 300
	var lines []int
	long := func(y int) bool {
		run := 0
		for x := 0; x < f.width && run < rim; x++ {
			if run++; !inked(x, y) {
				run = 0
			}
		}
		return run == rim
	}
	for y := range f.height {
		if long(y) && (y == 0 || !long(y-1)) {
			lines = append(lines, y)
		}
	}
	fields := 0
	for i := 1; i < len(lines); i += 2 {
		words := 0
		for y := lines[i] + 4; y < min(lines[i]+28, f.height); y++ {
			for x := range f.width {
				if inked(x, y) {
					words++
				}
			}
		}
		if words > 60 { // the octagon and some letters
			fields++
		}
	}
	return fields
}

// picture is the frame's upper left part as an image.
func (f frame) picture(width, height int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, min(width, f.width), min(height, f.height)))
	for y := range out.Rect.Max.Y {
		for x := range out.Rect.Max.X {
			p := f.pix[y*f.stride+4*x:]
			out.SetRGBA(x, y, color.RGBA{p[2], p[1], p[0], 255})
		}
	}
	return out
}

// until asks a question until it is answered with yes; why says what was
// waited for.
func until(within time.Duration, ask func() bool) bool {
	for end := time.Now().Add(within); ; time.Sleep(25 * time.Millisecond) {
		if ask() {
			return true
		}
		if time.Now().After(end) {
			return false
		}
	}
}
