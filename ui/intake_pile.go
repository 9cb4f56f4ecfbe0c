package ui

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/ui/present"
)

// pile is what was put beside the desk: the last answers, newest first, and how
// many parcels came in since it was counted. Every tenth parcel it is counted.
type pile struct {
	begun bool
	rows  []pileRow
	in    []string // numbers since the last count
	wrong int      // what the last count came to, -1 when it has not been wrong
}

// pileRow is one answer.
type pileRow struct {
	key  string // of the parcel; a new answer takes the place of its old one
	code string
	mark present.Mark
	note string
	at   time.Time
}

const (
	pileSize = 10  // parcels until it is counted (R10)
	pileSeen = 12  // answers that are shown
	pileLong = 200 // parcels that are read to find what lies open, and what came today
)

// begin shows what came in today before this window opened. Of those every tenth
// closed a pile; the rest lie there to be counted.
func (l *pile) begin(e env, all []parcel.Parcel) {
	if l.begun {
		return
	}
	l.begun, l.wrong = true, -1
	today := calendar.DateOf(e.now(), e.shell.zone)
	for _, one := range slices.Backward(all) {
		if calendar.DateOf(one.Arrived, e.shell.zone) != today {
			continue
		}
		switch {
		case one.Last() != nil:
			l.put(pileRow{key: one.Number, code: one.Number, mark: takenIn(e), at: one.Last().Finished})
			l.came(one.Number)
		case one.State == parcel.Unidentified:
			l.put(unknown(e, one))
			l.came(one.Number)
		}
	}
	l.in = l.in[len(l.in)/pileSize*pileSize:]
}

// answer puts the answer to a scan on top.
func (l *pile) answer(e env, s desk.Scanned) {
	w := e.speak()
	row := pileRow{key: s.Code, code: s.Code, mark: present.Scan(w, s.Answer), at: e.now()}
	if s.Parcel != nil {
		row.key, row.code = s.Parcel.Number, s.Parcel.Number
	}
	switch s.Answer {
	case parcel.NotOurs:
		row.note = w.T("intake.nothing_changed", domain.Args{"why_key": "scan.why." + s.Why})
	case parcel.Unknown:
		row = unknown(e, *s.Parcel)
		row.at = e.now()
		l.came(s.Parcel.Number)
	case parcel.AlreadyIn:
		row.note = takenInBy(e, *s.Parcel)
	case parcel.Expected:
		if s.Resumed {
			row.note = w.T("intake.resumed")
		}
	}
	l.put(row)
}

// takenIn says that a parcel is in, and how long it took.
func (l *pile) takenIn(e env, one parcel.Parcel) {
	row := pileRow{key: one.Number, code: one.Number, mark: takenIn(e), at: e.now()}
	if took := tookWords(e, one); took != "" {
		row.mark.Word = took
	}
	l.put(row)
	l.came(one.Number)
}

func (l *pile) put(row pileRow) {
	l.rows = slices.DeleteFunc(l.rows, func(r pileRow) bool { return r.key == row.key })
	l.rows = slices.Insert(l.rows, 0, row)
	l.rows = l.rows[:min(len(l.rows), pileSeen)]
}

func (l *pile) came(number string) {
	if !slices.Contains(l.in, number) {
		l.in = append(l.in, number)
	}
}

func (l *pile) full() bool { return len(l.in) >= pileSize }

// counted compares; a right count begins the next pile.
func (l *pile) counted(n int) bool {
	if n != len(l.in) {
		l.wrong = n
		return false
	}
	l.in, l.wrong = nil, -1
	return true
}

func takenIn(e env) present.Mark {
	return present.Mark{Shape: present.Tick, Tone: present.Ok, Word: e.speak().T("intake.taken_in")}
}

func unknown(e env, one parcel.Parcel) pileRow {
	return pileRow{key: one.Number, code: one.Code, mark: present.Scan(e.speak(), parcel.Unknown), at: one.Arrived,
		note: e.speak().T("intake.recorded_as", domain.Args{"number": one.Number})}
}

// takenInBy says who took a parcel in, and when.
func takenInBy(e env, one parcel.Parcel) string {
	last := one.Last()
	if last == nil {
		return ""
	}
	return e.speak().T("intake.by", domain.Args{"who": last.Who, "when": e.speak().Moment(last.Finished)})
}

// tookWords says how long an inspection took; one that was left for long says
// nothing.
func tookWords(e env, one parcel.Parcel) string {
	last := one.Last()
	if last == nil {
		return ""
	}
	took := last.Finished.Sub(last.Started)
	switch {
	case took < time.Second || took > time.Hour:
		return ""
	case took < time.Minute:
		return e.speak().T("intake.took_seconds", domain.Args{"n": int(took.Seconds())})
	}
	return e.speak().T("intake.took_minutes", domain.Args{"n": int(took.Minutes())})
}
