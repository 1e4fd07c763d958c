package wire

import (
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// division asks for many ids with few calls although some of the ids may make
// a whole call fail.
type division[V any] struct {
	ask     func(ids []string) (map[string]Result[V], error)
	answers map[string]Result[V]
}

// Divided answers every id. A call that fails because of some ids is halved
// until these are found: one bad id among a hundred takes some fifteen calls.
func Divided[V any](ids []string, ask func([]string) (map[string]Result[V], error)) map[string]Result[V] {
	d := &division[V]{ask: ask, answers: map[string]Result[V]{}}
	if err := d.try(ids); err != nil {
		d.divide(ids, err)
	}
	return d.answers
}

// try keeps the answers of one call.
func (d *division[V]) try(ids []string) error {
	found, err := d.ask(ids)
	for id, a := range found {
		d.answers[id] = a
	}
	return err
}

// divide finds out which of the ids made a call fail. An id is not to blame
// before a call for it alone has failed.
func (d *division[V]) divide(ids []string, err error) {
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

func (d *division[V]) fail(ids []string, err error) {
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
