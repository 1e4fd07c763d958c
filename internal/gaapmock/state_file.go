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

const stateFormat = 1

// stateFile is the content of Options.StateFile.
type stateFile struct {
	Format   int       `json:"format"`
	WireTime time.Time `json:"wire_time"` // both clocks when it was written
	LifeTime time.Time `json:"life_time"`
	World    *world    `json:"world"`
}

// load reads the state file; a missing one is an empty world.
func (s *Server) load() error {
	if s.opts.StateFile == "" {
		return nil
	}
	data, err := os.ReadFile(s.opts.StateFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("gaapmock: state file: %w", err)
	}
	file := stateFile{World: newWorld(0)}
	if err := json.Unmarshal(data, &file); err != nil {
		return fmt.Errorf("gaapmock: state file %s: %w", s.opts.StateFile, err)
	}
	if file.Format != stateFormat {
		return fmt.Errorf("gaapmock: state file %s has format %d, want %d", s.opts.StateFile, file.Format, stateFormat)
	}
	s.life.resume(file.WireTime, file.LifeTime)
	seed := s.world.Seed
	s.world = file.World
	if seed != 0 {
		s.world.Seed = seed
	}
	return nil
}

// save replaces the state file if something changed. The caller holds the lock.
func (s *Server) save() error {
	if s.opts.StateFile == "" || !s.world.unsaved {
		return nil
	}
	now := s.opts.Clock.Now()
	data, err := json.MarshalIndent(stateFile{stateFormat, now.Round(0).UTC(), s.life.now(), s.world}, "", " ")
	if err != nil {
		return fmt.Errorf("gaapmock: state file: %w", err)
	}
	if err := replaceFile(s.opts.StateFile, data); err != nil {
		return fmt.Errorf("gaapmock: state file: %w", err)
	}
	s.world.unsaved = false
	return nil
}

// replaceFile writes beside the target and renames, so that a reader or a kill
// never sees half a file.
func replaceFile(path string, data []byte) error {
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
