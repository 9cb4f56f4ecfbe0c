package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/ui/widgets"
)

// intakePhotos are the pictures of the parcel that is open: those it has, and
// the new ones of a folder into which a phone or a camera puts its own.
type intakePhotos struct {
	thumbs  *thumbs
	folder  string
	since   time.Time       // pictures that are older do not belong to the open parcel
	offered []string        // new in the folder, oldest first
	seen    map[string]bool // offered or taken before
	setting ticket
	looking ticket
}

// watchEvery is how often the folder is looked at.
const watchEvery = 2 * time.Second

// readSetting finds the folder that is watched and whether the desk is silent.
func (p *intakePage) readSetting() {
	run(p.env.work, &p.photos.setting, p.env.desk.IntakeSetting, func(s desk.IntakeSetting, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.photos.folder, p.silent = s.Photos, s.Silent
	})
}

// photoBefore is how long before the scan a picture may have been taken that
// belongs to the parcel: the closed box is photographed first.
const photoBefore = 2 * time.Minute

// begin forgets what was offered to the parcel before; that is not offered again.
func (f *intakePhotos) begin(now time.Time) {
	f.since, f.offered = now.Add(-photoBefore), nil
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
}

// takesPhotos says whether there is a parcel that pictures belong to.
func (p *intakePage) takesPhotos() bool {
	return p.parcel.ID != 0 && p.mode != intakeEmpty && p.mode != intakeCounting
}

// look asks the watched folder for new pictures and offers them.
func (p *intakePage) look() {
	f := &p.photos
	if f.folder == "" || p.env.prog.Pictures == nil || !p.takesPhotos() || p.env.shell.page() != page(p) {
		return
	}
	folder, since := f.folder, f.since
	run(p.env.work, &f.looking, func(context.Context) ([]string, error) { return p.env.prog.Pictures(folder, since) },
		func(all []string, err error) {
			if err != nil { // a phone that is away is no fault of the desk's
				return
			}
			fresh := false
			for _, path := range all {
				if !f.seen[path] {
					f.seen[path], fresh = true, true
					f.offered = append(f.offered, path)
				}
			}
			if fresh && p.mode != intakeTyping {
				p.show()
			}
		})
}

// photo takes what the watched folder offers, else asks for a file.
func (p *intakePage) photo() {
	if offered := p.photos.offered; len(offered) > 0 {
		p.photos.offered = nil
		p.picture(offered...)
		return
	}
	w := p.env.speak()
	p.ask(w.T("intake.photo.label"), w.T("intake.photo.hint"), "", func(path string) {
		p.stopTyping()
		if path != "" {
			p.picture(path)
		}
	})
}

// picture keeps photos with the parcel, and with the check that is asked.
func (p *intakePage) picture(paths ...string) {
	id, check := p.parcel.ID, ""
	if p.mode == intakeChecking && p.now().kind == atCheck {
		check = p.parcel.Draft().Checks[p.now().i].Code
	}
	for _, path := range paths {
		p.enqueue(intakeJob{
			work: func(ctx context.Context) (desk.Scanned, error) {
				kept, err := p.env.desk.PhotographParcel(ctx, desk.PhotoRequest{Parcel: id, Path: path, Check: check})
				return desk.Scanned{Parcel: &kept}, err
			},
			done: func(s desk.Scanned, err error) {
				if err != nil {
					p.env.shell.fail(err)
					return
				}
				if p.parcel.ID == id {
					p.parcel.Photos, p.parcel.Version = s.Parcel.Photos, s.Parcel.Version
					p.show()
				}
			},
		})
	}
}

// unpicture takes a photo away again, as long as the parcel is not taken in.
func (p *intakePage) unpicture(hash string) {
	id := p.parcel.ID
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) {
			left, err := p.env.desk.DropParcelPhoto(ctx, desk.PhotoNamed{Parcel: id, Hash: hash})
			return desk.Scanned{Parcel: &left}, err
		},
		done: func(s desk.Scanned, err error) {
			if err != nil {
				p.env.shell.fail(err)
				return
			}
			if p.parcel.ID == id {
				p.parcel.Photos = s.Parcel.Photos
				p.show()
			}
		},
	})
}

// dropped takes pictures that were dropped on the window.
func (p *intakePage) dropped(paths []string) bool {
	if !p.takesPhotos() {
		return false
	}
	p.picture(paths...)
	return true
}

// pick asks for pictures of this machine.
func (p *intakePage) pick() {
	choosePhotos(p.env, func(paths []string) { p.picture(paths...) })
}

// photoStrip is the parcel's pictures as small ones, and the place for the next.
func (p *intakePage) photoStrip(width float32) fyne.CanvasObject {
	w := p.env.speak()
	var all []widgets.Photo
	for _, f := range p.parcel.Photos {
		all = append(all, widgets.Photo{Thumb: p.photos.thumbs.of(f.File), Tip: photoTip(p.env, f), Open: func() { p.unpicture(f.Hash) }})
	}
	next := w.T("intake.photo.next")
	if n := len(p.photos.offered); n > 0 {
		next = w.T("intake.photo.new", domain.Args{"n": n})
	}
	if most := int(width/116) - 1; len(all) > most && most > 0 {
		all = all[len(all)-most:]
	}
	return widgets.NewPhotoStrip(0, all, next, func() {
		if len(p.photos.offered) > 0 {
			p.photo()
			return
		}
		p.pick()
	})
}

func photoTip(e env, f parcel.Photo) string {
	w := e.speak()
	if f.Check == "" {
		return w.T("intake.photo.tip", domain.Args{"name": f.Name})
	}
	return w.T("intake.photo.tip_check", domain.Args{"name": f.Name, "check_key": "check." + f.Check})
}
