package cli

import (
	"bytes"
	"cmp"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// pageCommand writes the customer page of a channel's policy.
func (s *session) pageCommand() *cobra.Command {
	var form string
	c := s.command("page CHANNEL", "cli.page", 1, 1, func(c *cobra.Command, args []string) error {
		return s.with(c.Context(), Reading, func(sh Shop, now time.Time) error {
			ch, err := sh.Desk.ChannelNamed(c.Context(), args[0])
			if err != nil {
				return err
			}
			setup, err := sh.Desk.Setup(c.Context())
			if err != nil {
				return err
			}
			lang := text.Lang(s.lang)
			if lang == "" {
				lang = text.Lang(setup.Shop.Language)
			}
			doc := present.CustomerPage(s.p.Catalogue.In(lang, setup.Zone), setup.Shop, ch)
			switch form {
			case "html":
				_, err = s.save(doc.Name+".html", []byte(doc.HTML()))
			case "text":
				_, err = s.save(doc.Name+".txt", []byte(doc.Text()))
			case "pdf":
				var press *paper.Press
				if press, err = s.p.Press(); err != nil {
					return err
				}
				var p paper.Paper
				p, err = press.Document(doc, paper.Shop{Names: []string{setup.Shop.Name}, Phone: setup.Shop.Phone}, paper.Setting{Languages: paper.Alone(lang), At: now, Zone: setup.Zone})
				if err == nil {
					err = s.printed(p)
				}
			default:
				err = domain.Wrong("form", "cli.form", domain.Args{"value": form})
			}
			return err
		})
	})
	c.Flags().StringVar(&form, "form", "pdf", "cli.flag.form")
	return c
}

// evidenceCommand writes the evidence pack of a case or an order: the PDF and,
// beside it, the ZIP of the originals.
func (s *session) evidenceCommand() *cobra.Command {
	return s.command("evidence NUMBER", "cli.evidence", 1, 1, func(c *cobra.Command, args []string) error {
		return s.with(c.Context(), Reading, func(sh Shop, now time.Time) error {
			ctx := c.Context()
			q := desk.EvidenceQuery{Entity: "case"}
			file, err := sh.Desk.CaseNumbered(ctx, args[0])
			if q.ID = file.ID; err != nil {
				v, orderErr := sh.Desk.OrderNumbered(ctx, args[0])
				if orderErr != nil {
					return orderErr
				}
				q = desk.EvidenceQuery{Entity: "order", ID: v.ID}
			}
			e, err := sh.Desk.Evidence(ctx, q)
			if err != nil {
				return err
			}
			setup, err := sh.Desk.Setup(ctx)
			if err != nil {
				return err
			}
			lang := text.Lang(cmp.Or(s.lang, setup.Shop.Language))
			press, err := s.p.Press()
			if err != nil {
				return err
			}
			doc := present.Evidence(s.p.Catalogue.In(lang, setup.Zone), e, now, func(hash string) []byte {
				b, err := sh.Desk.Thumb(ctx, hash, 1200)
				if err != nil {
					return nil // listed by its hash all the same, and whole in the ZIP
				}
				return b
			})
			p, err := press.Document(doc, paper.Shop{Names: []string{setup.Shop.Name}, Phone: setup.Shop.Phone}, paper.Setting{Languages: paper.Alone(lang), At: now, Zone: setup.Zone})
			if err != nil {
				return err
			}
			var z bytes.Buffer
			if err := sh.Desk.EvidenceZip(ctx, q, &z); err != nil {
				return err
			}
			if s.out != "-" {
				if _, err := s.save(doc.Name+".zip", z.Bytes()); err != nil {
					return err
				}
			}
			return s.printed(p)
		})
	})
}
