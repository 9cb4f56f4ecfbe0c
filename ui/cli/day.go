package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// payoutsCommand gives a day's payout list: as a table at the terminal, as JSON,
// or as a file whose name ends in .pdf, .csv or .xlsx.
func (s *session) payoutsCommand() *cobra.Command {
	return s.command("payouts [DATE]", "cli.payouts", 0, 1, func(c *cobra.Command, args []string) error {
		return s.with(c.Context(), Reading, func(sh Shop, now time.Time) error {
			list, setup, err := ofDay(c.Context(), sh, args, sh.Desk.PayoutList)
			if err != nil {
				return err
			}
			if s.json && s.out == "" {
				return s.object(list)
			}
			w := s.words()
			head, rows := present.PayoutTable(w, list)
			var b bytes.Buffer
			switch kind := strings.TrimPrefix(strings.ToLower(filepath.Ext(s.out)), "."); kind {
			case "csv", "xlsx":
				err = s.p.Sheet(&b, kind, string(list.Day), head, nil, present.Each(rows))
			case "pdf":
				return s.listPaper(paper.PayoutsOf(list, setup, w), setup.Zone, now, w.Lang())
			default:
				fmt.Fprintln(&b, strings.Join(head, "\t"))
				for _, row := range rows {
					fmt.Fprintf(&b, strings.TrimSuffix(strings.Repeat("%v\t", len(row)), "\t")+"\n", row...)
				}
			}
			if err != nil {
				return err
			}
			if s.out == "" {
				_, err = s.p.Out.Write(b.Bytes())
				return err
			}
			_, err = s.save("payouts-"+string(list.Day), b.Bytes())
			return err
		})
	})
}

// ofDay asks for what belongs to the day of the arguments, "" for today, and for
// the shop that it is printed for.
func ofDay[T any](ctx context.Context, sh Shop, args []string, ask func(context.Context, calendar.Date) (T, error)) (list T, setup desk.Setup, err error) {
	day := calendar.Date("")
	if len(args) == 1 {
		d, e := calendar.ParseDate("day", args[0])
		if e != nil {
			return list, setup, e
		}
		day = d
	}
	if list, err = ask(ctx, day); err == nil {
		setup, err = sh.Desk.Setup(ctx)
	}
	return list, setup, err
}

// daySheetCommand prints who did what on a day.
func (s *session) daySheetCommand() *cobra.Command {
	return s.command("daysheet [DATE]", "cli.daysheet", 0, 1, func(c *cobra.Command, args []string) error {
		return s.with(c.Context(), Reading, func(sh Shop, now time.Time) error {
			v, setup, err := ofDay(c.Context(), sh, args, func(ctx context.Context, day calendar.Date) (desk.DayLog, error) {
				return sh.Desk.LogOfDay(ctx, desk.DayQuestion{Day: day})
			})
			if err != nil {
				return err
			}
			if s.json && s.out == "" {
				return s.object(v)
			}
			w := s.words()
			return s.listPaper(paper.DaySheetOf(v, setup, w), setup.Zone, now, w.Lang())
		})
	})
}

// listPaper prints a list in the language of the terminal.
func (s *session) listPaper(l paper.List, zone *time.Location, now time.Time, lang text.Lang) error {
	press, err := s.p.Press()
	if err != nil {
		return err
	}
	p, err := press.List(l, paper.Setting{At: now, Zone: zone, Languages: paper.Alone(lang)})
	if err != nil {
		return err
	}
	return s.printed(p)
}
