package ui

import (
	"bytes"
	"context"
	"image"
	_ "image/jpeg" // what a thumbnail is
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// thumbs are the small pictures of a record's files, each made once, off the
// screen's goroutine.
type thumbs struct {
	env   env
	known map[string]image.Image // by hash; nil while one is being made
	come  func()                 // one is there
}

// thumbPixels is how large they are made.
const thumbPixels = 216

func newThumbs(e env, come func()) *thumbs {
	return &thumbs{env: e, known: map[string]image.Image{}, come: come}
}

// of is the small picture of a photo; nil until it is there, and for what is no
// photo.
func (t *thumbs) of(f domain.File) image.Image {
	if img, asked := t.known[f.Hash]; asked || !f.Photo {
		return img
	}
	t.known[f.Hash] = nil
	run(t.env.work, nil, func(ctx context.Context) (image.Image, error) {
		raw, err := t.env.desk.Thumb(ctx, f.Hash, thumbPixels)
		if err != nil {
			return nil, err
		}
		img, _, err := image.Decode(bytes.NewReader(raw))
		return img, err
	}, func(img image.Image, err error) {
		if err != nil { // one that makes no small picture keeps its place
			return
		}
		t.known[f.Hash] = img
		t.come()
	})
	return t.known[f.Hash]
}

// strip is files side by side, each opens; next is the word in the place for one
// more, "" for none.
func (t *thumbs) strip(files []domain.File, next string, add func()) fyne.CanvasObject {
	var all []widgets.Photo
	for _, f := range files {
		caption := f.Caption
		if caption == "" && !f.Photo {
			caption = f.Name
		}
		all = append(all, widgets.Photo{Thumb: t.of(f), Caption: caption, Tip: f.Name, Open: func() { showFile(t.env, f) }})
	}
	return widgets.NewPhotoStrip(0, all, next, add)
}

// showFile opens a file in the system's own program.
func showFile(e env, f domain.File) {
	out := e.prog.Output
	if out == nil {
		return
	}
	run(e.work, nil, func(ctx context.Context) (struct{}, error) {
		raw, err := e.desk.FileBytes(ctx, f.Hash)
		if err != nil {
			return struct{}{}, err
		}
		path, err := out.Save(f.Name, raw)
		if err == nil {
			err = out.Show(path)
		}
		return struct{}{}, err
	}, func(_ struct{}, err error) { e.shell.fail(err) })
}

// photoEndings are the files that a photo dialog lists, with the letters that
// come beside them.
var photoEndings = []string{".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".pdf"}

// choosePhotos asks for photos, letters and other files, several at once.
func choosePhotos(e env, chosen func(paths []string)) {
	w := e.speak()
	chooseFiles(e, fileQuestion{wish: someFiles, title: w.T("chooser.title.photos"), purpose: "photo", fits: w.T("chooser.fits.photos"), endings: photoEndings, chosen: chosen})
}

// fileField asks for files: their paths, one a line, as they are pasted, chosen
// in a dialog, or dropped on the window while its form is open.
type fileField struct {
	entry *widgets.Entry
	part  fyne.CanvasObject
}

func newFileField(e env) *fileField {
	f := &fileField{entry: widgets.NewEntry(widgets.EntryLook{Lines: 2, Limit: 4000})}
	choose := widgets.NewButton(widgets.ButtonLook{Word: e.speak().T("pack.add.choose"), Icon: "folder"}, func() {
		choosePhotos(e, f.take)
	})
	f.part = widgets.NewColumn(8, f.entry, widgets.NewRow(8, choose, widgets.Gap()))
	return f
}

// in makes the field part of a form: Esc leaves the form, and what is dropped on
// the window while it is open lands here.
func (f *fileField) in(form *form) {
	f.entry.OnEscape, form.dropped = form.tryCancel, f.take
	typed := f.entry.OnChanged // the form keeps what stands there
	f.entry.OnChanged = func(s string) {
		for _, q := range form.fields {
			if q.part == f.part {
				q.field.SetError("")
			}
		}
		if typed != nil {
			typed(s)
		}
	}
}

// take adds paths to those that stand there.
func (f *fileField) take(paths []string) {
	f.entry.SetText(strings.Join(append(pathsIn(f.entry.Text()), paths...), "\n"))
}

// keep keeps the files and says how they are named from now on. What is refused
// is said under the field.
func (f *fileField) keep(ctx context.Context, d *desk.Desk, typed, field string) ([]domain.File, error) {
	var files []domain.File
	for _, path := range pathsIn(typed) {
		kept, err := d.KeepFile(ctx, desk.FileRequest{Path: path})
		if err != nil {
			return nil, underField(field, err)
		}
		files = append(files, kept)
	}
	return files, nil
}

// pathsIn are the paths of a text, one a line, as they are copied from a file
// manager: in quotes, or as an address.
func pathsIn(typed string) []string {
	var paths []string
	for _, line := range strings.Split(typed, "\n") {
		if path := pathOf(line, ""); path != "" {
			paths = append(paths, path)
		}
	}
	return paths
}
