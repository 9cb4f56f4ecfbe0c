package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// calendarSection shows of which years the holidays are known, says which are
// missing, and takes a newer calendar over once one has seen what is in it.
type calendarSection struct {
	page *settingsPage
	read calendar.Holidays // what the chosen file holds
	good bool              // read holds something

	known  *fyne.Container
	file   *widgets.Field
	path   *widgets.Entry
	region *widgets.Select
	found  *fyne.Container
	root   fyne.CanvasObject
}

// calendarRegions are offered besides those that are known already.
var calendarRegions = []string{"hk", "cn", "mo", "tw", "sg"}

func newCalendarSection(p *settingsPage) section {
	s := &calendarSection{page: p, known: widgets.NewColumn(8), found: widgets.NewColumn(8)}
	w := p.env.words
	s.path = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("settings.calendar.path"), Limit: 1000})
	s.path.OnSubmitted = func(string) { s.look() }
	s.path.OnChanged = func(string) { s.forget() }
	var regions []widgets.Option
	for _, r := range calendarRegions {
		regions = append(regions, widgets.Option{Key: r, Word: regionWord(p.env, r)})
	}
	s.region = widgets.NewSelect(regions, p.setup.Shop.Region, func(string) { s.draw() })
	body := []fyne.CanvasObject{s.known}
	if p.env.prog.ReadCalendar != nil {
		s.file = widgets.NewSideField(w.T("settings.calendar.file"), settingsLabel, s.path, settingsWide, "")
		choose := widgets.NewButton(widgets.ButtonLook{Word: w.T("chooser.one"), Icon: "folder"}, s.pick)
		look := widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.calendar.look"), Key: "Enter"}, s.look)
		body = append(body, groupHead(w.T("settings.calendar.newer"), false),
			widgets.NewParagraph(w.T("settings.calendar.how"), widgets.Second()),
			widgets.NewSideField(w.T("field.region"), settingsLabel, s.region, settingsWide, ""),
			s.file,
			widgets.NewInset(widgets.Inset{Left: settingsLabel}, widgets.NewRow(8, choose, look)),
			s.found)
	}
	head := widgets.NewPageHeader(w.T("settings.section.calendars"), nil)
	s.root = widgets.NewPage([]fyne.CanvasObject{head}, widgets.NewBody(settingsRoom, 12, body...))
	return s
}

func (s *calendarSection) show(setup desk.Setup) {
	w := s.page.env.words
	s.known.RemoveAll()
	if len(setup.Gaps) > 0 {
		var missing []string
		for _, g := range setup.Gaps {
			missing = append(missing, w.T("settings.calendar.gap_of", domain.Args{"region": regionWord(s.page.env, g.Region), "year": strconv.Itoa(g.Year)}))
		}
		s.known.Add(widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Sentence: w.T("settings.calendar.gap", domain.Args{"years": missing})}, nil))
	}
	for _, h := range setup.Holidays {
		s.known.Add(widgets.NewKeyValue(settingsLabel, widgets.KeyValueRow{Label: regionWord(s.page.env, h.Region), Value: coveredYears(w.List, h),
			Note: w.T("settings.calendar.days", domain.Args{"off": len(h.Off), "work": len(h.Work)})}))
	}
	s.known.Refresh()
}

func coveredYears(list func([]string) string, h calendar.Holidays) string {
	var years []string
	for _, y := range h.Years() {
		years = append(years, strconv.Itoa(y))
	}
	return list(years)
}

// pick asks for the file.
func (s *calendarSection) pick() {
	w := s.page.env.speak()
	chooseFiles(s.page.env, fileQuestion{wish: oneFile, title: w.T("chooser.title.calendar"), purpose: "calendar", fits: w.T("chooser.fits.calendars"), endings: []string{".ics"}, chosen: func(paths []string) {
		s.path.SetText(paths[0])
		s.look()
	}})
}

// look reads the file and says what is in it; nothing is taken over yet.
func (s *calendarSection) look() {
	e, path := s.page.env, pathOf(s.path.Text(), "")
	s.forget()
	if path == "" {
		s.file.SetError(e.words.T("settings.calendar.which"))
		s.path.Focus()
		return
	}
	run(e.work, nil, func(context.Context) (calendar.Holidays, error) { return e.prog.ReadCalendar(path) },
		func(h calendar.Holidays, err error) {
			if err != nil {
				sentence := e.words.T("settings.calendar.unread")
				if domain.As(err) != nil {
					sentence = e.words.Error(err)
				}
				s.file.SetError(sentence)
				return
			}
			s.read, s.good = h, true
			s.draw()
		})
}

// forget drops what was read, as another file is named.
func (s *calendarSection) forget() {
	s.read, s.good = calendar.Holidays{}, false
	if s.file != nil {
		s.file.SetError("")
	}
	s.draw()
}

func (s *calendarSection) draw() {
	w := s.page.env.words
	s.found.RemoveAll()
	if s.good {
		region := regionWord(s.page.env, s.region.Selected())
		name := s.read.Name
		if name == "" {
			name = region
		}
		take := widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.calendar.take", domain.Args{"region": region}), Kind: widgets.Primary}, s.take)
		s.found.Add(widgets.NewKeyValue(settingsLabel, widgets.KeyValueRow{Label: w.T("settings.calendar.holds"), Value: name,
			Note: w.T("settings.calendar.days_in", domain.Args{"off": len(s.read.Off), "work": len(s.read.Work), "years": coveredYears(w.List, s.read)})}))
		s.found.Add(widgets.NewInset(widgets.Inset{Left: settingsLabel}, widgets.NewRow(8, take)))
	}
	s.found.Refresh()
}

func (s *calendarSection) take() {
	e, newer := s.page.env, s.read
	newer.Region = s.region.Selected()
	run(e.work, nil, func(ctx context.Context) (struct{}, error) { return struct{}{}, e.desk.TakeCalendar(ctx, newer) },
		func(_ struct{}, err error) {
			if err != nil {
				e.shell.fail(err)
				return
			}
			s.path.SetText("")
			e.shell.toast(e.words.T("settings.calendar.taken", domain.Args{"region": regionWord(e, newer.Region), "years": coveredYears(e.words.List, newer)}))
			s.page.reload()
		})
}

func (s *calendarSection) view() fyne.CanvasObject { return s.root }
func (s *calendarSection) touched() bool           { return false }
func (s *calendarSection) save(then func())        { then() }
func (s *calendarSection) discard()                {}
func (s *calendarSection) ask(bool)                {}

func (s *calendarSection) keep() any { return s.path.Text() }

func (s *calendarSection) regain(kept any) {
	if path, ok := kept.(string); ok && path != "" {
		s.path.SetText(path)
	}
}
