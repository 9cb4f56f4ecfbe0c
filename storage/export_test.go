package storage

// Forget makes a store forget where in its lists the rows stand, as a change
// of any order does.
func Forget(db *DB) {
	db.places.mu.Lock()
	defer db.places.mu.Unlock()
	db.places.tables = nil
}
