package ui

import (
	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

type channelSection = listSection[domain.ID, channel.Channel]

// presetKeys are the presets in the order in which they are offered.
var presetKeys = []string{"own", "yoho", "taobao", "whatnot"}

// newChannelSection is the channels beside the policy of the one that is chosen. A
// new channel is a copy of a preset, or of another channel, with all its figures.
func newChannelSection(p *settingsPage) section {
	w := p.env.words
	var presets []widgets.Option
	for _, key := range presetKeys {
		if _, ok := p.env.desk.Presets.Policies[key]; ok {
			presets = append(presets, widgets.Option{Key: key, Word: w.T("settings.preset." + key), Detail: w.T("settings.preset." + key + ".what")})
		}
	}
	var s *channelSection
	add := widgets.NewMenuButton(widgets.ButtonLook{Icon: "plus", Kind: widgets.Quiet, Tip: w.T("settings.channel.add")}, presets, func(preset string) {
		c := channel.Channel{Preset: preset, Policy: p.env.desk.Presets.Policies[preset]}
		c.Policy.Version = 1
		s.add(c)
	})
	s = newListSection(p, listOf[domain.ID, channel.Channel]{key: "channels", added: "settings.channel.new", add: add,
		id: func(c channel.Channel) domain.ID { return c.ID }, name: func(c channel.Channel) string { return c.Name }, gone: func(c channel.Channel) bool { return c.Archived },
		read: func(setup desk.Setup) []channel.Channel { return setup.Channels }, form: newChannelForm, store: p.env.desk.SaveChannel})
	return s
}
