package domain_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "aftercare"

// rule says what the packages that match may import besides the standard
// library. Patterns are import paths; a trailing /... takes what lies below,
// "self" stands for the package itself and what lies below it.
type rule struct {
	of  string
	may []string
}

// The libraries by the place where they may be used.
const (
	fyneOf    = "fyne.io/fyne/v2/..."
	fyneApp   = "fyne.io/fyne/v2/app"
	logrusOf  = "github.com/sirupsen/logrus"
	xtextOf   = "golang.org/x/text/..."
	ourDomain = module + "/domain/..."
)

// rules is THE IMPORT RULE. The first rule that matches a package counts; a
// package that none matches is an error: give it a place first.
var rules = []rule{
	// domain holds every rule of the shop and knows nothing of the world.
	{module + "/domain", nil},
	{module + "/domain/desk", []string{ourDomain}},
	{module + "/domain/...", []string{ourDomain}},

	// storage holds every byte at rest.
	{module + "/storage/exchange/...", []string{ourDomain, "self", logrusOf, xtextOf,
		"github.com/xuri/excelize/v2", "github.com/emersion/go-ical", "github.com/teambition/rrule-go"}},
	{module + "/storage/logfile", []string{logrusOf, "gopkg.in/natefinch/lumberjack.v2"}},
	{module + "/storage/place", nil},
	{module + "/storage/seal", []string{ourDomain, "golang.org/x/crypto/argon2"}},
	{module + "/storage/...", []string{ourDomain, module + "/storage/...", module + "/assets", logrusOf, xtextOf,
		"modernc.org/sqlite/...", "github.com/jackc/pgx/v5/...", "github.com/pressly/goose/v3/...", "github.com/gofrs/flock",
		"github.com/klauspost/compress/zstd", "github.com/mozillazg/go-pinyin", "filippo.io/age/...", "golang.org/x/image/..."}},

	// ui holds every word and pixel.
	{module + "/ui", []string{module + "/ui/...", ourDomain, module + "/assets", logrusOf, fyneOf}},
	{module + "/ui/widgets/...", []string{module + "/ui/widgets/...", module + "/ui/theme", module + "/ui/text", fyneOf}},
	{module + "/ui/theme", []string{module + "/assets", fyneOf, "golang.org/x/image/font/..."}},
	{module + "/ui/cli/...", []string{module + "/ui/present", module + "/ui/text", module + "/ui/paper", "self", ourDomain, logrusOf,
		"github.com/spf13/cobra", "github.com/spf13/pflag"}},
	{module + "/ui/paper/...", []string{module + "/ui/present", module + "/ui/text", "self", ourDomain, module + "/assets",
		"github.com/jung-kurt/gofpdf", "github.com/boombuler/barcode/...", "golang.org/x/image/...", xtextOf}},
	{module + "/ui/sound", []string{module + "/assets"}},
	{module + "/ui/present/...", []string{module + "/ui/text", ourDomain}},
	{module + "/ui/text/...", []string{ourDomain, module + "/assets", xtextOf}},
	{module + "/ui/e2e/...", nil},
	{module + "/ui/bench/empty", []string{module + "/ui/theme", fyneOf}},
	{module + "/ui/bench", nil},

	{module + "/assets", nil},
	{module, []string{module + "/ui", module + "/ui/cli", module + "/ui/sound", module + "/ui/text", module + "/ui/paper", module + "/domain/desk/...", module + "/domain", module + "/storage/...",
		module + "/assets", logrusOf}},
}

// chapters is the order of the domain: a chapter imports earlier ones only.
// Where a chapter has no place yet, it must not be imported by another one.
var chapters = []string{"money", "calendar", "flow", "clock", "channel", "shop", "order", "customer", "stock", "casefile", "parcel",
	"refund", "claim", "repair", "message", "recall", "report", "desk"}

// matches says whether a pattern takes an import path.
func matches(pattern, p string) bool {
	if below, ok := strings.CutSuffix(pattern, "/..."); ok {
		return p == below || strings.HasPrefix(p, below+"/")
	}
	return p == pattern
}

// offence says why from must not import to, "" when it may. file is the file
// that does it, when that matters.
func offence(from, to, file string) string {
	i := slices.IndexFunc(rules, func(r rule) bool { return matches(r.of, from) })
	if i < 0 {
		return "no rule knows this package: give it a place in domain/imports_test.go"
	}
	if standard(to) {
		return ""
	}
	if to == fyneApp && file != "driver.go" {
		return "only a file driver.go may import the driver: it needs a display and a C compiler"
	}
	self := strings.TrimSuffix(from, "_test")
	for _, pattern := range rules[i].may {
		if pattern == "self" {
			pattern = self + "/..."
		}
		if matches(pattern, to) {
			return late(from, to)
		}
	}
	if to == self {
		return ""
	}
	return "the rule for " + rules[i].of + " does not allow it"
}

// late says whether a chapter imports a later one.
func late(from, to string) string {
	a, b := slices.Index(chapters, chapter(from)), slices.Index(chapters, chapter(to))
	if chapter(from) == "" || chapter(to) == "" {
		return ""
	}
	if chapter(from) == chapter(to) || a > b && b >= 0 {
		return ""
	}
	return "a chapter imports earlier chapters only: " + strings.Join(chapters, ", ")
}

// chapter is the first folder below domain, "" outside of them.
func chapter(p string) string {
	below, ok := strings.CutPrefix(p, module+"/domain/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(below, "/")
	return name
}

// standard says whether a package is part of Go: its first element has no dot.
func standard(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return !strings.Contains(first, ".") && first != module
}

// goPackage is what go list tells of a package.
type goPackage struct {
	Dir        string
	ImportPath string
	GoFiles    []string
	Imports    []string
}

// list gives the packages of the tree as built with the tags.
func list(t *testing.T, tags string) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=Dir,ImportPath,GoFiles,Imports", "-tags", tags, module+"/...")
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1") // the driver's file is left out without it
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImports(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command: the rule cannot be checked")
	}
	for _, tags := range []string{"", "x11", "headless"} {
		packages := list(t, tags)
		if len(packages) < 5 {
			t.Fatalf("tags %q: go list gave %d packages", tags, len(packages))
		}
		for _, p := range packages {
			for _, to := range p.Imports {
				if why := offence(p.ImportPath, to, importer(t, p, to)); why != "" {
					t.Errorf("tags %q: %s → %s: %s", tags, p.ImportPath, to, why)
				}
			}
		}
	}
}

// importer names the one file that imports the driver; "" when there are more.
func importer(t *testing.T, p goPackage, to string) string {
	t.Helper()
	if to != fyneApp {
		return ""
	}
	var files []string
	for _, name := range p.GoFiles {
		text, err := os.ReadFile(path.Join(p.Dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), `"`+to+`"`) {
			files = append(files, name)
		}
	}
	if len(files) == 1 {
		return files[0]
	}
	return ""
}

func TestOffence(t *testing.T) {
	for _, c := range []struct {
		from, to, file string
		allowed        bool
	}{
		{"aftercare/domain", "time", "", true},
		{"aftercare/domain", "aftercare/domain/money", "", false},
		{"aftercare/domain/order", "aftercare/domain/money", "", true},
		{"aftercare/domain/order", "aftercare/domain", "", true},
		{"aftercare/domain/money", "aftercare/domain/order", "", false},
		{"aftercare/domain/order", "aftercare/domain/desk", "", false},
		{"aftercare/domain/desk", "aftercare/domain/order", "", true},
		{"aftercare/domain/desk", "aftercare/storage", "", false},
		{"aftercare/domain/order", "github.com/sirupsen/logrus", "", false},
		{"aftercare/domain/fishing", "aftercare/domain/order", "", false},
		{"aftercare/storage", "aftercare/ui/text", "", false},
		{"aftercare/storage", "modernc.org/sqlite/lib", "", true},
		{"aftercare/storage/exchange", "github.com/xuri/excelize/v2", "", true},
		{"aftercare/storage/exchange", "modernc.org/sqlite", "", false},
		{"aftercare/ui", "aftercare/storage", "", false},
		{"aftercare/ui", "fyne.io/fyne/v2/widget", "", true},
		{"aftercare/ui", fyneApp, "driver.go", true},
		{"aftercare/ui", fyneApp, "shell.go", false},
		{"aftercare/ui/widgets", "aftercare/domain", "", false},
		{"aftercare/ui/cli", "fyne.io/fyne/v2", "", false},
		{"aftercare/ui/cli", "github.com/spf13/cobra", "", true},
		{"aftercare/ui/paper", "github.com/jung-kurt/gofpdf", "", true},
		{"aftercare/ui/text", "aftercare/ui/present", "", false},
		{"aftercare", "fyne.io/fyne/v2", "", false},
		{"aftercare", "aftercare/storage/backup", "", true},
		{"aftercare/util", "time", "", false},
	} {
		why := offence(c.from, c.to, c.file)
		if (why == "") != c.allowed {
			t.Errorf("%s → %s: got %q, want allowed %v", c.from, c.to, why, c.allowed)
		}
	}
}
