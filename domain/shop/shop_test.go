package shop_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/shop"
)

func TestShop_Check(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(*shop.Shop)
		want string
	}{
		"no name":                {func(s *shop.Shop) { s.Name = " \u200b" }, "field.required"},
		"a megabyte of name":     {func(s *shop.Shop) { s.Name = strings.Repeat("x", 1<<20) }, "field.too_long"},
		"a megabyte of hours":    {func(s *shop.Shop) { s.Hours = strings.Repeat("x", 1<<20) }, "field.too_long"},
		"a day that no week has": {func(s *shop.Shop) { s.Rest = []time.Weekday{9} }, "shop.rest"},
		"a zone on Mars":         {func(s *shop.Shop) { s.Zone = "Mars" }, "shop.zone"},
	} {
		t.Run(name, func(t *testing.T) {
			s := shop.New("Lamma Supply", "en")
			if err := s.Check(); err != nil {
				t.Fatal(err)
			}
			c.edit(&s)
			if err := s.Check(); !errors.Is(err, domain.Code(c.want)) {
				t.Errorf("Check = %v, want %s", err, c.want)
			}
		})
	}
}

func TestShop_Folded(t *testing.T) {
	s := shop.New("Lamma\nSupply\u202e ", "en")
	s.Hours = "10:00\n18:00"
	got, es := s.Folded()
	if got.Name != "Lamma Supply" || got.Hours != "10:00 18:00" || len(es) > 0 {
		t.Errorf("Folded = %q, %q, %v, want one line each", got.Name, got.Hours, es)
	}
}
