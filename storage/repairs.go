package storage

import (
	"fmt"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
)

// noDay stands for a job without a due day, so that it is sorted last.
const noDay = "9999-12-31"

// Job is one repair job.
//
// Errors: missing.repair.
func (t *Tx) Job(id domain.ID) (repair.Job, error) {
	return find[repair.Job](t, "repair", id, `SELECT body FROM jobs WHERE id = $1`, id)
}

// JobByNumber is the job of a number, with or without capitals and the hyphen.
//
// Errors: missing.repair.
func (t *Tx) JobByNumber(number string) (repair.Job, error) {
	return find[repair.Job](t, "repair", number, `SELECT body FROM jobs WHERE number = $1`, hyphened(number))
}

// JobsOfOrder are the jobs on an order, oldest first.
func (t *Tx) JobsOfOrder(orderID domain.ID) ([]repair.Job, error) {
	return list[repair.Job](t, "repair", `SELECT body FROM jobs WHERE order_id = $1 ORDER BY id`, orderID)
}

// JobsOfSerial are the jobs on one item, newest first: as it was sold, as it
// came in, or as it went out.
func (t *Tx) JobsOfSerial(serial string) ([]repair.Job, error) {
	return list[repair.Job](t, "repair", `SELECT j.body FROM job_serials s JOIN jobs j ON j.id = s.job_id
		WHERE s.serial = $1 ORDER BY j.id DESC`, foldCode(serial))
}

// PutJob keeps a job, its serial numbers, and what a search finds it by.
//
// Errors: those of Validate, store.conflict, store.duplicate when the number is
// taken, store.refers when its order does not exist.
func (t *Tx) PutJob(j *repair.Job) error {
	var before []searchKey
	if j.ID != 0 {
		old, err := t.Job(j.ID)
		if err != nil {
			return gone("jobs", j.ID, err)
		}
		before = jobKeys(old)
	}
	due := string(j.Due)
	if due == "" {
		due = noDay
	}
	err := t.keep(record{entity: "repair", table: "jobs", value: j, id: &j.ID, version: &j.Version,
		columns: []string{"number", "order_id", "state", "closed", "due", "opened", "back"},
		values:  []any{j.Number, orNull(j.OrderID), string(j.State), j.Over(), due, millis(j.Opened), millis(j.BackAt())}})
	if err != nil {
		return err
	}
	if _, err := t.Exec(`DELETE FROM job_serials WHERE job_id = $1`, j.ID); err != nil {
		return err
	}
	if err := t.putSerials(*j); err != nil {
		return err
	}
	return t.changeKeys("repair", j.ID, before, jobKeys(*j))
}

func (t *Tx) putSerials(j repair.Job) error {
	for _, serial := range serialsOf(j) {
		if _, err := t.Exec(`INSERT INTO job_serials (serial, job_id) VALUES ($1, $2)`, serial, j.ID); err != nil {
			return err
		}
	}
	return nil
}

func serialsOf(j repair.Job) []string {
	var out []string
	for _, s := range []string{j.Serial, j.Finding.Serial, j.SerialOut} {
		if s = foldCode(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// jobKeys are a job's number, serials and tracking number, and the person's
// when no customer of an order stands for them.
func jobKeys(j repair.Job) []searchKey {
	l := keyList(documentKeys(j.Number, append(serialsOf(j), j.Tracking, j.In.Tracking)...))
	if j.CustomerID == 0 {
		for _, k := range personKeys(j.Customer) {
			l.add(k.rank, k.text)
		}
	}
	return l
}

// JobPage is one page of jobs: open ones by due day, those without last, then
// the closed ones, newest first.
func (t *Tx) JobPage(q desk.JobQuery) ([]repair.Job, error) {
	known, err := t.listing("jobs", fmt.Sprint(q.Open, q.States))
	if err != nil {
		return nil, err
	}
	open := stretch{table: "jobs", name: "open", clause: jobsIn(q), order: sorting{"due", "id"}}
	open.clause.and("closed = 0")
	rows := paged[repair.Job]{columns: `j.body`, from: `JOIN jobs j ON j.id = p.id`, scan: bodyOf[repair.Job]("repair"), parts: []stretch{open}, known: known}
	if !q.Open {
		closed := stretch{table: "jobs", name: "closed", clause: jobsIn(q), order: byID, desc: true}
		closed.clause.and("closed = 1")
		rows.parts = append(rows.parts, closed)
	}
	return rows.read(t, q.Offset, q.Limit)
}

// JobsOpened are the jobs opened in [from, to), oldest first.
func (t *Tx) JobsOpened(from, to time.Time) ([]repair.Job, error) {
	return list[repair.Job](t, "repair", `SELECT body FROM jobs WHERE opened >= $1 AND opened < $2 ORDER BY opened, id`, millis(from), millis(to))
}

// JobsBack are the jobs whose item went home in [from, to), oldest first.
func (t *Tx) JobsBack(from, to time.Time) ([]repair.Job, error) {
	return list[repair.Job](t, "repair", `SELECT body FROM jobs WHERE back > 0 AND back >= $1 AND back < $2 ORDER BY back, id`, millis(from), millis(to))
}

// millis is an instant as the store keeps it, 0 for none.
func millis(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}

// JobCount is how many jobs a query picks.
func (t *Tx) JobCount(q desk.JobQuery) (int, error) {
	c := jobsIn(q)
	if q.Open {
		c.and("closed = 0")
	}
	return t.countIn("jobs", c)
}

func jobsIn(q desk.JobQuery) *clause {
	c := &clause{}
	oneOf(c, "state", q.States)
	return c
}
