package channel_test

import (
	"errors"
	"testing"

	"aftercare/domain"
	"aftercare/domain/channel"
)

// A contact is of a kind that has its words, or its value says it alone.
func TestChannel_Check_kindOfContact(t *testing.T) {
	for _, kind := range append(channel.ContactKinds(), "") {
		c := channel.Channel{Name: "Own", Policy: sound(), Service: channel.Contact{Kind: kind, Value: "3468 1200"}}
		if err := c.Check(); err != nil {
			t.Errorf("%q is refused: %v", kind, err)
		}
	}
	for _, kind := range []string{"whatsapp", "none", "Phone"} {
		c := channel.Channel{Name: "Own", Policy: sound(), Service: channel.Contact{Kind: kind, Value: "3468 1200"}}
		var es domain.Errors
		if err := c.Check(); !errors.As(err, &es) || len(es) != 1 || es[0].Field != "service_kind" || es[0].Code != "policy.choice" {
			t.Errorf("%q: %v, want policy.choice of service_kind", kind, err)
		}
		if err := c.Validate(); err != nil {
			t.Errorf("%q was kept by an earlier program: %v", kind, err)
		}
	}
}
