package record

// Records is everything that a site's sources say. Lists are in file order: files by path, entries by place.
type Records struct {
	Config      Config
	Partners    []*Partner
	Clients     []*Client
	Tiers       []*Tier
	Terms       Terms
	Categories  []*Category
	Editions    []*Edition
	CaseStudies []*CaseStudy
	Pages       []*Page
	Updates     []*Update
	Resources   []*Resource
	Events      []*Event
	Programme   Programme
	Redirects   []Redirect // of data/redirects.csv
	Lock        []LockLine
	// Translations holds the overlays by language; each is a Records of which only ids and texts matter.
	Translations map[string]*Records
	// Files says which picture and static files exist, by site path ("assets/logos/x.svg"); it answers references to pictures.
	Files map[string]FileInfo
}

// FileInfo is what is known of a file below assets/ or static/ before it is read.
type FileInfo struct {
	Size   int64
	Digest string // hex SHA-256
	Width  int    // of a picture, in pixels; 0 unknown
	Height int
}

// LockLine is an address of plaudit.lock.
type LockLine struct {
	Path, Kind, Record string
	At
}
