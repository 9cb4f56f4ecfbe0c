package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// doCommand runs any verb of the shop. Its answer is an object, always.
func (s *session) doCommand() *cobra.Command {
	return s.command("do VERB [REQUEST]", "cli.do", 1, 2, func(c *cobra.Command, args []string) error {
		request := json.RawMessage("{}")
		if len(args) == 2 {
			request = json.RawMessage(args[1])
		}
		if string(request) == "-" {
			all, err := io.ReadAll(s.p.In)
			if err != nil {
				return fmt.Errorf("read the request: %w", err)
			}
			request = all
		}
		access := Writing
		if args[0] == "shop.begin" {
			access = Beginning
		}
		return s.with(c.Context(), access, func(sh Shop, _ time.Time) error {
			answer, err := sh.Desk.Do(c.Context(), args[0], request)
			if err != nil {
				return err
			}
			return s.object(answer)
		})
	})
}

// verbsCommand lists the verbs, or the fields of one.
func (s *session) verbsCommand() *cobra.Command {
	return s.command("verbs [VERB]", "cli.verbs", 0, 1, func(_ *cobra.Command, args []string) error {
		all := desk.Verbs()
		if len(args) == 1 {
			all = slices.DeleteFunc(all, func(v desk.Verb) bool { return v.Name != args[0] })
			if len(all) == 0 {
				return domain.Wrong("verb", "verb.unknown", domain.Args{"verb": args[0]})
			}
		}
		if s.json {
			return s.object(all)
		}
		w := s.words()
		for _, v := range all {
			fmt.Fprintf(s.p.Out, "%-16s %s\n", v.Name, w.T("verb."+v.Name))
			if len(args) == 1 {
				s.fields(v.Fields, 1)
			}
		}
		return nil
	})
}

func (s *session) fields(fields []desk.Field, depth int) {
	for _, f := range fields {
		fmt.Fprintf(s.p.Out, "%s%s: %s\n", strings.Repeat("  ", depth), f.Name, f.Type)
		s.fields(f.Fields, depth+1)
	}
}
