package cli

import (
	"bufio"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
)

// peopleCommand lists who works here, and is the way out for an owner who
// forgot the PIN: whoever may write the store's file may set a new one.
func (s *session) peopleCommand() *cobra.Command {
	var reset string
	c := s.noArguments("people", "cli.people", func(c *cobra.Command) error {
		if reset != "" {
			return s.resetPIN(c, reset)
		}
		return s.with(c.Context(), Reading, func(sh Shop, _ time.Time) error {
			all, err := sh.Desk.People(c.Context())
			switch {
			case err != nil:
				return err
			case s.json:
				return s.object(all)
			case len(all) == 0:
				s.say("cli.people.alone")
			}
			w := s.words()
			for _, p := range all {
				line := w.List([]string{p.Name, w.T("role." + string(p.Role))})
				if p.Archived {
					line = w.List([]string{line, w.T("cli.people.gone")})
				}
				fmt.Fprintln(s.p.Out, line)
			}
			return nil
		})
	})
	c.Flags().StringVar(&reset, "reset", "", "cli.flag.reset")
	return c
}

func (s *session) resetPIN(c *cobra.Command, name string) error {
	return s.with(c.Context(), Writing, func(sh Shop, _ time.Time) error {
		pin, err := bufio.NewReader(s.p.In).ReadString('\n')
		if pin == "" && err != nil {
			return domain.Wrong("pin", "field.required", nil)
		}
		p, err := sh.Desk.ResetPIN(c.Context(), name, strings.TrimSpace(pin))
		if err != nil {
			return err
		}
		if s.json {
			return s.object(p)
		}
		s.say("cli.people.reset", domain.Args{"name": p.Name})
		return nil
	})
}
