package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

// lay fills a paper and prints it.
type lay func(press *paper.Press, set paper.Setting) (paper.Paper, error)

// print asks the desk for a view, prints it and saves the PDF.
func (s *session) print(ctx context.Context, size string, ask func(*desk.Desk) (desk.Setup, lay, error)) error {
	return s.with(ctx, Writing, func(sh Shop, now time.Time) error {
		setup, lay, err := ask(sh.Desk)
		if err != nil {
			return err
		}
		set := paper.Setting{At: now, Zone: setup.Zone}
		speaks := s.lang
		if speaks == "" {
			speaks = setup.Shop.Paper
		}
		if set.Languages, err = paper.LanguagesOf(speaks); err != nil {
			return err
		}
		if set.Size, err = paper.SizeOf(size); err != nil {
			return err
		}
		press, err := s.p.Press()
		if err != nil {
			return err
		}
		p, err := lay(press, set)
		if err != nil {
			return err
		}
		return s.printed(p)
	})
}

// printed saves a paper and says where it is and what it could not print.
func (s *session) printed(p paper.Paper) error {
	path, err := s.save(p.Name, p.PDF)
	if err != nil || path == "-" {
		return err
	}
	w := s.words()
	for _, warning := range p.Warnings {
		fmt.Fprintln(s.p.Err, w.Error(warning))
	}
	if s.json {
		s.out = "" // the PDF stands there; the answer goes to the terminal
		return s.object(struct {
			File     string        `json:"file"`
			Pages    int           `json:"pages"`
			Warnings domain.Errors `json:"warnings,omitempty"`
		}{path, p.Pages, p.Warnings})
	}
	fmt.Fprintln(s.p.Out, w.N("cli.printed", p.Pages, domain.Args{"name": path}))
	return nil
}

func (s *session) labelCommand() *cobra.Command {
	var size string
	c := s.command("label RETURN", "cli.label", 1, 1, func(c *cobra.Command, args []string) error {
		return s.print(c.Context(), size, func(d *desk.Desk) (desk.Setup, lay, error) {
			v, setup, err := d.Label(c.Context(), args[0])
			return setup, func(p *paper.Press, set paper.Setting) (paper.Paper, error) {
				return p.Label(paper.LabelOf(v, setup), set)
			}, err
		})
	})
	c.Flags().StringVar(&size, "size", "", "cli.flag.label_size")
	return c
}

func (s *session) slipCommand() *cobra.Command {
	return s.command("slip ORDER", "cli.slip", 1, 1, func(c *cobra.Command, args []string) error {
		return s.print(c.Context(), "", func(d *desk.Desk) (desk.Setup, lay, error) {
			v, err := d.OrderNumbered(c.Context(), args[0])
			if err == nil {
				v, err = d.Slip(c.Context(), v.ID)
			}
			if err != nil {
				return desk.Setup{}, nil, err
			}
			setup, err := d.Setup(c.Context())
			return setup, func(p *paper.Press, set paper.Setting) (paper.Paper, error) {
				return p.Slip(paper.SlipOf(v, setup), set)
			}, err
		})
	})
}

// receiptCommand prints a paper of one repair, or all receipts of a day.
func (s *session) receiptCommand() *cobra.Command {
	var size, day string
	kinds := map[string]*bool{}
	c := s.command("receipt [REPAIR]", "cli.receipt", 0, 1, func(c *cobra.Command, args []string) error {
		if (day == "") == (len(args) == 0) {
			return misuse("cli.arguments", map[string]any{"command": c.CommandPath()})
		}
		return s.print(c.Context(), size, func(d *desk.Desk) (desk.Setup, lay, error) {
			if day != "" {
				return dayReceipts(c.Context(), d, day)
			}
			for name, on := range kinds {
				if *on {
					return s.repairPaper(c.Context(), d, name, args[0])
				}
			}
			return s.repairPaper(c.Context(), d, "", args[0])
		})
	})
	c.Flags().StringVar(&size, "size", "", "cli.flag.receipt_size")
	c.Flags().StringVar(&day, "day", "", "cli.flag.receipts_day")
	for _, name := range []string{"intake", "quote", "ticket", "unrepaired"} {
		kinds[name] = c.Flags().Bool(name, false, "cli.flag."+name)
	}
	c.MarkFlagsMutuallyExclusive("day", "intake", "quote", "ticket", "unrepaired")
	return c
}

// repairPaper fills one of the papers of a repair; kind is a flag's name.
func (s *session) repairPaper(ctx context.Context, d *desk.Desk, kind, number string) (desk.Setup, lay, error) {
	ask := map[string]func(context.Context, string) (desk.JobView, desk.Setup, error){"": d.RepairReceipt, "intake": d.IntakeReceipt, "quote": d.QuotePaper,
		"ticket": d.JobTicket, "unrepaired": d.Unrepaired}[kind]
	v, setup, err := ask(ctx, number)
	return setup, func(p *paper.Press, set paper.Setting) (paper.Paper, error) {
		switch kind {
		case "intake":
			return p.Intake(paper.IntakeOf(v, setup, s.speaking(set)...), set)
		case "quote":
			return p.Quote(paper.QuoteOf(v, setup), set)
		case "ticket":
			return p.Ticket(paper.TicketOf(v, setup), set)
		case "unrepaired":
			return p.Declaration(paper.DeclarationOf(v, setup), set)
		}
		return p.Repair(paper.ReceiptOf(v, setup), set)
	}, err
}

// dayReceipts fills all receipts of the repairs that went home on a day.
func dayReceipts(ctx context.Context, d *desk.Desk, day string) (desk.Setup, lay, error) {
	r, err := d.DayReceipts(ctx, desk.DayNamed{Day: calendar.Date(day)})
	if err != nil {
		return desk.Setup{}, nil, err
	}
	if len(r.Rows) == 0 {
		return desk.Setup{}, nil, domain.Refuse("R12", "receipt.none_that_day", domain.Args{"day": r.Day})
	}
	setup, err := d.Setup(ctx)
	return setup, func(p *paper.Press, set paper.Setting) (paper.Paper, error) {
		return p.Receipts(string(r.Day), paper.ReceiptsOf(r, setup), set)
	}, err
}

// speaking are the words of a paper's languages.
func (s *session) speaking(set paper.Setting) []*text.Words {
	words := []*text.Words{s.p.Catalogue.In(set.Languages.First, set.Zone)}
	if second := set.Languages.Second; second != "" {
		words = append(words, s.p.Catalogue.In(second, set.Zone))
	}
	return words
}
