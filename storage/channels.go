package storage

import (
	"encoding/json"
	"fmt"

	"aftercare/domain"
	"aftercare/domain/channel"
)

// Channels are all channels by id, archived ones too.
func (t *Tx) Channels() ([]channel.Channel, error) {
	all, err := list[channel.Channel](t, "channel", `SELECT body FROM channels ORDER BY id`)
	for i := range all {
		all[i].Policy = all[i].Policy.Whole()
	}
	return all, err
}

// Channel is one channel with its newest policy.
//
// Errors: missing.channel.
func (t *Tx) Channel(id domain.ID) (channel.Channel, error) {
	c, err := find[channel.Channel](t, "channel", id, `SELECT body FROM channels WHERE id = $1`, id)
	c.Policy = c.Policy.Whole()
	return c, err
}

// PutChannel keeps a channel. A policy of a new version is kept beside the old
// ones, and an old one is never changed: cases were opened under it.
//
// Errors: those of Validate, store.conflict, store.append_only when the policy
// is another one than was kept under its version.
func (t *Tx) PutChannel(c *channel.Channel) error {
	err := t.keep(record{entity: "channel", table: "channels", value: c, id: &c.ID, version: &c.Version,
		columns: []string{"name", "archived"}, values: []any{c.Name, c.Archived}})
	if err != nil {
		return err
	}
	body, err := canonicalJSON(c.Policy)
	if err != nil {
		return err
	}
	var kept string
	found, err := t.QueryRow([]any{&kept}, `SELECT body FROM policies WHERE channel_id = $1 AND version = $2`, c.ID, c.Policy.Version)
	switch {
	case err != nil:
		return err
	case found:
		return samePolicy(kept, body, c.Policy.Version)
	}
	_, err = t.Exec(`INSERT INTO policies (channel_id, version, body) VALUES ($1, $2, $3)`, c.ID, c.Policy.Version, body)
	return err
}

// Policy is a channel's policy as it was in a version.
//
// Errors: missing.policy.
func (t *Tx) Policy(channelID domain.ID, version int) (channel.Policy, error) {
	var body string
	var p channel.Policy
	found, err := t.QueryRow([]any{&body}, `SELECT body FROM policies WHERE channel_id = $1 AND version = $2`, channelID, version)
	if err == nil && !found {
		err = domain.Missing("policy", version)
	}
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		return p, fmt.Errorf("stored policy: %w", err)
	}
	return p.Whole(), nil
}

// samePolicy refuses another policy than was kept under its version. One that
// was kept before a figure existed reads as it was meant then.
func samePolicy(kept, body string, version int) error {
	if kept == body {
		return nil
	}
	var was, is channel.Policy
	for text, into := range map[string]*channel.Policy{kept: &was, body: &is} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return fmt.Errorf("stored policy: %w", err)
		}
	}
	if !was.Whole().Same(is.Whole()) {
		return appendOnly("policy", version)
	}
	return nil
}

// appendOnly refuses to change what is only ever added to.
func appendOnly(entity string, name any) error {
	return &domain.Error{Kind: domain.Refused, Code: "store.append_only", Hard: true, Args: domain.Args{"entity": entity, "name": name}}
}
