package cli

import (
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
)

// beginCommand names the shop of a new store.
func (s *session) beginCommand() *cobra.Command {
	var language string
	c := s.command("begin NAME", "cli.begin", 1, 1, func(c *cobra.Command, args []string) error {
		return s.with(c.Context(), Beginning, func(sh Shop, _ time.Time) error {
			begun, err := sh.Desk.Begin(c.Context(), desk.FirstStart{Name: args[0], Language: s.language(language)})
			if err != nil {
				return err
			}
			s.shop = &begun
			if s.json {
				return s.object(begun)
			}
			s.say("cli.begun", domain.Args{"name": begun.Name})
			return nil
		})
	})
	c.Flags().StringVar(&language, "language", "", "cli.flag.language")
	return c
}

// language is the one asked for, else the one the session speaks.
func (s *session) language(asked string) string {
	if asked != "" {
		return asked
	}
	return string(s.words().Lang())
}

// sampleCommand fills an empty store with a made-up shop.
func (s *session) sampleCommand() *cobra.Command {
	var w Wish
	var day string
	c := s.noArguments("sample", "cli.sample", func(c *cobra.Command) error {
		return s.with(c.Context(), Beginning, func(sh Shop, now time.Time) error {
			w.Day, w.Language = now, s.language(w.Language)
			if day != "" {
				d, e := calendar.ParseDate("day", day)
				if e != nil {
					return e
				}
				zone, err := shop.New("", w.Language).Location()
				if err != nil {
					return err
				}
				w.Day = d.Start(zone).Add(10 * time.Hour) // a shop that has just opened its door
			}
			if w.Orders < 0 || w.Orders > 1_000_000 {
				return domain.Wrong("orders", "cli.orders", domain.Args{"value": w.Orders, "limit": 1_000_000})
			}
			if err := sh.Sample(c.Context(), w); err != nil {
				return err
			}
			setup, err := sh.Desk.Setup(c.Context())
			if err != nil {
				return err
			}
			s.shop = &setup.Shop
			if s.json {
				return s.object(struct {
					Seed int64     `json:"seed"`
					Day  time.Time `json:"day"`
				}{w.Seed, w.Day})
			}
			s.say("cli.sampled", domain.Args{"seed": w.Seed, "day": w.Day})
			return nil
		})
	})
	c.Flags().Int64Var(&w.Seed, "seed", 1, "cli.flag.seed")
	c.Flags().StringVar(&day, "day", "", "cli.flag.day")
	c.Flags().IntVar(&w.Orders, "orders", 0, "cli.flag.orders")
	c.Flags().StringVar(&w.Language, "language", "", "cli.flag.language")
	return c
}
