package widgets

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// typed is the toolkit's entry made safe. While an input method composes, the
// toolkit delivers its keys as well: Backspace would delete what is committed
// and Enter would submit. A printable key that was not yet followed by a rune
// tells that composing is under way; until the rune comes, the editing keys
// belong to the input method and are swallowed.
type typed struct {
	widget.Entry
	field     *Entry
	has       bool
	composing int
	beforeKey func(ev *fyne.KeyEvent) // for ScanEntry, which must see Enter first
	onRune    func(r rune)
}

func newTyped(field *Entry) *typed {
	t := &typed{field: field}
	t.MultiLine = field.look.Lines > 1
	t.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	if t.MultiLine {
		t.Wrapping = fyne.TextWrapWord
	}
	t.Password = field.look.Secret
	t.PlaceHolder = Printable(field.look.Placeholder, false)
	if field.look.Secret {
		t.ActionItem = NewSized(1, 1, NewBox("nothing", 0))
	}
	t.OnChanged = field.changed
	t.ExtendBaseWidget(t)
	return t
}

func (t *typed) lineStep() float32 {
	return fyne.MeasureText("M", t.Theme().Size("text"), fyne.TextStyle{}).Height
}

// CreateRenderer leaves the entry's own ground and border away: the field
// around it draws them.
func (t *typed) CreateRenderer() fyne.WidgetRenderer {
	return &bareRenderer{t.Entry.CreateRenderer()}
}

type bareRenderer struct{ fyne.WidgetRenderer }

func (r *bareRenderer) Objects() []fyne.CanvasObject {
	return r.WidgetRenderer.Objects()[2:]
}

func printable(name fyne.KeyName) bool {
	return len(name) == 1 || name == fyne.KeySpace
}

// TypedKey implements fyne.Focusable.
func (t *typed) TypedKey(ev *fyne.KeyEvent) {
	if t.beforeKey != nil {
		t.beforeKey(ev)
	}
	if printable(ev.Name) {
		t.composing++
		return
	}
	if t.composing > 0 && t.swallow(ev.Name) {
		return
	}
	if t.field.OnKey != nil && t.field.OnKey(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyEscape:
		if t.field.OnEscape != nil {
			t.field.OnEscape()
		} else {
			strayKey(t.field.self, ev)
		}
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if !t.MultiLine {
			if t.field.OnSubmitted != nil {
				t.field.OnSubmitted(t.Text)
			}
			return
		}
		if t.refuses(1) {
			return
		}
	}
	t.Entry.TypedKey(ev)
}

// AcceptsTab implements fyne.Tabbable: Tab leads on from every field, also from
// one of several lines, which could not be left by key otherwise.
func (t *typed) AcceptsTab() bool { return false }

// swallow keeps a key for the input method, and guesses what is left of the
// composition after it: Backspace takes one letter, Esc and Enter end it.
func (t *typed) swallow(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyBackspace:
		t.composing--
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		t.composing = 0
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyDelete,
		fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
	default:
		return false
	}
	return true
}

// TypedRune implements fyne.Focusable.
func (t *typed) TypedRune(r rune) {
	t.composing = 0
	if t.refuses(1) {
		return
	}
	t.Entry.TypedRune(r)
	if t.onRune != nil {
		t.onRune(r)
	}
}

// refuses tells whether n more runes would exceed the limit, and shows it.
func (t *typed) refuses(n int) bool {
	limit := t.field.look.Limit
	if limit == 0 || utf8.RuneCountInString(t.Text)-utf8.RuneCountInString(t.SelectedText())+n <= limit {
		return false
	}
	t.field.setFull(true)
	return true
}

// TypedShortcut implements fyne.Shortcutable. A paste is folded to one line
// where the field has one, and cut at the limit.
func (t *typed) TypedShortcut(s fyne.Shortcut) {
	paste, ok := s.(*fyne.ShortcutPaste)
	if !ok || paste.Clipboard == nil {
		t.Entry.TypedShortcut(s)
		return
	}
	text := paste.Clipboard.Content()
	if !t.MultiLine {
		text = oneLine(text)
	}
	if limit := t.field.look.Limit; limit > 0 {
		room := limit - utf8.RuneCountInString(t.Text) + utf8.RuneCountInString(t.SelectedText())
		if runes := []rune(text); len(runes) > room {
			text = string(runes[:max(room, 0)])
			defer t.field.setFull(true)
			if s := stageOf(t.field.self); s != nil && s.OnCut != nil {
				defer s.OnCut(len(runes)-max(room, 0), limit)
			}
		}
	}
	t.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &folded{text}})
}

// oneLine folds every run of line ends and tabs, with the spaces beside it,
// into one space.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\r\t\v\f\u2028\u2029") {
		return s
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("\n\r\t\v\f\u2028\u2029", r) })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// folded is a clipboard that holds what may be pasted.
type folded struct{ text string }

func (f *folded) Content() string     { return f.text }
func (f *folded) SetContent(s string) { f.text = s }

// FocusGained implements fyne.Focusable.
func (t *typed) FocusGained() {
	t.composing = 0
	t.has = true
	t.Entry.FocusGained()
	if t.field.look.SelectAll && t.Text != "" {
		t.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	t.field.Refresh()
	reveal(t.field.self)
	if t.field.OnArrive != nil {
		t.field.OnArrive()
	}
}

// FocusLost implements fyne.Focusable.
func (t *typed) FocusLost() {
	t.composing = 0
	had := t.has
	t.has = false
	t.Entry.FocusLost()
	t.field.setFull(false)
	t.field.Refresh()
	if had && t.field.OnLeave != nil {
		t.field.OnLeave(t.Text)
	}
}
