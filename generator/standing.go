package generator

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/cache"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/publish"
)

// standing is a finished build as it is remembered: what it read, what it found out, and what stood in the output folder then. As long
// as the sources, the program and what the clock tells are the same, the next build has nothing to do but to look whether the
// folder still is as it was left.
type standing struct {
	Program   string
	From      time.Time // the clock of the build; before it other things may have been withheld
	Next      time.Time // when the same sources give another site; zero: never
	ReadAt    int64     // nanoseconds since 1970, before the first file was read
	Files     []fileThen
	Problems  []diag.Diagnostic
	Kinds     []KindCount
	Fresh     int
	Published string // digest of the published tree, in hexadecimal
	KeyPlace  string // where the signing key is, and what was found there: see keyState
	KeyState  string
	Unsigned  bool
}

// fileThen is a source file as it was read. Its times and its place say, cheaply, that it is the same; its digest says so for sure.
type fileThen struct {
	Path           string `json:"p"`
	Size           int64  `json:"s"`
	ModTime, Ctime int64
	Inode          uint64 `json:"i"`
	Digest         []byte `json:"d"`
}

// settled is how old a file must have been when it was read, so that its time tells whether it was changed afterwards: file systems count
// in steps of up to two seconds.
const settled = int64(2 * time.Second)

// standingKey is where the last build of the same site to the same folder with the same flags is remembered.
func standingKey(in Input, out string) cache.Key {
	dir, _ := filepath.Abs(in.Dir)
	out, _ = filepath.Abs(out)
	return sha256.Sum256([]byte(strings.Join([]string{"standing", dir, out, in.BaseURL, in.Version, strconv.FormatBool(in.Drafts), strconv.FormatBool(in.Future)}, "\x00")))
}

// unchanged gives the result of the last build again, if this one would be the same and the output folder still is as it was left; else nil.
func (p *prepared) unchanged(out string, strict bool) *Result {
	if p.in.Program == "" || p.problems.Len() > 0 {
		return nil // there is something that cannot be read
	}
	data, ok := p.cache.Get(standingKey(p.in, out))
	if !ok {
		return nil
	}
	var was standing
	if json.Unmarshal(data, &was) != nil || was.Program != p.in.Program || p.in.Now.Before(was.From) || !was.Next.IsZero() && !p.in.Now.Before(was.Next) {
		return nil
	}
	digest, err := hex.DecodeString(was.Published)
	if err != nil || len(digest) != sha256.Size || !p.sameFiles(&was) {
		return nil
	}
	r := &Result{Problems: was.Problems, Kinds: was.Kinds, Fresh: was.Fresh, Next: was.Next, Unsigned: was.Unsigned, Line: p.tree.Line}
	if p.in.keyState(was.KeyPlace) != was.KeyState {
		return nil
	}
	if r.Failed(strict) || slices.ContainsFunc(was.Problems, p.elsewhere) {
		return nil
	}
	stage, err := publish.Open(p.in.Dir, out)
	if err != nil {
		return nil // the build will say so
	}
	defer stage.Discard()
	if !stage.KeepAll([sha256.Size]byte(digest)) {
		return nil
	}
	report, err := stage.Commit()
	if err != nil {
		return nil
	}
	p.stats.standing = true
	r.Published, r.Stats = &report, p.readStats()
	return r
}

// elsewhere says whether a diagnostic is about a file that is not the site's own, such as one of a built-in theme: its line could not
// be shown.
func (p *prepared) elsewhere(d diag.Diagnostic) bool {
	_, ok := p.tree.Lookup(d.At.File)
	return !ok
}

// sameFiles says whether the sources are those of a build. A file whose times or whose place changed, or that was too young to tell when it
// was read, is read again.
func (p *prepared) sameFiles(was *standing) bool {
	if len(was.Files) != len(p.tree.Files) {
		return false
	}
	var doubtful []int
	for i := range p.tree.Files {
		now, then := &p.tree.Files[i], &was.Files[i]
		if now.Path != then.Path {
			return false
		}
		if len(then.Digest) == 0 {
			continue // nothing read it
		}
		if now.Size != then.Size || len(then.Digest) != sha256.Size {
			return false
		}
		same := now.ModTime == then.ModTime && now.Ctime == then.Ctime && now.Inode == then.Inode && now.Ctime != 0
		if !same || p.in.VerifyCache || max(now.ModTime, now.Ctime) > was.ReadAt-settled {
			doubtful = append(doubtful, i)
		}
	}
	for len(doubtful) > 0 { // neighbours are read together
		n := 1
		for n < len(doubtful) && doubtful[n] == doubtful[0]+n {
			n++
		}
		files := p.tree.Files[doubtful[0] : doubtful[0]+n]
		p.tree.Digests(files, p.in.Jobs, nil)
		for i := range files {
			if files[i].Digest != [sha256.Size]byte(was.Files[doubtful[0]+i].Digest) {
				return false
			}
		}
		doubtful = doubtful[n:]
	}
	return true
}

// stand remembers a finished build.
func (p *prepared) stand(out string, r *Result) {
	if p.cache == nil || p.in.Program == "" || r.Published == nil {
		return
	}
	s := standing{Program: p.in.Program, From: p.in.Now, Next: r.Next, ReadAt: p.stats.began().UnixNano(), Problems: r.Problems, Kinds: r.Kinds, Fresh: r.Fresh,
		Published: hex.EncodeToString(r.Published.Digest[:]), KeyPlace: p.records.Config.Credentials.Key.S, Unsigned: r.Unsigned}
	s.KeyState = p.in.keyState(s.KeyPlace)
	for i := range p.tree.Files {
		f := &p.tree.Files[i]
		then := fileThen{Path: f.Path}
		if digest, read := p.tree.Read(f); read {
			if digest == [sha256.Size]byte{} {
				return // it was changed while it was being read
			}
			then = fileThen{f.Path, f.Size, f.ModTime, f.Ctime, f.Inode, digest[:]}
		}
		s.Files = append(s.Files, then)
	}
	if data, err := json.Marshal(s); err == nil {
		p.cache.Put(standingKey(p.in, out), data)
	}
}
