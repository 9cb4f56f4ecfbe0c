package text

import (
	"time"

	"aftercare/domain"
)

// Say writes a message's text in a language with its fields filled, each by its
// type as that language writes it. A language that the catalogue does not know
// has its values written in English.
func (c *Catalogue) Say(lang string, zone *time.Location, text string, args domain.Args) string {
	spoken := English
	for _, l := range Langs() {
		if string(l) == lang {
			spoken = l
		}
	}
	return c.In(spoken, zone).Fill(text, args)
}
