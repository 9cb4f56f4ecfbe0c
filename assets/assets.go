// Package assets holds every embedded file of the program: fonts with their
// licence, holiday calendars, the words of the catalogue, icons and presets of
// policies and checklists. It has
// no logic; whoever reads a file parses it.
package assets

import "embed"

// FS holds the files below the folders fonts, calendars, locales, icons, presets and sounds.
//
//go:embed fonts calendars locales icons presets sounds
var FS embed.FS
