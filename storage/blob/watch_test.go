package blob_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"aftercare/storage/blob"
)

// New pictures alone are offered, once they are whole, oldest first.
func TestNew(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	for name, age := range map[string]time.Duration{"old.jpg": time.Hour, "b.JPG": 5 * time.Second, "a.png": 9 * time.Second, "half.jpg": 0, "notes.txt": 5 * time.Second, ".tmp.jpg": 5 * time.Second} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now, now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "album.jpg"), 0o700); err != nil {
		t.Fatal(err)
	}
	got, err := blob.New(dir, now.Add(-time.Minute), now)
	want := []string{filepath.Join(dir, "a.png"), filepath.Join(dir, "b.JPG")}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("New() = %v, %v, want %v", got, err, want)
	}
	if _, err := blob.New(filepath.Join(dir, "gone"), now, now); err == nil {
		t.Error("New(no folder) gives no error")
	}
}
