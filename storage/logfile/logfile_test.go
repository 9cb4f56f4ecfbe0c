package logfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/domain"
	"aftercare/storage/logfile"
)

func TestLine_Format(t *testing.T) {
	at := time.Date(2026, 11, 2, 17, 0, 1, 0, time.FixedZone("", 8*3600))
	for _, c := range []struct {
		name   string
		fields logrus.Fields
		want   string
	}{
		{"no field", nil, ""},
		{"ids and counts", logrus.Fields{"id": domain.ID(7), "count": 3, "took": 1500 * time.Millisecond, "code": "store.full"},
			" code=store.full count=3 id=7 took=1.5s"},
		{"a name not on the list", logrus.Fields{"customer": "chan"}, " customer=-"},
		{"an error", logrus.Fields{"error": errors.New("Chan Tai Man, 6123 4567")}, " error=-"},
		{"a sentence in a code", logrus.Fields{"code": "Chan Tai Man"}, " code=-"},
		{"Chinese in a code", logrus.Fields{"code": "陳大文"}, " code=-"},
		{"a number with a mark", logrus.Fields{"id": "+85261234567"}, " id=-"},
		{"a long text", logrus.Fields{"code": strings.Repeat("a", 49)}, " code=-"},
		{"a new line in a name", logrus.Fields{"a\nb": 1}, " a b=-"},
	} {
		got, err := logfile.Line{}.Format(&logrus.Entry{Time: at, Level: logrus.InfoLevel, Message: "order\nput", Data: c.fields})
		if want := "2026-11-02T09:00:01Z info order put" + c.want + "\n"; err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v, want %q", c.name, got, err, want)
		}
	}
}

func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "aftercare.log")
	for round := range 2 {
		l, file, err := logfile.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		l.WithField("count", round).Info("started")
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(text), "info started count="); got != 2 {
		t.Errorf("got %q, want both starts", text)
	}
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: got %v, %v, want %v", name, info.Mode(), err, want)
		}
	}
}

func TestOpen_rotates(t *testing.T) {
	path := filepath.Join(t.TempDir(), "aftercare.log")
	l, file, err := logfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for range 6 << 10 {
		l.Info(strings.Repeat("x", 1000))
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(found) != 2 {
		t.Errorf("files: got %v, %v, want the log and one before it", found, err)
	}
	for _, name := range found {
		if info, err := os.Stat(name); err != nil || info.Size() > 5<<20 || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: got %v, %v", name, info, err)
		}
	}
}
