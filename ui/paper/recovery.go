package paper

import (
	"strings"
	"time"
)

// Recovery is the sheet that opens a shop's locked backups. Whoever has it and
// a backup has the shop's data: it belongs in a safe, not beside the machine.
type Recovery struct {
	Shop   Shop
	Secret string // the key, as its code holds it
	Made   time.Time
}

// Recovery prints the recovery sheet. Size: A5.
//
// Errors: paper.languages, paper.size.
func (p *Press) Recovery(r Recovery, s Setting) (Paper, error) {
	return p.paper("recovery-sheet", s, func(c *canvas, v speech) error {
		f, err := formOf(s.Size)
		if err == nil && f.roll {
			_, err = formOf(A6) // a thermal print fades before it is needed
		}
		if err != nil {
			return err
		}
		c.sheet(f, v, r.Shop, "").recovery(r)
		return nil
	})
}

func (s *sheet) recovery(r Recovery) {
	s.head(heading{r.Shop, "paper.recovery.title", "", s.first.FullMoment(r.Made), r.Secret})
	s.section("paper.recovery.what", strings.Join(s.sentences("paper.recovery.what.text"), "\n"))
	s.section("paper.recovery.key", grouped(5, 25, "   ", r.Secret))
	s.section("paper.recovery.how", strings.Join(s.sentences("paper.recovery.how.text"), "\n"))
	s.section("paper.recovery.keep", strings.Join(s.sentences("paper.recovery.keep.text"), "\n"))
	s.close()
}

// grouped sets a key or a hash in groups of so many signs, line of them to a
// line, so that it can be read off the paper; what stands between does not count.
func grouped(size, line int, between, text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case i > 0 && i%line == 0:
			b.WriteByte('\n')
		case i > 0 && i%size == 0:
			b.WriteString(between)
		}
		b.WriteRune(r)
	}
	return b.String()
}
