package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"aftercare/domain/desk"
)

// The folders that were used come last one first, each once for a purpose, and
// not without end.
func TestFolders_lastOneFirst(t *testing.T) {
	c := begun(t)
	for _, f := range []desk.UsedFolder{{For: "import", Path: "/a"}, {For: "photo", Path: "/b"}, {For: "import", Path: "/c"}, {For: "import", Path: "/a"}} {
		_, err := c.UseFolder(c.ctx, f)
		c.must(err)
	}
	used, err := c.UsedFolders(c.ctx)
	c.must(err)
	if got, want := fmt.Sprint(used), "[{import /a} {import /c} {photo /b}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for i := range 40 {
		_, err := c.UseFolder(c.ctx, desk.UsedFolder{For: "import", Path: fmt.Sprint("/many/", i)})
		c.must(err)
	}
	if used, err = c.UsedFolders(c.ctx); err != nil || len(used) != 12 || used[0].Path != "/many/39" {
		t.Errorf("after many: got %d, %v, %v; want the 12 last", len(used), used, err)
	}
	_, err = c.UseFolder(c.ctx, desk.UsedFolder{For: "import"})
	c.refused(err, "field.required")
	_, err = c.UseFolder(c.ctx, desk.UsedFolder{Path: strings.Repeat("x", 5000)})
	c.refused(err, "field.too_long")
}
