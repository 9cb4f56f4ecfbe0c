package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/desk/sample"
	"aftercare/storage"
	"aftercare/storage/exchange"
	"aftercare/storage/preset"
	"aftercare/storage/seal"
	"aftercare/ui/cli"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

var update = flag.Bool("update", false, "write the goldens")

// terminal runs commands on one store in a folder of its own.
type terminal struct {
	t     testing.TB
	dir   string
	store string
	lang  string
	pin   string // in the environment
	in    string // on the standard input
	log   bytes.Buffer
	words *text.Catalogue
	fault error // of opening a store
}

func newTerminal(tb testing.TB) *terminal {
	tb.Helper()
	words, err := text.Load(assets.FS)
	if err != nil {
		tb.Fatal(err)
	}
	dir := tb.TempDir()
	return &terminal{t: tb, dir: dir, store: filepath.Join(dir, "shop.aftercare"), lang: "en_HK.UTF-8", in: "{}", words: words}
}

func (x *terminal) open(ctx context.Context, where string, access cli.Access, now func() time.Time) (cli.Shop, error) {
	if x.fault != nil {
		return cli.Shop{}, x.fault
	}
	if _, err := os.Stat(where); err != nil && access == cli.Writing {
		return cli.Shop{}, &domain.Error{Kind: domain.NotFound, Code: "store.missing"}
	}
	presets, err := preset.Read(assets.FS)
	if err != nil {
		return cli.Shop{}, err
	}
	db, err := storage.Open(ctx, where, storage.Options{Now: now, ReadOnly: access == cli.Reading})
	if err != nil {
		return cli.Shop{}, err
	}
	parts := desk.Parts{Store: db.Desk(), Now: now, Files: exchange.Files{}, Presets: presets, Seals: seal.Argon2{Memory: 64, Passes: 1, Lanes: 1}}
	return cli.Shop{Desk: desk.New(parts), Close: db.Close,
		Sample: func(ctx context.Context, w cli.Wish) error {
			return sample.Make(ctx, parts, sample.Wish{Seed: w.Seed, Day: w.Day, Orders: w.Orders, Language: w.Language})
		},
		Check: func(ctx context.Context, _ desk.LogQuestion) (cli.Health, error) {
			r, err := db.Check(ctx, storage.Full)
			return cli.Health{Engine: r.Engine, Version: 2, Bytes: 1000, Entries: r.Entries, Findings: r.Findings, Broken: r.Broken}, err
		}}, nil
}

const moment = "2026-03-12T10:00:00+08:00"

// run gives the exit code and what was written to the output and to the error.
func (x *terminal) run(args ...string) (code int, out, told string) {
	x.t.Helper()
	var o, e bytes.Buffer
	log := logrus.New()
	log.SetOutput(&x.log)
	p := cli.Program{Open: x.open, Catalogue: x.words, Table: exchange.WriteCSV, Sheet: exchange.WriteSheet, Log: logrus.NewEntry(log), In: strings.NewReader(x.in), Out: &o, Err: &e,
		Press: func() (*paper.Press, error) { return paper.NewPress(assets.FS, x.words) },
		Now: func() time.Time {
			at, _ := time.Parse(time.RFC3339, moment)
			return at
		},
		Env: func(name string) string { return map[string]string{"LANG": x.lang, "AFTERCARE_PIN": x.pin}[name] }}
	code = cli.Run(context.Background(), p, append(args, "--store", x.store))
	return code, o.String(), e.String()
}

// done runs what must succeed.
func (x *terminal) done(args ...string) string {
	x.t.Helper()
	code, out, told := x.run(args...)
	if code != cli.Done {
		x.t.Fatalf("%v: got exit %d: %s", args, code, told)
	}
	return out
}

// golden runs a command and compares all that it says with testdata.
func (x *terminal) golden(name string, args ...string) {
	x.t.Helper()
	code, out, told := x.run(args...)
	var b strings.Builder
	fmt.Fprintf(&b, "$ aftercare %s\n%s", strings.Join(args, " "), out)
	if told != "" {
		fmt.Fprintf(&b, "--- standard error\n%s", told)
	}
	fmt.Fprintf(&b, "--- exit %d\n", code)
	got := strings.NewReplacer(x.dir+string(filepath.Separator), "", x.dir, "FOLDER").Replace(b.String())
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			x.t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		x.t.Fatalf("%v; run with -update and look at it", err)
	}
	if got != string(want) {
		x.t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

const export = "../../storage/exchange/testdata/orders_export.csv"

func TestRun_saysHowItIsCalled(t *testing.T) {
	x := newTerminal(t)
	x.golden("no-command")
	x.golden("no-command-json", "--json")
	x.golden("no-such-command", "ship")
	x.golden("no-such-flag", "import", "--fast")
	x.golden("too-many", "label", "R-11874", "R-11866")
	x.golden("not-a-moment", "check", "--at", "noon")
	x.golden("help", "help")
	x.golden("help-import", "import", "--help")
	x.golden("verbs", "verbs")
	x.golden("verbs-one", "verbs", "note.agree")
	x.golden("verbs-none", "verbs", "order.eat")
	x.lang = "zh_TW.UTF-8"
	x.golden("help-zh-Hant", "help", "receipt")
	x.lang = "zh_CN.UTF-8"
	x.golden("no-command-zh-Hans")
	x.golden("no-store", "check")
	if _, err := os.Stat(x.store); err == nil {
		t.Error("a store was made by a command that begins none")
	}
}

func TestRun_beginsAShop(t *testing.T) {
	x := newTerminal(t)
	x.golden("import-no-store", "import", export)
	x.golden("begin", "begin", "南丫商店", "--language", "zh-Hant")
	x.golden("begin-twice", "begin", "Another")
	x.golden("begin-twice-json", "begin", "Another", "--json", "--lang", "en")
	x.golden("check", "check")
	x.golden("check-json", "check", "--json")
}

func TestRun_importsAFile(t *testing.T) {
	x := newTerminal(t)
	x.done("begin", "Lamma Supply", "--language", "en")
	report := filepath.Join(x.dir, "report.csv")
	x.golden("import-preview", "import", export, "--preview")
	x.golden("import", "import", export, "--report", report, "--lang", "zh-Hant")
	x.golden("import-again", "import", export, "--channel", "own shop", "--lang", "zh-Hans")
	x.golden("import-no-channel", "import", export, "--channel", "Etsy")
	x.golden("import-no-file", "import", "nothing.csv", "--json")
	x.golden("import-no-table", "import", "cli_test.go")
	x.golden("import-report-unwritten", "import", export, "--report", filepath.Join(x.dir, "none", "report.csv"))
	body, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(body), "\r\n"); got < 235 || !strings.Contains(string(body), "1.23E+18") {
		t.Errorf("report: got %d lines, want one for each order and reason", got)
	}
	var r desk.Report
	if err := json.Unmarshal([]byte(x.done("import", export, "--preview", "--json")), &r); err != nil {
		t.Fatal(err)
	}
	if r.Counts[desk.Unchanged] != 222 || r.Counts[desk.Review] != 12 || r.Done {
		t.Errorf("import again as JSON: got %v, want 222 unchanged and 12 to review", r.Counts)
	}
}

func TestRun_doesVerbs(t *testing.T) {
	x := newTerminal(t)
	x.done("begin", "Lamma Supply", "--language", "en")
	x.done("import", export)
	x.golden("do-figures", "do", "figures")
	x.golden("do-read", "do", "figures", "-")
	x.golden("do-order", "do", "order.list", `{"limit": 1, "sort": "number"}`)
	if got := strings.TrimSpace(x.done("do", "search", `{"text": "zzqq"}`)); got != "[]" {
		t.Errorf("a search that finds nothing answers %s, want an empty list", got)
	}
	x.golden("do-unknown-order", "do", "order.show", `{"order": "LS-1"}`)
	x.golden("do-unknown-field", "do", "order.show", `{"ordr": 1}`, "--lang", "zh-Hans")
	var page desk.Page[desk.OrderRow]
	if err := json.Unmarshal([]byte(x.done("do", "order.list", `{"filter": "open", "sort": "number", "limit": 1}`)), &page); err != nil || len(page.Rows) != 1 {
		t.Fatalf("order.list: got %v, %v, want an order to ship", page, err)
	}
	x.golden("do-no-consent", "do", "note.agree", fmt.Sprintf(`{"order": %q, "date": "2026-12-01"}`, page.Rows[0].Number), "--json")
	x.golden("do-channel", "do", "channel.save", `{"channel": "Yoho", "policy": {"cut_off": "17:00"}}`)
	x.golden("do-product", "do", "product.save", `{"sku": "TEA", "title": "Tea", "warranty": 12, "price": {"minor": 4800, "currency": "HKD"}}`)
	x.golden("do-product-again", "do", "product.save", `{"sku": "TEA", "category": "cosmetics", "price": {"minor": 5200}}`)
	x.golden("do-shop-wrong", "do", "shop.save", `{"zone": "Mars", "scale": 90}`, "--lang", "zh-Hant")
	x.golden("do-channel-wrong", "do", "channel.save", `{"channel": "Yoho", "policy": {"cut_off": "25:00"}}`)
}

func TestRun_makesASample(t *testing.T) {
	x := newTerminal(t)
	x.golden("sample", "sample", "--day", "2026-03-12", "--orders", "120")
	x.golden("sample-twice", "sample")
	x.golden("sample-orders", "sample", "--orders", "-1")
	x.golden("sample-day", "sample", "--day", "2026-02-30")
	var orders desk.Page[desk.OrderRow]
	if err := json.Unmarshal([]byte(x.done("do", "order.list", `{"limit": 1}`)), &orders); err != nil || orders.Count != 121 {
		t.Errorf("order.list: got %d orders, %v, want 120 and the one that goes out for a repair that was none", orders.Count, err)
	}
}

func TestRun_refusesWhatIsNoStore(t *testing.T) {
	x := newTerminal(t)
	if err := os.WriteFile(x.store, []byte("not a store at all, and long enough to look like one"), 0o600); err != nil {
		t.Fatal(err)
	}
	x.golden("store-not-a-store", "check")
	x.golden("store-not-a-store-json", "do", "figures", "--json")
}

// A fault of the machine is told without its text, and logged without it too:
// it may hold what is nobody's business.
func TestRun_keepsFaultsToItself(t *testing.T) {
	x := newTerminal(t)
	x.fault = errors.New("open /home/mei/secret: broken")
	x.golden("fault", "check")
	x.golden("fault-json", "check", "--json")
	x.golden("fault-debug", "check", "--debug")
	if log := x.log.String(); !strings.Contains(log, "a command failed") || strings.Contains(log, "secret") {
		t.Errorf("log: got %q, want the fault without its text", log)
	}
}
