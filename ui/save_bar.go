package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/ui/widgets"
)

// saveBar stands below what is saved as a whole: what a save
// means, Discard and Save; or, when one is about to leave, the question.
type saveBar struct {
	env     env
	word    string // of the save button
	save    func()
	discard func()
	stay    func()
	note    string
	touched bool
	asking  bool
	heard   func() // told of each touch, may be nil
	root    *fyne.Container
}

func newSaveBar(e env, note string, save, discard, stay func()) *saveBar {
	b := &saveBar{env: e, note: note, word: e.words.T("action.save"), save: save, discard: discard, stay: stay, root: widgets.NewOver()}
	b.draw()
	return b
}

// set says whether something is unsaved, and what the save button says.
func (b *saveBar) set(touched bool, word string) {
	if b.heard != nil {
		b.heard()
	}
	if b.touched == touched && b.word == word {
		return
	}
	b.touched, b.word = touched, word
	b.draw()
}

func (b *saveBar) ask(asking bool) {
	if b.asking != asking {
		b.asking = asking
		b.draw()
	}
}

func (b *saveBar) draw() {
	w := b.env.words
	save := widgets.NewButton(widgets.ButtonLook{Word: b.word, Kind: widgets.Primary, Key: "Ctrl S"}, b.save)
	discard := widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.discard"), Kind: widgets.Quiet}, b.discard)
	words := widgets.NewText(b.note, widgets.Second())
	right := []fyne.CanvasObject{discard, save}
	left := []fyne.CanvasObject{widgets.NewIcon("lock", "", 16), words}
	switch {
	case b.asking:
		words.Set(w.T("settings.unsaved"))
		left[0] = widgets.NewShape("pie", "warn", 16)
		stay := widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.stay"), Kind: widgets.Quiet, Key: "Esc"}, b.stay)
		save.SetLook(widgets.ButtonLook{Word: b.word, Kind: widgets.Primary})
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
