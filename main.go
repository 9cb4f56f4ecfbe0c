// Aftercare does the after-sales work of a small shop: orders and their dates,
// returns, intake, repairs, refunds and their papers.
//
// This file introduces the houses to each other and holds no rule: storage is
// handed to the desk, the desk to the command line and to the window.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/assets"
	"aftercare/storage/exchange"
	"aftercare/storage/logfile"
	"aftercare/storage/place"
	"aftercare/ui/cli"
	"aftercare/ui/text"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	catalogue, err := text.Load(assets.FS)
	if err != nil {
		fmt.Fprintln(os.Stderr, err) // without its words the program can say nothing else
		return cli.NoStore
	}
	h := house{catalogue: catalogue, log: logrus.NewEntry(logfile.New(io.Discard))}
	// Without a home folder there is no log and no store of the shop's own;
	// commands with --store work all the same.
	if p, err := place.New(runtime.GOOS, os.Getenv); err == nil {
		h.places = p
		if l, file, err := logfile.Open(p.Log()); err == nil {
			defer file.Close()
			h.log = logrus.NewEntry(l)
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return cli.Run(ctx, cli.Program{Open: h.open, Window: window(h), Backups: h.backups(), Catalogue: catalogue, Press: h.press, Table: exchange.WriteCSV, Sheet: exchange.WriteSheet,
		Log: h.log, Now: time.Now, Env: os.Getenv, In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, args)
}
