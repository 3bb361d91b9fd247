package diag

// The codes, by area. A number is for ever: a code that is given up is not used again. Each has an entry
// catalog/<ID>.txtar with cause, cure, a wrong site and the exact lines that it gives, which is test and documentation at once.
var (
	// Files.
	UnreadableFile  = Code{"P001", Error, "a file cannot be read"}
	UnsafePath      = Code{"P002", Error, "a path leaves its folder or is not portable"}
	NotRegularFile  = Code{"P003", Error, "not a regular file"}
	FileTooLarge    = Code{"P004", Error, "a file is too large"}
	BadEncoding     = Code{"P005", Error, "a text file is not UTF-8"}
	UnknownFile     = Code{"P006", Warning, "a file that nothing reads"}
	MissingConfig   = Code{"P007", Error, "no plaudit.yaml"}
	EmptyFile       = Code{"P008", Error, "a data file is empty"}
	RequiresVersion = Code{"P009", Error, "the site needs another version of plaudit"}

	// Syntax.
	BadYAML          = Code{"P010", Error, "not valid YAML"}
	UnknownKey       = Code{"P011", Error, "an unknown key"}
	WrongType        = Code{"P012", Error, "a value of the wrong type"}
	MissingKey       = Code{"P013", Error, "a required key is missing"}
	DuplicateKey     = Code{"P014", Error, "a key is given twice"}
	BadFrontMatter   = Code{"P015", Error, "front matter is missing or never closed"}
	TooDeep          = Code{"P016", Error, "YAML is nested too deeply or expands without end"}
	UnsupportedYAML  = Code{"P017", Error, "YAML that a site may not use"}
	CutByComment     = Code{"P018", Warning, "a # cuts the value off"}
	SmartQuotes      = Code{"P019", Warning, "smart quotes around a value"}
	BadCSV           = Code{"P020", Error, "not valid CSV"}
	BadLockLine      = Code{"P021", Error, "plaudit.lock has a line that cannot be read"}
	TwoAlternatives  = Code{"P022", Error, "two keys that exclude each other"}
	TranslationShape = Code{"P023", Error, "a translation does not match its original"}
	UnknownLanguage  = Code{"P024", Error, "a translation into a language that the site does not have"}
	NoOriginal       = Code{"P025", Error, "a translation without an original"}

	// Values.
	BadID         = Code{"P030", Error, "not a valid id"}
	TwoSpellings  = Code{"P031", Warning, "two spellings of one term"}
	BadDate       = Code{"P032", Error, "not a date or instant"}
	ClockChange   = Code{"P033", Error, "a time that a clock change skips or repeats"}
	BadCode       = Code{"P034", Error, "not a country, language or currency code"}
	BadURL        = Code{"P035", Error, "not a web address that may be linked"}
	BadChoice     = Code{"P036", Error, "not one of the possible values"}
	ReservedID    = Code{"P037", Error, "an id that is reserved"}
	BadOrder      = Code{"P038", Error, "an end before its beginning"}
	BadNumber     = Code{"P039", Error, "not a number that fits here"}
	RemoteImage   = Code{"P040", Error, "a picture on another host"}
	MissingImage  = Code{"P041", Error, "a picture that is not there"}
	BadImage      = Code{"P042", Error, "a file that is not the picture that it claims to be"}
	SanitizedSVG  = Code{"P043", Warning, "an SVG with parts that were dropped"}
	BadColor      = Code{"P044", Error, "not a colour"}
	UnknownOption = Code{"P045", Error, "a theme option that the theme does not have"}
	MissingUntil  = Code{"P046", Error, "an end is missing"}
	SecretInSite  = Code{"P047", Error, "a secret that does not belong in the site's folder"}
	BadEmail      = Code{"P048", Error, "not an e-mail address"}
	BadDuration   = Code{"P049", Error, "not a duration"}
	UnsureColors  = Code{"P060", Warning, "a picture whose colours cannot be told"}
	NoFont        = Code{"P061", Warning, "characters that no font has"}
	BadFont       = Code{"P062", Error, "a font that cannot be used"}

	UndrawablePicture  = Code{"P063", Warning, "a drawing that certificates leave out"}
	BadTemplateDrawing = Code{"P064", Error, "a layout of certificates that cannot be used"}

	// References.
	UnknownReference = Code{"P050", Error, "a reference to a record that does not exist"}
	AliasReference   = Code{"P051", Error, "a reference to a former id"}
	CircularRef      = Code{"P052", Error, "references that go round in a circle"}
	DuplicateID      = Code{"P053", Error, "an id that is used twice"}
	DuplicateAlias   = Code{"P054", Error, "an alias that is used twice or hides a record"}
	UnknownTerm      = Code{"P055", Error, "a term that its list does not have"}
	WrongKind        = Code{"P056", Error, "a reference to a record that does not fit here"}
	RepeatedRef      = Code{"P057", Warning, "the same record is named twice in a list"}

	// Awards and the programme.
	SecondWinner      = Code{"P070", Warning, "several winners where one is expected"}
	NoCitation        = Code{"P071", Warning, "an award without citation"}
	BadMetric         = Code{"P072", Warning, "a metric without baseline or period"}
	NoRecipient       = Code{"P073", Error, "a result without recipient"}
	BadShares         = Code{"P074", Error, "shares that do not fit the recipients"}
	BadReplacement    = Code{"P075", Error, "a replacement of a result that was not rescinded"}
	CategoryNotHeld   = Code{"P076", Error, "a result of a category outside its years"}
	NoneWithResults   = Code{"P077", Error, "no award, but results of the category"}
	AmbiguousAwardID  = Code{"P078", Error, "two results would share an address that must not move"}
	NumberedAwardID   = Code{"P079", Warning, "two results are told apart by a number only"}
	RevealBeforeClock = Code{"P080", Error, "a level that is revealed after the results above it"}
	MissingApproval   = Code{"P081", Warning, "a case study that waits for a required approval"}
	FormerFeatured    = Code{"P082", Error, "a former partner that is featured"}
	StatusDetail      = Code{"P083", Warning, "a rescinded, declined or expired award without date or reason"}
	SmallGroup        = Code{"P084", Warning, "groups of benchmarks that are smaller than may be published"}

	// Bodies.
	BodyLink       = Code{"P090", Warning, "a broken link in a text"}
	BodyPicture    = Code{"P091", Warning, "a missing picture in a text"}
	RawHTML        = Code{"P092", Warning, "raw HTML in a text is dropped"}
	BodyHeading    = Code{"P093", Warning, "a level-1 heading in a text"}
	UnsafeLink     = Code{"P094", Warning, "a link with an address that may run code"}
	MarkdownLimits = Code{"P095", Error, "a text that is too large or nested too deeply"}

	// Addresses.
	PathCollision  = Code{"P110", Error, "two outputs with one address"}
	RedirectHides  = Code{"P111", Error, "a redirect over a page"}
	RedirectCircle = Code{"P112", Error, "redirects that go round in a circle"}
	LostAddress    = Code{"P113", Error, "a permanent address that would vanish"}
	BadRedirect    = Code{"P114", Error, "a redirect that leads nowhere"}
	GoneExists     = Code{"P115", Error, "an address that is given up, but has a page"}
	NoBaseURL      = Code{"P116", Error, "no base_url"}
	BadLanding     = Code{"P117", Warning, "a page of a combination that has no records"}

	// Themes.
	UnknownTheme      = Code{"P130", Error, "a theme that does not exist"}
	BadTemplate       = Code{"P131", Error, "a template that cannot be read"}
	UnknownField      = Code{"P132", Error, "a template names a field that its view does not have"}
	UnknownPartial    = Code{"P133", Error, "a template names a partial that does not exist"}
	UnknownFunction   = Code{"P134", Error, "a template names a function that does not exist"}
	TemplateBudget    = Code{"P135", Error, "a template that does not end"}
	TemplateFailed    = Code{"P136", Error, "a template that fails"}
	MissingText       = Code{"P137", Error, "an interface text that is missing"}
	BadThemeAsset     = Code{"P138", Error, "a theme's asset that cannot be used"}
	UnusedOverride    = Code{"P139", Warning, "a theme file that overrides nothing"}
	WrongArgument     = Code{"P140", Error, "a template hands a value of the wrong kind on"}
	UntranslatedTheme = Code{"P141", Warning, "a language that the theme does not speak"}
	LowContrast       = Code{"P142", Warning, "a colour in which text cannot be read"}
	UnusedStyle       = Code{"P143", Warning, "a style for a class that no template has"}
	StoppedMarkup     = Code{"P144", Warning, "markup that the site's policy stops"}
	UnknownToken      = Code{"P145", Warning, "a style that uses a token that nothing sets"}

	// Credentials.
	NotSigned = Code{"P180", Warning, "credentials that are not signed"}
	BadKey    = Code{"P181", Error, "a key that cannot be used"}

	// The finished pages.
	BrokenLink      = Code{"P150", Error, "a page links to an address that does not exist"}
	BrokenAnchor    = Code{"P151", Error, "a page links to an anchor that does not exist"}
	BrokenAsset     = Code{"P152", Error, "a page uses a file that does not exist"}
	DoubleElementID = Code{"P153", Error, "an element id is used twice in a page"}
	NoTitle         = Code{"P154", Error, "a page without title"}
	NoDescription   = Code{"P155", Warning, "a page without description"}
	HeadingCount    = Code{"P156", Error, "a page without one level-1 heading"}
	Orphan          = Code{"P157", Warning, "a page that no page links to"}
	WithheldWord    = Code{"P158", Error, "an output names something that is withheld"}
	BodyAnchor      = Code{"P159", Warning, "a text links to an anchor that does not exist"}
	RedirectedLink  = Code{"P160", Warning, "a link that leads through a redirect"}
)

// Codes are all of them, by ID.
var Codes = []Code{
	UnreadableFile, UnsafePath, NotRegularFile, FileTooLarge, BadEncoding, UnknownFile, MissingConfig, EmptyFile, RequiresVersion,
	BadYAML, UnknownKey, WrongType, MissingKey, DuplicateKey, BadFrontMatter, TooDeep, UnsupportedYAML, CutByComment, SmartQuotes,
	BadCSV, BadLockLine, TwoAlternatives, TranslationShape, UnknownLanguage, NoOriginal,
	BadID, TwoSpellings, BadDate, ClockChange, BadCode, BadURL, BadChoice, ReservedID, BadOrder, BadNumber, RemoteImage, MissingImage,
	BadImage, SanitizedSVG, BadColor, UnknownOption, MissingUntil, SecretInSite, BadEmail, BadDuration, UnsureColors, NoFont, BadFont, UndrawablePicture, BadTemplateDrawing,
	UnknownReference, AliasReference, CircularRef, DuplicateID, DuplicateAlias, UnknownTerm, WrongKind, RepeatedRef,
	SecondWinner, NoCitation, BadMetric, NoRecipient, BadShares, BadReplacement, CategoryNotHeld, NoneWithResults, AmbiguousAwardID,
	NumberedAwardID, RevealBeforeClock, MissingApproval, FormerFeatured, StatusDetail, SmallGroup,
	BodyLink, BodyPicture, RawHTML, BodyHeading, UnsafeLink, MarkdownLimits,
	PathCollision, RedirectHides, RedirectCircle, LostAddress, BadRedirect, GoneExists, NoBaseURL, BadLanding,
	UnknownTheme, BadTemplate, UnknownField, UnknownPartial, UnknownFunction, TemplateBudget, TemplateFailed, MissingText, BadThemeAsset,
	UnusedOverride, WrongArgument, UntranslatedTheme, LowContrast, UnusedStyle, StoppedMarkup, UnknownToken,
	NotSigned, BadKey,
	BrokenLink, BrokenAnchor, BrokenAsset, DoubleElementID, NoTitle, NoDescription, HeadingCount, Orphan, WithheldWord, BodyAnchor, RedirectedLink,
}
