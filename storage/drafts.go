package storage

import (
	"aftercare/domain"
	"aftercare/domain/desk"
)

// Drafts are the half-filled forms of a person, newest first.
func (t *Tx) Drafts(person domain.ID) ([]desk.Draft, error) {
	return list[desk.Draft](t, "draft", `SELECT body FROM drafts WHERE person_id = $1 ORDER BY at DESC, place`, person)
}

// PutDraft keeps one in the place of what was kept of it before. Nobody is
// told: what is being typed is no news.
//
// Errors: those of Validate.
func (t *Tx) PutDraft(person domain.ID, d desk.Draft) error {
	if err := d.Validate(); err != nil {
		return err
	}
	body, err := canonicalJSON(d)
	if err != nil {
		return err
	}
	_, err = t.Exec(`INSERT INTO drafts (person_id, place, at, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT (person_id, place) DO UPDATE SET at = excluded.at, body = excluded.body`, person, d.Place, d.At, body)
	return err
}

// DropDraft forgets one.
func (t *Tx) DropDraft(person domain.ID, place string) error {
	_, err := t.Exec(`DELETE FROM drafts WHERE person_id = $1 AND place = $2`, person, place)
	return err
}
