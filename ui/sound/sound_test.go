package sound

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/assets"
)

// Each answer has a sound of its own, and a player is given its file.
func TestPlayer_Play(t *testing.T) {
	sounds, err := fs.Sub(assets.FS, "sounds")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	heard := filepath.Join(dir, "heard")
	p := New(sounds, filepath.Join(dir, "sounds"))
	p.command = []string{"/bin/sh", "-c", `basename "$0" >> ` + heard, "%s"}
	seen := map[string]bool{}
	for _, name := range []string{"expected", "not_a_parcel", "already_in", "unknown", "no_such_sound"} {
		p.Play(t.Context(), name)
		if b, err := fs.ReadFile(sounds, name+".wav"); err == nil {
			if seen[string(b)] || !strings.HasPrefix(string(b), "RIFF") {
				t.Errorf("%s is no sound of its own", name)
			}
			seen[string(b)] = true
		}
	}
	got, err := os.ReadFile(heard)
	if want := "expected.wav\nnot_a_parcel.wav\nalready_in.wav\nunknown.wav\n"; err != nil || string(got) != want {
		t.Errorf("heard %q (%v), want %q", got, err, want)
	}
}

// A machine without a player is silent, not broken.
func TestPlayer_silent(t *testing.T) {
	p := New(assets.FS, t.TempDir())
	p.command = find([][]string{{"no-such-player-anywhere"}})
	p.Play(t.Context(), "expected")
	if p.command != nil {
		t.Errorf("found %v", p.command)
	}
}
