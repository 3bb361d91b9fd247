// Package publish is the one place that writes outputs. It takes every file of
// a site with its path and puts the whole into the output folder in one step:
// whoever looks, and whenever the program is killed, sees the old site or the
// new one.
//
//	stage, err := publish.Open(siteDir, outDir) // locks the output folder
//	defer stage.Discard()                       // harmless after Commit
//	err = stage.Write("index.html", page)       // from any number of goroutines
//	kept := stage.Keep("feed.xml", key)         // made of the same by an earlier build
//	report, err := stage.Commit()
//
// # How
//
// Beside the output folder public there is a hidden folder .public.plaudit,
// readable by its owner only, with a spare tree: the site of the build before
// the last. Write compares each file with the one in the live tree, if the
// manifest says that they may be equal, and Keep takes that one as it is; what is
// unchanged is left alone, everything else is written to the side. That costs four
// calls for a new file (open, write, fstat, close) and one for a new folder, as
// nobody could do with less, and one lstat for a file that is kept.
// Commit brings the spare up to date by the difference (hard links to the live
// tree where a file is the same, so the cost follows what changed), waits once
// for the disk, and exchanges the two trees. The old site is the next spare;
// Rollback exchanges back. If nothing changed, nothing is touched.
//
// # What is trusted
//
// A manifest keeps digest, key, size, mtime, ctime and inode of each file, and
// the last three of each folder. The digest is fast and no proof; so where it says
// that a file has the bytes of an output already, these are compared. A key is what
// the caller says that a file was made of, and believed. A file of which size, mtime or
// inode differ is written again; one of which only ctime moved is read and
// compared, since linking moves it too. A folder that moved is listed, and what
// no build put there is left out of the new tree and reported. Manifests are
// kept by the identity of their tree (inode and time of birth), so exchanging
// the trees exchanges them as well.
//
// # Where it cannot be done
//
// Without an exchange (Windows, some network file systems) the trees are renamed
// one after the other, with a journal that the next Open finishes; for that
// moment there may be no output folder. If the output folder is a mount point it
// can be neither renamed nor linked into: files are then replaced one by one, no
// spare is kept, and the promise holds for each file instead of for the site.
// Report.Notes says so.
package publish

import (
	"crypto/sha256"
	"errors"
	"time"
)

// ErrBusy is in the error of Open and Rollback while another build publishes to
// the same folder.
var ErrBusy = errors.New("another build is publishing")

// ErrNoPrevious is in the error of Rollback when there is no whole site to go
// back to.
var ErrNoPrevious = errors.New("there is no previous site to go back to")

var errLocked = errors.New("locked")

// A Report says what a commit or a rollback did to the output folder.
type Report struct {
	Written   int   // files that are new or have other content than before
	Unchanged int   // files that are as they were
	Removed   int   // files of the site before that are gone
	Bytes     int64 // what had to be written to the disk
	Linked    int   // unchanged files that the new tree got as hard links
	Copied    int   // the same as copies, since the file system has no links
	Digest    [sha256.Size]byte
	Method    Method
	Waited    time.Duration // for the disk, in the end
	Notes     []string      // what the operator should know, as sentences
}

// A Method is a way to bring a new site into the output folder.
type Method string

// The methods, best first.
const (
	Nothing  Method = "nothing"  // nothing had changed
	Exchange Method = "exchange" // one system call
	Rename   Method = "rename"   // two renames with a journal, or one when there was no site before
	InPlace  Method = "in place" // file by file
)
