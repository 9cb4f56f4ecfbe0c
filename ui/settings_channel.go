package ui

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// channelSection is the channels beside the policy of the one that is chosen.
// Each channel's sheet is made when it is first looked at and keeps what is
// typed. A new channel is a copy of a preset that is not saved yet; its id is 0.
type channelSection struct {
	page     *settingsPage
	channels []channel.Channel
	chosen   domain.ID
	fresh    *channel.Channel // being added, nil for none
	sheets   map[domain.ID]*channelSheet

	list  *widgets.Table
	count *widgets.Text
	right *fyne.Container
	root  fyne.CanvasObject
}

// presetKeys are the presets in the order in which they are offered.
var presetKeys = []string{"own", "yoho", "taobao", "whatnot"}

func newChannelSection(p *settingsPage) section {
	s := &channelSection{page: p, sheets: map[domain.ID]*channelSheet{}}
	w := p.env.words
	s.list = widgets.NewTable([]widgets.Column{{Key: "name", Weight: 1}})
	s.list.HideHead = true
	s.list.Length = func() int { return len(s.shown()) }
	s.list.Row = func(i int) widgets.RowData { return s.row(s.shown()[i]) }
	s.list.OnSelected = func(i int) { s.choose(s.shown()[i].ID) }
	s.count = widgets.NewText("", widgets.Third())
	var presets []widgets.Option
	for _, key := range presetKeys {
		if _, ok := p.env.desk.Presets.Policies[key]; ok {
			presets = append(presets, widgets.Option{Key: key, Word: w.T("settings.preset." + key), Detail: w.T("settings.preset." + key + ".what")})
		}
	}
	add := widgets.NewMenuButton(widgets.ButtonLook{Icon: "plus", Kind: widgets.Quiet, Tip: w.T("settings.channel.add")}, presets, s.add)
	s.right = container.NewStack()
	left := widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("settings.section.channels"), s.count, add)}, s.list)
	pair := widgets.NewMasterDetail(left, s.right, 0)
	pair.ListWidth, pair.Narrow = 184, 500
	s.root = pair
	return s
}

func (s *channelSection) row(c channel.Channel) widgets.RowData {
	cell := widgets.Cell{Text: c.Name}
	w := s.page.env.words
	switch {
	case c.ID == 0:
		cell.Text = w.T("settings.channel.new")
	case c.Archived:
		cell.Tone, cell.Tip = "muted", w.T("settings.channel.archived")
	}
	if sh := s.sheets[c.ID]; sh != nil && sh.sheet.touched() {
		cell.Icon, cell.Tip = "edit", w.T("settings.channel.unsaved")
	}
	return widgets.RowData{Cells: []widgets.Cell{cell}}
}

// shown are the channels of the list, the new one last.
func (s *channelSection) shown() []channel.Channel {
	if s.fresh == nil {
		return s.channels
	}
	return append(slices.Clone(s.channels), *s.fresh)
}

func (s *channelSection) view() fyne.CanvasObject { return s.root }

func (s *channelSection) show(setup desk.Setup) {
	s.channels = setup.Channels
	for _, c := range s.channels {
		if sh := s.sheets[c.ID]; sh != nil {
			sh.show(c)
		}
	}
	if s.chosen == 0 && s.fresh == nil && len(s.channels) > 0 {
		s.chosen = s.channels[0].ID
	}
	s.count.Set(strconv.Itoa(len(s.channels)))
	s.choose(s.chosen)
}

// choose shows a channel.
func (s *channelSection) choose(id domain.ID) {
	shown := s.shown()
	i := slices.IndexFunc(shown, func(c channel.Channel) bool { return c.ID == id })
	if i < 0 {
		return
	}
	s.chosen = id
	sh := s.sheets[id]
	if sh == nil {
		sh = newChannelSheet(s, shown[i])
		s.sheets[id] = sh
		sh.show(shown[i])
	}
	s.list.Refresh()
	s.list.SetSelected(i)
	s.right.Objects = []fyne.CanvasObject{sh.root}
	s.right.Refresh()
}

// add begins a channel as a copy of a preset; it is kept once it has a name.
func (s *channelSection) add(preset string) {
	policy := s.page.env.desk.Presets.Policies[preset]
	s.fresh = &channel.Channel{Preset: preset, Policy: policy}
	s.fresh.Policy.Version = 1
	delete(s.sheets, 0)
	s.choose(0)
	s.sheets[0].sheet.questions[0].field.Focus()
}

// copy begins a channel with all the figures of another.
func (s *channelSection) copy(c channel.Channel) {
	s.fresh = new(c.Copied(s.page.env.words.T("settings.channel.copy", domain.Args{"channel": c.Name})))
	delete(s.sheets, 0)
	s.choose(0)
	s.sheets[0].sheet.questions[0].field.Focus()
}

func (s *channelSection) current() *channelSheet { return s.sheets[s.chosen] }

func (s *channelSection) touched() bool {
	return s.fresh != nil || slices.ContainsFunc(slices.Collect(maps.Values(s.sheets)), func(sh *channelSheet) bool { return sh.sheet.touched() })
}

// unsaved is the channel that a question about leaving is about: the one in
// sight where it has something, else the first that has.
func (s *channelSection) unsaved() {
	if sh := s.current(); sh != nil && (s.chosen == 0 || sh.sheet.touched()) {
		return
	}
	for _, c := range s.shown() {
		if sh := s.sheets[c.ID]; sh != nil && (c.ID == 0 || sh.sheet.touched()) {
			s.choose(c.ID)
			return
		}
	}
}

func (s *channelSection) ask(asking bool) {
	if asking {
		s.unsaved()
	}
	for id, sh := range s.sheets {
		sh.bar.ask(asking && id == s.chosen)
	}
}

func (s *channelSection) discard() {
	if s.chosen == 0 {
		s.fresh = nil
		delete(s.sheets, 0)
		if len(s.channels) > 0 {
			s.choose(s.channels[0].ID)
		}
		return
	}
	s.current().sheet.discard()
}

func (s *channelSection) save(then func()) {
	sh := s.current()
	draft, err := sh.sheet.draft()
	if err != nil {
		s.page.env.shell.fail(sh.sheet.failed(err))
		return
	}
	e := s.page.env
	run(e.work, nil, func(ctx context.Context) (channel.Channel, error) { return e.desk.SaveChannel(ctx, draft) },
		func(saved channel.Channel, err error) {
			if err != nil {
				e.shell.fail(sh.sheet.failed(err))
				s.page.reload()
				return
			}
			if draft.ID == 0 {
				s.fresh = nil
				delete(s.sheets, 0)
				s.chosen = saved.ID
			} else {
				sh.show(saved)
			}
			s.page.reload()
			then()
		})
}

// keptChannels is what outlives the section when the window is made anew.
type keptChannels struct {
	chosen domain.ID
	fresh  *channel.Channel
	typed  map[domain.ID]map[string]string
}

func (s *channelSection) keep() any {
	k := keptChannels{s.chosen, s.fresh, map[domain.ID]map[string]string{}}
	for id, sh := range s.sheets {
		if typed := sh.sheet.typed(); len(typed) > 0 {
			k.typed[id] = typed
		}
	}
	return k
}

func (s *channelSection) regain(kept any) {
	k, ok := kept.(keptChannels)
	if !ok {
		return
	}
	s.fresh = k.fresh
	for id, typed := range k.typed {
		s.choose(id)
		if sh := s.sheets[id]; sh != nil {
			sh.sheet.regain(typed)
		}
	}
	s.choose(k.chosen)
}
