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
func inTime(r Reason, remedy Remedy, p channel.Policy, f Facts) domain.Fired {
	w, fired := p.NoReason, domain.Fired{Rule: "R5", Code: "window_" + string(r.Span)}
	switch r.Span {
	case QualityWindow:
		w = p.Quality
	case NoWindow:
		fired.Answer = domain.Pass
		return fired
	}
	switch {
	case !f.Received:
		fired.Code, fired.Answer = "not_received_yet", domain.Pass
	case w.Proof && w.Hours == 0:
		fired.Code, fired.Answer = fired.Code+"_proof", domain.Pass
	case w.Hours == 0 && w.Ask:
		fired.Code, fired.Answer = fired.Code+"_unstated", domain.Ask
	case w.Hours == 0:
		fired.Code, fired.Answer = fired.Code+"_none", domain.Denied
	case f.SignOff.IsZero():
		fired.Code, fired.Answer = "signoff_unknown", domain.Ask
	default:
		return within(w, fired, remedy, f)
	}
	return fired
}

// within judges units by the window that their sign-off opened. Units that were
// exchanged have a window of their own, from the sign-off of what replaced
// them, for a return only; the customer may mean either, and so the units that
// are still in time must be enough.
func within(w channel.Window, fired domain.Fired, remedy Remedy, f Facts) domain.Fired {
	until := Until(w, f.SignOff, f.Zone)
	fired.Args = domain.Args{"asked": calendar.DateOf(f.Requested, f.Zone), "until": until, "signed": calendar.DateOf(f.SignOff, f.Zone)}
	fired.Answer = domain.Pass
	first := f.Requested.Before(until)
	for _, c := range f.Claims {
		own := max(c.Bought-c.Exchanged, 0)
		if first && c.Said <= own {
			continue
		}
		free := 0
		if first {
			free = own
		}
		if c.Exchanged == 0 {
			if !first {
				fired.Code, fired.Answer = fired.Code+"_over", domain.Denied
				return fired
			}
			continue // more than was bought is another rule's to say
		}
		if remedy != ReturnRefund {
			if !first {
				fired.Code, fired.Answer = "window_again_return_only", domain.Denied
				return fired
			}
			continue // once per unit: another rule says so
		}
		if c.Signed.IsZero() {
			fired.Code, fired.Answer = "signoff_unknown", domain.Ask
			return fired
		}
		again := Until(w, c.Signed, f.Zone)
		fired.Args = domain.Args{"asked": fired.Args["asked"], "until": again, "signed": calendar.DateOf(c.Signed, f.Zone)}
		if !f.Requested.Before(again) || c.Said > free+c.Exchanged {
			fired.Code, fired.Answer = fired.Code+"_over", domain.Denied
			return fired
		}
		fired.Code = "window_again"
	}
	return fired
}
