package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// intakeFurniture asks where new pictures come from and whether the desk makes
// sounds. Each answer is kept as it is given.
type intakeFurniture struct {
	env    env
	now    desk.IntakeSetting
	folder *widgets.Entry
	field  *widgets.Field
	sounds *widgets.Check
	asked  ticket
	root   fyne.CanvasObject
}

func newIntakeFurniture(e env) *intakeFurniture {
	f := &intakeFurniture{env: e}
	w := e.words
	f.folder = widgets.NewEntry(widgets.EntryLook{Lead: "folder", SelectAll: true})
	f.folder.OnSubmitted = f.keepFolder
	f.folder.OnLeave = f.keepFolder
	f.field = widgets.NewField(w.T("settings.intake.folder"), f.folder, w.T("settings.intake.folder.hint"))
	f.sounds = widgets.NewCheck(w.T("settings.intake.sounds"), true, func(on bool) {
		next := f.now
		next.Silent = !on
		f.keep(next)
	})
	f.root = widgets.NewInset(widgets.Inset{Top: 24}, widgets.NewColumn(12, groupHead(w.T("settings.intake"), false), widgets.NewAtMost(480, f.field), f.sounds))
	return f
}

func (f *intakeFurniture) read() {
	run(f.env.work, &f.asked, f.env.desk.IntakeSetting, func(s desk.IntakeSetting, err error) {
		if err != nil {
			f.env.shell.fail(err)
			return
		}
		f.show(s)
	})
}

func (f *intakeFurniture) show(s desk.IntakeSetting) {
	f.now = s
	f.folder.SetText(s.Photos)
	f.sounds.Set(!s.Silent)
}

func (f *intakeFurniture) keepFolder(folder string) {
	if folder != f.now.Photos {
		next := f.now
		next.Photos = folder
		f.keep(next)
	}
}

func (f *intakeFurniture) keep(next desk.IntakeSetting) {
	f.now = next
	run(f.env.work, nil, func(ctx context.Context) (desk.IntakeSetting, error) { return f.env.desk.SetIntake(ctx, next) },
		func(kept desk.IntakeSetting, err error) {
			if err != nil {
				f.field.SetError(f.env.speak().Error(err))
				return
			}
			f.field.SetError("")
			f.now = kept
			f.env.shell.toast(f.env.speak().T("settings.intake.kept"))
		})
}
