package gaapmock

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// stateFormat is 2 since listeners, origins and groups are objects of their own.
const stateFormat = 2

// maxStateFile is the largest state file that is loaded, in bytes.
const maxStateFile = 256 << 20

// stateFile is the content of Options.StateFile.
type stateFile struct {
	Format   int       `json:"format"`
	WireTime time.Time `json:"wire_time"` // both clocks when it was written
	LifeTime time.Time `json:"life_time"`
	Store    *store    `json:"world"`
}

// load reads the state file; a missing one is an empty store.
func (s *Server) load() error {
	if s.opts.StateFile == "" {
		return nil
	}
	data, err := readState(s.opts.StateFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("gaapmock: state file: %w", err)
	}
	file := stateFile{Store: newStore(0)}
	if err := json.Unmarshal(data, &file); err != nil {
		return fmt.Errorf("gaapmock: state file %s: %w", s.opts.StateFile, err)
	}
	if file.Format != stateFormat {
		return fmt.Errorf("gaapmock: state file %s has format %d, want %d: it is of another version of the mock; remove it to begin anew", s.opts.StateFile, file.Format, stateFormat)
	}
	if err := file.check(); err != nil {
		return fmt.Errorf("gaapmock: state file %s: %w", s.opts.StateFile, err)
	}
	s.life.resume(file.WireTime, file.LifeTime)
	if s.life.now().After(lastTime) {
		return fmt.Errorf("gaapmock: state file %s: %w", s.opts.StateFile, errTooFar)
	}
	seed := s.store.Seed
	s.store = file.Store
	if seed != 0 {
		s.store.Seed = seed
	}
	return nil
}

// readState reads a state file, unless it is too large.
func readState(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxStateFile {
		return nil, fmt.Errorf("%s is larger than %d bytes", path, maxStateFile)
	}
	return os.ReadFile(path) //nolint:gosec // the user names the file
}

// check refuses what no server has written and this one could not work with.
func (f *stateFile) check() error {
	w := f.Store
	if w == nil || w.Tokens == nil || w.Tasks == nil {
		return errors.New("something is null that must not be")
	}
	for _, t := range w.tables() {
		if err := t.load(); err != nil {
			return err
		}
	}
	return nil
}

// save replaces the state file if something changed. The caller holds the lock.
func (s *Server) save() error {
	if s.opts.StateFile == "" || !s.store.unsaved {
		return nil
	}
	now := s.opts.Clock.Now()
	data, err := json.MarshalIndent(stateFile{stateFormat, now.Round(0).UTC(), s.life.now(), s.store}, "", " ")
	if err != nil {
		return fmt.Errorf("gaapmock: state file: %w", err)
	}
	if err := replaceFile(s.opts.StateFile, data); err != nil {
		return fmt.Errorf("gaapmock: state file: %w", err)
	}
	s.store.unsaved = false
	return nil
}

// replaceFile writes beside the target and renames, so that a reader or a kill
// never sees half a file.
func replaceFile(path string, data []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // a link stays one
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
