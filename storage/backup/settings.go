package backup

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Settings are what the vault keeps beside the store, not in it: it must be
// readable when the store is not, and belongs to this machine.
type Settings struct {
	Shop   string    `json:"shop,omitempty"`   // whose backups these are: About.Shop of the last one
	Second string    `json:"second,omitempty"` // the folder of the second place
	Key    *Key      `json:"key,omitempty"`
	Serial int64     `json:"serial"`          // the last that was given out
	Copied time.Time `json:"copied,omitzero"` // the last copy into the second place
	Drill  Drill     `json:"drill,omitzero"`
	Sound  time.Time `json:"sound,omitzero"`   // when the store was last read whole and found sound
	Damage string    `json:"damage,omitempty"` // the code of what was found wrong with it since
	Rotten int       `json:"rotten,omitempty"` // photos and files that were found to be no longer what they were
}

// Drill is the last try whether the newest backup restores.
type Drill struct {
	At     time.Time `json:"at"`
	Serial int64     `json:"serial"`
	Code   string    `json:"code,omitempty"` // why it failed
}

func (v *Vault) settingsPath() string { return filepath.Join(v.Dir, "backups.json") }

// Settings reads the vault's settings. Unreadable ones are as none: a torn
// file must not keep a shop from its backups.
func (v *Vault) Settings() Settings {
	var s Settings
	data, err := os.ReadFile(v.settingsPath())
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) && v.Log != nil {
		v.Log.WithField("code", "backup.settings").Warn("the settings of the backups cannot be read")
	}
	return s
}

func (v *Vault) change(f func(*Settings)) error {
	s := v.Settings()
	f(&s)
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return replace(v.settingsPath(), data)
}

// replace puts a file in the place of another, whole or not at all.
func replace(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fault("make folder", err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return fault("write file", err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err == nil {
		err = syncDir(filepath.Dir(path))
	}
	return fault("write file", err)
}
