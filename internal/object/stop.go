package object

import "errors"

// stopError ends an operation with a diagnostic of its own: a person has to decide.
type stopError struct{ summary, detail string }

// Stop is an error that ends an operation with a summary and a detail of its own.
func Stop(summary, detail string) error { return &stopError{summary, detail} }

// Error returns the diagnostic's text.
func (e *stopError) Error() string { return e.summary + ": " + e.detail }

func asStop(err error) (*stopError, bool) { return errors.AsType[*stopError](err) }
