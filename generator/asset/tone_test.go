package asset

import "testing"

func TestSVGTone(t *testing.T) {
	for name, tt := range map[string]struct {
		body string
		want Tone
	}{
		"black by default":        {`<path d="M0 0h9v9z"/>`, Dark},
		"dark by attribute":       {`<rect width="9" height="9" fill="#112"/>`, Dark},
		"white":                   {`<rect width="9" height="9" fill="#FFF"/><circle r="2" fill="white"/>`, Light},
		"white by a group":        {`<g fill="#fff"><path d="M0 0h9"/><g><text>x</text></g></g>`, Light},
		"white by style":          {`<path style="fill:#fefefe;stroke:none" d="M0 0h9"/>`, Light},
		"style over attribute":    {`<path fill="#000" style="fill: #FFFFFF" d="M0 0h9"/>`, Light},
		"white by class":          {`<style>.cls-1{fill:#fff} .cls-2, .cls-3{stroke:#f0f0f0;fill:none}</style><path class="cls-1" d="M0 0h9"/><path class="cls-3" d="M0 0h9"/>`, Light},
		"a class that is not set": {`<style>.cls-1{fill:#fff}</style><path d="M0 0h9"/>`, Dark},
		"other selectors":         {`<style>path{fill:#fff}</style><path d="M0 0h9"/>`, NoTone},
		"both":                    {`<rect width="9" height="9" fill="#000"/><path fill="#fff" d="M0 0h9"/>`, NoTone},
		"a colour":                {`<path fill="#c8283c" d="M0 0h9"/>`, NoTone},
		"black and a colour":      {`<path d="M0 0h9"/><path fill="#c8283c" d="M0 0h9"/>`, NoTone},
		"lines only":              {`<line x2="9" stroke="#fff"/>`, Light},
		"a stroke and no fill":    {`<path fill="none" stroke="rgb(250, 250, 250)" d="M0 0h9"/>`, Light},
		"current colour":          {`<path fill="currentColor" d="M0 0h9"/>`, Dark},
		"current colour, set":     {`<g color="#fff"><path fill="currentColor" d="M0 0h9"/></g>`, Light},
		"a gradient":              {`<linearGradient id="a"><stop stop-color="#fff"/></linearGradient><path fill="url(#a)" d="M0 0h9"/>`, NoTone},
		"a clip is no shape":      {`<clipPath id="a"><path d="M0 0h9"/></clipPath><path clip-path="url(#a)" fill="#fff" d="M0 0h9"/>`, Light},
		"a hidden shape":          {`<path display="none" d="M0 0h9"/><path fill="#fff" d="M0 0h9"/><path opacity="0" d="M0 0h9"/><path fill-opacity=".0" d="M0 0h9"/>`, Light},
		"another's shape":         {`<path id="a" fill="#fff" d="M0 0h9"/><use href="#a"/>`, NoTone},
		"nothing":                 {`<g/>`, NoTone},
	} {
		_, _, info, err := CleanSVG([]byte(svgHead + tt.body + `</svg>`))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if info.Tone != tt.want {
			t.Errorf("%s: %q, want %q", name, info.Tone, tt.want)
		}
	}
}
