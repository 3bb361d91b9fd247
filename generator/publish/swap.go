package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// A swap brings the spare tree into the output folder and the tree there into
// the spare's place.
type swap struct {
	method Method
	do     func(s *Stage) error
}

func allSwaps() []swap {
	return []swap{
		{Exchange, func(s *Stage) error { return exchangeEntries(s.state, spareName, s.parent, s.at.name) }},
		{Rename, (*Stage).renameTwice},
	}
}

// swapIn makes the finished spare tree the live one.
func (s *Stage) swapIn() (Method, error) {
	if s.live == nil {
		s.build.tree.suspend()
		err := moveEntry(s.state, spareName, s.parent, s.at.name)
		if err != nil {
			// Some systems do not move a folder onto an empty one. A folder that
			// is not empty is not removed by this.
			if s.parent.removeEmpty(s.at.name) == nil {
				err = moveEntry(s.state, spareName, s.parent, s.at.name)
			}
		}
		return Rename, err
	}
	trees := []*folder{s.live}
	if s.build != nil {
		trees = append(trees, s.build.tree)
	}
	for _, tree := range trees {
		tree.suspend()
	}
	var errs []error
	for _, swap := range s.swaps {
		err := swap.do(s)
		if err == nil {
			if swap.method == Rename {
				s.notes = append(s.notes, "This file system cannot exchange two folders, so they were renamed one after the other: for a moment there was no output folder.")
			}
			return swap.method, nil
		}
		errs = append(errs, err)
		if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EROFS) {
			break
		}
	}
	for _, tree := range trees {
		if err := tree.resume(); err != nil {
			errs = append(errs, err)
		}
	}
	return "", fmt.Errorf("bringing the new site into the output folder: %w", errors.Join(errs...))
}

// renameTwice is the exchange for systems without one. The journal is there
// while the output folder is not.
func (s *Stage) renameTwice() error {
	if err := s.state.removeAll(oldName); err != nil {
		return err
	}
	if _, err := s.state.create(journalName, []byte(s.spareID)); err != nil {
		return err
	}
	if err := s.disk.finish(s.state); err != nil {
		return err
	}
	if err := moveEntry(s.parent, s.at.name, s.state, oldName); err != nil {
		return errors.Join(err, s.state.remove(journalName))
	}
	if err := moveEntry(s.state, spareName, s.parent, s.at.name); err != nil {
		back := moveEntry(s.state, oldName, s.parent, s.at.name)
		if back == nil {
			back = s.state.remove(journalName)
		}
		return errors.Join(err, back)
	}
	if err := moveEntry(s.state, oldName, s.state, spareName); err != nil {
		return err
	}
	return s.state.remove(journalName)
}

// recover finishes renameTwice after a kill between its steps.
func (s *Stage) recover() error {
	if _, err := s.state.lstat(journalName); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	exists := func(f *folder, name string) bool {
		_, err := f.lstat(name)
		return err == nil
	}
	if exists(s.state, oldName) {
		if exists(s.state, spareName) {
			// The old site is aside and the new one is not in yet. An output folder
			// that somebody made meanwhile is in the way unless it is empty.
			if exists(s.parent, s.at.name) {
				if err := s.parent.removeEmpty(s.at.name); err != nil {
					return err
				}
			}
			if err := moveEntry(s.state, spareName, s.parent, s.at.name); err != nil {
				return err
			}
		}
		if err := moveEntry(s.state, oldName, s.state, spareName); err != nil {
			return err
		}
	}
	return s.state.remove(journalName)
}
