package ui

import (
	"slices"
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/shop"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// newRepairSection edits the shop's terms of repairs. A job keeps those under
// which it was opened.
func newRepairSection(p *settingsPage) section {
	days := func(name, code string, at func(*shop.Bench) *int) *question[shop.Shop] {
		return benchQuestion(p, name, askText(widgets.EntryLook{Right: true, Limit: 5}), settingsSlim,
			func(_ shop.Shop, b shop.Bench) string { return strconv.Itoa(*at(&b)) },
			func(_ shop.Shop, b *shop.Bench, t string) *domain.Error {
				n, err := strconv.Atoi(strings.TrimSpace(t))
				if err != nil {
					return domain.Wrong(name, code, domain.Args{"value": t})
				}
				*at(b) = n
				return nil
			})
	}
	questions := []*question[shop.Shop]{
		days("warranty_days", "bench.warranty", func(b *shop.Bench) *int { return &b.WarrantyDays }),
		days("quote_days", "bench.quote", func(b *shop.Bench) *int { return &b.QuoteDays }),
		days("days", "bench.days", func(b *shop.Bench) *int { return &b.Days }),
		benchQuestion(p, "fee", askText(widgets.EntryLook{Right: true, Limit: 12}), settingsSlim,
			func(s shop.Shop, b shop.Bench) string { return money.Of(b.Fee, s.Currency).Decimal() },
			func(s shop.Shop, b *shop.Bench, t string) *domain.Error {
				fee, fault := money.Parse("fee", either(strings.TrimSpace(t), "0"), s.Currency)
				b.Fee = fee.Minor
				return fault
			}),
		benchQuestion(p, "tax_rate", askText(widgets.EntryLook{Right: true, Unit: "%", Limit: 6}), settingsSlim,
			func(_ shop.Shop, b shop.Bench) string { return p.env.words.Hundredths(b.TaxRate) },
			func(_ shop.Shop, b *shop.Bench, t string) (fault *domain.Error) {
				b.TaxRate, fault = hundredths("tax_rate", t, 0)
				return fault
			}),
	}
	var wordings []*question[shop.Shop]
	for _, l := range text.Langs() {
		wordings = append(wordings, benchQuestion(p, "terms_"+string(l), askText(widgets.EntryLook{Lines: 3, Limit: 600}), settingsWide,
			func(_ shop.Shop, b shop.Bench) string { return wordingOf(b, string(l)) },
			func(_ shop.Shop, b *shop.Bench, t string) *domain.Error {
				b.Terms = slices.DeleteFunc(slices.Clone(b.Terms), func(w shop.BenchWording) bool { return w.Language == string(l) })
				if t = strings.TrimSpace(t); t != "" {
					b.Terms = append(b.Terms, shop.BenchWording{Language: string(l), Text: t})
				}
				return nil
			}))
	}
	return newShopSheet(p, "repairs", nil, []group[shop.Shop]{{"", questions}, {p.env.words.T("settings.repairs.terms"), wordings}})
}

func wordingOf(b shop.Bench, language string) string {
	for _, t := range b.Terms {
		if t.Language == language {
			return t.Text
		}
	}
	return ""
}

// benchQuestion asks for one of the terms; the first answer that differs makes
// them the shop's own.
func benchQuestion(p *settingsPage, name string, a asked, width float32, read func(shop.Shop, shop.Bench) string, write func(shop.Shop, *shop.Bench, string) *domain.Error) *question[shop.Shop] {
	return &question[shop.Shop]{name: name, ask: a,
		read: func(s shop.Shop) string { return read(s, s.RepairTerms()) },
		write: func(s *shop.Shop, t string) *domain.Error {
			b := s.RepairTerms()
			if t == read(*s, b) {
				return nil
			}
			if fault := write(*s, &b, t); fault != nil {
				return fault
			}
			s.Bench = &b
			return nil
		},
		field: widgets.NewSideField(settingsWord(p.env, name), settingsLabel, a.part, width, hintOf(p.env.words, "settings.hint."+name))}
}
