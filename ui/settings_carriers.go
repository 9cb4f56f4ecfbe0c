package ui

import (
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
	"aftercare/ui/widgets"
)

// newCarrierSection is the shop's carriers beside the one that is chosen. A new
// carrier has no code until it is saved.
func newCarrierSection(p *settingsPage) section {
	return newListSection(p, listOf[string, shop.Carrier]{key: "carriers", added: "settings.carrier.new", adds: "settings.carrier.add",
		id: func(c shop.Carrier) string { return c.Code }, name: func(c shop.Carrier) string { return c.Name }, gone: func(c shop.Carrier) bool { return c.Archived },
		begin: func() shop.Carrier { return newCarrier(p.setup) }, read: func(setup desk.Setup) []shop.Carrier { return setup.Carriers },
		form: newCarrierForm, store: p.env.desk.SaveCarrier})
}

// newCarrier is what a carrier begins as: the shop's own days, an answer within
// three of them, nothing said about losses.
func newCarrier(setup desk.Setup) shop.Carrier {
	return shop.Carrier{AnswerFrom: 1, AnswerTo: 3, Rest: []time.Weekday{time.Saturday, time.Sunday}, Region: setup.Shop.Region, Pays: shop.PaysInsured}
}

func newCarrierForm(s *listSection[string, shop.Carrier], _ shop.Carrier) *listForm[shop.Carrier] {
	body, questions := inGroups(carrierGroups(s.page))
	return s.formOf(func(c shop.Carrier) error {
		if c.Code == "" {
			c.Code = shop.CarrierCode(c.Name, s.all)
		}
		return c.Check()
	}, "", body, questions, nil)
}

func carrierGroups(p *settingsPage) []group[shop.Carrier] {
	w := p.env.words
	regions := []widgets.Option{{Key: "", Word: w.T("settings.carrier.shops_days")}}
	for _, h := range p.setup.Holidays {
		regions = append(regions, widgets.Option{Key: h.Region, Word: regionWord(p.env, h.Region)})
	}
	var pays []widgets.Option
	for _, key := range shop.PaysChoices() {
		pays = append(pays, widgets.Option{Key: string(key), Word: w.T("pays." + string(key))})
	}
	text := func(name string, at func(*shop.Carrier) *string) *question[shop.Carrier] {
		return line(p, name, at, w.T("settings.hint.carrier_"+name))
	}
	return []group[shop.Carrier]{
		{w.T("field.carrier"), []*question[shop.Carrier]{
			text("name", func(c *shop.Carrier) *string { return &c.Name }),
			text("pattern", func(c *shop.Carrier) *string { return &c.Pattern }),
			text("page", func(c *shop.Carrier) *string { return &c.Page }),
			truth(p, "archived", settingsWord(p.env, "archived"), "", func(c *shop.Carrier) *bool { return &c.Archived }),
		}},
		{w.T("settings.carrier.asking"), []*question[shop.Carrier]{
			text("contact", func(c *shop.Carrier) *string { return &c.Contact }),
			text("group", func(c *shop.Carrier) *string { return &c.Group }),
			carrierAnswer(p),
			restQuestion(p, func(c *shop.Carrier) *[]time.Weekday { return &c.Rest }),
			textQuestion(p, "region", func(c *shop.Carrier) *string { return &c.Region }, askChoice(regions), w.T("settings.hint.region")),
			textQuestion(p, "pays", func(c *shop.Carrier) *string { return (*string)(&c.Pays) }, askChoice(pays), w.T("settings.hint.pays")),
		}},
	}
}

// carrierAnswer asks within how many working days the carrier answers: "1-2",
// or one figure.
func carrierAnswer(p *settingsPage) *question[shop.Carrier] {
	a := askText(widgets.EntryLook{Limit: 7, Unit: p.env.words.T("unit.working_days")})
	return &question[shop.Carrier]{name: "answer", ask: a,
		field: widgets.NewSideField(settingsWord(p.env, "answer"), settingsLabel, a.part, settingsWide, p.env.words.T("settings.hint.answer")),
		read: func(c shop.Carrier) string {
			if c.AnswerFrom == c.AnswerTo {
				return strconv.Itoa(c.AnswerTo)
			}
			return strconv.Itoa(c.AnswerFrom) + "-" + strconv.Itoa(c.AnswerTo)
		},
		write: func(c *shop.Carrier, t string) *domain.Error {
			from, to, two := strings.Cut(strings.NewReplacer(" ", "", "–", "-").Replace(t), "-")
			if !two {
				to = from
			}
			a, err := strconv.Atoi(from)
			b, err2 := strconv.Atoi(to)
			if err != nil || err2 != nil {
				return domain.Wrong("answer", "carrier.answer", domain.Args{"limit": shop.MaxAnswer})
			}
			c.AnswerFrom, c.AnswerTo = a, b
			return nil
		}}
}
