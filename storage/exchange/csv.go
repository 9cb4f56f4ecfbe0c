package exchange

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteCSV writes a header and rows as UTF-8 with a byte order mark, the form
// that every spreadsheet opens by a double click. A cell that a spreadsheet
// would take for a formula gets an apostrophe, which Open takes off again, so
// that what was written comes back as it was.
func WriteCSV(w io.Writer, header []string, rows [][]string) error {
	b := bufio.NewWriterSize(w, 64<<10)
	b.WriteString("\ufeff") // an error sticks and comes out of Flush
	writeRow(b, header)
	for _, row := range rows {
		writeRow(b, row)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

func writeRow(b *bufio.Writer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		writeCell(b, c, len(cells) == 1)
	}
	b.WriteString("\r\n")
}

func writeCell(b *bufio.Writer, c string, alone bool) {
	if formula([]byte(c)) || marked([]byte(c)) {
		c = "'" + c
	}
	if !strings.ContainsAny(c, ",;\t\"\r\n") && !(alone && c == "") {
		b.WriteString(c)
		return
	}
	b.WriteByte('"')
	b.WriteString(strings.ReplaceAll(c, `"`, `""`))
	b.WriteByte('"')
}
