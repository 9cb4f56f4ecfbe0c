package casefile

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
)

// Until is the first instant outside a window that sign-off opened (R5): 168
// hours count from 00:00 of the day after it; with civil days, whole days do.
//
//	sign-off 2026-03-01 15:20, 168 h      2026-03-09 00:00
func Until(w channel.Window, signOff time.Time, zone *time.Location) time.Time {
	from := signOff
	if w.Midnight {
		from = calendar.DateOf(signOff, zone).End(zone)
	}
	if w.Civil {
		return calendar.DateOf(from, zone).AddDays(w.Hours / 24).Start(zone)
	}
	return from.Add(time.Duration(w.Hours) * time.Hour)
}

// inTime is the rule of a window. An unknown sign-off makes it ask, never
// refuse; so does a policy that states none but wants to be asked.
func inTime(r Reason, p channel.Policy, f Facts) domain.Fired {
	w, fired := p.NoReason, domain.Fired{Rule: "R5", Code: "window_" + string(r.Span)}
	switch r.Span {
	case QualityWindow:
		w = p.Quality
	case NoWindow:
		fired.Answer = domain.Pass
		return fired
	}
	day := calendar.DateOf(f.Requested, f.Zone)
	switch {
	case w.Hours == 0 && w.Proof:
		fired.Code, fired.Answer = fired.Code+"_proof", domain.Pass
	case w.Hours == 0 && w.Ask:
		fired.Code, fired.Answer = fired.Code+"_unstated", domain.Ask
	case w.Hours == 0:
		fired.Code, fired.Answer = fired.Code+"_none", domain.Denied
	case !f.Received:
		fired.Code, fired.Answer = "not_received_yet", domain.Pass
	case f.SignOff.IsZero():
		fired.Code, fired.Answer = "signoff_unknown", domain.Ask
	default:
		until := Until(w, f.SignOff, f.Zone)
		fired.Args = domain.Args{"asked": day, "until": until, "signed": calendar.DateOf(f.SignOff, f.Zone)}
		fired.Answer = domain.Pass
		if !f.Requested.Before(until) {
			fired.Code, fired.Answer = fired.Code+"_over", domain.Denied
		}
	}
	return fired
}
