package check

// Kept is what is remembered of a page from one build to the next, so that it can be judged with all others without being read again.
type Kept struct {
	Titled, Described, NoIndex bool
	H1                         int
	IDs                        []string
}

// Keep gives what is to be remembered of a page, or false for one of which more is to be said: it has addresses that are not known to lead
// somewhere, or an id twice.
func (f Facts) Keep(book *Book) (Kept, bool) {
	if len(f.Links)+len(f.Others)+len(f.Assets)+len(f.Doubles) > 0 || f.Base != "" || f.Canonical != "" {
		return Kept{}, false
	}
	k := Kept{Titled: f.Title != "", Described: f.Description != "", NoIndex: f.NoIndex, H1: f.H1}
	for _, id := range f.IDs {
		k.IDs = append(k.IDs, book.String(id))
	}
	return k, true
}

// Facts are what Join is given for a page that was not read.
func (k Kept) Facts(book *Book) Facts {
	f := Facts{NoIndex: k.NoIndex, H1: k.H1}
	if k.Titled {
		f.Title = kept("-")
	}
	if k.Described {
		f.Description = kept("-")
	}
	for _, id := range k.IDs {
		f.IDs = append(f.IDs, book.Ref([]byte(id)))
	}
	return f
}

// MaxLinkers is how many of the pages that link to a page are remembered.
const MaxLinkers = 4

// Linkers are some of the pages that link to a page, by their index. More says that there are others.
type Linkers struct {
	Pages []int32
	More  bool
}

func (l *Linkers) add(page int32) {
	if len(l.Pages) == MaxLinkers {
		l.More = true
		return
	}
	l.Pages = append(l.Pages, page)
}

// LinkersOf gives for each page of the index some of the pages that the readers have seen linking to it.
func LinkersOf(readers []*Reader) []Linkers {
	all := make([]Linkers, len(readers[0].linked))
	for _, r := range readers {
		for i := range r.linkers {
			for _, page := range r.linkers[i].Pages {
				all[i].add(page)
			}
			all[i].More = all[i].More || r.linkers[i].More
		}
	}
	return all
}
