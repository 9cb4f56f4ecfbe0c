package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// licences are those under which a work may ship with the program, known by the
// words that make them what they are. BSD comes in two: without the third
// clause it says nothing of names.
var licences = []struct {
	name  string
	words *regexp.Regexp
}{
	{"BSD 3-Clause", regexp.MustCompile(`Redistribution and use in source and binary forms.*((?i:neither the name)|(?i:names? of [^.]{0,120}may (not )?be used))`)},
	{"BSD 2-Clause", regexp.MustCompile(`Redistribution and use in source and binary forms`)},
	{"MIT", regexp.MustCompile(`Permission is hereby granted, free of charge`)},
	{"ISC", regexp.MustCompile(`Permission to use, copy, modify, and(/or)? distribute this software`)},
	{"Apache License 2.0", regexp.MustCompile(`Apache License.*Version 2\.0`)},
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying)(\.txt|\.md)?$`)

// licencesOf reads what a module says of its licence.
func licencesOf(t *testing.T, dir string) []string {
	t.Helper()
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, n := range names {
		if licenceFile.MatchString(n.Name()) {
			data, err := os.ReadFile(filepath.Join(dir, n.Name()))
			if err != nil {
				t.Fatal(err)
			}
			text += string(data)
		}
	}
	text = strings.Join(strings.Fields(text), " ")
	var out []string
	for _, l := range licences {
		if l.words.MatchString(text) && !(l.name == "BSD 2-Clause" && slices.Contains(out, "BSD 3-Clause")) {
			out = append(out, l.name)
		}
	}
	return out
}

// Every module that the program is linked with is named in docs/third-party.md
// under the licence that lies in it, and that is one that lets it ship.
func TestThirdParty(t *testing.T) {
	list := exec.CommandContext(t.Context(), "go", "list", "-tags", "x11,no_emoji", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}", ".")
	list.Env = append(os.Environ(), "CGO_ENABLED=1") // the window is in it; nothing is compiled
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	ships := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, dir, _ := strings.Cut(strings.TrimSpace(line), " ")
		ships[path] = dir
	}
	if len(ships) < 40 {
		t.Fatalf("%d modules: the test looks at too little", len(ships))
	}
	page, err := os.ReadFile("docs/third-party.md")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| ([a-z0-9.]+\.[a-z]+/\S+) \| ([^|]+) \|`).FindAllStringSubmatch(string(page), -1) {
		said[row[1]] = row[2]
	}
	for path, dir := range ships {
		found := licencesOf(t, dir)
		if len(found) == 0 {
			t.Errorf("%s: its licence is none of those that let it ship", path)
		}
		for _, l := range found {
			if !strings.Contains(said[path], l) {
				t.Errorf("docs/third-party.md says %q of %s, and its licence is %s", said[path], path, l)
			}
		}
	}
	for path := range said {
		if ships[path] == "" {
			t.Errorf("docs/third-party.md names %s, and the program is not linked with it", path)
		}
	}
}
