package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Table is a table on its way into a file. Rows calls each with every row; a
// cell is a string, an int, a money.Amount, a calendar.Date, a time.Time, or nil.
type Table struct {
	Name string // of the sheet
	Head []string
	Wide []int // characters that most cells of each column need
	Rows func(each func(cells []any) error) error
}

// WriteSheet is WriteTable for those who know no Table.
func WriteSheet(w io.Writer, kind, name string, head []string, wide []int, rows func(each func(cells []any) error) error) error {
	return WriteTable(w, kind, Table{name, head, wide, rows})
}

// How files write days and moments: the form that every spreadsheet reads, and
// this package too.
const (
	dayForm    = "2006-01-02"
	momentForm = "2006-01-02 15:04:05"
)

// WriteTable writes a table as CSV or, when kind is xlsx, as a workbook with
// typed cells, its header frozen.
//
// Errors: export.kind, export.too_many_rows, and those of Rows.
func WriteTable(w io.Writer, kind string, t Table) error {
	switch kind {
	case "csv":
		return t.csv(w)
	case "xlsx":
		return t.workbook(w)
	}
	return domain.Wrong("out", "export.kind", domain.Args{"value": kind})
}

func (t Table) csv(w io.Writer) error {
	b := bufio.NewWriterSize(w, 64<<10)
	b.WriteString("\ufeff") // an error sticks and comes out of Flush
	writeRow(b, t.Head)
	err := t.Rows(func(cells []any) error {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			if s, ok := c.(string); ok {
				writeCell(b, s, len(cells) == 1)
				continue
			}
			b.WriteString(plainCell(c)) // digits and their marks: no formula
		}
		_, err := b.WriteString("\r\n")
		return err
	})
	if err = errors.Join(err, b.Flush()); err != nil && domain.As(err) == nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return err
}

// plainCell is a typed cell as text.
func plainCell(c any) string {
	switch c := c.(type) {
	case int:
		return strconv.Itoa(c)
	case money.Amount:
		if c.Currency == "" {
			return ""
		}
		return c.Decimal()
	case calendar.Date:
		return string(c)
	case time.Time:
		return c.Format(momentForm)
	}
	return ""
}

// book is a workbook that is being written.
type book struct {
	file   *excelize.File
	rows   *excelize.StreamWriter
	day    int // styles
	moment int
	head   int
	money  map[int]int // by decimals
	cells  []any
	row    int
}

func (t Table) workbook(w io.Writer) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	b := &book{file: f, money: map[int]int{}}
	if err := b.begin(t); err != nil {
		return fmt.Errorf("begin a workbook: %w", err)
	}
	if err := t.Rows(b.add); err != nil {
		return err
	}
	if err := b.rows.Flush(); err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	if _, err := f.WriteTo(w); err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	return nil
}

func (b *book) begin(t Table) (err error) {
	style := func(s *excelize.Style) (id int) {
		if err == nil {
			id, err = b.file.NewStyle(s)
		}
		return id
	}
	day, moment := "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
	b.head = style(&excelize.Style{Font: &excelize.Font{Bold: true}})
	b.day, b.moment = style(&excelize.Style{CustomNumFmt: &day}), style(&excelize.Style{CustomNumFmt: &moment})
	for decimals, form := range map[int]string{0: "0", 2: "0.00", 3: "0.000"} {
		b.money[decimals] = style(&excelize.Style{CustomNumFmt: &form})
	}
	if err != nil {
		return err
	}
	name := t.Name
	if runes := []rune(name); len(runes) > 31 {
		name = string(runes[:31])
	}
	if err := b.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if b.rows, err = b.file.NewStreamWriter(name); err != nil {
		return err
	}
	for i, wide := range t.Wide {
		if err := b.rows.SetColWidth(i+1, i+1, float64(max(wide, 6)+2)); err != nil {
			return err
		}
	}
	if err := b.rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(t.Head))
	for i, h := range t.Head {
		head[i] = excelize.Cell{StyleID: b.head, Value: h}
	}
	b.row = 1
	return b.rows.SetRow("A1", head)
}

func (b *book) add(cells []any) error {
	b.row++
	if b.row > maxRows {
		return domain.Wrong("out", "export.too_many_rows", domain.Args{"limit": maxRows})
	}
	b.cells = b.cells[:0]
	for _, c := range cells {
		b.cells = append(b.cells, b.typed(c))
	}
	return b.rows.SetRow("A"+strconv.Itoa(b.row), b.cells)
}

// typed is a cell as a workbook keeps it. Text is text, whatever it begins with.
func (b *book) typed(c any) any {
	switch c := c.(type) {
	case string:
		if c == "" {
			return nil
		}
		return c
	case int:
		return c
	case money.Amount:
		if c.Currency == "" {
			return nil
		}
		v, err := strconv.ParseFloat(c.Decimal(), 64)
		if err != nil {
			return c.Decimal()
		}
		return excelize.Cell{StyleID: b.money[c.Currency.Decimals()], Value: v}
	case calendar.Date:
		at, err := time.Parse(dayForm, string(c))
		if err != nil {
			return nil
		}
		return excelize.Cell{StyleID: b.day, Value: at}
	case time.Time:
		// A workbook knows no zones: what it shows is the shop's own clock.
		return excelize.Cell{StyleID: b.moment, Value: time.Date(c.Year(), c.Month(), c.Day(), c.Hour(), c.Minute(), c.Second(), 0, time.UTC)}
	}
	return nil
}
