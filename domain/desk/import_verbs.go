package desk

import (
	"context"
	"errors"

	"aftercare/domain"
)

// importRequest names a file on the machine that runs the program, and how it
// is to be read. Without a channel it goes where its mapping says, else into
// the channel that such files come from.
type importRequest struct {
	File    string    `json:"file"`
	Channel domain.ID `json:"channel"`
	How     How       `json:"how"`
}

func importVerbs() []Verb {
	return []Verb{
		verbOf("import.look", func(d *Desk, ctx context.Context, q importRequest) (Sight, error) {
			return d.LookAt(ctx, q.File, q.How)
		}),
		verbOf("import.preview", func(d *Desk, ctx context.Context, q importRequest) (Report, error) {
			return d.withExport(ctx, q, d.Preview)
		}),
		verbOf("import.take", func(d *Desk, ctx context.Context, q importRequest) (Report, error) {
			return d.withExport(ctx, q, d.Import)
		}),
		verbOf("import.watch", func(d *Desk, ctx context.Context, q watchRequest) (Watched, error) {
			return d.WatchFolder(ctx, q.Folder)
		}),
		verbOf("import.watched", func(d *Desk, ctx context.Context, _ nothing) (Watched, error) { return d.Watched(ctx) }),
		verbOf("import.seen", func(d *Desk, ctx context.Context, q importRequest) (Watched, error) {
			if err := d.SeenFile(ctx, q.File); err != nil {
				return Watched{}, err
			}
			return d.Watched(ctx)
		}),
		verbOf("import.mappings", func(d *Desk, ctx context.Context, _ nothing) ([]Mapping, error) { return d.Mappings(ctx) }),
		verbOf("import.mapping.save", (*Desk).SaveMapping),
		verbOf("import.mapping.forget", func(d *Desk, ctx context.Context, q mappingNamed) ([]Mapping, error) {
			return d.ForgetMapping(ctx, q.Name)
		}),
	}
}

// withExport opens the file of a request for one of Preview and Import.
func (d *Desk) withExport(ctx context.Context, q importRequest, do func(context.Context, Export, domain.ID, func(Report)) (Report, error)) (r Report, err error) {
	e, err := d.OpenExport(ctx, q.File, q.How)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	if q.Channel == 0 {
		c, err := d.ChannelOf(ctx, e.About())
		if err != nil {
			return r, err
		}
		q.Channel = c.ID
	}
	return do(ctx, e, q.Channel, nil)
}
