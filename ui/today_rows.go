package ui

import "aftercare/domain/desk"

// todayRow is a line of the list: the head of a group, or a task.
type todayRow struct {
	group desk.Group // of a head
	task  desk.Task
}

// todayRows are the lines of the list: each group that has something, and its
// tasks.
func todayRows(d desk.Today) []todayRow {
	var rows []todayRow
	for _, g := range desk.Groups() {
		if d.Counts[g] == 0 {
			continue
		}
		rows = append(rows, todayRow{group: g})
		for _, k := range d.Tasks {
			if k.Group == g {
				rows = append(rows, todayRow{task: k})
			}
		}
	}
	return rows
}

// tipOf is the whole of a number that is shown short.
func tipOf(shown, whole string) string {
	if shown == whole {
		return ""
	}
	return whole
}
