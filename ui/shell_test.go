package ui

import "testing"

func TestShell_opens(t *testing.T) {
	w := newWorld(t, options{})
	w.see("Orders", "Mei")
	w.shot("world")
}
