package storage_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
)

// mib is what a memory limit is counted in.
const mib = 1 << 20

// peak is the most memory that this process ever held, as the system counted
// it.
func peak(t testing.TB) int64 {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("this system does not say how much memory a process held")
	}
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		t.Fatal("no peak in /proc/self/status")
	}
	n, err := strconv.ParseInt(string(m[1]), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n << 10
}

// TestMemory_child does one thing with one file, as a process of its own, and
// says how that ended and what it took.
func TestMemory_child(t *testing.T) {
	work, path := os.Getenv("AFTERCARE_MEMORY_WORK"), os.Getenv("AFTERCARE_MEMORY_FILE")
	if work == "" {
		t.Skip("runs as a child of TestMemory")
	}
	err := memoryWork[work](t.Context(), t, path)
	code := "done"
	if e := domain.As(err); e != nil {
		code = e.Code
	} else if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("ended %s %d\n", code, peak(t))
}

// memoryWork is what a child can be told to do.
var memoryWork = map[string]func(ctx context.Context, t *testing.T, path string) error{
	"read": func(ctx context.Context, _ *testing.T, path string) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		_, err = exchange.Open(filepath.Base(path), f, info.Size(), exchange.Options{})
		return err
	},
	"import": func(_ context.Context, t *testing.T, path string) error {
		db, d := killedDesk(t, os.Getenv("AFTERCARE_MEMORY_STORE"))
		takeIn(t, d, path)
		return db.Close()
	},
	"photo": func(ctx context.Context, t *testing.T, path string) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		photos := blob.In(t.TempDir())
		kept, err := photos.Keep(ctx, filepath.Base(path), f)
		if err != nil {
			return err
		}
		if !kept.Photo {
			return domain.Wrong("file", "file.not_a_photo", nil)
		}
		_, err = photos.Thumb(ctx, kept.Hash, 320)
		return err
	},
}

// inChild has a process of its own do a work with a file.
func inChild(t *testing.T, work, path string, env ...string) (code string, held int64) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestMemory_child$", "-test.v")
	child.Env = append(append(os.Environ(), "AFTERCARE_MEMORY_WORK="+work, "AFTERCARE_MEMORY_FILE="+path), env...)
	out, err := child.CombinedOutput()
	m := regexp.MustCompile(`(?m)^ended (\S+) (\d+)$`).FindSubmatch(out)
	if err != nil || m == nil {
		t.Fatalf("%s %s: %v\n%s", work, filepath.Base(path), err, out)
	}
	if held, err = strconv.ParseInt(string(m[2]), 10, 64); err != nil {
		t.Fatal(err)
	}
	return string(m[1]), held
}

// madeFile writes a file by what write puts into it.
func madeFile(t *testing.T, name string, write func(w io.Writer) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	b := bufio.NewWriterSize(f, mib)
	if err := write(b); err != nil {
		t.Fatal(err)
	}
	if err := b.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// again writes a text over and over until it has written so many bytes.
func again(w io.Writer, text string, total int) error {
	part := bytes.Repeat([]byte(text), max(1, 64<<10/len(text)))
	for total > 0 {
		n, err := w.Write(part[:min(total, len(part))])
		if err != nil {
			return err
		}
		total -= n
	}
	return nil
}

// packedSheet is a workbook whose sheet and shared strings are written by these.
func packedSheet(sheet, shared func(io.Writer) error) func(io.Writer) error {
	return func(w io.Writer) error {
		z := zip.NewWriter(w)
		for _, p := range []struct {
			name  string
			write func(io.Writer) error
		}{
			{"[Content_Types].xml", said("<Types/>")},
			{"xl/workbook.xml", said(`<workbook><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`)},
			{"xl/_rels/workbook.xml.rels", said(`<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`)},
			{"xl/sharedStrings.xml", shared},
			{"xl/worksheets/sheet1.xml", sheet},
		} {
			part, err := z.Create(p.name)
			if err == nil {
				err = p.write(part)
			}
			if err != nil {
				return err
			}
		}
		return z.Close()
	}
}

func said(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

// around writes a text over and over between two others.
func around(before, text string, total int, after string) func(io.Writer) error {
	return func(w io.Writer) error {
		for _, step := range []func(io.Writer) error{said(before), func(w io.Writer) error { return again(w, text, total/len(text)*len(text)) }, said(after)} {
			if err := step(w); err != nil {
				return err
			}
		}
		return nil
	}
}

// claimed is a PNG of a few bytes that claims so many dots.
func claimed(width, height uint32) func(io.Writer) error {
	return func(w io.Writer) error {
		head := []byte("IHDR")
		head = binary.BigEndian.AppendUint32(head, width)
		head = binary.BigEndian.AppendUint32(head, height)
		head = append(head, 8, 6, 0, 0, 0)
		out := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), 13)
		out = append(out, head...)
		_, err := w.Write(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head)))
		return err
	}
}

// plain is a picture of one colour that holds no dots.
type plain struct {
	image.Rectangle
	color.Model
}

func (p plain) Bounds() image.Rectangle { return p.Rectangle }
func (p plain) ColorModel() color.Model { return p.Model }
func (p plain) At(_, _ int) color.Color { return color.NRGBA64{R: 40000, G: 30000, B: 20000, A: 65535} }

// Whatever file is handed to the program, it takes a bounded part of the
// machine's memory: each is read by a process of its own whose peak is measured.
// The most that docs/trust.md allows is 512 MB, for an import of a million rows.
func TestMemory(t *testing.T) {
	big, orders, tall := 64*mib, 10_000, 1500 // more with make faults
	if os.Getenv("AFTERCARE_FAULTS") != "" {
		big, orders, tall = 400*mib, 1_000_000, 6250
	}
	for _, c := range []struct {
		name, work, file string
		write            func(io.Writer) error
		code             string
		limit            int64
	}{
		{"a workbook that unpacks a thousandfold", "read", "bomb.xlsx", packedSheet(func(w io.Writer) error { return again(w, "\x00", big) }, said("<sst/>")), "import.workbook_bomb", 96 * mib},
		{"a cell without an end", "read", "cell.xlsx", packedSheet(around(`<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>`, "long ", 30*mib, `</t></is></c></row></sheetData></worksheet>`), said("<sst/>")), "import.workbook_unread", 96 * mib},
		{"millions of empty strings", "read", "strings.xlsx", packedSheet(said(`<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c></row></sheetData></worksheet>`), around("<sst>", "<si><t/></si>", 30*mib, "</sst>")), "import.empty", 160 * mib},
		{"a line without an end", "read", "line.csv", around("Order number,Placed\n", "a", big, ""), "import.cell_too_large", 96 * mib},
		{"a quote that never closes", "read", "quote.csv", around("Order number,Placed\n\"", "a,b\n", big, ""), "import.quote_open", 96 * mib},
		{"columns without an end", "read", "columns.csv", around("Order number,Placed", ",x", big, "\n"), "import.too_many_columns", 96 * mib},
		{"many orders", "import", "orders.csv", ordersFile(orders), "done", 512 * mib},
		{"33 bytes that claim 3 600 million dots", "photo", "bomb.png", claimed(60000, 60000), "file.image_bomb", 64 * mib},
		{"a large photo", "photo", "large.jpg", func(w io.Writer) error {
			return jpeg.Encode(w, plain{image.Rect(0, 0, 8000, tall), color.YCbCrModel}, nil)
		}, "done", 512 * mib},
		{"a large picture of eight bytes a dot", "photo", "fat.png", func(w io.Writer) error {
			return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(w, plain{image.Rect(0, 0, 8000, tall), color.NRGBA64Model})
		}, "done", 512 * mib},
	} {
		t.Run(c.name, func(t *testing.T) {
			var env []string
			if c.work == "import" {
				env = append(env, "AFTERCARE_MEMORY_STORE="+begunShop(t))
			}
			code, held := inChild(t, c.work, madeFile(t, c.file, c.write), env...)
			t.Logf("ended with %s at %d MB", code, held/mib)
			if code != c.code {
				t.Errorf("ended with %s, want %s", code, c.code)
			}
			if held > c.limit {
				t.Errorf("held %d MB at its peak, want %d at most", held/mib, c.limit/mib)
			}
		})
	}
}

// ordersFile is an export of so many orders of a line each.
func ordersFile(orders int) func(io.Writer) error {
	return func(w io.Writer) error {
		head := "Order number,Placed,State,State on the platform,Currency,Customer,Line on the platform,SKU,Product,Quantity,Unit price,Units sent\n"
		if _, err := io.WriteString(w, head); err != nil {
			return err
		}
		for i := range orders {
			if _, err := fmt.Fprintf(w, "M-%07d,2026-03-01 10:00:00,Paid,paid,HKD,%s,%d-1,S-%d,Cup,1,10.00,0\n", i, strings.Repeat("陈", 1+i%3), i, i%50); err != nil {
				return err
			}
		}
		return nil
	}
}
