package storage

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Setting reads the setting of a key into a value, and gives its version for
// PutSetting. Without one, found is false, version 0 and into untouched.
func (t *Tx) Setting(key string, into any) (version int64, found bool, err error) {
	var text string
	found, err = t.QueryRow([]any{&text, &version}, `SELECT value, version FROM settings WHERE key = $1`, key)
	if err != nil || !found {
		return 0, false, err
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return 0, false, fmt.Errorf("setting %s: %w", key, err)
	}
	return version, true, nil
}

// PutSetting keeps a setting as JSON when the version is still the one that
// Setting gave; 0 says that there was none.
//
// Errors: store.conflict when somebody else saved it first.
func (t *Tx) PutSetting(key string, value any, version int64) error {
	text, err := canonicalJSON(value)
	if err != nil {
		return fmt.Errorf("setting %s: %w", key, err)
	}
	var n int64
	if version == 0 {
		n, err = t.Exec(`INSERT INTO settings (key, value, version) VALUES ($1, $2, 1) ON CONFLICT (key) DO NOTHING`, key, text)
	} else {
		n, err = t.Exec(`UPDATE settings SET value = $2, version = version + 1 WHERE key = $1 AND version = $3`, key, text, version)
	}
	if err == nil && n == 0 {
		return stale("setting", key)
	}
	return err
}

// canonicalJSON is JSON with sorted keys, no spaces and no escapes beyond the
// needed ones: equal values are equal bytes.
func canonicalJSON(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", err
	}
	return string(bytes.TrimRight(b.Bytes(), "\n")), nil
}
