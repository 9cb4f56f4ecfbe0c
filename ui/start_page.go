package ui

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// startPage is the first start, before there is a shop: a language, a name, and
// what to begin with. It is the whole window, and speaks the language that is
// chosen at once.
type startPage struct {
	shell  *shell
	env    env
	typed  string
	filled ticket
	fault  string // what went wrong besides the name

	name     *widgets.Entry
	field    *widgets.Field
	progress *widgets.Progress
	busy     bool

	restoring bool   // what it is busy with is a backup
	locked    string // the backup that wants a key
	key       *widgets.Entry
}

// begin shows the first start.
func (s *shell) begin() {
	p := &startPage{shell: s, env: s.env}
	p.speak(s.env.words.Lang())
}

// speak builds the page in a language; what was typed stays.
func (p *startPage) speak(lang text.Lang) {
	s := p.shell
	fresh := shop.New(p.typed, string(lang))
	s.dress(fresh, s.zone)
	p.env = s.env
	s.window.SetTitle(p.env.words.T("app.name"))
	s.window.SetMainMenu(p.menu())
	p.draw()
}

func (p *startPage) draw() {
	stage := widgets.NewStage(widgets.NewOver(widgets.NewBox(theme.Surface, 0), container.NewVScroll(container.New(&startLayout{}, p.column()))), p.env.work.after)
	p.shell.window.SetContent(stage)
	if !p.busy {
		p.name.Focus()
		p.name.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // behind what was typed before
	}
}

func (p *startPage) column() fyne.CanvasObject {
	w := p.env.words
	p.name = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("start.name.example"), Limit: domain.MaxLine})
	p.name.SetText(p.typed)
	p.name.OnChanged = func(t string) {
		p.typed = t
		p.field.SetError("")
	}
	p.name.OnSubmitted = func(string) { p.own() }
	p.field = widgets.NewField("", p.name, w.T("start.later"))
	parts := []fyne.CanvasObject{
		widgets.NewText(w.T("app.name"), widgets.TextStyle{Size: 40, Whole: true}),
		widgets.NewParagraph(w.T("start.promise"), widgets.TextStyle{Size: 18, Colour: theme.Ink2}),
	}
	if p.fault != "" { // on top: below the choices a small window would hide it
		parts = append(parts, space(16), widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Sentence: p.fault}, nil))
	}
	if p.locked != "" {
		parts = append(parts, p.opening()...)
	}
	parts = append(parts,
		space(24),
		widgets.NewText(w.T("start.language"), widgets.Strong()),
		space(8), p.languages(), space(24),
		widgets.NewText(w.T("start.name"), widgets.Strong()),
		widgets.NewInset(widgets.Inset{Top: -8}, p.field),
		space(24),
		widgets.NewText(w.T("start.begin"), widgets.Strong()),
		space(8), p.choices(),
	)
	if p.locked == "" {
		parts = append(parts, p.opening()...)
	}
	if p.env.prog.Store != "" {
		parts = append(parts, space(24), widgets.NewRow(8, widgets.NewIcon("disk", theme.Muted, 16), widgets.Grow(widgets.NewText(p.kept(), widgets.Small()))))
	}
	return widgets.NewColumn(0, parts...)
}

func (p *startPage) kept() string {
	return p.env.words.T("start.store", domain.Args{"path": p.env.prog.Store})
}

func space(height float32) fyne.CanvasObject { return widgets.NewSized(0, height, widgets.Gap()) }

func (p *startPage) languages() fyne.CanvasObject {
	tiles := make([]fyne.CanvasObject, 0, 3)
	for _, l := range text.Langs() {
		on := l == p.env.words.Lang()
		style := widgets.TextStyle{Size: 18, Align: fyne.TextAlignCenter, Colour: theme.Ink}
		if on {
			style.Colour = theme.Blue
		}
		tile := widgets.NewTile(widgets.NewSized(0, 48, widgets.NewText(p.env.words.T("start.lang."+string(l)), style)), func() { p.speak(l) })
		tile.On = on
		tiles = append(tiles, widgets.Grow(tile))
	}
	return widgets.NewRow(8, tiles...)
}

// choices are the two ways to begin, or how far the sample shop is.
func (p *startPage) choices() fyne.CanvasObject {
	w := p.env.words
	if p.restoring {
		return widgets.NewProgress(w.T("start.opening"), w.T("action.cancel"), p.filled.stop)
	}
	if p.busy {
		p.progress = widgets.NewProgress(w.T("start.filling", domain.Args{"percent": 0}), w.T("action.cancel"), p.filled.stop)
		return p.progress
	}
	card := func(icon, key, hint string, do func()) *widgets.Tile {
		words := widgets.NewColumn(4, widgets.NewText(w.T(key), widgets.Strong()), widgets.NewParagraph(w.T(key+".what"), widgets.Second()),
			widgets.NewRow(0, widgets.NewKeyHint(hint), widgets.Gap()))
		return widgets.NewTile(widgets.NewInset(widgets.Around(16), widgets.NewTopRow(16, widgets.NewIcon(icon, theme.Accent, 20), widgets.Grow(words))), do)
	}
	own := card("import", "start.import", "Enter", p.own)
	own.Lead = true
	return container.New(&pairLayout{}, own, card("shop", "start.sample", "Ctrl Enter", p.sample))
}

// own names the shop and goes on to the import.
func (p *startPage) own() {
	if p.busy {
		return
	}
	w := p.env.words
	first := desk.FirstStart{Name: p.typed, Language: string(w.Lang()), Channels: map[string]string{}}
	for _, preset := range presetKeys {
		first.Channels[preset] = w.T("settings.preset." + preset)
	}
	run(p.env.work, nil, func(ctx context.Context) (shop.Shop, error) { return p.env.desk.Begin(ctx, first) },
		func(_ shop.Shop, err error) {
			if errors.Is(err, domain.Code("shop.begun")) {
				p.shell.load(route{page: "today"})
				return
			}
			if err != nil {
				p.failed(err)
				return
			}
			p.shell.load(route{page: "import"})
		})
}

func (p *startPage) failed(err error) {
	for _, f := range faultsOf(err) {
		if f.Field == "name" {
			p.field.SetError(p.env.words.Error(f.error))
			p.name.Focus()
			return
		}
	}
	p.fault = p.env.words.Error(err)
	p.draw()
}

// sample fills the store with the sample shop and opens it.
func (p *startPage) sample() {
	if p.busy {
		return
	}
	if p.env.prog.Sample == nil {
		p.failed(domain.Refuse("", "start.no_sample", nil))
		return
	}
	p.busy, p.fault = true, ""
	p.draw()
	lang, shown := string(p.env.words.Lang()), -1
	heard := func(done float64) {
		p.env.work.tell(func() {
			if percent := int(done * 100); percent != shown {
				shown = percent
				p.progress.Set(p.env.words.T("start.filling", domain.Args{"percent": strconv.Itoa(percent)}), float32(done))
			}
		})
	}
	run(p.env.work, &p.filled, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.env.prog.Sample(ctx, lang, heard)
	}, func(_ struct{}, err error) {
		p.busy = false
		switch {
		case errors.Is(err, context.Canceled):
			p.stopped()
		case err != nil:
			p.failed(err)
		default:
			p.shell.load(route{page: "today"})
		}
	})
}

// stopped opens the part of the sample shop that was made before it was
// stopped, or says that there is none.
func (p *startPage) stopped() {
	run(p.env.work, nil, p.env.desk.Setup, func(_ desk.Setup, err error) {
		if err == nil {
			p.shell.load(route{page: "today"})
			return
		}
		p.fault = p.env.words.T("start.stopped")
		p.draw()
	})
}

// menu is what can be done before there is a shop. Only a menu's key works
// while the name has the keyboard.
func (p *startPage) menu() *fyne.MainMenu {
	w := p.env.words
	own := fyne.NewMenuItem(w.T("start.import"), p.own)
	sample := fyne.NewMenuItem(w.T("start.sample"), p.sample)
	sample.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl}
	quit := fyne.NewMenuItem(w.T("action.quit"), p.shell.window.Close)
	quit.IsQuit = true
	elsewhere := fyne.NewMenuItem(w.T("start.open"), p.choose)
	elsewhere.Disabled = !p.opens()
	return fyne.NewMainMenu(fyne.NewMenu(w.T("menu.file"), own, sample, elsewhere, fyne.NewMenuItemSeparator(), quit))
}

// startLayout sets the column in the middle, 592 wide, a little above the
// centre where there is height to spare.
type startLayout struct{}

func (startLayout) width(all float32) float32 {
	px := theme.Current().Px
	return min(px(592), all-px(48))
}

func (l startLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	px := theme.Current().Px
	return fyne.NewSize(px(320), widgets.HeightFor(objects[0], px(592))+px(48))
}

func (l startLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	px := theme.Current().Px
	w := l.width(size.Width)
	h := widgets.HeightFor(objects[0], w)
	objects[0].Resize(fyne.NewSize(w, h))
	objects[0].Move(fyne.NewPos((size.Width-w)/2, max((size.Height-h)*0.45, px(24))))
}

// pairLayout sets two cards side by side, both as high as the higher one.
type pairLayout struct{}

func (pairLayout) height(objects []fyne.CanvasObject, width float32) float32 {
	half := (width - theme.Current().Px(8)) / 2
	return max(widgets.HeightFor(objects[0], half), widgets.HeightFor(objects[1], half))
}

func (l pairLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := theme.Current().Px(592)
	return fyne.NewSize(width/2, l.height(objects, width))
}

func (l pairLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Current().Px(8)
	half := (size.Width - gap) / 2
	for i, o := range objects {
		o.Resize(fyne.NewSize(half, l.height(objects, size.Width)))
		o.Move(fyne.NewPos(float32(i)*(half+gap), 0))
	}
}
