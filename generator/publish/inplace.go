package publish

import "os"

// publishInPlace replaces the files of the live tree one by one: the new ones
// are all on the same file system already, so a full disk was met before.
func (s *Stage) publishInPlace() error {
	if err := s.disk.finish(s.live); err != nil {
		return err
	}
	next, err := s.bringUpToDate(true)
	if err != nil {
		return err
	}
	if err := s.save(map[string]*manifest{s.liveID: next}); err != nil {
		return err
	}
	s.published = true
	return s.tidy(s.liveID, s.spareID)
}

// publishFromSpare replaces the files of the live tree by those of the new tree,
// which is complete but cannot be moved to where it belongs. The spare stays for
// the next build, marked as no generation that one could go back to.
func (s *Stage) publishFromSpare() error {
	spare := s.build.tree
	if s.incoming != nil {
		s.incoming.close()
		s.incoming = nil
	}
	if err := s.live.removeAll(stageName); err != nil {
		return err
	}
	defer s.live.removeAll(stageName)
	if err := s.live.mkdir(stageName, 0o700); err != nil {
		return err
	}
	if err := s.openIncoming(s.live.path + string(os.PathSeparator) + stageName); err != nil {
		return err
	}
	for number, path := range s.claims.paths {
		out := &s.wanted[number]
		if out.source == inLive {
			continue
		}
		out.staged, out.source = s.counter.Add(1), incoming
		if err := linkEntry(spare, path, s.incoming, stagedName(out.staged)); err == nil {
			continue
		}
		data, err := spare.read(path)
		if err != nil {
			return err
		}
		st, err := s.incoming.create(stagedName(out.staged), data)
		if err != nil {
			return err
		}
		out.entry = st.entry(out.digest, out.key)
	}
	spare.close()
	s.build = newBuilder(s.live, s.liveIs)
	s.inPlace = true
	s.notes = append(s.notes, "The output folder could not be exchanged for the new one (it is in use, or mounted), so its files were replaced one by one.")
	return s.publishInPlace()
}
