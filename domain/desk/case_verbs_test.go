package desk_test

// caseVerbOf are the verbs of a case's plan, by the method that does each.
var caseVerbOf = map[string]string{
	"BookFreight":   "case.freight",
	"ChangeRemedy":  "case.remedy",
	"Compensate":    "case.compensate",
	"Convert":       "case.convert",
	"Instruct":      "case.instruct",
	"LearnLesson":   "case.lesson",
	"Look":          "case.look",
	"MarkCase":      "case.mark",
	"MoveFault":     "case.fault",
	"NotSent":       "case.not_sent",
	"PickUp":        "case.pick_up",
	"RaiseDispute":  "case.dispute",
	"Reasons":       "reason.list",
	"RecordConsent": "case.consent",
	"RecordRuling":  "case.rule",
	"Remind":        "case.remind",
	"ReopenCase":    "case.reopen",
	"Retain":        "case.retain",
	"SaveReason":    "reason.save",
	"Scale":         "case.scale",
	"SendEvidence":  "case.evidence_sent",
	"SendNotice":    "case.notice",
	"SetDeadline":   "case.deadline",
}
