//go:build deps

package main

import (
	_ "fyne.io/fyne/v2/app"
	_ "fyne.io/fyne/v2/test"
	_ "fyne.io/fyne/v2/widget"
	_ "github.com/boombuler/barcode/code128"
	_ "github.com/boombuler/barcode/qr"
	_ "github.com/emersion/go-ical"
	_ "github.com/gofrs/flock"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/jung-kurt/gofpdf"
	_ "github.com/pressly/goose/v3"
	_ "github.com/sirupsen/logrus"
	_ "github.com/spf13/cobra"
	_ "github.com/xuri/excelize/v2"
	_ "golang.org/x/text/encoding/simplifiedchinese"
	_ "golang.org/x/text/unicode/norm"
	_ "gopkg.in/natefinch/lumberjack.v2"
	_ "modernc.org/sqlite"
)
