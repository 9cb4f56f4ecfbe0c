package widgets_test

import (
	"aftercare/ui/theme"
	"aftercare/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

func orderColumns() []widgets.Column {
	return []widgets.Column{
		{Key: "number", Title: "Number", Min: 80},
		{Key: "channel", Title: "Channel", Min: 72, Leave: 2},
		{Key: "customer", Title: "Customer", Min: 96, Weight: 1},
		{Title: "State", Min: 86, Leave: 3, KeepShape: true},
		{Key: "shipby", Title: "Ship-by", Min: 106},
		{Key: "total", Title: "Total", Min: 92, Right: true, Leave: 1},
	}
}

func orderRow(number, channel, who, dueShape string, tone theme.Tone, due, total string) widgets.RowData {
	cells := []widgets.Cell{
		{Text: number, Tone: theme.Strong}, {Text: channel}, {Text: who, Tone: theme.Strong},
		{Text: "Placed", Shape: theme.Ring}, {Text: due, Shape: dueShape, Tone: tone, Room: true}, {Text: total, Tone: theme.Strong},
	}
	if who == "許雅婷" {
		cells[2].Icon, cells[2].IconTone = "flag", theme.Warn
	}
	return widgets.RowData{Cells: cells}
}

func ordersTable() *widgets.Table {
	rows := []widgets.RowData{
		{Group: true, Icon: "truck", Title: "Ship", Count: "5", Fact: "2 overdue", FactTone: theme.Late},
		orderRow("LS-10461", "Own shop", "何家豪", theme.Octagon, theme.Late, "Wed 11 Mar", "HK$1,280.00"),
		orderRow("...512640", "Tmall", "劉洋", theme.Pie, theme.Warn, "Today 15:20", "CN¥468.00"),
		orderRow("WN-77120", "Whatnot", "Daniel Okafor Montgomery the Third", theme.Pie, theme.Warn, "Today", "HK$320.00"),
		orderRow("LS-10482", "Own shop", "陳嘉欣", "", "", "Fri 13 Mar", "HK$860.00"),
		orderRow("Y0388430", "Yoho", "許雅婷", "", "", "Fri 13 Mar", "HK$745.00"),
		orderRow("LS-10455", "Own shop", "吳佩珊", theme.SquareTick, theme.Info, "Wed 18 Mar", "HK$1,460.00"),
		{Loading: true},
		orderRow("LS-10447", "Own shop", "Hannah Lindqvist", theme.Tick, theme.Ok, "Kept", "HK$1,740.00"),
	}
	t := widgets.NewTable(orderColumns())
	t.Length = func() int { return 60 }
	t.Row = func(i int) widgets.RowData {
		if i > 0 && i%9 == 0 {
			return rows[1]
		}
		return rows[i%9]
	}
	t.SetSort("shipby", false)
	t.Select(6)
	return t
}

func ordersPage() fyne.CanvasObject {
	chip := widgets.NewChip
	list := widgets.NewPage([]fyne.CanvasObject{
		widgets.NewPlainPageHeader("Orders", widgets.NewText("42,618", widgets.Second()),
			widgets.NewButton(widgets.ButtonLook{Word: "Import", Icon: "import", Key: "Ctrl I"}, nil),
			widgets.NewButton(widgets.ButtonLook{Word: "New order", Icon: "plus", Key: "Ctrl N"}, nil)),
		widgets.NewFilterRow(chip("Open 38", "", "", true, nil), chip("Due today 2", "", "", false, nil), chip("Overdue 2", theme.Octagon, theme.Late, false, nil),
			chip("Agreed 1", theme.SquareTick, theme.Info, false, nil), widgets.Gap(), chip("", "icon:filter", "", false, nil)),
	}, ordersTable(), widgets.NewListFoot(widgets.NewText("38 open orders", widgets.Small()), widgets.NewText("Calendar: Hong Kong 2026", widgets.Small())))
	detail := widgets.NewPage([]fyne.CanvasObject{widgets.NewTitleBlock("LS-10455", "", "HK$1,460.00",
		[]fyne.CanvasObject{widgets.NewText("吳佩珊", widgets.Plain()), widgets.NewText("Own shop", widgets.Second()), widgets.NewText("placed Mon 2 Mar", widgets.Third())},
		widgets.NewBadge("", theme.Info, "Late by agreement"))},
		widgets.NewBody(widgets.Inset{Left: 16, Right: 16, Bottom: 16}, 16,
			widgets.NewAgreedDateCard(widgets.AgreedDateLook{Title: "Agreed ship date", Left: "4 working days left", Date: "Wed 18 Mar", Earlier: []string{"Thu 12 Mar", "Thu 5 Mar"},
				Terms: "Ships with the second ash batch; HK$50 off the next order.",
				Rows:  []widgets.KeyValueRow{{Label: "Agreed", Value: "by 吳佩珊 on WhatsApp, yesterday 16:05"}, {Label: "Reason", Value: "Maker late", Right: widgets.NewLink("1 screenshot", "clip", nil)}}}),
			widgets.NewMoneyRows("", widgets.MoneyRow{Words: "1 × Stool, ash, 45 cm", Code: "STL-A45", Amount: "HK$980.00", Tone: theme.Strong},
				widgets.MoneyRow{Words: "1 × Seat cushion, grey felt", Code: "CSH-F2", Amount: "HK$480.00", Tone: theme.Strong}),
			widgets.NewColumn(8, widgets.NewSection("Internal Notes", "5", widgets.NewText("only the shop sees these", widgets.Small())),
				widgets.NewTimeline(
					widgets.NoteCard{Icon: "agree", Tone: theme.Info, Kind: "Delay agreement", When: "Mei, yesterday 16:12", Text: "Moves the ship date from Thu 12 Mar to Wed 18 Mar."},
					widgets.NoteCard{Icon: "flag", Tone: theme.Warn, Kind: "Platform note", Badge: widgets.NewBadge("", theme.Warn, "Changed"), When: "Import, Tue 10 Mar 09:30", Text: "「想改淺灰坐墊，可等」"},
					widgets.NoteCard{Icon: "undo", Kind: "Correction", When: "Keung, Mon 9 Mar 10:31", Text: "Corrects Wed 4 Mar: the batch leaves Foshan on 16 Mar, and the cushion covers follow a day later by courier."})),
			widgets.NewHairline(),
			widgets.NewKeyValue(76, widgets.KeyValueRow{Label: "Contact", Value: "Service desk, +852 3468 1200"}, widgets.KeyValueRow{Label: "Papers", Value: "Packing slip, not printed", Right: widgets.NewLink("Print", "", nil)}),
		),
		widgets.NewActionBar([]fyne.CanvasObject{widgets.NewButton(widgets.ButtonLook{Word: "Ship...", Kind: widgets.Primary, Key: "Enter"}, nil),
			widgets.NewButton(widgets.ButtonLook{Word: "Note", Key: "Ctrl M"}, nil), widgets.NewButton(widgets.ButtonLook{Word: "Delay...", Key: "Ctrl D"}, nil)},
			[]fyne.CanvasObject{widgets.NewButton(widgets.ButtonLook{Icon: "down", Tip: "More"}, nil)}))
	rail := widgets.NewRail([]widgets.RailItem{{Key: "today", Icon: "today", Word: "Today", Count: "15"}, {Key: "orders", Icon: "orders", Word: "Orders"},
		{Key: "cases", Icon: "cases", Word: "售後個案", Count: "9"}, {}, {Key: "customers", Icon: "customers", Word: "Customers"},
		{Key: "settings", Icon: "settings", Word: "Settings", Foot: true}, {Key: "me", Icon: "customers", Word: "Mei, owner", Foot: true, Still: true}}, "orders", nil)
	return container.NewBorder(nil, nil, rail, nil, widgets.NewMasterDetail(list, detail, 464))
}

func casePage() fyne.CanvasObject {
	plan := widgets.NewPlanSteps(
		widgets.PlanStep{Shape: theme.Tick, Tone: theme.Ok, Word: "Reply", Time: "Mon 9 Mar 12:05"},
		widgets.PlanStep{Shape: theme.Dashes, Word: "Retention offer", Time: "skipped: fault is the shop's"},
		widgets.PlanStep{Shape: theme.Tick, Tone: theme.Ok, Word: "Record consent", Time: "Wed 11 Mar 18:20", Note: "許雅婷 on WhatsApp, noted by Mei"},
		widgets.PlanStep{Now: true, Word: "Notify the platform", Clock: widgets.NewDueClock(theme.Pie, theme.Warn, "today 18:00", false), What: "The notice to Yoho is ready: order, reason, HK$628.00, consent.",
			Buttons: []fyne.CanvasObject{widgets.NewButton(widgets.ButtonLook{Word: "Copy notice", Kind: widgets.Primary, Key: "Enter"}, nil), widgets.NewButton(widgets.ButtonLook{Word: "Save e-mail"}, nil)}},
		widgets.PlanStep{Shape: theme.Ring, Word: "Instructions and label", Time: "after the notice"},
		widgets.PlanStep{Shape: theme.Ring, Word: "Refund", Time: "FPS, 3 to 5 working days"})
	verdict := widgets.NewVerdictCard(widgets.VerdictLook{Tone: theme.Ok, Word: "Pass", Sentence: "The claim is covered", Version: "Yoho policy, version 3", Rules: []widgets.FactRow{
		{Tone: theme.Ok, Name: "In time", Fact: "Asked Mon 9 Mar 11:42, open to Sat 14 Mar 00:00"}, {Tone: theme.Ok, Name: "Evidence", Fact: "4 photos of 3 to 5; not worn, not washed"},
		{Tone: theme.Warn, Name: "For a look", Fact: "3 returns in 12 months, 21 % of orders; the last one was refused because it came back worn"}}}, nil)
	return widgets.NewPage([]fyne.CanvasObject{
		widgets.NewTitleBlock("C-1187", "許雅婷", "HK$660.00", []fyne.CanvasObject{widgets.NewText("Return and refund", widgets.Plain()), widgets.NewText("Workmanship or quality defect", widgets.Second())}, widgets.NewLink("Order Y0388265", "", nil)),
		widgets.NewStateStrip(widgets.State{Label: "Case", Shape: theme.Half, Word: "Agreed", Tone: theme.Info}, widgets.State{Label: "Parcel", Shape: theme.Ring, Word: "None yet"},
			widgets.State{Label: "Line outcome", Shape: theme.Ring, Word: "Pending"}, widgets.State{Label: "Money", Shape: theme.Half, Word: "Consented", Tone: theme.Info}, widgets.State{Label: "Yoho", Shape: theme.Dot, Word: "Return requested"}),
		widgets.NewStageStrip(widgets.LifeStage{Word: "Requested", Shape: theme.Tick, Tone: theme.Ok}, widgets.LifeStage{Word: "Received", Shape: theme.Tick, Tone: theme.Ok}, widgets.LifeStage{Word: "First check", Shape: theme.Tick, Tone: theme.Ok},
			widgets.LifeStage{Word: "Quoted", Shape: theme.Play, Tone: theme.Accent, Now: true}, widgets.LifeStage{Word: "Approved", Shape: theme.Ring}, widgets.LifeStage{Word: "Repairing", Shape: theme.Ring}, widgets.LifeStage{Word: "Back", Shape: theme.Ring}),
		widgets.NewFiguresStrip(widgets.FigureCell{Label: "New", Shape: theme.Dot, Figure: "128", Large: true, Tone: theme.Ok}, widgets.FigureCell{Label: "Changed", Shape: theme.Half, Figure: "14", Large: true, Tone: theme.Info, On: true, Tapped: func() {}},
			widgets.FigureCell{Label: "Needs review", Shape: theme.Octagon, Figure: "3", Large: true, Tone: theme.Late}),
	}, container.NewHSplit(
		widgets.NewBody(widgets.Inset{Left: 16, Top: 16, Right: 16}, 8, widgets.NewSection("Plan", "", widgets.NewText("4 done, 1 skipped, 7 to go", widgets.Small())), plan),
		widgets.NewBody(widgets.Around(16), 16, verdict,
			widgets.NewMoneyRows("Yoho HK$628.00, shop HK$32.00", widgets.MoneyRow{Words: "Goods, 1 of 1", Amount: "HK$598.00"}, widgets.MoneyRow{Words: "To the customer", Amount: "HK$660.00", Sum: true, Large: true}))))
}

func intakePage() fyne.CanvasObject {
	check := func(l widgets.IntakeCheckLook) fyne.CanvasObject { return widgets.NewIntakeCheckRow(l) }
	rows := widgets.NewColumn(0,
		check(widgets.IntakeCheckLook{Shape: theme.Tick, Tone: theme.Ok, Word: "Parcel seal", Answer: "Pass"}),
		check(widgets.IntakeCheckLook{Shape: theme.Tick, Tone: theme.Ok, Word: "Serial number", Detail: "SN 88 4120 7733, same as shipped", Answer: "Pass"}),
		check(widgets.IntakeCheckLook{Shape: theme.Play, Now: true, Word: "Accessories", Detail: "USB-C cable, pouch, strap", Answer: "must be answered"}),
		check(widgets.IntakeCheckLook{Shape: theme.Ring, Word: "說明書"}), check(widgets.IntakeCheckLook{Shape: theme.Ring, Word: "Functions", Detail: "charges, pairs, plays"}))
	keys := widgets.NewKeyBar("", widgets.KeyWord{Key: "1", Word: "Pass"}, widgets.KeyWord{Key: "2", Word: "Fail"}, widgets.KeyWord{Key: "3", Word: "Does not apply"}, widgets.KeyWord{Key: "0", Word: "Back", Refused: "This is the first line."})
	pile := widgets.NewColumn(0, widgets.NewInset(widgets.Around(16), widgets.NewPileBar(7, 10)),
		widgets.NewPileRow(widgets.PileRow{Shape: theme.Tick, Tone: theme.Ok, Code: "R-1178", When: "10:40", Word: "Expected"}),
		widgets.NewPileRow(widgets.PileRow{Shape: theme.Octagon, Tone: theme.Late, Code: "4 891008 776120", When: "10:37", Word: "Not a parcel code", Note: "A product barcode: nothing changed"}))
	left := widgets.NewPage([]fyne.CanvasObject{widgets.NewIntakeAnswer(widgets.IntakeAnswerLook{Shape: theme.Tick, Tone: theme.Ok, Code: "R-1178", Word: "Expected", Who: "曾詠詩, return and refund, changed mind", What: "1 × Bluetooth speaker, slate", Note: "SPK-S2, serial SN 88 4120 7733"})},
		rows, keys)
	return widgets.NewMasterDetail(left, pile, 288)
}

func formsPage() fyne.CanvasObject {
	entry := func(l widgets.EntryLook, text string) *widgets.Entry {
		e := widgets.NewEntry(l)
		e.SetText(text)
		return e
	}
	wrong := widgets.NewSideField("Cut-off time", 264, entry(widgets.EntryLook{}, "25:00"), 136, "")
	wrong.SetError("Enter a time from 00:00 to 23:59.")
	options := []widgets.Option{{Key: "a", Word: "WhatsApp"}, {Key: "b", Word: "電話"}, {Key: "c", Word: "Counter", Refused: "closed today"}}
	radio := widgets.NewRadioRow([]widgets.Option{{Key: "a", Word: "Refund", Detail: "3 to 5 working days"}, {Key: "b", Word: "Exchange"}, {Key: "c", Word: "Repair", Refused: "the warranty is over"}}, "a", nil)
	return widgets.NewInset(widgets.Around(24), widgets.NewColumn(8,
		widgets.NewSection("Shipping", "", nil),
		widgets.NewSideField("Day to Ship", 264, entry(widgets.EntryLook{Unit: "working days"}, "3"), 136, "Set per merchant by Yoho"),
		wrong,
		widgets.NewSideField("Consent before the notice", 264, widgets.NewSwitch(true, nil), 136, "Yoho requires it"),
		widgets.NewSideField("Notice", 264, widgets.NewSwitch(false, nil), 136, ""),
		widgets.NewSideField("Count", 264, widgets.NewStepper(2, 0, 9, "", nil), 136, "of 3 sent"),
		widgets.NewSideField("Language", 264, widgets.NewSelect(options, "b", nil), 136, ""),
		widgets.NewSideField("Look", 264, widgets.NewSegmented([]widgets.Option{{Key: "l", Word: "Light"}, {Key: "d", Word: "Dark"}, {Key: "s", Word: "As the machine"}}, "d", nil), 300, ""),
		widgets.NewTwoColumns(24,
			widgets.NewField("Search", entry(widgets.EntryLook{Lead: "search", Placeholder: "Search or scan: number, phone, name", Key: "Ctrl K"}, ""), "Anything you know"),
			widgets.NewField("Customer's name", entry(widgets.EntryLook{}, "陳嘉欣 (Karen) 𠝹"), "")),
		widgets.NewField("What the customer wrote", entry(widgets.EntryLook{Lines: 3}, "Grinds for ten seconds, then a burnt smell and it stops. 機器運轉十秒後有燒焦味，隨即停止。Works again when cold."), ""),
		widgets.NewCheck("The customer has seen the price", true, nil), widgets.NewCheck("顧客已簽收", false, nil),
		radio,
		widgets.NewParagraph("保養期內，凡屬製造或物料瑕疵，本店免費維修；人為損壞、進水、擅自拆修則不在此列（詳見收據背面）。A very long English word such as Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrikantenverband must break somewhere.", widgets.Second()),
	))
}

func searchPage() fyne.CanvasObject {
	drop := widgets.NewSearchDrop(widgets.NewKeysFoot("14 found", "Enter", "open", "Ctrl Enter", "all 14 in a list", "Esc", "close"), nil)
	drop.SetFound("詠", []widgets.Found{{Group: "Customers"}, {Key: "1", Icon: "customers", Number: "周詠琳", Name: "core", What: "+852 6123 4410, 9 orders"},
		{Key: "2", Icon: "customers", Number: "曾詠詩", Name: "regular", What: "+852 9230 1178, 3 orders"}, {Group: "Orders"},
		{Key: "3", Icon: "orders", Number: "Y0388421", Name: "曾詠詩", What: "Merino crew neck, ecru, M and 1 more", Fact: "Fri 13 Mar"},
		{Key: "4", Icon: "cases", Number: "C-1177", Name: "周詠琳", What: "Price protection, goodwill HK$68.00", Shape: theme.Pie, Tone: theme.Warn, Fact: "today"}})
	stage := widgets.NewStage(widgets.NewBox(theme.Ground, 0), nil)
	stage.Resize(fyne.NewSize(760, 520))
	stage.ShowDrop(drop, func(size fyne.Size) (x, y, w, h float32) { return 24, 24, 632, drop.MinSize().Height })
	toast := widgets.NewToast("已標記為發貨", "復原", "Ctrl Z", nil)
	toast.Left = 184
	stage.ShowToast(toast)
	return stage
}
