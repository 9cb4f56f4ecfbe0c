package domain

// Answer is what a verdict says.
type Answer string

// The answers, from best to worst.
const (
	Pass   Answer = "pass"
	Ask    Answer = "ask"    // a person decides
	Denied Answer = "refuse" // the rule is against it
)

// Fired is one rule that had something to say, with the facts it saw. The
// catalogue's keys are "verdict." + Code for the sentence and "verdict." + Code +
// ".name" for the rule's short name.
type Fired struct {
	Rule   string `json:"rule"`
	Code   string `json:"code"`
	Answer Answer `json:"answer"`
	Hard   bool   `json:"hard,omitempty"` // nobody may override it
	Args   Args   `json:"args,omitempty"`
}

// Verdict is an answer with all rules that fired. Preview, booking, paper and
// log show the same value, computed by the same function.
type Verdict struct {
	Answer  Answer  `json:"answer"`
	Fired   []Fired `json:"fired"`
	Version int     `json:"policy_version,omitempty"`
}

// Judge makes a verdict of rules: the worst answer counts.
func Judge(version int, fired ...Fired) Verdict {
	v := Verdict{Answer: Pass, Fired: fired, Version: version}
	worse := map[Answer]int{Pass: 0, Ask: 1, Denied: 2}
	for _, f := range fired {
		if worse[f.Answer] > worse[v.Answer] {
			v.Answer = f.Answer
		}
	}
	return v
}

// Hard is the first rule that nobody may override, nil when there is none.
func (v Verdict) Hard() *Fired {
	for i := range v.Fired {
		if v.Fired[i].Hard && v.Fired[i].Answer == Denied {
			return &v.Fired[i]
		}
	}
	return nil
}

// Override is a person's word against an advisory rule. It takes a reason and
// stands in the log.
type Override struct {
	Reason string `json:"reason"`
	Who    string `json:"who"`
}
