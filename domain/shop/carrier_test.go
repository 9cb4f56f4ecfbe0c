package shop_test

import (
	"errors"
	"testing"

	"aftercare/domain"
	"aftercare/domain/shop"
)

func carrier() shop.Carrier {
	return shop.Carrier{Code: "yto", Name: "YTO Express", Pattern: `(YT)?[0-9]{13,18}`, Page: "https://www.yto.net.cn/?n={number}", AnswerFrom: 1, AnswerTo: 2, Pays: shop.PaysYes}
}

// R3: the number is well-formed for YTO.
func TestCarrier_Fits(t *testing.T) {
	for number, want := range map[string]bool{"886436979446185504": true, "8864 3697 9446 185504": true, "yt1234567890123": true, "SF1234567890123": false, "": false} {
		if got := carrier().Fits(number); got != want {
			t.Errorf("Fits(%q) = %v, want %v", number, got, want)
		}
	}
	if !(shop.Carrier{}).Fits("anything") {
		t.Error("a carrier without a pattern refuses a number")
	}
}

func TestCarrier_Follow(t *testing.T) {
	if got, want := carrier().Follow("88 6&x"), "https://www.yto.net.cn/?n=88+6%26x"; got != want {
		t.Errorf("Follow = %q, want %q", got, want)
	}
}

func TestCarrier_Check(t *testing.T) {
	if err := carrier().Check(); err != nil {
		t.Fatalf("a good carrier: %v", err)
	}
	for name, c := range map[string]struct {
		change func(*shop.Carrier)
		field  string
		code   string
	}{
		"no name":            {func(c *shop.Carrier) { c.Name = " " }, "name", "field.required"},
		"capitals in a code": {func(c *shop.Carrier) { c.Code = "YTO!" }, "code", "carrier.code"},
		"broken pattern":     {func(c *shop.Carrier) { c.Pattern = "[0-9" }, "pattern", "carrier.pattern"},
		"page of a file":     {func(c *shop.Carrier) { c.Page = "file:///etc" }, "page", "carrier.page"},
		"negative answer":    {func(c *shop.Carrier) { c.AnswerTo = -1 }, "answer", "carrier.answer"},
		"from after to":      {func(c *shop.Carrier) { c.AnswerFrom = 3 }, "answer", "carrier.answer"},
		"pays perhaps":       {func(c *shop.Carrier) { c.Pays = "perhaps" }, "pays", "shop.choice"},
	} {
		bad := carrier()
		c.change(&bad)
		err := bad.Check()
		var es domain.Errors
		if !errors.As(err, &es) || len(es) != 1 || es[0].Field != c.field || es[0].Code != c.code {
			t.Errorf("%s: %v, want %s at %s", name, err, c.code, c.field)
		}
	}
}

func TestCarrierCode(t *testing.T) {
	for name, want := range map[string]string{"YTO Express": "yto-express", "圓通速遞": "carrier-2", "  ": "carrier-2", "USPS®": "usps"} {
		if got := shop.CarrierCode(name, []shop.Carrier{{Code: "carrier"}}); got != want {
			t.Errorf("CarrierCode(%q) = %q, want %q", name, got, want)
		}
	}
}
