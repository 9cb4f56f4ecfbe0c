package desk

import (
	"context"
	"slices"

	"aftercare/domain"
)

// UsedFolder is a folder in which files were chosen, and what for: "import",
// "photo", "backup". It is a convenience of the window and no part of the shop:
// the log does not know it.
type UsedFolder struct {
	For  string `json:"for"`
	Path string `json:"path"`
}

const (
	foldersKey  = "folders.used"
	manyFolders = 12 // of the folders used, how many are remembered
	longestPath = 4096
)

// UseFolder remembers a folder as the last one used for a purpose.
//
// Errors: field.required, field.too_long.
func (d *Desk) UseFolder(ctx context.Context, f UsedFolder) (UsedFolder, error) {
	switch {
	case f.Path == "":
		return f, domain.Wrong("path", "field.required", nil)
	case len(f.Path)+len(f.For) > longestPath:
		return f, domain.Wrong("path", "field.too_long", domain.Args{"limit": longestPath})
	}
	return f, d.update(ctx, func(tx Tx, s setting) error {
		if err := s.allowed("folder.use"); err != nil {
			return err
		}
		var used []UsedFolder
		if _, err := tx.Setting(foldersKey, &used); err != nil {
			return err
		}
		if len(used) > 0 && used[0] == f {
			return nil
		}
		used = slices.DeleteFunc(used, func(old UsedFolder) bool { return old == f })
		used = slices.Insert(used, 0, f)
		return tx.PutSetting(foldersKey, used[:min(len(used), manyFolders)])
	})
}

// UsedFolders lists the folders in which files were chosen, the last one first.
func (d *Desk) UsedFolders(ctx context.Context) ([]UsedFolder, error) {
	return look(ctx, d, nothing{}, func(tx Tx, s setting, _ nothing) (used []UsedFolder, err error) {
		if err := s.allowed("folder.list"); err != nil {
			return nil, err
		}
		_, err = tx.Setting(foldersKey, &used)
		return used, err
	})
}

func folderVerbs() []Verb {
	return []Verb{
		verbOf("folder.use", (*Desk).UseFolder),
		verbOf("folder.list", func(d *Desk, ctx context.Context, _ nothing) ([]UsedFolder, error) { return d.UsedFolders(ctx) }),
	}
}
