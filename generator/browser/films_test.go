package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestFilms sees that a page with films asks nothing of another host before somebody plays one: a film file waits, with its picture and captions from the site itself, and
// a film that another host shows is a picture with a link.
func TestFilms(t *testing.T) {
	b := open(t)
	base, _, _ := publishedSite(t, map[string]string{
		"plaudit.yaml":                "title: T\nbase_url: BASE\norganization: {name: O}\n",
		"data/partners/a.yaml":        "name: A\n",
		"data/awards/categories.yaml": "- {id: best, name: Best}\n",
		"assets/captions/a.vtt":       "WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n",
		"data/awards/2026.yaml": `name: Awards 2026
date: 2026-04-06
results:
  - category: best
    partners: [a]
    citation: Good.
    videos:
      - {url: "https://films.example/a.mp4", title: The file, poster: covers/evil.png, captions: [{lang: en, src: captions/a.vtt}], transcript: Hello.}
      - {url: "https://video.example/1", title: The other, poster: covers/evil.png}
`,
	})
	complaints := b.watch(base)
	if err := chromedp.Do(b.ctx, chromedp.Navigate(base+"awards/2026/best/a/")); err != nil {
		t.Fatal(err)
	}
	for _, found := range evaluate[[]string](b, `(`+films+`)()`) {
		t.Error(found)
	}
	for _, c := range complaints() {
		t.Errorf("before anything is played: %s", c)
	}
	evaluate[bool](b, `(v => (v.muted = true, v.play()))(document.querySelector('video')).then(() => true, () => true)`)
	if after := strings.Join(complaints(), "\n"); !strings.Contains(after, "https://films.example/a.mp4") || strings.Contains(after, "Content Security Policy") {
		t.Errorf("once it is played: %s", after)
	}
}

// films lists what is wrong with the two films of the page.
const films = `async () => {
  const wrong = [], video = document.querySelector('video'), track = video?.querySelector('track')
  if (document.querySelectorAll('video').length !== 1) return ['not one film file']
  if (video.preload !== 'none' || video.autoplay || !video.controls) wrong.push('the film does not wait: ' + video.outerHTML)
  if (!video.poster.startsWith(location.origin)) wrong.push('its picture is elsewhere: ' + video.poster)
  if (!track || !track.src.startsWith(location.origin) || !(await (await fetch(track.src)).text()).startsWith('WEBVTT')) wrong.push('no captions')
  if (!(video.getBoundingClientRect().height > 100)) wrong.push('it has no room')
  const link = document.querySelector('a.poster[href="https://video.example/1"] img')
  if (!link || !link.currentSrc.startsWith(location.origin)) wrong.push('the other is no picture with a link')
  if (!document.querySelector('.video-title a[href="https://video.example/1"]')) wrong.push('the other has no link with its name')
  return wrong
}`
