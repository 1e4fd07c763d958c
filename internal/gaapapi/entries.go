package gaapapi

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
)

// proxyID is the shape of the service's ids, such as link-1a2b3c4d; those of
// groups have it, too, such as lg-1a2b3c4d.
var proxyID = regexp.MustCompile(`^[A-Za-z0-9]{1,32}-[A-Za-z0-9]{1,32}$`)

// checkID checks an id that the client learns from an answer: it is going to
// be stored, shown and sent.
func checkID(id string) error {
	if id == "" {
		return fmt.Errorf("the answer lacks the id of a proxy")
	}
	if !proxyID.MatchString(id) {
		return fmt.Errorf("the answer holds %.80q for the id of a proxy", id)
	}
	return nil
}

// byID returns the entries of an answer that were asked for. It ignores others,
// unless some that were asked for are missing: then the answer may belong to
// another call, and must not pass for the news that they are gone.
func byID[V any](asked []string, entries []V, idOf func(V) string) (map[string]V, error) {
	if err := noContradiction(entries, idOf); err != nil {
		return nil, err
	}
	found := map[string]V{}
	var foreign error
	for _, entry := range entries {
		if id := idOf(entry); slices.Contains(asked, id) {
			found[id] = entry
		} else {
			foreign = fmt.Errorf("the answer is about proxy %.80q, which was not asked for", id)
		}
	}
	if foreign != nil && len(found) < len(asked) {
		return nil, foreign
	}
	return found, nil
}

// noContradiction checks that an answer does not tell different things about
// one proxy.
func noContradiction[V any](entries []V, idOf func(V) string) error {
	first := map[string]V{}
	for _, entry := range entries {
		id := idOf(entry)
		if known, listed := first[id]; listed && !reflect.DeepEqual(known, entry) {
			return fmt.Errorf("the answer says different things about proxy %.80q", id)
		}
		first[id] = entry
	}
	return nil
}
