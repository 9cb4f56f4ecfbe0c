package present

import (
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/text"
)

// TaskRow is a line of Today: how urgent, which, who, what, how long left.
type TaskRow struct {
	Mark              // its word is how long is left
	Number, Who, What string
}

// Task shows a line of Today.
func Task(w *text.Words, k desk.Task, now time.Time, zone *time.Location) TaskRow {
	r := TaskRow{Number: Short(k.Number), Who: k.Who, What: k.What}
	switch {
	case k.Entity == "order" && k.Step == "":
		r.Mark = shipTask(w, k, now)
		return r
	case k.Entity == "product":
		r.What, r.Mark = w.T(k.Step), Mark{Octagon, Late, w.T("today.oversold.short", domain.Args{"n": k.What})}
		return r
	case k.What != "" && strings.Contains(w.T(k.Step), "{what}"): // the step names it itself
		r.What = w.T(k.Step, domain.Args{"what": k.What})
	case k.Step != "" && k.What != "":
		r.What = w.T("today.step_of", domain.Args{"step_key": k.Step, "what": k.What})
	case k.Step != "":
		r.What = w.T(k.Step)
	}
	r.Mark = stepTask(w, k.Due, k.Missed, k.Soon, now, zone)
	return r
}

// shipTask tells a day's promise in days and one to the minute in hours.
func shipTask(w *text.Words, k desk.Task, now time.Time) Mark {
	left := k.Due.At.Sub(now)
	switch k.Standing {
	case order.Overdue:
		return Mark{Octagon, Late, overBy(w, k.Due, now)}
	case order.Agreed:
		return Mark{SquareTick, Info, w.T("today.agreed", domain.Args{"day": k.Due.Day})}
	case order.DueToday:
		if !k.Due.Timed {
			return Mark{Pie, Warn, w.T("today.today_left", domain.Args{"left": w.Left(left)})}
		}
		return Mark{Pie, Warn, w.Left(left)}
	}
	return Mark{Ring, Neutral, w.Day(k.Due.Day)}
}

// stepTask tells the clock of a step.
func stepTask(w *text.Words, due calendar.Due, missed, soon bool, now time.Time, zone *time.Location) Mark {
	switch {
	case due.None():
		return Mark{Ring, Neutral, ""}
	case missed:
		return Mark{Triangle, Late, overBy(w, due, now)}
	case !due.Timed && due.Day == calendar.DateOf(now, zone):
		return Mark{Pie, Warn, w.Day(due.Day)}
	}
	return Clock(w, due, missed, soon, now)
}

// overBy counts whole days for a promise of a day: what was due yesterday is a
// day over all of today.
func overBy(w *text.Words, due calendar.Due, now time.Time) string {
	over := now.Sub(due.At)
	if due.Timed {
		return w.Left(-over)
	}
	return w.N("left.over_days", int(over/(24*time.Hour))+1)
}

// ClockLeft is the time left on a clock in few letters, for a narrow list:
// "20 min", "-1 h 10 min", "22 h", "Fri", "19 Mar".
func ClockLeft(w *text.Words, due calendar.Due, now time.Time, zone *time.Location) string {
	if due.None() {
		return ""
	}
	left, sign := due.At.Sub(now), ""
	if left < 0 {
		left, sign = -left, "-"
	}
	days := due.Day.Days(calendar.DateOf(now, zone))
	switch {
	case sign == "-" && !due.Timed:
		return sign + w.T("today.short.days", domain.Args{"n": int(left/(24*time.Hour)) + 1})
	case sign == "" && days == 0 && !due.Timed:
		return w.Day(due.Day)
	case left < time.Hour:
		return sign + w.T("today.short.minutes", domain.Args{"m": int(left / time.Minute)})
	case left < 10*time.Hour && left%time.Hour >= time.Minute:
		return sign + w.T("today.short.hours_minutes", domain.Args{"h": int(left / time.Hour), "m": int(left % time.Hour / time.Minute)})
	case left < 24*time.Hour && (due.Timed || sign == "-"):
		return sign + w.T("today.short.hours", domain.Args{"h": int(left / time.Hour)})
	case sign == "-":
		return sign + w.T("today.short.days", domain.Args{"n": int(left / (24 * time.Hour))})
	case days == 1:
		return w.Day(due.Day)
	}
	return w.MonthDay(due.Day)
}

// GroupFact is the worst that a group of Today holds, "" when all is calm.
func GroupFact(w *text.Words, g desk.Group, tasks []desk.Task) Mark {
	standings, missed, chase := map[order.Standing]int{}, 0, 0
	for _, k := range tasks {
		if k.Group != g {
			continue
		}
		standings[k.Standing]++
		switch {
		case k.Entity == "refund":
			chase++
		case k.Missed:
			missed++
		}
	}
	if g == desk.ShipGroup {
		return shipFact(w, standings)
	}
	var facts []string
	if chase > 0 {
		facts = append(facts, w.N("today.fact.chase", chase))
	}
	if missed > 0 {
		facts = append(facts, w.N("today.fact.missed", missed))
	}
	if len(facts) == 0 {
		return Mark{}
	}
	return Mark{Tone: Late, Word: w.List(facts)}
}

func shipFact(w *text.Words, standings map[order.Standing]int) Mark {
	var m Mark
	var facts []string
	for _, s := range []struct {
		standing order.Standing
		tone     Tone
	}{{order.Overdue, Late}, {order.DueToday, Warn}, {order.Agreed, Info}} {
		n := standings[s.standing]
		if n == 0 {
			continue
		}
		if m.Tone == Neutral {
			m.Tone = s.tone
		}
		facts = append(facts, w.N("today.fact."+string(s.standing), n))
	}
	m.Word = w.List(facts)
	return m
}
