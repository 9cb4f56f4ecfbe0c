package storage

// ofCustomer finds the rows that belong to a customer, by table, $1 being the
// customer. A table that is in neither list below fails a test: whoever adds
// one says here whether it may hold personal data.
var ofCustomer = []struct{ entity, table, ids string }{
	{"order", "orders", `SELECT id FROM orders WHERE customer_id = $1`},
	{"case", "cases", `SELECT id FROM cases WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1)`},
	{"parcel", "parcels", `SELECT parcel_id FROM parcel_cases WHERE case_id IN
		(SELECT id FROM cases WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1))`},
	{"refund", "refunds", `SELECT id FROM refunds WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1)`},
	{"repair", "jobs", `SELECT id FROM jobs WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1)`},
	{"goodwill", "goodwill", `SELECT id FROM goodwill WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1)`},
	{"claim", "claims", `SELECT id FROM claims WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1)
		OR case_id IN (SELECT id FROM cases WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1))`},
	{"owed", "owed", `SELECT id FROM owed WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1)`},
	{"loss", "losses", `SELECT id FROM losses WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1)`},
}

// asStored are those of them whose columns say nothing of a person: only their
// bodies are redacted.
var asStored = map[string]bool{"goodwill": true, "claim": true, "owed": true, "loss": true}

// besides are the tables of a customer that have no rows of their own number:
// each is seen to by a step of EraseCustomer.
var besides = []string{"customers", "notes", "history", "search_keys", "parcel_cases", "job_serials", "drafts", "steps", "messages", "case_facts"}

// impersonal are the tables in which nobody is named who bought something.
var impersonal = []string{"channels", "checklists", "holidays", "levels", "movements", "order_flags", "order_clocks", "people", "policies", "products", "reconciliations", "sequences",
	"settings", "shop", "tallies"}
