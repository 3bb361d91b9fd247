package watch

import (
	"os"
	"path/filepath"
	"slices"
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
	l.event(event{"data/partners", changed}, time.Now())
	l.event(event{"", changed}, time.Now())
	if l.settle.pending() {
		t.Errorf("marked %v: only a folder was written to", l.settle.marks)
	}
}

// TestDeeds is what events are taken for.
func TestDeeds(t *testing.T) {
	for _, c := range []struct {
		event event
		want  deed
	}{
		{event{"data/new.yaml", made}, written},
		{event{"data/clients.yaml.AbCdEf", made}, passing},
		{event{"data/clients.yaml.AbCdEf", changed}, passing},
		{event{"data/clients.yaml.AbCdEf", arrived}, placed},
		{event{"data/clients.yaml", made}, written},
		{event{"data/clients.yaml", arrived}, placed},
		{event{"data/clients.yaml", left}, gone},
		{event{"data/clients.yaml", renamed}, gone},
	} {
		l := still(t, false)
		l.event(c.event, time.Now())
		if m := l.settle.marks[c.event.path]; m.deed != c.want || m.existed != (c.event.path == "data/clients.yaml") {
			t.Errorf("%v: %+v, want %v", c.event, m, c.want)
		}
	}
}

// TestPortableEvents is what the events of fsnotify are taken for.
func TestPortableEvents(t *testing.T) {
	dir := site(t)
	put(t, dir, "data/empty.yaml", "")
	for _, c := range []struct {
		before, at string // paths of the event before, that something was renamed, and of this one
		op         fsnotify.Op
		want       news
	}{
		{"", "data/clients.yaml", fsnotify.Create, made},
		{"data/.tmp", "data/clients.yaml", fsnotify.Create, arrived},
		{".tmp", "data/clients.yaml", fsnotify.Create, arrived},
		{"data/clients.yaml", "data/clients.yaml", fsnotify.Create, made}, // the old version was put elsewhere
		{"data/x", "data/empty.yaml", fsnotify.Create, made},              // likewise, from another name
		{"data/x", "data/nowhere.yaml", fsnotify.Create, made},
		{"data/members", "data/partners", fsnotify.Create, arrived},
		{"data/x", "data/clients.yaml", fsnotify.Write, changed},
		{"data/x", "data/clients.yaml", fsnotify.Remove, left},
		{"data/x", "data/clients.yaml", fsnotify.Chmod, touched},
		{"data/x", "", fsnotify.Rename, renamed},
	} {
		p := &portable{dir: dir}
		if c.before != "" {
			if e, ok := p.understand(fsnotify.Event{Name: p.abs(c.before), Op: fsnotify.Rename}); !ok || e != (event{c.before, renamed}) {
				t.Errorf("%s renamed: %v, %t", c.before, e, ok)
			}
		}
		if e, ok := p.understand(fsnotify.Event{Name: p.abs(c.at), Op: c.op}); !ok || e != (event{c.at, c.want}) {
			t.Errorf("%s %v after %q: %v, %t, want %v", c.at, c.op, c.before, e, ok, c.want)
		}
	}
	p := &portable{dir: dir}
	for _, told := range []fsnotify.Event{{}, {Name: dir + "2", Op: fsnotify.Write}, {Name: filepath.Join(dir+"2", "x"), Op: fsnotify.Write}} {
		if e, ok := p.understand(told); ok {
			t.Errorf("nothing of the folder, but %v", e)
		}
	}
}

// TestMovedWithoutNames has a system that tells of a renamed folder by its old name.
func TestMovedWithoutNames(t *testing.T) {
	l := still(t, false)
	opened := 0
	l.open = func(dir string) (*ears, error) { opened++; return deaf(dir) }
	l.ears.forget = func(string) bool { return false }
	l.event(event{"data/partners", renamed}, time.Now())
	if l.flush(time.Now()); l.next == nil || !l.next.All || opened != 1 {
		t.Errorf("told %+v, and listens anew %d times", l.next, opened)
	}
}

// TestForgottenByItsName has two folders of one name, of which the first was renamed and the second is listened to when that is told.
func TestForgottenByItsName(t *testing.T) {
	l := still(t, false)
	var did []string
	l.ears.add = func(folder string) error { did = append(did, "+"+folder); return nil }
	l.ears.forget = func(folder string) bool { did = append(did, "-"+folder); return true }
	l.event(event{"data/partners/eu", renamed}, time.Now())
	if want := []string{"-data/partners/eu", "+data/partners/eu", "+data/partners/eu/west"}; !slices.Equal(did, want) {
		t.Errorf("did %q, want %q", did, want)
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
