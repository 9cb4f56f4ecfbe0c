package desk

import (
	"context"

	"aftercare/domain"
)

// IntakeSetting is how the intake desk is furnished.
type IntakeSetting struct {
	Photos string `json:"photos"` // the folder whose new pictures are offered to the open parcel; "" for none
	Silent bool   `json:"silent"` // no sounds
}

const intakeSetting = "intake"

// IntakeSetting reads how the intake desk is furnished.
func (d *Desk) IntakeSetting(ctx context.Context) (IntakeSetting, error) {
	var out IntakeSetting
	err := d.view(ctx, func(tx Tx, _ setting) error {
		_, err := tx.Setting(intakeSetting, &out)
		return err
	})
	return out, err
}

// SetIntake keeps how the intake desk is furnished.
//
// Errors: field.too_long, field.not_text.
func (d *Desk) SetIntake(ctx context.Context, r IntakeSetting) (IntakeSetting, error) {
	folder, e := domain.Line("photos", r.Photos, false)
	if e != nil {
		return r, e
	}
	r.Photos = folder
	return r, d.update(ctx, func(tx Tx, s setting) error {
		if err := tx.PutSetting(intakeSetting, r); err != nil {
			return err
		}
		return s.record(tx, "intake.set", "shop", 1, domain.Args{"photos": r.Photos, "silent": r.Silent})
	})
}
