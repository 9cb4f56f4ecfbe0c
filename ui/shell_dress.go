package ui

import (
	"time"

	"aftercare/domain/shop"
	"aftercare/ui/text"
	"aftercare/ui/theme"
)

// dress is what the window wears.
type dress struct {
	look   theme.Look
	scale  float32
	script theme.Script
}

// dress puts on the shop's language, zone, look and text size.
func (s *shell) dress(sh shop.Shop, zone *time.Location) {
	s.shop, s.zone = sh, zone
	s.env.words = s.env.prog.Catalogue.In(languageOf(sh.Language), zone).At(s.env.now())
	if worn := dressOf(sh); worn != s.worn {
		s.worn = worn
		s.app.Settings().SetTheme(worn.theme())
	}
}

// dressOf is the dress that a shop asks for.
func dressOf(sh shop.Shop) dress {
	d := dress{theme.Light, float32(sh.Scale) / 100, theme.TC}
	if sh.Look == "dark" {
		d.look = theme.Dark
	}
	if languageOf(sh.Language) == text.Simplified {
		d.script = theme.SC
	}
	return d
}

func (d dress) theme() *theme.Theme { return theme.New(d.look, d.scale, d.script) }

func languageOf(name string) text.Lang {
	for _, l := range text.Langs() {
		if string(l) == name {
			return l
		}
	}
	return text.English
}
