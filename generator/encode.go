package generator

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/picture"
	"github.com/plaudit/plaudit/generator/webp"
)

// encodings makes pictures beside the pages that show them, by as many goroutines as do other work. They start with the first picture.
type encodings struct {
	files   *files
	encoder *webp.Encoder

	mu      sync.Mutex
	more    sync.Cond
	waiting []encoding
	closed  bool
	started bool
	err     error // the first
	workers sync.WaitGroup
	large   sync.Mutex // held while a large picture is in memory
}

// encoding is a picture with those of its files that nobody else makes. Its bytes are read again when its turn comes: many of
// them would be too much to hold.
type encoding struct {
	sitePath string
	source   [sha256.Size]byte
	info     asset.Picture
	variants []variant
}

// variant is a file to be made, with its key in the cache and its path in the output folder.
type variant struct {
	picture.File
	key [sha256.Size]byte
	out string
}

// large is from how many bytes of pixels on a picture is decoded alone: two of the largest at once would take most of a gigabyte.
const large = 100 << 20

// sizeOf is about how many bytes the pixels of a picture take while it is decoded. A JPEG's are turned into RGBA when they are halved.
func sizeOf(info asset.Picture) int {
	each := 8
	if info.Format == asset.JPEG {
		each = 3
	}
	return info.Width * info.Height * each
}

// add puts a picture at the end of the queue.
func (e *encodings) add(job encoding) {
	if len(job.variants) == 0 {
		return
	}
	if p := e.files.p; p.shelf != nil {
		p.shelf.promise(job)
		if p.before == nil {
			return // whoever looks at a page asks for its pictures
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.started {
		e.start()
	}
	e.waiting = append(e.waiting, job)
	e.more.Signal()
}

func (e *encodings) start() {
	e.started = true
	e.more.L = &e.mu
	e.encoder = webp.New(e.files.p.in.CodeCache)
	jobs := e.files.p.in.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	for range jobs {
		e.workers.Go(e.work)
	}
}

// work makes one picture after the other, until there will be no more.
func (e *encodings) work() {
	for {
		e.mu.Lock()
		for len(e.waiting) == 0 && !e.closed {
			e.more.Wait()
		}
		if len(e.waiting) == 0 || e.err != nil {
			e.mu.Unlock()
			return
		}
		job := e.waiting[0]
		e.waiting = e.waiting[1:]
		e.mu.Unlock()
		if err := e.safely(job); err != nil {
			e.mu.Lock()
			e.err = errors.Join(e.err, err)
			e.mu.Unlock()
		}
	}
}

// finish waits until all pictures are made, and lets the encoder go. After a failure those that wait are not begun. The error is the machine's.
func (e *encodings) finish(failure error) error {
	e.mu.Lock()
	started := e.started
	e.closed, e.err = true, errors.Join(failure, e.err)
	if started {
		e.more.Broadcast()
	}
	e.mu.Unlock()
	if !started {
		return failure
	}
	e.workers.Wait()
	return errors.Join(e.err, e.encoder.Close())
}

// left is how many pictures wait.
func (e *encodings) left() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.waiting)
}

// safely makes a picture's files. A panic is a mistake of the program, and names the picture.
func (e *encodings) safely(job encoding) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal error while encoding %s: %v\n%s", job.sitePath, r, debug.Stack())
		}
	}()
	missing := e.kept(job, &err)
	if err != nil || len(missing) == 0 {
		return err
	}
	return e.encode(job, missing)
}

// alone waits until no other large picture is in memory, if this is one; what it gives says that it is not any more.
func (e *encodings) alone(info asset.Picture) (done func()) {
	if sizeOf(info) <= large {
		return func() {}
	}
	e.large.Lock()
	return e.large.Unlock
}

// kept keeps what the output folder has, writes what the cache has, and gives the rest.
func (e *encodings) kept(job encoding, err *error) (missing []variant) {
	for _, v := range job.variants {
		if to, ok := e.files.sink.(keeper); ok && (e.files.p.cache != nil || e.files.p.before != nil) && to.Keep(v.out, v.key) {
			continue // without a cache nothing of earlier builds is believed
		}
		data, ok := e.files.p.cache.Get(v.key)
		if !ok || !v.Is(data) {
			missing = append(missing, v)
		} else if *err = e.write(v, data); *err != nil {
			return nil
		}
	}
	return missing
}

func (e *encodings) encode(job encoding, missing []variant) error {
	data, ok := e.files.read(job.sitePath)
	if !ok {
		return nil // which is told
	}
	if sha256.Sum256(data) != job.source {
		return fmt.Errorf("%s was changed while the site was built; build it again", job.sitePath)
	}
	defer e.alone(job.info)()
	wanted := make([]picture.File, len(missing))
	for i, v := range missing {
		wanted[i] = v.File
	}
	made, err := picture.Make(job.info, data, wanted, e.encoder)
	var bad *asset.Error
	if errors.As(err, &bad) {
		e.files.bad(job.sitePath, err)
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", job.sitePath, err)
	}
	for i, v := range missing {
		e.files.p.cache.Put(v.key, made[i])
		if err := e.write(v, made[i]); err != nil {
			return err
		}
	}
	return nil
}

func (e *encodings) write(v variant, data []byte) error {
	if to, ok := e.files.sink.(keeper); ok {
		return to.WriteMade(v.out, data, v.key)
	}
	return e.files.sink.Write(v.out, data)
}
