package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

type (
	reasonSection = listSection[string, casefile.Reason]
	ownQuestion   = question[casefile.Reason]
)

// newReasonSection is the reasons of cases as a tree: the built-in ones, which
// never change, and below them the owner's own.
func newReasonSection(p *settingsPage) section {
	var s *reasonSection
	s = newListSection(p, listOf[string, casefile.Reason]{key: "reasons", added: "settings.reason.new", adds: "settings.reason.add",
		id: func(r casefile.Reason) string { return r.Code }, name: func(r casefile.Reason) string { return reasonWord(p.env.words, r) },
		gone:  func(r casefile.Reason) bool { return r.Archived },
		level: func(r casefile.Reason) int { return len(r.Parent[:min(len(r.Parent), 1)]) },
		begin: func() casefile.Reason { return below(s) },
		load: func(ctx context.Context) ([]casefile.Reason, error) {
			tree, err := p.env.desk.Reasons(ctx)
			return tree.All(), err
		},
		form: newReasonForm, store: p.env.desk.SaveReason})
	return s
}

// reasonWord is what a reason is called.
func reasonWord(w *text.Words, r casefile.Reason) string {
	if r.Parent == "" && r.Code != "" {
		return w.T("reason." + r.Code)
	}
	return r.Called(string(w.Lang()))
}

// below is a reason below the one that is chosen, with all that it has.
func below(s *reasonSection) casefile.Reason {
	r := casefile.Reasons()[0]
	if i := s.at(s.chosen); i >= 0 {
		r = s.items()[i]
	}
	if r.Parent == "" {
		r.Parent = r.Code
	}
	r.Code, r.Name, r.Names, r.Archived = "", "", nil, false
	return r
}

func newReasonForm(s *reasonSection, r casefile.Reason) *listForm[casefile.Reason] {
	w := s.page.env.words
	if r.Code != "" && r.Parent == "" {
		add := widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.reason.add"), Icon: "plus"}, func() { s.add(below(s)) })
		body := []fyne.CanvasObject{widgets.NewKeyValue(settingsLabel, builtIn(w, r)...), widgets.NewParagraph(w.T("settings.reason.fixed"), widgets.Small()), widgets.NewRow(0, add, widgets.Gap())}
		return s.formOf(func(casefile.Reason) error { return nil }, "", body, nil, nil)
	}
	body, questions := inGroups(reasonGroups(s.page))
	check := func(r casefile.Reason) error {
		if r.Code == "" {
			r.Code = r.Parent + ".0" // the desk gives it one
		}
		_, err := r.Adopt()
		return err
	}
	return s.formOf(check, w.T("settings.reason.promise"), body, questions, nil)
}

// builtIn is what a built-in reason stands for.
func builtIn(w *text.Words, r casefile.Reason) []widgets.KeyValueRow {
	var evidence, remedies []string
	for _, e := range r.Evidence {
		evidence = append(evidence, w.T("evidence."+string(e)))
	}
	for _, m := range r.Remedies {
		remedies = append(remedies, w.T("remedy."+string(m)))
	}
	if len(evidence) == 0 {
		evidence = []string{w.T("common.none")}
	}
	return []widgets.KeyValueRow{{Label: w.Field("fault"), Value: w.T("fault." + string(r.Fault))}, {Label: w.T("settings.field.span"), Value: w.T("span." + string(r.Span))},
		{Label: w.T("settings.field.evidence"), Value: w.List(evidence)}, {Label: w.T("settings.field.remedies"), Value: w.List(remedies)}}
}

func reasonGroups(p *settingsPage) []group[casefile.Reason] {
	e, w := p.env, p.env.words
	var parents []widgets.Option
	for _, r := range casefile.Reasons() {
		parents = append(parents, widgets.Option{Key: r.Code, Word: w.T("reason." + r.Code)})
	}
	names := []*ownQuestion{line(p, "name", func(r *casefile.Reason) *string { return &r.Name }, w.T("settings.hint.reason_name"))}
	for _, l := range text.Langs() {
		names = append(names, nameIn(p, l))
	}
	names = append(names, textQuestion(p, "parent", func(r *casefile.Reason) *string { return &r.Parent }, askChoice(parents), w.T("settings.hint.parent")),
		truth(p, "archived", settingsWord(e, "archived"), w.T("settings.hint.reason_archived"), func(r *casefile.Reason) *bool { return &r.Archived }))
	return []group[casefile.Reason]{
		{w.T("settings.group.reason"), names},
		{w.T("settings.group.judged"), []*ownQuestion{
			textQuestion(p, "fault", func(r *casefile.Reason) *string { return (*string)(&r.Fault) }, askChoice(choicesOf(e, "fault.", casefile.Faults())), ""),
			textQuestion(p, "span", func(r *casefile.Reason) *string { return (*string)(&r.Span) }, askChoice(choicesOf(e, "span.", casefile.Spans())), ""),
			someOf(p, "evidence", choicesOf(e, "evidence.", casefile.AllEvidence()), func(r *casefile.Reason) *[]casefile.Wanted { return &r.Evidence }),
			photosWanted(p),
			someOf(p, "remedies", choicesOf(e, "remedy.", casefile.Remedies()), func(r *casefile.Reason) *[]casefile.Remedy { return &r.Remedies }),
		}},
		{w.T("settings.group.reason_freight"), []*ownQuestion{bearsLeg(p, channel.Out), bearsLeg(p, channel.Back), bearsLeg(p, channel.Resend)}},
	}
}

// nameIn asks what the reason is called in a language.
func nameIn(p *settingsPage, l text.Lang) *ownQuestion {
	a := askText(widgets.EntryLook{Limit: 80})
	return &ownQuestion{name: "name_" + string(l), ask: a, field: widgets.NewSideField(p.env.words.T("settings.paper."+string(l)), settingsLabel, a.part, settingsWide, ""),
		read: func(r casefile.Reason) string { return r.Names[string(l)] },
		write: func(r *casefile.Reason, t string) *domain.Error {
			names := map[string]string{}
			for lang, words := range r.Names {
				names[lang] = words
			}
			names[string(l)] = strings.TrimSpace(t)
			r.Names = names
			return nil
		}}
}

// someOf asks which of several apply.
func someOf[E ~string](p *settingsPage, name string, options []widgets.Option, at func(*casefile.Reason) *[]E) *ownQuestion {
	a := askSome(options)
	return &ownQuestion{name: name, ask: a, field: widgets.NewField(settingsWord(p.env, name), a.part, ""),
		read: func(r casefile.Reason) string {
			var keys []string
			for _, o := range options { // in the order of the chips
				for _, x := range *at(&r) {
					if string(x) == o.Key {
						keys = append(keys, o.Key)
					}
				}
			}
			return strings.Join(keys, ",")
		},
		write: func(r *casefile.Reason, t string) *domain.Error {
			picked := []E{}
			for _, key := range strings.FieldsFunc(t, func(c rune) bool { return c == ',' }) {
				picked = append(picked, E(key))
			}
			*at(r) = picked
			return nil
		}}
}

func photosWanted(p *settingsPage) *ownQuestion {
	a := askText(widgets.EntryLook{SelectAll: true, Limit: 3})
	return &ownQuestion{name: "photos", ask: a, field: widgets.NewSideField(settingsWord(p.env, "photos_wanted"), settingsLabel, a.part, settingsSlim, ""),
		read: func(r casefile.Reason) string { return strconv.Itoa(r.Photos) },
		write: func(r *casefile.Reason, t string) *domain.Error {
			n, err := strconv.Atoi(strings.TrimSpace(t))
			if err != nil {
				return domain.Wrong("photos", "field.whole", domain.Args{"value": t})
			}
			r.Photos = n
			return nil
		}}
}

// bearsLeg asks who bears a leg, where it is not whom the policy names.
func bearsLeg(p *settingsPage, leg channel.Leg) *ownQuestion {
	w := p.env.words
	options := append([]widgets.Option{{Key: "", Word: w.T("cases.bearer_usual")}}, choicesOf(p.env, "bearer.", channel.Bearers())...)
	a := askChoice(options)
	return &ownQuestion{name: "bears_" + string(leg), ask: a, field: widgets.NewSideField(w.T("leg."+string(leg)), settingsLabel, a.part, settingsSlim, ""),
		read: func(r casefile.Reason) string { return string(r.Bears[leg]) },
		write: func(r *casefile.Reason, t string) *domain.Error {
			bears := map[channel.Leg]channel.Bearer{}
			for l, b := range r.Bears {
				bears[l] = b
			}
			delete(bears, leg)
			if t != "" {
				bears[leg] = channel.Bearer(t)
			}
			r.Bears = bears
			return nil
		}}
}
