package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/ui/widgets"
)

// settingsBar stands below a section that is saved as a whole: what a save
// means, Discard and Save; or, when one is about to leave, the question.
type settingsBar struct {
	page    *settingsPage
	word    string // of the save button
	note    string
	touched bool
	asking  bool
	root    *fyne.Container
}

func newSettingsBar(p *settingsPage, note string) *settingsBar {
	b := &settingsBar{page: p, note: note, word: p.env.words.T("action.save"), root: container.NewStack()}
	b.draw()
	return b
}

// set says whether something is unsaved, and what the save button says.
func (b *settingsBar) set(touched bool, word string) {
	if b.touched == touched && b.word == word {
		return
	}
	b.touched, b.word = touched, word
	b.draw()
}

func (b *settingsBar) ask(asking bool) {
	if b.asking != asking {
		b.asking = asking
		b.draw()
	}
}

func (b *settingsBar) draw() {
	w := b.page.env.words
	save := widgets.NewButton(widgets.ButtonLook{Word: b.word, Kind: widgets.Primary, Key: "Ctrl S"}, b.page.save)
	discard := widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.discard"), Kind: widgets.Quiet}, b.page.discard)
	words := widgets.NewText(b.note, widgets.Second())
	right := []fyne.CanvasObject{discard, save}
	left := []fyne.CanvasObject{widgets.NewIcon("lock", "", 16), words}
	switch {
	case b.asking:
		words.Set(w.T("settings.unsaved"))
		left[0] = widgets.NewShape("pie", "warn", 16)
		stay := widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.stay"), Kind: widgets.Quiet, Key: "Esc"}, b.page.stay)
		right = []fyne.CanvasObject{stay, discard, save}
	case !b.touched:
		save.SetRefused(w.T("settings.nothing_to_save"))
		right = []fyne.CanvasObject{save}
	}
	if b.note == "" && !b.asking {
		left = nil
	}
	b.root.Objects = []fyne.CanvasObject{widgets.NewActionBar(left, right)}
	b.root.Refresh()
}
