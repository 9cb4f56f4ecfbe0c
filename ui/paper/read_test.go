package paper_test

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aftercare/ui/paper"
)

// tool runs a program that reads PDF or pictures. Where it is not installed
// the test is skipped, unless AFTERCARE_NEED_TOOLS asks for it.
func tool(tb testing.TB, name string, args ...string) string {
	tb.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("AFTERCARE_NEED_TOOLS") == "" {
			tb.Skipf("%s is not installed", name)
		}
		tb.Fatal(err)
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		tb.Fatalf("%s %v: %v", name, args, err)
	}
	return string(out)
}

func saved(tb testing.TB, p paper.Paper) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), p.Name)
	if err := os.WriteFile(path, p.PDF, 0o644); err != nil {
		tb.Fatal(err)
	}
	return path
}

func printJob(tb testing.TB, name string) paper.Paper {
	tb.Helper()
	p, err := jobs()[name](newPress(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

var pageSize = regexp.MustCompile(`Page size:\s+([\d.]+) x ([\d.]+) pts`)

func TestPapers_haveTheExactSize(t *testing.T) {
	tests := map[string]struct {
		width, height float64 // millimetres; height 0 for what the content needs
		pages         int
	}{
		"label-en-hant":          {100, 150, 1},
		"label-a6":               {105, 148, 1},
		"labels-a4":              {210, 297, 2},
		"slip-en":                {148, 210, 1},
		"intake-a5-en-hant":      {148, 210, 2},
		"repair-a5-hans":         {148, 210, 1},
		"repair-roll-80-en-hant": {80, 0, 1},
		"intake-roll-80-hant":    {80, 0, 2},
		"quote-a5-en-hant":       {148, 210, 1},
		"list":                   {210, 297, 3},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := printJob(t, name)
			if p.Pages != tt.pages {
				t.Errorf("Pages: got %d, want %d", p.Pages, tt.pages)
			}
			info := tool(t, "pdfinfo", saved(t, p))
			m := pageSize.FindStringSubmatch(info)
			if m == nil {
				t.Fatalf("pdfinfo tells no size: %s", info)
			}
			for i, want := range []float64{tt.width, tt.height} {
				points, err := strconv.ParseFloat(m[i+1], 64)
				if err != nil {
					t.Fatal(err)
				}
				if got := points * 25.4 / 72; want > 0 && math.Abs(got-want) > 0.005 {
					t.Errorf("side %d: got %.3f mm, want %.3f", i, got, want)
				}
			}
		})
	}
}

func TestPapers_areReadable(t *testing.T) {
	tests := map[string][]string{
		"label-en-hant": {"Return 退貨", "R-11873", "九龍觀塘永發街 18 號", "Hong Kong", "+852 3468 1200", "許雅婷 Hsu Ya-ting", "+886 912 345 308",
			"Y0388265", "C-11871", "1 × Merino crew neck, navy, S", "KNT-N-S", "Send by Thu 19 Mar 2026", "3月19日前寄出",
			"we pay the freight back", "本店會退還", "Keep the carrier's receipt", "English text prevails", "以英文本為準"},
		"label-hans":             {"退货", "寄件人", "订单", "2026年3月19日前寄出"},
		"slip-en-hans":           {"Packing slip", "发货单", "LS-09127", "FLT-100", "3 pieces", "生日快樂"},
		"intake-a5-en-hant":      {"Mon 9 Mar 2026, 15:02", "Grinds for ten seconds", "磨豆機", "2 個工作天內", "90 days of our notice", "顧客存", "本店存"},
		"repair-a5-en-hant":      {"1.5 h", "240.00", "HK$620.00", "Tue 17 Mar 2026", "Tue 16 Jun 2026", "維修保養至", "Keung"},
		"quote-a5-en-hant":       {"Repair quote", "維修報價單", "Wed 25 Mar 2026", "Do not repair; the check costs HK$150.00", "檢查費"},
		"daysheet-en":            {"Day sheet, Wed 11 Mar 2026", "Keung", "Finished an intake", "31", "120 to 187", "9f3c a2b1 0001", "Made by", "aftercare check --head 187:9f3ca2b100010203"},
		"daysheet-hant":          {"日結表", "Mei 美", "同意申請", "第 120 至 187 項", "9f3c a2b1 0001"},
		"list":                   {"Payouts", "HK$57,600.00", "Page 1 of 3", "agreed by phone on", "Made by"},
		"repair-roll-80-hans":    {"维修收据", "1.5 小时 × 240.00", "已付", "维修保修至", "2026年6月16日"},
		"repair-roll-80-en-hant": {"Paid 已付", "HK$620.00", "Repair warranty until"},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			got := tool(t, "pdftotext", "-layout", saved(t, printJob(t, name)), "-")
			for _, w := range want {
				if !strings.Contains(got, w) {
					t.Errorf("%s does not say %q:\n%s", name, w, got)
				}
			}
		})
	}
}

func TestPapers_inOneLanguageDoNotSpeakAnother(t *testing.T) {
	for name, unwanted := range map[string][]string{
		"label-en":   {"prevails", "寄件人", "退貨"},
		"label-hant": {"prevails", "Keep the", "寄件人 From"},
	} {
		got := tool(t, "pdftotext", saved(t, printJob(t, name)), "-")
		for _, u := range unwanted {
			// The shop's own name holds 退貨 in its address, nothing else does.
			if strings.Contains(strings.ReplaceAll(got, "退貨部", ""), u) {
				t.Errorf("%s says %q:\n%s", name, u, got)
			}
		}
	}
}

func TestPapers_codesScan(t *testing.T) {
	tests := map[string][]string{
		"label-en-hant":          {"CODE-128:R-11873", "QR-Code:R-11873"},
		"label-a6":               {"CODE-128:R-11873", "QR-Code:R-11873"},
		"label-hostile":          {"QR-Code:" + longNumber},
		"slip-en":                {"QR-Code:LS-09127"},
		"intake-a5-en-hant":      {"QR-Code:J-03428"},
		"repair-roll-80-en-hant": {"CODE-128:J-03428"},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			path := saved(t, printJob(t, name))
			picture := filepath.Join(t.TempDir(), "page")
			// 203.2 dots an inch are the 8 dots to the millimetre of a label printer.
			tool(t, "pdftoppm", "-r", "203.2", "-gray", "-l", "1", "-singlefile", "-png", path, picture)
			got := strings.Fields(tool(t, "zbarimg", "-q", picture+".png"))
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: got codes %v, want %v", name, got, want)
			}
		})
	}
}
