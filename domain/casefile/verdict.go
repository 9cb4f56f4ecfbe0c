package casefile

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/order"
)

// Known is yes, no or unknown, as a customer or a photo tells it.
type Known string

// The values of Known.
const (
	Yes     Known = "yes"
	No      Known = "no"
	Unknown Known = ""
)

// Facts are what a verdict looks at. The moment is that of the customer's first
// request: a changed remedy is judged by it too.
type Facts struct {
	Requested time.Time
	Received  bool
	Stage     Stage
	SignOff   time.Time // zero when unknown
	Zone      *time.Location
	Worn      Known // used, washed or worn
	Tags      Known // tags and packaging in place
	Abnormal  bool
	Declared  bool
	Photos    int
	Excluded  bool // a product that is not taken back without a reason
	Claims    []Claim
	Protect   *Protection
	MoneyOnly []string // the order's earlier cases that asked for money only
}

// Claim is one line as the customer claims it, with what the shop knows.
type Claim struct {
	Line      int
	Said      int // units asked for
	Bought    int
	Taken     int       // units under open or settled cases
	Exchanged int       // units that were exchanged once already
	Signed    time.Time // sign-off of what they were exchanged for, zero when unknown
}

// Assess judges a claim by the policy under which its case stands (R5, R6):
// window, quantity, condition, proof. Each rule that looked is in the verdict
// with the dates and facts it saw.
func Assess(r Reason, remedy Remedy, p channel.Policy, f Facts) domain.Verdict {
	fired := []domain.Fired{inTime(r, remedy, p, f)}
	fired = append(fired, claimable(f.Claims)...)
	if r.Span == NoReasonWindow {
		fired = append(fired, condition(f)...)
		if f.Excluded {
			fired = append(fired, domain.Fired{Rule: "R5", Code: "excluded", Answer: domain.Denied})
		}
	}
	if f.Declared {
		fired = append(fired, domain.Fired{Rule: "R5", Code: "declared", Answer: domain.Denied})
	}
	if r.Photos > 0 {
		fired = append(fired, shown(r, f))
	}
	if remedy == Exchange {
		fired = append(fired, onceOnly(f.Claims)...)
	}
	if f.Stage == NotShipped && (remedy == ReturnRefund || remedy == Exchange || remedy == RepairIt || remedy == Inspection) {
		fired = append(fired, domain.Fired{Rule: "R7", Code: "nothing_to_return", Answer: domain.Ask})
	}
	if r.BuiltIn() == "misuse" && p.Misuse == channel.DeclineMisuse {
		fired = append(fired, domain.Fired{Rule: "R6", Code: "misuse", Answer: domain.Denied})
	}
	if r.Span == QualityWindow && len(f.MoneyOnly) > 0 {
		fired = append(fired, domain.Fired{Rule: "R7", Code: MoneyFirst, Answer: domain.Ask, Args: domain.Args{"case": f.MoneyOnly[len(f.MoneyOnly)-1], "count": len(f.MoneyOnly)}})
	}
	if f.Protect != nil {
		fired = append(fired, f.Protect.fired()...)
	}
	if remedy == Inspection {
		fired = forALook(fired)
	}
	return domain.Judge(p.Version, fired...)
}

// forALook softens what is judged of goods that are sent in for inspection (R7):
// nothing is promised by taking them in, so that no window and no wear refuses
// them; each is asked, and stands in the verdict with its facts.
func forALook(fired []domain.Fired) []domain.Fired {
	for i := range fired {
		if f := &fired[i]; f.Rule == "R5" && f.Answer == domain.Denied && !f.Hard {
			f.Answer = domain.Ask
		}
	}
	return append(fired, domain.Fired{Rule: "R7", Code: "for_a_look", Answer: domain.Pass})
}

// shown says whether enough photos came.
func shown(r Reason, f Facts) domain.Fired {
	switch {
	case f.Photos == 0:
		return domain.Fired{Rule: "R6", Code: "photos_missing", Answer: domain.Ask}
	case f.Photos < r.Photos:
		return domain.Fired{Rule: "R6", Code: "photos_few", Answer: domain.Ask, Args: domain.Args{"count": f.Photos, "want": r.Photos}}
	}
	return domain.Fired{Rule: "R6", Code: "photos", Answer: domain.Pass, Args: domain.Args{"count": f.Photos}}
}

// Shown adds what the customer showed, each file once. While nobody has decided,
// the verdict counts it, and photos enough for the reason end the step that asks
// for evidence (R6).
func (c Case) Shown(files []domain.File, who string, now time.Time, t order.Terms) (Case, error) {
	c.Files = slices.Clone(c.Files)
	for _, f := range files {
		if !slices.ContainsFunc(c.Files, func(old domain.File) bool { return old.Hash == f.Hash }) {
			c.Files = append(c.Files, f)
		}
	}
	c.Photos = max(c.Photos, len(c.Files))
	r, e := ReasonOf(c.Reason)
	if e != nil || r.Photos == 0 || c.State != Open {
		return c, nil
	}
	fired := slices.Clone(c.Verdict.Fired)
	for i, f := range fired {
		if f.Rule == "R6" && strings.HasPrefix(f.Code, "photos") {
			fired[i] = shown(r, Facts{Photos: c.Photos})
		}
	}
	c.Verdict = domain.Judge(c.Verdict.Version, fired...)
	if c.Photos < r.Photos || c.can(Evidence) != nil {
		return c, nil
	}
	return c.answered(Did{Step: Evidence}, who, now, t)
}

// MoneyFirst is the pattern of an order on which somebody first asked for money
// only, and then for a fault of the goods (R7). It is shown with its facts and
// asks; it refuses nothing.
const MoneyFirst = "money_only_first"

// MoneyFirst says whether the case shows the pattern.
func (c Case) MoneyFirst() bool {
	return slices.ContainsFunc(c.Verdict.Fired, func(f domain.Fired) bool { return f.Code == MoneyFirst })
}

// MoneyOnly says whether the case began as a request for money without goods.
func (c Case) MoneyOnly() bool {
	return c.kind() == AfterSales && (c.Plan == "refund_unshipped" || c.Plan == "refund_on_way" || c.Plan == "refund_received")
}

func claimable(claims []Claim) []domain.Fired {
	var fired []domain.Fired
	said, free := 0, 0
	for _, c := range claims {
		left := c.Bought - c.Taken
		said, free = said+c.Said, free+left
		if c.Said > left {
			fired = append(fired, domain.Fired{Rule: "R5", Code: "claimed_twice", Answer: domain.Denied, Hard: true,
				Args: domain.Args{"line": c.Line, "said": c.Said, "left": max(left, 0)}})
		}
	}
	if len(fired) == 0 {
		fired = append(fired, domain.Fired{Rule: "R5", Code: "quantity", Answer: domain.Pass, Args: domain.Args{"said": said, "left": free}})
	}
	return fired
}

func condition(f Facts) []domain.Fired {
	switch {
	case !f.Received:
		return nil
	case f.Abnormal:
		return []domain.Fired{{Rule: "R5", Code: "abnormal", Answer: domain.Denied}}
	case f.Worn == Yes:
		return []domain.Fired{{Rule: "R5", Code: "worn", Answer: domain.Denied}}
	case f.Tags == No:
		return []domain.Fired{{Rule: "R5", Code: "tagless", Answer: domain.Denied}}
	case f.Worn == Unknown || f.Tags == Unknown:
		return []domain.Fired{{Rule: "R5", Code: "condition_unknown", Answer: domain.Ask}}
	}
	return []domain.Fired{{Rule: "R5", Code: "condition", Answer: domain.Pass}}
}

// onceOnly: an exchange is granted once per unit.
func onceOnly(claims []Claim) []domain.Fired {
	for _, c := range claims {
		if c.Said > c.Bought-c.Exchanged {
			return []domain.Fired{{Rule: "R5", Code: "exchanged_once", Answer: domain.Denied, Args: domain.Args{"line": c.Line}}}
		}
	}
	return nil
}
