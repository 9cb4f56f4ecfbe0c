package place

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRisk(t *testing.T) {
	for path, want := range map[string]string{
		"/home/mei/Dropbox/shop.aftercare":                     Cloud,
		"/home/mei/Dropbox (Personal)/a/shop.aftercare":        Cloud,
		"/home/mei/OneDrive - Lamma/shop.aftercare":            Cloud,
		"/Users/mei/Library/Mobile Documents/x/shop.aftercare": Cloud,
		"/home/mei/百度网盘/shop.aftercare":                        Cloud,
		"/home/mei/坚果云/shop.aftercare":                         Cloud,
		"/home/mei/megaphone/shop.aftercare":                   "",
		"/home/mei/boxes/shop.aftercare":                       "",
		"/home/mei/.local/share/aftercare/shop.aftercare":      "",
		"/home/mei/Dropbox":                                    "", // a file of that name
		`\\nas\shop\shop.aftercare`:                            Network,
	} {
		if got := Risk(path); got != want {
			t.Errorf("Risk(%q): got %q, want %q", path, got, want)
		}
	}
}

// A link into a cloud's folder is such a folder.
func TestRisk_link(t *testing.T) {
	dir := t.TempDir()
	real := filepath.Join(dir, "Nextcloud", "shop")
	if err := os.MkdirAll(real, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "shop")
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no links here")
	}
	if got := Risk(filepath.Join(link, "shop.aftercare")); got != Cloud {
		t.Errorf("Risk through a link: got %q, want %q", got, Cloud)
	}
}
