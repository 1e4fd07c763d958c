package gaapmock

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// decodeKnown decodes one JSON value and refuses unknown fields and anything
// behind the value.
func decodeKnown(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	return nil
}
