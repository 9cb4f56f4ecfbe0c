package storage

// walkKnown follows each tree from its root, as far as its pages lead.
func (s *salvage) walkKnown(found map[string][]pageRecord) {
	schema := map[string][]pageRecord{}
	s.walk("sqlite_schema", 1, schema, map[int64]bool{})
	for _, r := range schema["sqlite_schema"] {
		if len(r.values) < 4 {
			continue
		}
		name, _ := r.values[1].(string)
		root, _ := r.values[3].(int64)
		if root > 1 {
			s.walk(name, root, found, map[int64]bool{})
		}
	}
}

func (s *salvage) walk(tree string, no int64, found map[string][]pageRecord, seen map[int64]bool) {
	if seen[no] {
		return
	}
	seen[no] = true
	p, err := s.pages.tree(no)
	if err != nil {
		s.unread[tree]++
		return
	}
	if s.owner[no] != "" {
		return // two trees claim it: the first has it
	}
	s.owner[no] = tree
	s.unread[tree] += p.broken
	found[tree] = append(found[tree], p.records...)
	for _, below := range p.below {
		s.walk(tree, below, found, seen)
	}
}

// adoptOrphans gives the leaves that no tree leads to, to the table whose rows
// look like theirs. Freed pages are zeroed in our stores: what still looks like
// rows are rows.
func (s *salvage) adoptOrphans(found map[string][]pageRecord) {
	for no := int64(1); no <= s.pages.n; no++ {
		if s.owner[no] != "" {
			continue
		}
		p, err := s.pages.tree(no)
		if err != nil || len(p.records) == 0 || p.kind != leafTable && p.kind != leafIndex {
			continue
		}
		for _, t := range s.tables {
			if t.byKey == (p.kind == leafIndex) && t.fitsAll(p.records) {
				found[t.name] = append(found[t.name], p.records...)
				s.owner[no] = t.name
				break
			}
		}
	}
}
