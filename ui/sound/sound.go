// Package sound plays the answers of the intake desk by the system's own player.
// A machine without one stays silent: the answer stands on screen as well.
package sound

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// Player plays the sounds of a file system by name.
type Player struct {
	sounds  fs.FS
	folder  string // where players find them as files
	command []string
}

// players are those of a system, the best first; %s is the file's place.
var players = map[string][][]string{
	"linux":   {{"paplay", "%s"}, {"pw-play", "%s"}, {"aplay", "-q", "%s"}, {"play", "-q", "%s"}},
	"darwin":  {{"afplay", "%s"}},
	"windows": {{"powershell", "-NoProfile", "-NonInteractive", "-Command", "(New-Object Media.SoundPlayer $args[0]).PlaySync()", "-args", "%s"}},
	"freebsd": {{"paplay", "%s"}, {"play", "-q", "%s"}},
}

// New makes a player of the sounds (name.wav) in a file system. They are copied
// into folder when they are first played, for players take files.
func New(sounds fs.FS, folder string) *Player {
	return &Player{sounds: sounds, folder: folder, command: find(players[runtime.GOOS])}
}

func find(candidates [][]string) []string {
	for _, c := range candidates {
		if _, err := exec.LookPath(c[0]); err == nil {
			return c
		}
	}
	return nil
}

// patience is how long one sound may keep a player.
const patience = 3 * time.Second

// Play plays a sound and returns when it is over. What cannot be played is not
// missed: it gives no error.
func (p *Player) Play(ctx context.Context, name string) {
	if p.command == nil {
		return
	}
	path, err := p.file(name)
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	args := make([]string, 0, len(p.command))
	for _, a := range p.command[1:] {
		if a == "%s" {
			a = path
		}
		args = append(args, a)
	}
	_ = exec.CommandContext(ctx, p.command[0], args...).Run() // a machine without a sound card says so each time
}

// file is where a sound lies for a player, copied there the first time.
func (p *Player) file(name string) (string, error) {
	data, err := fs.ReadFile(p.sounds, name+".wav")
	if err != nil {
		return "", err
	}
	path := filepath.Join(p.folder, name+".wav")
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(data)) {
		return path, nil
	}
	if err := os.MkdirAll(p.folder, 0o700); err != nil {
		return "", err
	}
	return path, os.WriteFile(path, data, 0o600)
}
