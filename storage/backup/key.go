package backup

import (
	"bytes"
	"io"
	"strings"

	"filippo.io/age"

	"aftercare/domain"
)

// Key locks backups. Anyone may lock with the recipient; the secret opens. The
// secret itself is also kept wrapped by a passphrase, and travels so in each
// backup: on another machine the passphrase is enough.
type Key struct {
	Recipient string `json:"recipient"`        // age1...
	Secret    string `json:"secret,omitempty"` // AGE-SECRET-KEY-1..., on the shop's own machine
	Wrapped   []byte `json:"wrapped"`          // the secret, an age file locked by the passphrase
}

// minPassphrase is how many characters a passphrase needs at least.
const minPassphrase = 10

// work is how long a guess of a passphrase takes: about a second.
const work = 18

// NewKey makes a key and wraps it by a passphrase.
//
// Errors: backup.passphrase_short.
func NewKey(passphrase string) (Key, error) { return newKey(passphrase, work) }

func newKey(passphrase string, work int) (Key, error) {
	passphrase = strings.TrimSpace(passphrase)
	if n := len([]rune(passphrase)); n < minPassphrase {
		return Key{}, domain.Wrong("passphrase", "backup.passphrase_short", domain.Args{"limit": minPassphrase})
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return Key{}, err
	}
	by, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return Key{}, err
	}
	by.SetWorkFactor(work)
	var wrapped bytes.Buffer
	w, err := age.Encrypt(&wrapped, by)
	if err == nil {
		_, err = io.WriteString(w, id.String())
	}
	if err == nil {
		err = w.Close()
	}
	return Key{id.Recipient().String(), id.String(), wrapped.Bytes()}, err
}

// identity makes the key that opens out of what a person gives: the secret
// itself from the recovery sheet, however it was spaced, or the passphrase.
//
// Errors: backup.needs_key when nothing was given, backup.wrong_key.
func identity(secret string, wrapped []byte) (age.Identity, error) {
	secret = strings.TrimSpace(secret)
	if secret == "" {
		return nil, &domain.Error{Kind: domain.Refused, Code: "backup.needs_key", Field: "key"}
	}
	dense := strings.ToUpper(strings.Join(strings.Fields(secret), ""))
	if strings.HasPrefix(dense, "AGE-SECRET-KEY-1") {
		id, err := age.ParseX25519Identity(dense)
		if err != nil {
			return nil, wrongKey()
		}
		return id, nil
	}
	by, err := age.NewScryptIdentity(secret)
	if err != nil {
		return nil, wrongKey()
	}
	by.SetMaxWorkFactor(work + 2) // a forged one would otherwise take hours
	r, err := age.Decrypt(bytes.NewReader(wrapped), by)
	if err != nil {
		return nil, wrongKey()
	}
	text, err := io.ReadAll(io.LimitReader(r, maxKey))
	if err != nil {
		return nil, wrongKey()
	}
	id, err := age.ParseX25519Identity(string(text))
	if err != nil {
		return nil, wrongKey()
	}
	return id, nil
}

func wrongKey() error {
	return &domain.Error{Kind: domain.Refused, Code: "backup.wrong_key", Field: "key"}
}
