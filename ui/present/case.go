package present

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/clock"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/ui/text"
)

// Units is a number of pieces of something: "2 × Merino crew neck".
func Units(w *text.Words, n int, title string) string {
	return w.T("cases.units", domain.Args{"n": n, "title": title})
}

// CaseState shows where a case stands.
func CaseState(w *text.Words, s casefile.State) Mark {
	m := map[casefile.State]Mark{casefile.Open: {Ring, Neutral, ""}, casefile.Agreed: {Half, Info, ""}, casefile.Settling: {Half, Info, ""},
		casefile.Closed: {Tick, Ok, ""}, casefile.Declined: {BarDisc, Muted, ""}, casefile.Withdrawn: {BarDisc, Muted, ""},
		casefile.Disputed: {Octagon, Warn, ""}, casefile.Reopened: {Ring, Neutral, ""}}[s]
	m.Word = w.T("case.state." + string(s))
	return m
}

// CaseParcel shows where the goods are that come back.
func CaseParcel(w *text.Words, s casefile.ParcelState) Mark {
	m := map[casefile.ParcelState]Mark{casefile.NoParcel: {Ring, Muted, ""}, casefile.Announced: {Ring, Neutral, ""}, casefile.OnItsWay: {Half, Info, ""},
		casefile.Arrived: {Half, Info, ""}, casefile.Inspected: {Tick, Ok, ""}, casefile.NotAwaited: {BarDisc, Muted, ""}}[s]
	m.Word = w.T("parcel.state." + string(s))
	return m
}

// CaseOutcome shows what the desk accepted of what was said.
func CaseOutcome(w *text.Words, c casefile.Case) Mark {
	back := c.Has(casefile.Intake)
	if !back || c.Parcel != casefile.Inspected {
		word := "cases.outcome.pending"
		if !back {
			word = "cases.outcome.stays"
		}
		return Mark{Ring, Muted, w.T(word)}
	}
	said, accepted := 0, 0
	for _, it := range c.Items {
		said, accepted = said+it.Said, accepted+it.Accepted
	}
	m := Mark{Tick, Ok, w.T("cases.outcome.accepted", domain.Args{"accepted": accepted, "said": said})}
	switch {
	case accepted == 0:
		m.Shape, m.Tone = Octagon, Late
	case accepted < said:
		m.Shape, m.Tone = Half, Warn
	}
	return m
}

// RefundState shows where a refund stands.
func RefundState(w *text.Words, s refund.State) Mark {
	m := map[refund.State]Mark{refund.Proposed: {Ring, Neutral, ""}, refund.Consented: {Ring, Neutral, ""}, refund.Filed: {Half, Info, ""},
		refund.Paid: {Tick, Ok, ""}, refund.Declined: {BarDisc, Muted, ""}, refund.Failed: {Octagon, Late, ""}}[s]
	m.Word = w.T("refund.state." + string(s))
	return m
}

// CaseMoney shows where the money of a case stands: its last refund, or that
// none was filed yet.
func CaseMoney(w *text.Words, v desk.CaseView) Mark {
	if n := len(v.Refunds); n > 0 {
		return RefundState(w, v.Refunds[n-1].State)
	}
	for _, g := range v.Goodwill {
		if g.Counts() && !v.PaysBack() {
			return GoodwillState(w, g.State)
		}
	}
	if v.PaysBack() {
		return Mark{Ring, Muted, w.T("cases.money.none")}
	}
	return Mark{Dashes, Muted, w.T("cases.money.no_refund")}
}

// CaseClock shows the clock of a case's next step, or how the case ended.
func CaseClock(w *text.Words, c casefile.Case, now time.Time, zone *time.Location) Mark {
	s, ok := c.Now()
	if !ok {
		return CaseState(w, c.State)
	}
	missed, soon := clockOf(s, c.Started(s.Code), now)
	return stepTask(w, s.Due, missed, soon, now, zone)
}

// clockOf says whether the clock of a step is missed, or in its last quarter.
func clockOf(s casefile.Step, from, now time.Time) (missed, soon bool) {
	if s.Due.None() {
		return false, false
	}
	left := s.Due.At.Sub(now)
	return left <= 0, left > 0 && left <= s.Due.At.Sub(from)/4
}

// StepMark shows a step of a plan and, at its right, when it was done, is due,
// or why it was skipped.
func StepMark(w *text.Words, s casefile.Step, over bool) (m Mark, right, note string) {
	m = Mark{Ring, Neutral, w.T("step." + string(s.Code))}
	switch {
	case s.Skipped != "":
		return Mark{Dashes, Muted, m.Word}, w.T("cases.step.skipped"), w.T("cases.step.why", domain.Args{"reason": s.Skipped, "who": s.Who})
	case s.Passed != "":
		return Mark{Dashes, Muted, m.Word}, w.T("cases.step.skipped"), w.T("skip." + string(s.Passed))
	case !s.Done.IsZero():
		note = s.Note
		// Why the platform paid by itself; who says that the parcel came.
		prefix := map[casefile.StepCode]string{casefile.Paid: "cause.", casefile.SignOff: "source."}[s.Code]
		if key := prefix + note; prefix != "" && w.Has(key) {
			note = w.T(key)
		}
		if s.Choice != "" {
			note = w.List(nonEmpty(w.T("choice."+string(s.Choice)), s.Note))
		}
		return Mark{Tick, Ok, m.Word}, w.Moment(s.Done), note
	case over:
		return Mark{Dashes, Muted, m.Word}, "", ""
	case !s.Due.None():
		right = w.T("cases.step.by", domain.Args{"day": s.Due.Day})
	default:
		right = w.T("actor." + string(s.Actor))
	}
	return m, right, ""
}

func nonEmpty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

// ReasonName is the reason of a case: the owner's own where there is one, else
// the built-in one.
func ReasonName(w *text.Words, c casefile.Case, own *casefile.Reason) string {
	if own != nil {
		return own.Called(string(w.Lang()))
	}
	return w.T("reason." + c.Reason)
}

// StepFacts are the values that the sentence about a step may name.
func StepFacts(w *text.Words, v desk.CaseView) domain.Args {
	args := domain.Args{"channel": v.Channel.Name, "customer": v.Order.ShipTo.Name, "remedy_key": "remedy." + string(cmp.Or(v.Remedy, casefile.Advice)), "return": v.Return,
		"answer_key": "answer." + string(v.Verdict.Answer), "tracking": v.Tracking, "amount": w.T("cases.amount_unknown"), "send_by": w.T("common.none"), "evidence": wantedEvidence(w, v.Case)}
	if v.Preview != nil {
		args["amount"] = v.Preview.Amount
	}
	if n := len(v.Refunds); n > 0 {
		args["amount"] = v.Refunds[n-1].Amount
	}
	if v.SendBy != "" {
		args["send_by"] = v.SendBy
	}
	return args
}

// ClockRow is a clock of a case as it was kept: met, missed, or running.
type ClockRow struct {
	Mark
	Name string
}

// wantedEvidence is what the reason of a case wants before a decision.
func wantedEvidence(w *text.Words, c casefile.Case) string {
	r, e := casefile.ReasonOf(c.Reason)
	if e != nil {
		return ""
	}
	var parts []string
	for _, x := range r.Evidence {
		parts = append(parts, w.T("evidence."+string(x)))
	}
	return w.List(parts)
}

// Clocks are the clocks of a case: those that were met or missed, and those
// that run, the earliest first (R8).
func Clocks(w *text.Words, c casefile.Case, now time.Time, zone *time.Location) []ClockRow {
	return ClockRows(w, c.Clocks, now, zone)
}

// ClockRows are clocks of whatever they belong to, as Clocks orders them.
func ClockRows(w *text.Words, of clock.Clocks, now time.Time, zone *time.Location) []ClockRow {
	var out, running []ClockRow
	clocks := slices.Clone(of)
	slices.SortStableFunc(clocks, func(a, b clock.Clock) int { return a.Due.At.Compare(b.Due.At) })
	for _, k := range clocks {
		row := ClockRow{Name: w.T("clock." + string(k.Code))}
		switch face := k.Face(now); face {
		case clock.Dropped:
			continue
		case clock.Met:
			row.Mark = Mark{Tick, Ok, w.T("cases.clock.met")}
			out = append(out, row)
		case clock.MetLate:
			row.Mark = Mark{Triangle, Late, w.T("cases.clock.missed")}
			out = append(out, row)
		default:
			row.Mark = stepTask(w, k.Due, face == clock.Missed, face == clock.Amber, now, zone)
			running = append(running, row)
		}
	}
	return append(running, out...)
}

// VerdictSentence says in one sentence what a verdict means.
func VerdictSentence(w *text.Words, v domain.Verdict) string {
	if v.Hard() != nil {
		return w.T("cases.verdict.hard")
	}
	return w.T("cases.verdict." + string(v.Answer))
}

// PolicyName says by which version of a channel's policy a case is judged.
func PolicyName(w *text.Words, channel string, version int) string {
	return w.T("cases.policy", domain.Args{"channel": channel, "version": strconv.Itoa(version)})
}

// Minutes say how long something took, as coarsely as one would.
func Minutes(w *text.Words, n int) string {
	switch {
	case n < 60:
		return w.N("term.minutes", n)
	case n < 48*60:
		return w.T("today.short.hours_minutes", domain.Args{"h": n / 60, "m": n % 60})
	}
	return w.N("term.days", (n+12*60)/(24*60))
}
