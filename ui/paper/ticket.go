package paper

import (
	"strings"

	"aftercare/domain"
)

// The type of a ticket, in points; nothing is set smaller than 7.
var (
	ticketNumber = style{size: 17, least: 10, lead: 1.15}
	ticketItem   = style{size: 9.5, least: 7, lead: 1.25}
	ticketText   = style{size: 7.6, least: 7, lead: 1.25}
)

// Ticket prints the label that hangs on an item at the bench; its code opens
// the job. Size: Ticket.
//
// Errors: paper.languages, paper.size, paper.number_missing.
func (p *Press) Ticket(t JobTicket, s Setting) (Paper, error) {
	return p.paper("ticket-"+t.Number, s, func(c *canvas, v speech) error {
		if err := numbered(t.Number); err != nil {
			return err
		}
		if s.Size != "" && s.Size != Ticket {
			return domain.Wrong("size", "paper.size", nil)
		}
		c.ticket(t, v)
		return nil
	})
}

// ticket sets number and day, the code over the whole width, and below it what
// the item is, whose, and what is wrong with it, as far as there is room.
func (c *canvas) ticket(t JobTicket, v speech) {
	const width, height, margin, code, module = 60.0, 40.0, 2.5, 7.5, 3 * dot
	p := c.add(width, height)
	inner, y := width-2*margin, margin
	number := c.fitLine(t.Number, ticketNumber, inner*0.6, 2)
	day := c.fitLine(v.first.T("paper.ticket.due"), ticketText, inner*0.4-2, 1)
	date := c.fitLine(v.first.FullDate(t.Due), ticketText, inner*0.4-2, 1)
	c.draw(p, number, margin, y, inner, 0)
	if t.Due != "" {
		c.draw(p, day, margin, y+0.5, inner, 1)
		c.draw(p, date, margin, y+0.5+day.height(), inner, 1)
	}
	y += number.height() + 0.3
	if c.barCode(p, t.Number, 0, y, width, code, module) {
		y += code + 0.8
	}
	bottom := height - margin
	for _, part := range []struct {
		text  string
		style style
		most  float64 // lines
	}{{t.Item, ticketItem, 2}, {strings.Join(filled(t.Serial, joinedShort(t.Customer)), ", "), ticketText, 1}, {t.Problem, ticketText, 2}, {t.With, ticketText, 1}} {
		line := part.style.lead * part.style.least * mmPerPoint
		room := min(part.most*part.style.lead*part.style.size*mmPerPoint+0.1, bottom-y)
		if strings.TrimSpace(part.text) == "" || room < line {
			continue
		}
		b := c.fit(oneLine(part.text), part.style, inner, room)
		c.draw(p, b, margin, y, inner, 0)
		y += b.height() + 0.3
	}
}

func joinedShort(p Person) string { return strings.Join(filled(p.Name, p.Phone), ", ") }
