package present_test

import (
	"strings"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/repair"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

func english(t testing.TB) *text.Words {
	t.Helper()
	c, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c.In(text.English, time.UTC)
}

// TestRoad writes each way as a line: + passed, - skipped, > now, . to come,
// x a side door behind.
func TestRoad(t *testing.T) {
	covered := domain.Verdict{Answer: domain.Pass}
	tests := []struct {
		name    string
		verdict domain.Verdict
		states  []repair.State
		want    string
	}{
		{"asked for", domain.Verdict{Answer: domain.Denied}, []repair.State{repair.Requested}, ">Requested .Confirmed .In transit .Received .First check .Diagnosed .Quoted .Approved .Repairing .Tested .Back"},
		{"brought to the counter", domain.Verdict{Answer: domain.Denied}, []repair.State{repair.Requested, repair.Received}, "+Requested -Confirmed -In transit >Received .First check .Diagnosed .Quoted .Approved .Repairing .Tested .Back"},
		{"covered", covered, []repair.State{repair.Requested, repair.Received, repair.Diagnosed}, "+Requested -Confirmed -In transit +Received -First check >Diagnosed -Quoted -Approved .Repairing .Tested .Back"},
		{"parts on order", covered, []repair.State{repair.Requested, repair.Received, repair.Diagnosed, repair.Waiting}, "+Requested -Confirmed -In transit +Received -First check +Diagnosed >Parts on order -Quoted -Approved .Repairing .Tested .Back"},
		{"not accepted", covered, []repair.State{repair.Requested, repair.Received, repair.NotAccepted}, "+Requested -Confirmed -In transit +Received >Not accepted .Back"},
		{"declined, back and closed", domain.Verdict{Answer: domain.Denied}, []repair.State{repair.Requested, repair.Received, repair.Diagnosed, repair.Quoted, repair.QuoteNo, repair.Returned, repair.Closed},
			"+Requested -Confirmed -In transit +Received -First check +Diagnosed +Quoted xDeclined +Back"},
		{"cancelled before it came", covered, []repair.State{repair.Requested, repair.CancelledBy}, "+Requested >Cancelled .Back"},
	}
	w := english(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := repair.Job{Verdict: tt.verdict, State: tt.states[len(tt.states)-1]}
			for _, s := range tt.states {
				j.Steps = append(j.Steps, repair.Step{State: s})
			}
			marks := map[string]string{present.Tick: "+", present.Dashes: "-", present.Play: ">", present.Ring: ".", present.BarDisc: "x"}
			var got []string
			for _, s := range present.Road(w, j) {
				got = append(got, marks[s.Shape]+s.Word)
			}
			if line := strings.Join(got, " "); line != tt.want {
				t.Errorf("Road =\n%s\nwant\n%s", line, tt.want)
			}
		})
	}
}

// TestGroupOf holds every stage of the life in one group, so that no job falls
// out of the list.
func TestGroupOf(t *testing.T) {
	seen := map[int]repair.State{}
	for _, s := range repair.Life.States() {
		at := present.RoadPlace(s)
		if other, twice := seen[at]; twice {
			t.Errorf("%s and %s stand in the same place %d", s, other, at)
		}
		seen[at] = s
		if s != repair.Closed && present.GroupOf(s) == present.JobsClosed {
			t.Errorf("%s is among the closed jobs", s)
		}
	}
	if got := len(seen); got != len(repair.Life.States()) {
		t.Errorf("%d stages have a place, want %d", got, len(repair.Life.States()))
	}
}
