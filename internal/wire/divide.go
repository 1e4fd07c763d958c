package wire

import (
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// division asks for many ids with few calls although some of the ids may make
// a whole call fail.
type division[K comparable, V any] struct {
	ask     func(ids []K) (map[K]Result[V], error)
	answers map[K]Result[V]
}

// Divided answers every id. A call that fails because of some ids is halved
// until these are found: one bad id among a hundred takes some fifteen calls.
func Divided[K comparable, V any](ids []K, ask func([]K) (map[K]Result[V], error)) map[K]Result[V] {
	d := &division[K, V]{ask: ask, answers: map[K]Result[V]{}}
	if err := d.try(ids); err != nil {
		d.divide(ids, err)
	}
	return d.answers
}

// OneByOne answers every key. Where one call for all fails because of some of them,
// each has a call of its own: of several that cannot be made, the reasons may have
// one code, and those beside them can be made all the same.
func OneByOne[K comparable, V any](keys []K, ask func([]K) (map[K]Result[V], error)) map[K]Result[V] {
	d := &division[K, V]{ask: ask, answers: map[K]Result[V]{}}
	err := d.try(keys)
	switch {
	case err == nil:
	case len(keys) == 1 || !perhapsAboutOne(err):
		d.fail(keys, err)
	default:
		for i := range keys {
			if err := d.try(keys[i : i+1]); err != nil {
				d.fail(keys[i:i+1], err)
			}
		}
	}
	return d.answers
}

// try keeps the answers of one call.
func (d *division[K, V]) try(ids []K) error {
	found, err := d.ask(ids)
	for id, a := range found {
		d.answers[id] = a
	}
	return err
}

// divide finds out which of the ids made a call fail. An id is not to blame
// before a call for it alone has failed.
func (d *division[K, V]) divide(ids []K, err error) {
	if len(ids) == 1 || !perhapsAboutOne(err) {
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
		d.divide(first, firstErr)
	}
	if secondErr != nil {
		d.divide(second, secondErr)
	}
}

func (d *division[K, V]) fail(ids []K, err error) {
	for _, id := range ids {
		d.answers[id] = Result[V]{Err: err}
	}
}

// perhapsAboutOne reports whether a call for many ids may have failed because
// of one of them: it may not exist, or belong to another account.
func perhapsAboutOne(err error) bool {
	code := CodeOf(err)
	if code == "" || strings.HasPrefix(code, "AuthFailure") && code != "AuthFailure.UnauthorizedOperation" {
		return false
	}
	class := ClassOf(err)
	return class == Gone || class == Final
}

// Answers gives each id what was found for it. An id that the service's answer
// leaves out is gone.
func Answers[V any](action, requestID string, ids []string, found map[string]V) map[string]Result[V] {
	answers := map[string]Result[V]{}
	for _, id := range ids {
		if value, ok := found[id]; ok {
			answers[id] = Result[V]{Value: value}
		} else {
			answers[id] = Result[V]{Err: NotListed(action, requestID, id)}
		}
	}
	return answers
}

// NotListed is the error about an object that is gone: an answer that would list
// it does not.
func NotListed(action, requestID, id string) error {
	return &Error{
		Action: action, Code: "ResourceNotFound", Message: "the answer does not list " + quote.Printable(id, maxCode), RequestID: requestID,
	}
}
