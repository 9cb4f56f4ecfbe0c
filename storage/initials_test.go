package storage

import (
	"slices"
	"testing"

	"aftercare/domain/order"
)

func TestPersonKeys_initials(t *testing.T) {
	for name, want := range map[string][]string{
		"陈大明": {"cdm"}, "陳大明": {"cdm"}, "欧阳玥": {"oyy"}, "歐陽玥": {"oyy"}, "单小红": {"sxh", "dxh"}, "曾国藩": {"zgf", "cgf"}, "王伟 (Kelvin)": {"ww"},
		"Chan Tai Man": nil, "陈": nil,
	} {
		keys := personKeys(order.Person{Name: name})
		for _, w := range want {
			if !slices.ContainsFunc(keys, func(k searchKey) bool { return k.text == w }) {
				t.Errorf("%s is not found by %s: %v", name, w, keys)
			}
		}
		if want == nil && slices.ContainsFunc(keys, func(k searchKey) bool { return k.text == "ctm" || k.text == "c" }) {
			t.Errorf("%s has initials: %v", name, keys)
		}
	}
}
