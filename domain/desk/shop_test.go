package desk_test

import (
	"testing"

	"aftercare/domain/channel"
)

func TestDesk_SaveShop_region(t *testing.T) {
	c := begun(t)
	setup, err := c.Setup(c.ctx)
	c.must(err)
	for _, region := range []string{"zz", ""} {
		sh := setup.Shop
		sh.Region = region
		_, err := c.SaveShop(c.ctx, sh)
		c.refused(err, "shop.choice")
	}
	setup.Shop.Region = "cn"
	_, err = c.SaveShop(c.ctx, setup.Shop)
	c.must(err)
}

func TestDesk_SaveChannel_fits(t *testing.T) {
	c := begun(t)
	yoho := c.channel("yoho")
	for name, x := range map[string]struct {
		change func(*channel.Channel)
		want   string
	}{
		"a new one of a known name": {func(ch *channel.Channel) { ch.ID, ch.Version = 0, 0 }, "channel.name"},
		"renamed to a known name":   {func(ch *channel.Channel) { ch.Name = " TAOBAO " }, "channel.name"},
		"no such calendar":          {func(ch *channel.Channel) { ch.Policy.Region = "zz" }, "policy.choice"},
	} {
		t.Run(name, func(t *testing.T) {
			ch := yoho
			x.change(&ch)
			_, err := c.SaveChannel(c.ctx, ch)
			c.refused(err, x.want)
		})
	}
	yoho.Name, yoho.Policy.Region = "Yoho HK", ""
	_, err := c.SaveChannel(c.ctx, yoho)
	c.must(err)
}
