package seal_test

import (
	"strings"
	"testing"

	"aftercare/domain/desk"
	"aftercare/storage/seal"
)

var _ desk.Seals = seal.Argon2{}

func TestArgon2(t *testing.T) {
	sealed, err := seal.Usual.Seal("2468")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(sealed, "$argon2id$v=19$m=65536,t=3,p=1$") || strings.Contains(sealed, "2468") {
		t.Errorf("Seal: got %q, want argon2id of 64 MiB", sealed)
	}
	again, err := seal.Usual.Seal("2468")
	if err != nil || again == sealed {
		t.Errorf("the same PIN twice: got the same seal, want a salt of its own (%v)", err)
	}
	for pin, want := range map[string]bool{"2468": true, "2469": false, "": false, "24680": false} {
		if got, err := seal.Usual.Opens(sealed, pin); err != nil || got != want {
			t.Errorf("Opens(%q): got %v, %v, want %v", pin, got, err, want)
		}
	}
}

// A seal from a store that somebody changed is refused and costs nothing.
func TestArgon2_Opens_refuses(t *testing.T) {
	for _, sealed := range []string{"", "2468", "$argon2i$v=19$m=8,t=1,p=1$AA$AA", "$argon2id$v=18$m=8,t=1,p=1$AA$AA", "$argon2id$v=19$m=4294967295,t=1,p=1$AA$AA",
		"$argon2id$v=19$m=8,t=0,p=1$AA$AA", "$argon2id$v=19$m=8,t=1,p=0$AA$AA", "$argon2id$v=19$m=8,t=1,p=1$!$AA", "$argon2id$v=19$m=8,t=1,p=1$AA$"} {
		if ok, err := seal.Usual.Opens(sealed, "2468"); ok || err == nil {
			t.Errorf("Opens(%q): got %v, %v, want a refusal", sealed, ok, err)
		}
	}
}

func BenchmarkArgon2_Seal(b *testing.B) {
	for b.Loop() {
		if _, err := seal.Usual.Seal("2468"); err != nil {
			b.Fatal(err)
		}
	}
}
