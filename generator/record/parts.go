package record

// Image is `{src, alt, credit}`, or just a path.
type Image struct {
	Src    Picture `key:"src,required,short"`
	Alt    Text    `key:"alt,text"`
	Credit Text    `key:"credit,text"`
	At
}

// Link is `{label, url}` of a menu.
type Link struct {
	Label Text `key:"label,required,text"`
	URL   URL  `key:"url,required,relative"`
	At
}

// CTA is a call to action.
type CTA struct {
	Text  Text `key:"text,text"`
	Label Text `key:"label,required,text"`
	URL   URL  `key:"url,required,relative"`
	At
}

// Quote is what somebody said.
type Quote struct {
	Text Text `key:"text,required,text"`
	Name Text `key:"name"`
	Role Text `key:"role,text"`
	At
}

// Metric is a measured effect. Value stands alone, or before → after.
type Metric struct {
	Label  Text `key:"label,required,text"`
	Value  Text `key:"value,text"`
	Unit   Text `key:"unit,text"`
	Before Text `key:"before"`
	After  Text `key:"after"`
	Period Text `key:"period,text"`
	Source Text `key:"source,text"`
	Method Text `key:"method,text"`
	Kind   Text `key:"kind,enum=leading|lagging"`
	At
}

// Video is a film with its captions.
type Video struct {
	URL        URL       `key:"url,required,relative"`
	Title      Text      `key:"title,required,text"`
	Date       Date      `key:"date"`
	Duration   Duration  `key:"duration"`
	Poster     Picture   `key:"poster"`
	Captions   []Caption `key:"captions"`
	Transcript Markdown  `key:"transcript,text"`
	At
}

// Caption is a caption track of a video.
type Caption struct {
	Lang Language `key:"lang,required"`
	Src  Picture  `key:"src,required"` // a .vtt file below static/ or assets/
	At
}

// Consent is true, false or `{until}`. At is where it stands; absent follows the site's `consent.required`.
type Consent struct {
	Allowed bool // true, or {until}
	Until   Date
	At
}

// Person is a member of a jury.
type Person struct {
	Name         Text    `key:"name,required"`
	Role         Text    `key:"role,text"`
	Organization Text    `key:"organization"`
	Photo        Picture `key:"photo"`
	Conflicts    []ID    `key:"conflicts,ref"`
	At
}
