package ui

import "strings"

// places are the pages of the rail, in its order.
var places = []struct {
	key, icon string
	foot      bool
	line      bool // a hairline follows
}{
	{key: "today", icon: "today"},
	{key: "orders", icon: "orders"},
	{key: "cases", icon: "cases"},
	{key: "intake", icon: "intake"},
	{key: "repairs", icon: "repairs"},
	{key: "money", icon: "money", line: true},
	{key: "customers", icon: "customers"},
	{key: "products", icon: "products"},
	{key: "settings", icon: "settings", foot: true},
}

// newPage makes the page of a route: this is where a new page is added.
func newPage(e env, key string) page {
	switch key {
	case "orders":
		return newOrdersPage(e)
	case "import":
		return newImportPage(e)
	case "cases":
		return newCasesPage(e)
	case "intake":
		return newIntakePage(e)
	case "repairs":
		return newRepairsPage(e)
	case "money":
		return newMoneyPage(e)
	case "customers":
		return newCustomersPage(e)
	case "products":
		return newProductsPage(e)
	case "settings":
		return newSettingsPage(e)
	case "agreements", "ledger", "losses", "retentions", "clocks":
		return newRegistersPage(e, registerOf(e, key))
	case "evidence":
		return newEvidencePage(e)
	case "message":
		return newMessagePage(e)
	case "log":
		return newLogPage(e)
	case "help":
		return newHelpPage(e)
	}
	return newTodayPage(e)
}

// railKey is the rail's place of a page: the import belongs to the orders, each
// register to what it is about.
func railKey(page string) string {
	for _, r := range registerKeys {
		if r.key == page {
			return r.rail
		}
	}
	if strings.HasPrefix(page, "import") {
		return "orders"
	}
	return page
}
