package ui

import (
	"runtime"
	"strconv"
	"strings"

	"aftercare/ui/theme"
)

// panicked is told of a fault of the program itself. The log gets the places in
// the program, never a value: what was at hand may be somebody's name. The one
// at the desk is told in words; what stands in forms is kept.
func (s *shell) panicked(any) {
	s.env.prog.Log.WithField("code", "panic").WithField("at", faultAt(3)).Error("a fault of the program was caught")
	s.env.work.tell(func() { // it may have happened beside the window
		if s.stage == nil || s.nobody() {
			return
		}
		for _, k := range s.drafts.live {
			k.now()
		}
		s.say(theme.Late, s.env.words.T("panic.caught"))
	})
}

// deep is how many places of a fault are logged.
const deep = 12

// faultAt are the program's own functions and lines around a fault.
func faultAt(skip int) string {
	pc := make([]uintptr, 64)
	frames := runtime.CallersFrames(pc[:runtime.Callers(skip, pc)])
	var out []string
	for len(out) < deep {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "aftercare/") {
			out = append(out, strings.TrimPrefix(f.Function, "aftercare/")+":"+strconv.Itoa(f.Line))
		}
		if !more {
			break
		}
	}
	return strings.Join(out, " ")
}
