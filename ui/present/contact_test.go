package present_test

import (
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// A kind without words is not said; the contact itself says enough.
func TestContactKind(t *testing.T) {
	catalogue, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	w := catalogue.In(text.English, time.UTC)
	for kind, want := range map[string]string{"phone": "Phone", "": "", "whatsapp": "", "none": ""} {
		if got := present.ContactKind(w, kind); got != want {
			t.Errorf("%q is called %q, want %q", kind, got, want)
		}
	}
}
