package theme

import (
	"sync"

	"aftercare/assets"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"
)

// Script says which Chinese the shapes of shared characters follow.
type Script string

// The scripts for which a face is embedded.
const (
	TC Script = "TC" // Traditional, Hong Kong and Taiwan
	SC Script = "SC" // Simplified, mainland
)

// A face is read once for the life of the program: each copy that the toolkit
// parses costs some 30 MB, and it tells copies apart by the resource.
var (
	regularTC = sync.OnceValue(func() face { return readFace("AftercareSansTC-Regular.ttf") })
	boldTC    = sync.OnceValue(func() face { return readFace("AftercareSansTC-Bold.ttf") })
	regularSC = sync.OnceValue(func() face { return readFace("AftercareSansSC-Regular.ttf") })
	boldSC    = sync.OnceValue(func() face { return readFace("AftercareSansSC-Bold.ttf") })
)

type face struct {
	resource fyne.Resource
	glyphs   *sfnt.Font
}

func readFace(file string) face {
	data, err := assets.FS.ReadFile("fonts/" + file)
	if err != nil {
		return face{}
	}
	glyphs, err := sfnt.Parse(data)
	if err != nil {
		return face{}
	}
	return face{resource: fyne.NewStaticResource(file, data), glyphs: glyphs}
}

func faceOf(script Script, bold bool) face {
	switch {
	case script == SC && bold:
		return boldSC()
	case script == SC:
		return regularSC()
	case bold:
		return boldTC()
	}
	return regularTC()
}

// Draws tells whether the face for regular (or bold) text has a glyph for r. A
// rune without one is looked for in every font of the machine at each drawing,
// which takes milliseconds: replace it first.
func (t *Theme) Draws(r rune, bold bool) bool {
	if r < 0x7F {
		return r >= ' '
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	key := glyphKey{r, bold}
	if has, ok := t.glyphs[key]; ok {
		return has
	}
	f := faceOf(t.script, bold)
	has := false
	if f.glyphs != nil {
		i, err := f.glyphs.GlyphIndex(&t.buf, r)
		has = err == nil && i != 0
	}
	if len(t.glyphs) > 20_000 {
		clear(t.glyphs)
	}
	t.glyphs[key] = has
	return has
}

type glyphKey struct {
	r    rune
	bold bool
}
