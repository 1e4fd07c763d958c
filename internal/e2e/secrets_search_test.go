package e2e

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// search fails the test if a secret is in a text.
func (s *secretive) search(where string, text []byte) {
	s.T.Helper()
	if found := s.secrets.Find(text); found != "" {
		s.T.Errorf("%s holds %s", where, found)
	}
}

// searchFolder looks into every file, and into what is packed in it.
func (s *secretive) searchFolder(folder string) (files int) {
	s.T.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		s.search(path, text)
		packed, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			return nil //nolint:nilerr // most files are no archives
		}
		for _, member := range packed.File {
			text, err := unpack(member)
			if err != nil {
				return err
			}
			files++
			s.search(path+":"+member.Name, text)
		}
		return nil
	})
	must(s.T, err)
	return files
}

func unpack(member *zip.File) ([]byte, error) {
	reader, err := member.Open()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	return io.ReadAll(reader)
}
