package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// loop is the state of one goroutine, which alone touches it.
type loop struct {
	looker
	pace   pace
	every  time.Duration
	notice func(Notice)
	open   func(dir string) (*ears, error)

	gitLock string      // there while git changes files; "": in no repository
	root    fs.FileInfo // of the folder itself; nil: it is gone
	ears    *ears       // nil: no events come
	polling bool        // looks are a source of changes, not only a check of events
	silent  bool        // do not ask for events again
	tree    tree        // as it was told, and with what is marked as it was before
	based   bool        // tree has the sizes and times of files
	settle  settling
	next    *Change // not yet taken

	moved    bool // a folder was renamed, and the ears go on to tell of it by its old name: they are to be opened anew, and what they still had to tell is lost
	looks    chan look
	looking  bool // one at a time
	lookers  sync.WaitGroup
	lookAt   *time.Timer
	took     time.Duration // by the last look
	rest     time.Duration // until the next look beside events
	suspects []suspect     // what the last look found and no event has told so far

	glanced time.Time            // when the folder itself was last looked at
	coarse  map[string]time.Time // polled files whose times are whole seconds, and when they were found
}

// look is a result of looking at everything.
type look struct {
	tree tree
	took time.Duration
}

// suspect is a path as a look found it, and no event has told so far.
type suspect struct {
	path  string
	entry entry
	there bool
}

func newLoop(dir string, root fs.FileInfo, o Options, p pace, open func(dir string) (*ears, error), stop <-chan struct{}) *loop {
	l := &loop{
		looker: looker{dir: dir, folders: o.Folders, files: o.Files, ignored: o.Ignored, stop: stop},
		pace:   p, every: o.Every, notice: o.Notice, open: open, root: root, gitLock: gitLock(dir), polling: o.Poll, silent: o.Poll,
		settle: settling{pace: p}, looks: make(chan look, 1), coarse: map[string]time.Time{},
	}
	if l.ignored == nil {
		l.ignored = func(string) bool { return false }
	}
	if l.notice == nil {
		l.notice = func(Notice) {}
	}
	if by := remote(dir); by != "" && !l.polling {
		l.polling = true
		l.notice(Notice{Text: "the folder is shared with other systems (" + by + "), and not all that they change is reported. It is looked through for changes, too"})
	}
	return l
}

// begin listens and looks for the first time. Files are only listed when events are to be trusted: their sizes and times are asked for in
// the background, as nothing waits for them.
func (l *loop) begin() {
	before := time.Now()
	l.tree = l.listenAll(!l.polling)
	l.based = l.polling
	l.took = time.Since(before)
	l.rest = l.pace.first / 2 // it doubles
	l.glanced = time.Now()
	if l.polling {
		l.lookAt = time.NewTimer(l.pause())
	} else {
		l.lookAt = time.NewTimer(0)
	}
}

// run hands out changes until the watcher is closed.
func (l *loop) run(changes chan<- Change) {
	defer l.end()
	due, glance := time.NewTimer(time.Hour), time.NewTicker(l.pace.glance)
	defer due.Stop()
	defer glance.Stop()
	for {
		if at, ok := l.settle.due(); ok {
			switch now := time.Now(); {
			case at.After(now):
				due.Reset(at.Sub(now))
			case l.gitWorks(now): // all of a checkout is one change
				due.Reset(l.pace.gitAgain)
			default:
				l.flush(now)
			}
		}
		out, next := changes, Change{}
		if l.next == nil {
			out = nil
		} else {
			next = *l.next
		}
		var events <-chan event
		if l.ears != nil {
			events = l.ears.events
		}
		select {
		case <-l.stop:
			return
		case out <- next:
			l.next = nil
		case e := <-events:
			l.event(e, time.Now())
		case <-due.C:
		case <-l.lookAt.C:
			l.beginLook()
		case found := <-l.looks:
			l.judge(found, time.Now())
		case <-glance.C:
			l.glance(time.Now())
		}
	}
}

func (l *loop) end() {
	l.lookAt.Stop()
	l.deafen()
	l.lookers.Wait()
}

// deafen gives back what the system keeps for watching.
func (l *loop) deafen() {
	if l.ears != nil {
		l.ears.close()
		l.ears = nil
	}
}

// listenAll begins to listen anew, and looks at everything. A folder is listened to before its names are read, so that nothing is between.
func (l *loop) listenAll(quick bool) tree {
	l.deafen()
	l.moved = false
	if !l.silent {
		ears, err := l.open(l.dir)
		if err == nil {
			l.ears = ears
			var t tree
			if t, err = l.all(quick, l.hear); err == nil {
				return t
			}
		}
		l.giveUp(unheard(err))
	}
	t, _ := l.all(false, func(string) error { return nil })
	return t
}

// hear listens to one folder.
func (l *loop) hear(path string) error { return serious(l.ears.add(path)) }

// hearBelow listens to what is at path, if that is a folder, and to all below it.
func (l *loop) hearBelow(path string) {
	if e, ok := stat(l.abs(path)); l.ears == nil || !ok || !e.folder {
		return
	}
	if err := l.into(tree{}, path, true, l.hear); err != nil {
		l.giveUp(unheard(err))
	}
}

// giveUp polls, without events, from now on.
func (l *loop) giveUp(why Notice) {
	l.deafen()
	l.silent = true
	l.poll(why)
}

// poll makes looks a source of changes.
func (l *loop) poll(why Notice) {
	l.notice(why)
	l.polling = true
	l.suspects = nil
	if l.lookAt != nil {
		l.settle.everything(time.Now())
		l.lookAt.Reset(l.pause())
	}
}

// event marks what an event is about.
func (l *loop) event(e event, now time.Time) {
	switch {
	case e.what == lost:
		l.settle.everything(now)
		return
	case e.path == "":
		if e.what == left || e.what == renamed {
			l.root = nil
			l.glance(now)
		}
		return
	case !l.watched(e.path):
		return
	}
	before, existed := l.tree[e.path]
	switch e.what {
	case made, arrived:
		l.hearBelow(e.path)
		what := placed
		if e.what == made {
			what = l.writing(e.path, existed)
		}
		l.settle.heard(e.path, what, existed, now)
	case renamed:
		if l.ears != nil && !l.ears.forget(e.path) {
			l.moved = true
		}
		l.hearBelow(e.path) // another folder may have that name by now, and be listened to: it was forgotten, too
		l.settle.heard(e.path, gone, existed, now)
	case left:
		l.settle.heard(e.path, gone, existed, now)
	case changed:
		if !before.folder { // of a folder it says that names in it changed, and they have events of their own
			l.settle.heard(e.path, l.writing(e.path, existed), existed, now)
		}
	case touched:
		if e2, ok := stat(l.abs(e.path)); ok && (e2.folder || !e2.same(before)) { // its times were set, or it can be entered now
			l.hearBelow(e.path)
			l.settle.heard(e.path, written, existed, now)
		}
	}
}

// writing is written, or passing for a new name that begins with that of a file beside it ("a.yaml.AbCdEf"): so programs name what they will rename.
func (l *loop) writing(path string, existed bool) deed {
	if dot := strings.LastIndexByte(path, '.'); dot > 0 && !existed {
		if _, beside := l.tree[path[:dot]]; beside {
			return passing
		}
	}
	return written
}

// flush tells what has settled.
func (l *loop) flush(now time.Time) {
	marks, all, last := l.settle.take(now)
	paths := make([]string, 0, len(marks))
	for path := range marks {
		paths = append(paths, path)
	}
	before := l.tree
	if all = all || l.moved; all {
		l.tree, l.based = tree{}, true
		if l.root != nil {
			l.tree = l.listenAll(false)
		}
		paths = append(paths, differing(before, l.tree)...)
	}
	kept := make([]string, 0, len(paths))
	for _, path := range compact(paths) {
		m, heard := marks[path]
		if _, existed := before[path]; !heard {
			m.existed = existed
		}
		if there := l.refresh(l.tree, path); there || m.existed {
			kept = append(kept, path)
		}
	}
	if all || len(kept) > 0 {
		l.tell(Change{Paths: kept, All: all, At: last})
	}
}

// tell joins a change with what was not taken yet.
func (l *loop) tell(c Change) {
	if l.next != nil {
		c.Paths = compact(slices.Concat(l.next.Paths, c.Paths))
		c.All = c.All || l.next.All
	}
	l.next = &c
}

// beginLook looks at everything in the background, or again at what the last look found.
func (l *loop) beginLook() {
	if l.looking {
		return
	}
	if l.confirm(time.Now()) || l.root == nil {
		l.lookAt.Reset(l.pause())
		return
	}
	l.looking = true
	l.lookers.Go(func() {
		before := time.Now()
		t, _ := l.all(false, func(string) error { return nil })
		l.looks <- look{t, time.Since(before)}
	})
}

// judge compares a look with what was told, and asks again for what differs: events may have been quicker than the look.
func (l *loop) judge(found look, now time.Time) {
	l.took, l.looking, l.settle.restless = found.took, false, false
	if l.stopped() {
		return
	}
	if l.root == nil {
		l.lookAt.Reset(l.pause())
		return
	}
	if !l.based {
		l.complete(found.tree)
	}
	for _, path := range differing(l.tree, found.tree) {
		e, there := stat(l.abs(path))
		switch {
		case l.known(path, e, there):
		case l.polling:
			l.pollFound(path, now)
		case !l.marked(path):
			l.suspects = append(l.suspects, suspect{path, e, there})
		}
	}
	l.markCoarse(now)
	switch {
	case len(l.suspects) > 0:
		l.lookAt.Reset(l.pace.grace)
	case l.settle.restless && l.settle.storm():
		l.lookAt.Reset(l.pace.manyQuiet / 2)
	default:
		l.lookAt.Reset(l.pause())
	}
}

// complete fills in what was only listed.
func (l *loop) complete(found tree) {
	for path, e := range l.tree {
		if other, ok := found[path]; ok && e.listed() && other.folder == e.folder && !l.settle.has(path) {
			l.tree[path] = other
		}
	}
	l.based = true
}

// known says whether the tree has path like this.
func (l *loop) known(path string, e entry, there bool) bool {
	known, existed := l.tree[path]
	return existed == there && (!there || e.same(known))
}

// marked says whether path, or a folder above it, is about to be told.
func (l *loop) marked(path string) bool {
	for at := path; at != "."; at = parent(at) {
		if l.settle.has(at) {
			return true
		}
	}
	return false
}

func parent(path string) string { return filepath.ToSlash(filepath.Dir(filepath.FromSlash(path))) }

// pollFound marks what a look found, and remembers it so that the next look finds only more.
func (l *loop) pollFound(path string, now time.Time) {
	_, existed := l.tree[path]
	what := l.writing(path, existed)
	if !l.refresh(l.tree, path) {
		what = gone
	}
	l.hearBelow(path)
	if e := l.tree[path]; what != gone && !e.folder && e.mtime%int64(time.Second) == 0 {
		l.coarse[path] = now
	}
	l.settle.heard(path, what, existed, now)
	l.settle.restless = true
}

// confirm says whether the last look had found something, and goes on to poll if no event has told of it by now. What has changed once more since then
// proves nothing: its event may be on the way.
func (l *loop) confirm(now time.Time) bool {
	suspects := l.suspects
	l.suspects = nil
	if len(suspects) == 0 {
		return false
	}
	l.glance(now)
	for _, s := range suspects {
		e, there := stat(l.abs(s.path))
		if l.root == nil || l.settle.all || l.known(s.path, e, there) || l.marked(s.path) || there != s.there || e != s.entry {
			continue
		}
		l.poll(Notice{
			Text: "the system did not report that " + s.path + " changed. From now on the folder is looked through for changes, too",
			Hint: "ask for this from the beginning, and changes are found sooner",
		})
		break
	}
	return true
}

// pause is how long to wait for the next look.
func (l *loop) pause() time.Duration {
	switch {
	case !l.polling:
		l.rest = min(2*l.rest, l.pace.rare)
		return l.rest
	case l.every > 0:
		return l.every
	}
	return min(max(20*l.took, 250*time.Millisecond), 5*time.Second)
}

// markCoarse marks polled files of a coarse clock once more, when it must have gone on: two states of one length may have the same time.
func (l *loop) markCoarse(now time.Time) {
	for path, told := range l.coarse {
		if now.Sub(told) > l.pace.coarse {
			_, existed := l.tree[path]
			l.settle.heard(path, written, existed, now)
			delete(l.coarse, path)
		}
	}
}

// glance looks whether the folder itself is still the one that is watched, and whether time went by unseen.
func (l *loop) glance(now time.Time) {
	wall, passed := now.Round(0).Sub(l.glanced.Round(0)), now.Sub(l.glanced)
	l.glanced = now
	if l.root != nil && slept(wall, passed) {
		l.settle.everything(now)
	}
	info, err := os.Stat(l.dir)
	switch {
	case err == nil && info.IsDir():
		if l.root == nil || !os.SameFile(l.root, info) {
			l.root = info
			l.settle.everything(now)
		}
	case err == nil, errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		if l.root != nil || l.ears != nil {
			l.root = nil
			l.deafen()
			l.settle.everything(now)
		}
	}
}

// slept says whether the machine, or the program, did not run for a while between two glances, or the clock was set: by how much the wall clock
// went on, and by how much the clock that nobody sets, which stands still on most systems while the machine sleeps.
func slept(wall, passed time.Duration) bool {
	return passed > 10*time.Second || (wall-passed).Abs() > 2*time.Second
}
