package wire

import (
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// bisection asks for many ids with few calls although some of the ids may make
// a whole call fail.
type bisection[V any] struct {
	ask     func(ids []string) (map[string]Result[V], error)
	answers map[string]Result[V]
}

// Bisect answers every id. A call that fails because of some ids is halved
// until these are found: one bad id among a hundred takes some fifteen calls.
func Bisect[V any](ids []string, ask func([]string) (map[string]Result[V], error)) map[string]Result[V] {
	d := &bisection[V]{ask: ask, answers: map[string]Result[V]{}}
	if err := d.try(ids); err != nil {
		d.bisect(ids, err)
	}
	return d.answers
}

// try keeps the answers of one call.
func (d *bisection[V]) try(ids []string) error {
	found, err := d.ask(ids)
	for id, a := range found {
		d.answers[id] = a
	}
	return err
}

// bisect finds out which of the ids made a call fail. An id is not to blame
// before a call for it alone has failed.
func (d *bisection[V]) bisect(ids []string, err error) {
	if len(ids) == 1 || !MayConcernOneID(err) {
		d.fail(ids, err)
		return
	}
	first, second := ids[:len(ids)/2], ids[len(ids)/2:]
	firstErr, secondErr := d.try(first), d.try(second)
	aboutSome := ClassOf(err) == Gone || CodeOf(err) == CodeNoAccess
	if firstErr != nil && secondErr != nil && !aboutSome && CodeOf(firstErr) == CodeOf(secondErr) {
		d.fail(first, firstErr) // what both halves are told is about all of them
		d.fail(second, secondErr)
		return
	}
	if firstErr != nil {
		d.bisect(first, firstErr)
	}
	if secondErr != nil {
		d.bisect(second, secondErr)
	}
}

func (d *bisection[V]) fail(ids []string, err error) {
	for _, id := range ids {
		d.answers[id] = Result[V]{Err: err}
	}
}

// MayConcernOneID reports whether a call for many ids may have failed because
// of one of them: it may not exist, or belong to another account.
func MayConcernOneID(err error) bool {
	code := CodeOf(err)
	if code == "" || strings.HasPrefix(code, "AuthFailure") && code != "AuthFailure.UnauthorizedOperation" {
		return false
	}
	class := ClassOf(err)
	return class == Gone || class == Final
}

// ResultsByID gives each id what was found for it. An id that the service's answer
// leaves out is gone.
func ResultsByID[V any](action, requestID string, ids []string, found map[string]V) map[string]Result[V] {
	answers := map[string]Result[V]{}
	for _, id := range ids {
		if value, ok := found[id]; ok {
			answers[id] = Result[V]{Value: value}
		} else {
			answers[id] = Result[V]{Err: NotListedError(action, requestID, id)}
		}
	}
	return answers
}

// OneOrAll answers every id: a single one by a call for it, several by a list that all
// of them are on. An error of the list is that of each.
func OneOrAll[V any](action string, ids []string, one func(id string) (V, error), all func() (map[string]V, error)) map[string]Result[V] {
	if len(ids) == 1 {
		value, err := one(ids[0])
		return map[string]Result[V]{ids[0]: {Value: value, Err: err}}
	}
	found, err := all()
	if err == nil {
		return ResultsByID(action, "", ids, found)
	}
	failed := map[string]Result[V]{}
	for _, id := range ids {
		failed[id] = Result[V]{Err: err}
	}
	return failed
}

// NotListedError is the error about an object that is gone: an answer that would list
// it does not.
func NotListedError(action, requestID, id string) error {
	return &Error{
		Action: action, Code: "ResourceNotFound", Message: "the answer does not list " + quote.Printable(id, maxCode), RequestID: requestID,
	}
}
