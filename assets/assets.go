// Package assets holds every embedded file of the program: fonts with their
// licence, holiday calendars, the words of the catalogue and the icons. It has
// no logic; whoever reads a file parses it.
package assets

import "embed"

// FS holds the files below the folders fonts, calendars, locales and icons.
//
//go:embed fonts calendars locales icons
var FS embed.FS
