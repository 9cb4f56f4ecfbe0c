package desk

import (
	"context"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Files opens order exports. The program hands the desk one that knows the
// formats.
type Files interface {
	// Open finds out what a file is. Its errors name line, field and reason.
	Open(path string, how How) (Export, error)
	// Look reads the first rows of any table, without a format.
	Look(path string, how How) (Sight, error)
	// List finds the files of a folder that may be exports, by their names.
	List(folder string) ([]Waiting, error)
}

// Export is one opened order export.
type Export interface {
	About() About
	// Orders calls each with every order of the file, once, in the file's order,
	// and stops at the first error. It can be called again.
	Orders(ctx context.Context, each func(order.Facts) error) error
	// Progress is how far reading has come, from 0 to 1; any goroutine may ask.
	Progress() float64
	Close() error
}

// About is what was found out about a file.
type About struct {
	Name      string `json:"name"`
	Format    string `json:"format"` // shopify, taobao: the catalogue's format.<name>
	Preset    string `json:"preset"` // the channel preset that such files come from
	Encoding  string `json:"encoding"`
	Matched   int    `json:"matched"` // columns found by name
	HeaderRow int    `json:"header_row"`

	Claims    bool            `json:"claims,omitempty"`    // returns or refunds, which open and update cases
	Mapping   string          `json:"mapping,omitempty"`   // the name of the one that reads the file
	Channel   domain.ID       `json:"channel,omitempty"`   // into which the mapping says that it goes
	Separator string          `json:"separator,omitempty"` // "" in a workbook
	Encodings []string        `json:"encodings,omitempty"` // in which a person may have it read instead
	Sheet     string          `json:"sheet,omitempty"`
	Sheets    []string        `json:"sheets,omitempty"`
	Header    []string        `json:"header,omitempty"`
	Currency  money.Currency  `json:"currency,omitempty"` // the format's own
	Days      string          `json:"days,omitempty"`     // dmy or mdy: how dates with the year last are read
	AskDays   bool            `json:"ask_days,omitempty"` // they could be read both ways: a person must say
	Comma     bool            `json:"comma,omitempty"`    // amounts have a decimal comma
	Hints     []*domain.Error `json:"hints,omitempty"`
}

// Result says what an import does, or did, with one order.
type Result string

// The results.
const (
	Created   Result = "new"
	Changed   Result = "changed"
	Unchanged Result = "unchanged"
	Review    Result = "review" // stays out, with its rows and reasons
)

// Outcome is one order of an import.
type Outcome struct {
	Row      int                `json:"row"` // the first of its rows
	Rows     int                `json:"rows"`
	Number   string             `json:"number"`
	Customer string             `json:"customer,omitempty"`
	Total    money.Amount       `json:"total,omitzero"`
	Lines    int                `json:"lines"`
	Result   Result             `json:"result"`
	Changes  []order.Change     `json:"changes,omitempty"`
	Faults   []*domain.Error    `json:"faults,omitempty"`
	Hints    []*domain.Error    `json:"hints,omitempty"`
	Offered  []order.Suggestion `json:"offered,omitempty"` // ship dates in a new note
	OrderID  domain.ID          `json:"order_id,omitempty"`
	CaseID   domain.ID          `json:"case_id,omitempty"` // of a return or refund
	Remedy   casefile.Remedy    `json:"remedy,omitempty"`  // that it asks for
	Reason   string             `json:"reason,omitempty"`
}

// Report is an import, before or after it was done.
type Report struct {
	About    About          `json:"about"`
	Channel  domain.ID      `json:"channel"`
	Counts   map[Result]int `json:"counts"`
	Rows     int            `json:"rows"`          // of the file, as far as read
	Outcomes []Outcome      `json:"outcomes"`      // review first, then changed, new, unchanged; see Kept
	Cut      bool           `json:"cut,omitempty"` // more outcomes than are listed; the counts are whole
	Done     bool           `json:"done"`
}

// kept is how many outcomes of each result a report lists. The counts are
// always whole; a million unchanged orders need no list.
var kept = map[Result]int{Review: 50000, Changed: 20000, Created: 5000, Unchanged: 1000}

// batch is how many orders are compared and written at once. A transaction
// takes several, see Tx.Crowded: each commit writes every index page that it
// touched, so that one a batch took a third longer. Another writer waits for one
// batch, 0.2 s, and readers wait for nothing.
const batch = 2000

// ChannelOf is the channel into which a file goes: the one that its mapping
// names, else ChannelFor.
func (d *Desk) ChannelOf(ctx context.Context, a About) (channel.Channel, error) {
	if a.Channel != 0 {
		all, err := d.Setup(ctx)
		if err != nil {
			return channel.Channel{}, err
		}
		if i := slices.IndexFunc(all.Channels, func(c channel.Channel) bool { return c.ID == a.Channel && !c.Archived }); i >= 0 {
			return all.Channels[i], nil
		}
	}
	return d.ChannelFor(ctx, a.Preset)
}

// ChannelFor is the channel that files of a preset go into: the one with that
// preset, else the first.
func (d *Desk) ChannelFor(ctx context.Context, preset string) (channel.Channel, error) {
	var out channel.Channel
	err := d.view(ctx, func(tx Tx, s setting) error {
		all, err := tx.Channels()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(c channel.Channel) bool { return c.Preset == preset && !c.Archived })
		if len(all) == 0 {
			return domain.Missing("channel", preset)
		}
		out = all[max(i, 0)]
		return nil
	})
	return out, err
}

// Preview says what Import would do, and changes nothing. ctx ends it early.
//
// Errors: those of the file, missing.channel, and import.cancelled.
func (d *Desk) Preview(ctx context.Context, file Export, channelID domain.ID, progress func(Report)) (Report, error) {
	return d.run(ctx, file, channelID, progress, false)
}

// Import takes the file's orders in: new ones are created, known ones take over
// what the file says newly, faulty ones stay out. Each order is taken whole or
// not at all; what was taken before a cancel stays, and the same file again
// completes it. The shop is backed up first when it changed since the last
// backup; one that cannot be is not imported into.
//
// Errors: those of the file and of MakeBackup, missing.channel, and import.stopped with the count
// of orders that were taken in before.
func (d *Desk) Import(ctx context.Context, file Export, channelID domain.ID, progress func(Report)) (Report, error) {
	if err := d.beforehand(ctx, "import"); err != nil {
		return Report{About: file.About(), Channel: channelID, Counts: map[Result]int{}}, err
	}
	r, err := d.run(ctx, file, channelID, progress, true)
	r.Done = err == nil
	return r, err
}

func (d *Desk) run(ctx context.Context, file Export, channelID domain.ID, progress func(Report), write bool) (Report, error) {
	r := Report{About: file.About(), Channel: channelID, Counts: map[Result]int{}}
	var err error
	if claims, ok := file.(ClaimExport); ok && r.About.Claims {
		err = d.runClaims(ctx, claims, &r, progress, write)
	} else {
		err = d.runOrders(ctx, file, &r, progress, write)
	}
	if err != nil && ctx.Err() != nil {
		err = &domain.Error{Kind: domain.Cancelled, Code: "import.cancelled"}
		if write {
			err = &domain.Error{Kind: domain.Cancelled, Code: "import.stopped", Args: domain.Args{"count": r.Counts[Created] + r.Counts[Changed]}}
		}
	}
	r.sort()
	return r, err
}

// runOrders is run for a file of orders.
func (d *Desk) runOrders(ctx context.Context, file Export, r *Report, progress func(Report), write bool) error {
	seen := map[string]int{}
	read := func(ctx context.Context, each func(order.Facts) error) error {
		return file.Orders(ctx, func(f order.Facts) error {
			if row, twice := seen[f.Number]; twice && f.Number != "" && len(f.Faults) == 0 {
				f.Faults = append(f.Faults, domain.Wrong("number", "import.twice", domain.Args{"number": f.Number, "row": row}))
			} else if len(f.Rows) > 0 {
				// A copy: the number is a part of its row, and a million rows do not stay.
				seen[strings.Clone(f.Number)] = f.Rows[0]
			}
			return each(f)
		})
	}
	return ahead(ctx, batch, read, func(parts <-chan []order.Facts) error {
		for part := range parts {
			outcomes, err := d.batch(ctx, part, parts, r.Channel, write)
			if err := r.take(outcomes, err, progress); err != nil {
				return err
			}
		}
		return nil
	})
}

// take adds the outcomes of a transaction and tells how far it has come.
func (r *Report) take(outcomes []Outcome, err error, progress func(Report)) error {
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		r.add(o)
	}
	if progress != nil {
		progress(*r)
	}
	return nil
}

func (r *Report) add(o Outcome) {
	r.Counts[o.Result]++
	r.Rows += o.Rows
	if r.Counts[o.Result] > kept[o.Result] {
		r.Cut = true
		return
	}
	r.Outcomes = append(r.Outcomes, o)
}

func (r *Report) sort() {
	rank := map[Result]int{Review: 0, Changed: 1, Created: 2, Unchanged: 3}
	slices.SortStableFunc(r.Outcomes, func(a, b Outcome) int {
		if rank[a.Result] != rank[b.Result] {
			return rank[a.Result] - rank[b.Result]
		}
		return a.Row - b.Row
	})
}

// batch compares one batch with the store and, when asked, writes it, and as
// many more in the same transaction as have been read already and the store has
// room for. Preview and deed are this same function.
func (d *Desk) batch(ctx context.Context, facts []order.Facts, more <-chan []order.Facts, channelID domain.ID, write bool) ([]Outcome, error) {
	var out []Outcome
	if !write {
		return out, d.view(ctx, func(tx Tx, s setting) error {
			b, err := compare(tx, s, facts, channelID)
			if err == nil {
				out = b.outcomes
			}
			return err
		})
	}
	taken := [][]order.Facts{facts} // an Update may be run again
	return out, d.update(ctx, func(tx Tx, s setting) error {
		if err := s.allowed("order.import"); err != nil {
			return err // a file that holds nothing new writes no entry
		}
		out = out[:0]
		for i := 0; i < len(taken); i++ {
			b, err := compare(tx, s, taken[i], channelID)
			if err == nil {
				err = b.write(tx, s)
			}
			if err != nil {
				return err
			}
			out = append(out, b.outcomes...)
			if i < len(taken)-1 || tx.Crowded() {
				continue
			}
			select {
			case next, ok := <-more:
				if ok {
					taken = append(taken, next)
				}
			default: // nobody waits for a slow disk to write
			}
		}
		return nil
	})
}
