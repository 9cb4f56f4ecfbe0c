package theme

import (
	"fmt"
	"strings"

	"aftercare/assets"

	"fyne.io/fyne/v2"
)

// The state shapes, told apart by outline alone.
const (
	Ring       = "ring"        // waiting
	Half       = "half"        // under way
	Tick       = "tick"        // good
	Pie        = "pie"         // time running out
	Triangle   = "triangle"    // missed
	Octagon    = "octagon"     // stop, or exposed
	SquareTick = "square-tick" // agreed
	BarDisc    = "bar-disc"    // declined
	Dashes     = "dashes"      // skipped
	Play       = "play"        // now
	Dot        = "dot"         // a plain fact
)

// Icon returns the icon of that name in the colour of the tone, in the look
// that is current. An unknown name gives a crossed box: visible, never a panic.
func Icon(name string, tone Tone) fyne.Resource {
	return Current().drawing(name, tone)
}

// Shape returns the state shape of that kind (see Ring and its neighbours) in
// the colour of the tone, in the look that is current. An unknown kind gives a
// crossed box.
func Shape(kind string, tone Tone) fyne.Resource {
	return Current().drawing("shape-"+kind, tone)
}

// HasIcon tells whether there is an icon of that name; shapes are asked for as
// "shape-ring".
func HasIcon(name string) bool {
	_, err := assets.FS.ReadFile("icons/" + name + ".svg")
	return err == nil
}

// drawing recolours one SVG. The toolkit's own recolouring touches fills only
// and loses fill-rule, so the word currentColor is replaced by the hex value;
// the result's name carries that value because the toolkit caches by name.
func (t *Theme) drawing(name string, tone Tone) fyne.Resource {
	key := name + "/" + string(tone)
	t.mu.Lock()
	defer t.mu.Unlock()
	if r, ok := t.icons[key]; ok {
		return r
	}
	svg, err := assets.FS.ReadFile("icons/" + name + ".svg")
	if err != nil {
		svg = []byte(crossedBox)
	}
	c := t.palette[tone.Ink()]
	hex := fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	r := fyne.NewStaticResource(name+"-"+hex[1:]+".svg", []byte(strings.ReplaceAll(string(svg), "currentColor", hex)))
	t.icons[key] = r
	return r
}

const crossedBox = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20" fill="none" ` +
	`stroke="currentColor" stroke-width="1.6"><path d="M4 4h12v12H4zM4 4l12 12M16 4 4 16"/></svg>`
