// Package seal keeps PINs as argon2id makes them: with a salt of their own, and
// slow and hungry enough that whoever took the file cannot try many a second.
//
//	$argon2id$v=19$m=65536,t=3,p=1$<salt>$<hash>
package seal

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Argon2 seals with argon2id. It implements desk.Seals.
type Argon2 struct {
	Memory uint32 // KiB
	Passes uint32
	Lanes  uint8
}

// Usual is what the program uses: 64 MiB, three passes, a tenth of a second.
var Usual = Argon2{Memory: 64 * 1024, Passes: 3, Lanes: 1}

const (
	saltLong = 16
	hashLong = 32
)

// Seal makes what may be stored of a PIN.
func (a Argon2) Seal(pin string) (string, error) {
	salt := make([]byte, saltLong)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("salt of a PIN: %w", err)
	}
	hash := argon2.IDKey([]byte(pin), salt, a.Passes, a.Memory, a.Lanes, hashLong)
	code := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, a.Memory, a.Passes, a.Lanes, code(salt), code(hash)), nil
}

// The most that a stored seal may ask for: a store that somebody has changed
// must not take all of the memory.
const (
	mostMemory = 1 << 20 // KiB
	mostPasses = 64
)

// Opens says whether a PIN is the one that was sealed, with the figures that it
// was sealed with.
func (a Argon2) Opens(sealed, pin string) (bool, error) {
	parts := strings.Split(sealed, "$")
	var version int
	var by Argon2
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, fmt.Errorf("a stored PIN is no argon2id seal")
	}
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false, fmt.Errorf("a stored PIN is of another version")
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &by.Memory, &by.Passes, &by.Lanes); err != nil ||
		by.Memory == 0 || by.Memory > mostMemory || by.Passes == 0 || by.Passes > mostPasses || by.Lanes == 0 {
		return false, fmt.Errorf("a stored PIN has figures that cannot be")
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fmt.Errorf("salt of a stored PIN: %w", err)
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(want) == 0 {
		return false, fmt.Errorf("a stored PIN is cut off")
	}
	got := argon2.IDKey([]byte(pin), salt, by.Passes, by.Memory, by.Lanes, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}
