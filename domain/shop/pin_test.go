package shop_test

import (
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/shop"
)

func TestCheckPIN(t *testing.T) {
	for pin, fits := range map[string]bool{"": false, "123": false, "1234": true, "123456789012": true, "1234567890123": false, "12a4": false, "１２３４": false, "12 34": false} {
		if got := shop.CheckPIN("pin", pin) == nil; got != fits {
			t.Errorf("CheckPIN(%q): fits %v, want %v", pin, got, fits)
		}
	}
}

func TestPerson_Tries_waitsLongerAndLonger(t *testing.T) {
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	p := shop.Person{Name: "Mei", Role: shop.Owner}
	for wrong, want := range []time.Duration{0, 0, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, time.Hour} {
		var err error
		if p, err = p.Tries(now); err != nil {
			t.Fatalf("guess %d: %v", wrong+1, err)
		}
		if got := p.Wait(now).Sub(now); got != want {
			t.Errorf("after %d wrong: wait %v, want %v", wrong+1, got, want)
		}
		if want > 0 {
			_, err := p.Tries(now.Add(want - time.Second))
			if e := domain.As(err); e == nil || e.Code != "person.wait" {
				t.Errorf("a second too early after %d: got %v, want person.wait", wrong+1, err)
			}
			if _, err := p.Tries(now.Add(-time.Hour)); err == nil {
				t.Errorf("after %d the clock put back lets one guess", wrong+1)
			}
		}
		now = now.Add(want)
	}
	if p = p.Right(); !p.Wait(now).IsZero() {
		t.Error("the right PIN leaves a wait")
	}
}

func TestPerson_Fits(t *testing.T) {
	mei := shop.Person{ID: 1, Name: "Mei", Role: shop.Owner, PIN: "x"}
	ho := shop.Person{ID: 2, Name: "Ho", Role: shop.Counter}
	gone := shop.Person{ID: 3, Name: "Lee", Role: shop.Owner, PIN: "x", Archived: true}
	demoted, left := mei, mei
	demoted.Role, left.Archived = shop.Books, true
	tests := map[string]struct {
		p      shop.Person
		others []shop.Person
		code   string
	}{
		"the first is the owner":        {mei, nil, ""},
		"the first is nobody else":      {ho, nil, "person.first_owner"},
		"a second person":               {ho, []shop.Person{mei}, ""},
		"the same name":                 {shop.Person{Name: "MEI", Role: shop.Books}, []shop.Person{mei}, "person.name"},
		"the name of one who left":      {shop.Person{Name: "Lee", Role: shop.Books}, []shop.Person{mei, gone}, ""},
		"the last owner is demoted":     {demoted, []shop.Person{mei, ho}, "person.last_owner"},
		"the last owner leaves":         {left, []shop.Person{mei, ho}, "person.last_owner"},
		"an owner leaves another":       {left, []shop.Person{mei, {ID: 4, Name: "Wu", Role: shop.Owner, PIN: "x"}}, ""},
		"an owner who left is no owner": {left, []shop.Person{mei, gone}, "person.last_owner"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			err := tt.p.Fits(tt.others)
			got := ""
			if e := domain.As(err); e != nil {
				got = e.Code
			}
			if got != tt.code {
				t.Errorf("Fits: got %q, want %q", got, tt.code)
			}
		})
	}
	if err := (shop.Person{Name: "Mei", Role: shop.Owner}).Validate(); err == nil {
		t.Error("an owner without a PIN is valid")
	}
}
