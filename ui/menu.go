package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// menuOf lists the menus and their actions, by key; "" is a line. Every action
// of every page is here, with its key: a menu's shortcut works while a field has
// the keyboard. One that the open page does not offer says so when it is chosen.
var menuOf = []struct {
	name string
	keys []string
}{
	{"file", []string{"new", "import", "choose_file", "choose_folder", "match_columns", "take_in", "skip_file", "next_file", "report", "stop", "", "export", "export_xlsx", "export_calendar", "", "print", "", "log", "settings", "lock", "", "quit"}},
	{"edit", []string{"undo", "", "search", "filter", "message", "evidence", "save", "refresh"}},
	{"go", []string{"", "clock", "agreements", "ledger", "losses", "retentions", "clocks"}},
	{"order", []string{"ship", "note", "propose", "answer", "delay", "platform", "entered", "", "track", "news", "sign_off", "contest", "found", "slip", "", "loss", "case", "repair"}},
	{"case", []string{"step", "agree", "decline", "withdraw", "skip", "sent_back", "label", "refund", "close", "",
		"convert", "change_remedy", "retain", "consent", "compensate", "freight", "fault", "pick_up", "remind", "not_sent", "dispute", "deadline", "mark", "reopen"}},
	{"repair", []string{"new_repair", "advance", "more", "give_up", "cancel_job", "", "lend", "loaner_back", "tell", "add_photo", "", "ticket", "intake_receipt", "quote_paper", "receipt", "unrepaired", "", "repair_report", "day_receipts", "repair_csv", "repair_xlsx"}},
	{"money", []string{"paid", "bounced", "file_again", "chase", "platform_refund", "", "verify", "pay_list", "told", "decline_pay", "", "claim_next", "claim_copy", "claim_zip", "claim_file", "", "mark_paid", "join"}},
	{"customer", []string{"export_person", "erase_person"}},
	{"help", []string{"keys", "trust", "about"}},
}

func (s *shell) menu() *fyne.MainMenu {
	w := s.env.words
	main := fyne.NewMainMenu()
	s.menuBar = main
	for _, m := range menuOf {
		menu := fyne.NewMenu(w.T("menu." + m.name))
		if m.name == "go" {
			menu.Items = s.goItems()
		}
		for _, key := range m.keys {
			if key == "" {
				menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
				continue
			}
			item := fyne.NewMenuItem(w.T("action."+key), func() { s.choose(key) })
			if c, ok := shortcutOf[key]; ok {
				item.Shortcut = &desktop.CustomShortcut{KeyName: c.key, Modifier: c.mod}
			}
			item.IsQuit = key == "quit"
			if key == "undo" {
				item.Shortcut = &fyne.ShortcutUndo{} // what a window makes of Ctrl Z before any other shortcut sees it
				s.undoItem = item
			}
			menu.Items = append(menu.Items, item)
		}
		main.Items = append(main.Items, menu)
	}
	s.lookUndo()
	return main
}

// goItems are the pages, Ctrl+1 to Ctrl+9.
func (s *shell) goItems() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for i, p := range places {
		item := fyne.NewMenuItem(s.env.words.T("page."+p.key), func() {
			if s.chooser == nil {
				s.open(route{page: p.key})
			}
		})
		item.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyName(strconv.Itoa(i + 1)), Modifier: fyne.KeyModifierControl}
		items = append(items, item)
	}
	return items
}

// choose does what a menu's item or its key says: what belongs to the whole
// window here, the rest on the open page.
func (s *shell) choose(key string) {
	defer s.env.work.rescued()
	if s.chooser != nil && !s.chooser.menu(key) {
		return
	}
	switch key {
	case "search":
		s.search.focus()
	case "import":
		s.toImport()
	case "clock":
		s.open(route{page: "today", do: "clock"})
	case "settings", "agreements", "ledger", "losses", "retentions", "clocks":
		s.open(route{page: key})
	case "refresh":
		s.page().reload()
	case "export":
		s.export("csv")
	case "export_xlsx":
		s.export("xlsx")
	case "export_calendar":
		s.export("ics")
	case "message":
		s.writeMessage()
	case "evidence":
		s.openEvidence()
	case "quit":
		s.quit()
	case "undo":
		s.undo()
	case "log":
		s.open(route{page: "log"})
	case "lock":
		s.lock()
	case "keys", "trust", "about":
		s.showHelp(key)
	case "new_repair":
		s.open(route{page: "repairs", do: "new"})
	default:
		s.do(key)
	}
}
