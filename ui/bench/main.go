// Command bench says how fast the program is, always beside a yardstick that
// was measured in the same minutes on the same machine: an empty window for the
// window, the sqlite3 shell for imports.
//
//	bench window -program bin/aftercare -empty bin/empty    starts, keys, memory
//	bench table < out/bench/raw.txt                         one table of it all
//
// The window speaks the lines of go test -bench, so that one table can be made
// of both.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 0 && args[0] == "table" {
		return printTable(os.Stdout, os.Stdin)
	}
	if len(args) == 0 || args[0] != "window" {
		return errors.New("usage: bench window -program FILE -empty FILE, or bench table")
	}
	var w windows
	flags := flag.NewFlagSet("window", flag.ContinueOnError)
	flags.StringVar(&w.program, "program", "bin/aftercare", "the program")
	flags.StringVar(&w.empty, "empty", "bin/empty", "the empty window")
	flags.StringVar(&w.dir, "dir", "out/bench", "where the sample stores are kept")
	flags.IntVar(&w.runs, "runs", 5, "starts of each")
	flags.IntVar(&w.orders, "orders", 1000, "orders of the sample store")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	return w.measure()
}

// windows compares starts of the program with starts of an empty window.
type windows struct {
	program, empty, dir string
	runs, orders        int
}

// keys are tried one after the other: Orders opens, and its table scrolls.
var keys = []key{{"ctrl+2", "ctrl+1"}, {"Next", "Prior"}, {"End", "Home"}}

func (w windows) measure() error {
	store, err := w.sample()
	if err != nil {
		return err
	}
	// The first start on a machine has the drawing system compile what it draws
	// with, and keep it: one start of each is not counted, and the others share
	// what it kept, as every later start of a shop does.
	cache, err := os.MkdirTemp("", "aftercare-bench-cache")
	if err != nil {
		return err
	}
	defer os.RemoveAll(cache)
	var ours, empty []figures
	for i := range w.runs + 1 { // by turns, so that a busy minute hits both
		e, err := measure(nil, cache, w.empty)
		if err != nil {
			return err
		}
		o, err := measure(keys, cache, w.program, "--store", store)
		if err != nil {
			return err
		}
		if i > 0 {
			ours, empty = append(ours, o), append(empty, e)
		}
	}
	w.say("FirstFrame", "ms", "empty", ours, empty, func(f figures) float64 { return milliseconds(f.first) })
	w.say("Usable", "ms", "empty", ours, empty, func(f figures) float64 { return milliseconds(f.usable) })
	w.say("Memory", "MB", "empty", ours, empty, func(f figures) float64 { return float64(f.memory) / 1024 })
	w.say("Processor", "ms", "empty", ours, empty, func(f figures) float64 { return milliseconds(f.worked) })
	w.say("OwnMemory", "MB", "empty", ours, empty, func(f figures) float64 { return float64(f.own) / 1024 })
	for _, k := range keys {
		w.say("Key/"+k.name, "ms", "", ours, nil, func(f figures) float64 { return milliseconds(f.keys[k.name]) })
	}
	return nil
}

// say prints one line as go test -bench does.
func (w windows) say(name, unit, yardstick string, ours, other []figures, of func(figures) float64) {
	mine := middle(ours, of)
	if mine == 0 {
		return
	}
	fmt.Printf("BenchmarkWindow/%s/%d\t%d\t%.1f %s", name, w.orders, len(ours), mine, unit)
	if yardstick != "" {
		theirs := middle(other, of)
		fmt.Printf("\t%.1f %s-%s\t%.2f x-%s", theirs, yardstick, unit, mine/theirs, yardstick)
	}
	fmt.Println()
}

// middle is the median of those that were measured, 0 when none was.
func middle(all []figures, of func(figures) float64) float64 {
	var s []float64
	for _, f := range all {
		if v := of(f); v > 0 {
			s = append(s, v)
		}
	}
	if len(s) == 0 {
		return 0
	}
	slices.Sort(s)
	return s[len(s)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// sample makes the store that the window opens. A small one is made anew each
// time, so that its today is today; a large one is kept for the next run.
func (w windows) sample() (string, error) {
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		return "", err
	}
	store := filepath.Join(w.dir, strconv.Itoa(w.orders)+".aftercare")
	if _, err := os.Stat(store); err == nil && w.orders > 10_000 {
		return store, nil
	}
	old, err := filepath.Glob(store + "*")
	if err != nil {
		return "", err
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return "", err
		}
	}
	cmd := exec.Command(w.program, "sample", "--store", store, "--orders", strconv.Itoa(w.orders))
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("make the sample store: %w", err)
	}
	return store, nil
}
