package present

import (
	"slices"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/ui/text"
)

// FigureSource says where a figure of a channel's policy comes from: a badge where
// the figure is ours because no platform publishes one, and a note. was is the
// preset's figure in words, "" while the figure is still the preset's.
func FigureSource(w *text.Words, c channel.Channel, field, was string) (Mark, string) {
	platform := w.T("settings.preset." + c.Preset)
	switch {
	case was != "":
		return Mark{}, w.T("settings.source.changed", domain.Args{"was": was})
	case slices.Contains(c.Policy.Ours, field) && c.Preset == "own":
		return Mark{Dot, Neutral, w.T("settings.source.ours")}, ""
	case slices.Contains(c.Policy.Ours, field):
		return Mark{Dot, Neutral, w.T("settings.source.ours")}, w.T("settings.source.none", domain.Args{"platform": platform})
	case c.Preset == "own":
		return Mark{}, w.T("settings.source.usual")
	}
	return Mark{}, w.T("settings.source.platform", domain.Args{"platform": platform})
}
