// Package place knows where on this machine the shop's things lie: the data
// folder with the store, and the state folder with the log. It follows the
// customs of each system, and reads the environment through a function, so
// that tests need no home of their own:
//
//	p, err := place.New(runtime.GOOS, os.Getenv)
//	db, err := storage.Open(ctx, p.Store(), ...)
package place

import (
	"errors"
	"path/filepath"
)

// StoreName is the file name of a shop's store.
const StoreName = "shop.aftercare"

// Places are the folders of one person on one machine. They need not exist
// yet: who writes there first makes them.
type Places struct {
	Data  string // what must never be lost: the store, photos, backups
	State string // what may be lost: the log
}

// New gives the folders that the system's customs name. system is a GOOS,
// getenv reads the environment.
//
// It fails when the environment names no home at all.
func New(system string, getenv func(string) string) (Places, error) {
	switch system {
	case "windows":
		return windows(getenv)
	case "darwin":
		home := getenv("HOME")
		if home == "" {
			return Places{}, errNoHome
		}
		return Places{
			Data:  filepath.Join(home, "Library", "Application Support", "aftercare"),
			State: filepath.Join(home, "Library", "Logs", "aftercare"),
		}, nil
	}
	data, err := xdg(getenv, "XDG_DATA_HOME", ".local", "share")
	if err != nil {
		return Places{}, err
	}
	state, err := xdg(getenv, "XDG_STATE_HOME", ".local", "state")
	return Places{Data: data, State: state}, err
}

var errNoHome = errors.New("the environment names no home folder")

func windows(getenv func(string) string) (Places, error) {
	// The local folder, not the roaming one: a store must not be copied
	// between machines by the system while it is open.
	local := getenv("LocalAppData")
	if local == "" {
		return Places{}, errNoHome
	}
	root := filepath.Join(local, "aftercare")
	return Places{Data: filepath.Join(root, "data"), State: filepath.Join(root, "log")}, nil
}

// xdg is a folder of the XDG base directories. A relative one is ignored, as
// their specification asks.
func xdg(getenv func(string) string, name string, below ...string) (string, error) {
	if dir := getenv(name); filepath.IsAbs(dir) {
		return filepath.Join(dir, "aftercare"), nil
	}
	home := getenv("HOME")
	if home == "" {
		return "", errNoHome
	}
	return filepath.Join(append(append([]string{home}, below...), "aftercare")...), nil
}

// Store is the path of the shop's own store.
func (p Places) Store() string { return filepath.Join(p.Data, StoreName) }

// Log is the path of the log.
func (p Places) Log() string { return filepath.Join(p.State, "aftercare.log") }
