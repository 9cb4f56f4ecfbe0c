package place_test

import (
	"testing"

	"aftercare/storage/place"
)

func TestNew(t *testing.T) {
	for _, c := range []struct {
		name, system string
		env          map[string]string
		data, state  string // "" when it fails
	}{
		{"linux home", "linux", map[string]string{"HOME": "/home/may"}, "/home/may/.local/share/aftercare", "/home/may/.local/state/aftercare"},
		{"linux folders", "linux", map[string]string{"HOME": "/home/may", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"}, "/d/aftercare", "/s/aftercare"},
		{"linux relative folder", "linux", map[string]string{"HOME": "/home/may", "XDG_DATA_HOME": "d"}, "/home/may/.local/share/aftercare", "/home/may/.local/state/aftercare"},
		{"linux without a home", "linux", nil, "", ""},
		{"linux with one folder", "linux", map[string]string{"XDG_DATA_HOME": "/d"}, "", ""},
		{"mac", "darwin", map[string]string{"HOME": "/Users/may"}, "/Users/may/Library/Application Support/aftercare", "/Users/may/Library/Logs/aftercare"},
		{"windows", "windows", map[string]string{"LocalAppData": "/L"}, "/L/aftercare/data", "/L/aftercare/log"},
		{"windows without a home", "windows", nil, "", ""},
	} {
		got, err := place.New(c.system, func(name string) string { return c.env[name] })
		if (err == nil) != (c.data != "") {
			t.Errorf("%s: got error %v", c.name, err)
		}
		if err == nil && (got.Data != c.data || got.State != c.state) {
			t.Errorf("%s: got %+v, want %s and %s", c.name, got, c.data, c.state)
		}
	}
}
