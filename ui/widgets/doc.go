// Package widgets holds the parts of which the screen is made: what one can
// see, tap and type into, and nothing about the shop. A part takes strings,
// numbers, tones and callbacks; it never formats a date, never calls the desk,
// and holds no word of its own.
//
//	save := widgets.NewButton(widgets.Button{Word: "Ship...", Kind: widgets.Primary, Key: "Enter", OnTapped: ship})
//	page := widgets.NewColumn(16, widgets.NewBanner(...), widgets.NewSection("Lines", "2", nil), lines)
//
// Parts follow the theme while the program runs: light or dark, text size and
// script may change under them. All lengths in this package are pixels at text
// size 100 %; the parts scale them.
//
// A part that can take the keyboard shows a ring while it has it. Letters that
// are typed while no field has the keyboard are handed to Stage.OnRune, since a
// scan may begin at any moment.
//
// Everything here belongs to the goroutine of the screen.
package widgets
