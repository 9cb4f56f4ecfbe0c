package ui

import (
	"testing"

	"aftercare/domain/parcel"
)

func TestWhereLeft(t *testing.T) {
	one, none := 1, 0
	check := func(required bool, m parcel.Mark) parcel.Check {
		return parcel.Check{Item: parcel.Item{Code: "seal", Required: required}, Mark: m}
	}
	tests := []struct {
		name string
		in   parcel.Inspection
		want station
	}{
		{"nothing entered", parcel.Inspection{Checks: []parcel.Check{check(true, "")}}, station{atCheck, 0}},
		{"an optional check was skipped", parcel.Inspection{Checks: []parcel.Check{check(false, ""), check(true, "pass"), check(true, "")}}, station{atCheck, 2}},
		{"an optional check comes next", parcel.Inspection{Checks: []parcel.Check{check(true, "pass"), check(false, "")}}, station{atCheck, 1}},
		{"a required check was left open", parcel.Inspection{Checks: []parcel.Check{check(true, ""), check(true, "pass")}}, station{atCheck, 0}},
		{"to be counted", parcel.Inspection{Checks: []parcel.Check{check(true, "fail")}, Counts: []parcel.Count{{Said: 1}}}, station{atCount, 0}},
		{"counted", parcel.Inspection{Counts: []parcel.Count{{Said: 1, Counted: &one}}}, station{atGrade, 0}},
		{"graded", parcel.Inspection{Counts: []parcel.Count{{Said: 1, Counted: &one, Grade: parcel.New}}}, station{atWay, 0}},
		{"nothing came of the first line", parcel.Inspection{Counts: []parcel.Count{{Said: 1, Counted: &none}, {Said: 1}}}, station{atRest, 0}},
		{"all entered", parcel.Inspection{Counts: []parcel.Count{{Said: 0, Counted: &none}}}, station{atEnd, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := stationsOf(tt.in)[whereLeft(tt.in)]; got != tt.want {
				t.Errorf("whereLeft = %v, want %v", got, tt.want)
			}
		})
	}
}
