package watch

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// still is a loop that does not run: a test calls its steps.
func still(t *testing.T, poll bool) *loop {
	dir := site(t)
	info, err := os.Stat(dir)
	must(t, err)
	l := newLoop(dir, info, Options{Folders: []string{"data"}, Poll: poll}, usual, deaf, make(chan struct{}))
	l.begin()
	t.Cleanup(l.end)
	return l
}

// TestEventsOfOtherSystems are those that Linux does not send.
func TestEventsOfOtherSystems(t *testing.T) {
	l := still(t, false)
	l.event(fsnotify.Event{Name: filepath.Join(l.dir, "data", "partners"), Op: fsnotify.Write}, time.Now())
	l.event(fsnotify.Event{Name: filepath.Join(l.dir+"2", "data", "x"), Op: fsnotify.Write}, time.Now())
	l.event(fsnotify.Event{}, time.Now())
	if l.settle.pending() {
		t.Errorf("marked %v: a folder was written to, and nothing below the site's folder", l.settle.marks)
	}
	l.event(fsnotify.Event{Name: filepath.Join(l.dir, "data", "clients.yaml"), Op: fsnotify.Write | fsnotify.Chmod}, time.Now())
	if !l.settle.has("data/clients.yaml") {
		t.Errorf("marked %v", l.settle.marks)
	}
}

// TestDeeds is what events of a new file are taken for.
func TestDeeds(t *testing.T) {
	for _, c := range []struct {
		renamed, made, text string
		want                deed
	}{
		{"", "data/new.yaml", "x", written},
		{"", "data/clients.yaml.AbCdEf", "x", passing},
		{"data/.tmp", "data/clients.yaml", "x", placed},
		{"backup/x", "data/new.yaml", "x", placed},
		{".tmp", "plaudit.yaml/x", "x", written}, // not watched, see below
		{"data/clients.yaml", "data/clients.yaml", "x", written},
		{"data/partners/a.yaml", "data/new.yaml", "", written}, // not yet whole
		{"data/partners", "data/members", "folder", placed},
	} {
		l := still(t, false)
		now := time.Now()
		if c.renamed != "" {
			l.event(fsnotify.Event{Name: filepath.Join(l.dir, c.renamed), Op: fsnotify.Rename}, now)
		}
		switch c.text {
		case "folder":
			must(t, os.MkdirAll(filepath.Join(l.dir, c.made), 0o755))
		default:
			if c.made != "plaudit.yaml/x" {
				put(t, l.dir, c.made, c.text)
			}
		}
		l.event(fsnotify.Event{Name: filepath.Join(l.dir, c.made), Op: fsnotify.Create}, now)
		m, ok := l.settle.marks[c.made]
		if ok != (c.made != "plaudit.yaml/x") || ok && m.deed != c.want {
			t.Errorf("%s, then %s: %v, %t, want %v", c.renamed, c.made, m.deed, ok, c.want)
		}
	}
}

// look takes the result of the look that is under way.
func (l *loop) look(t *testing.T) look {
	t.Helper()
	l.beginLook()
	select {
	case found := <-l.looks:
		return found
	case <-time.After(patience):
		t.Fatal("a look did not end")
		return look{}
	}
}

// TestSuspectThatChangesAgain has an event that is on its way.
func TestSuspectThatChangesAgain(t *testing.T) {
	l := still(t, false)
	l.judge(l.look(t), time.Now())
	put(t, l.dir, "data/clients.yaml", "more than before")
	l.judge(l.look(t), time.Now())
	if len(l.suspects) != 1 {
		t.Fatalf("suspects: %v", l.suspects)
	}
	put(t, l.dir, "data/clients.yaml", "still more than before")
	if !l.confirm(time.Now()) || l.polling {
		t.Error("it polls")
	}
	l.judge(l.look(t), time.Now())
	if !l.confirm(time.Now()) || !l.polling {
		t.Error("it does not poll")
	}
}

// TestRestless has a storm that goes on while everything is looked at.
func TestRestless(t *testing.T) {
	l := still(t, true)
	put(t, l.dir, "data/clients.yaml", "more than before")
	if l.judge(l.look(t), time.Now()); !l.settle.restless {
		t.Error("a look that found something is followed by another")
	}
	if l.judge(l.look(t), time.Now()); l.settle.restless {
		t.Error("a look that found nothing ends it")
	}
}

// TestOneLookAtATime asks for a second look during the first.
func TestOneLookAtATime(t *testing.T) {
	l := still(t, true)
	l.beginLook()
	l.beginLook()
	ended := make(chan bool)
	go func() { l.lookers.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(patience):
		t.Fatal("two looks are under way, and nobody takes the second")
	}
}

// TestListedIsCompleted fills in what was only listed, but not what was told since.
func TestListedIsCompleted(t *testing.T) {
	l := still(t, false)
	if !l.tree["data/clients.yaml"].listed() {
		t.Fatal("it begins with a list")
	}
	found := l.look(t)
	put(t, l.dir, "data/partners/a.yaml", "another name")
	l.refresh(l.tree, "data/partners/a.yaml") // told meanwhile
	told := l.tree["data/partners/a.yaml"]
	l.judge(found, time.Now())
	if l.tree["data/clients.yaml"].listed() || l.tree["data/partners/a.yaml"] != told || len(l.suspects) > 0 {
		t.Errorf("%+v", l.tree)
	}
	// A folder that is exchanged for another is not the same.
	must(t, os.Rename(filepath.Join(l.dir, "data/partners"), filepath.Join(l.dir, "backup/p")))
	must(t, os.Mkdir(filepath.Join(l.dir, "data/partners"), 0o755))
	if l.judge(l.look(t), time.Now()); len(l.suspects) == 0 || l.suspects[0].path != "data/partners" {
		t.Errorf("suspects: %v", l.suspects)
	}
}
