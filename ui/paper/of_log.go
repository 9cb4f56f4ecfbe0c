package paper

import (
	"strconv"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// DaySheetOf sums a day of the log up on paper: who did what how often, and the
// end of the chain. Kept in a folder, it shows later that nothing of the day was
// changed: no program can change the paper.
func DaySheetOf(v desk.DayLog, s desk.Setup, w *text.Words) List {
	l := List{Shop: bench(s), Title: w.T("daysheet.title", domain.Args{"day": w.FullDate(v.Day)}), Number: string(v.Day), Sign: true,
		Columns: []Column{{Head: w.T("log.who")}, {Head: w.T("log.what")}, {Head: w.T("daysheet.times"), Right: true}}}
	for _, c := range v.Counts {
		l.Rows = append(l.Rows, []string{c.Who, present.LogWord(w, c.Verb), w.Number(int64(c.Count))})
	}
	entries := w.T("daysheet.none")
	if v.First > 0 {
		entries = w.T("daysheet.range", domain.Args{"first": v.First, "last": v.Last})
	}
	l.Facts = []Fact{
		{Label: w.T("daysheet.entries"), Value: entries},
		{Label: w.T("daysheet.head"), Value: strconv.FormatInt(v.Head.Seq, 10) + "\n" + grouped(4, 32, " ", v.Head.Hash)},
	}
	l.Notes = append(l.Notes, w.T("daysheet.how", domain.Args{"command": "aftercare check --head " + strconv.FormatInt(v.Head.Seq, 10) + ":" + v.Head.Hash[:min(16, len(v.Head.Hash))]}))
	if !v.Over {
		l.Notes = append(l.Notes, w.T("daysheet.not_over"))
	}
	return l
}
