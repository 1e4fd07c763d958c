package wire

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
)

// idText is the shape of the service's ids, such as link-1a2b3c4d.
var idText = regexp.MustCompile(`^[A-Za-z0-9]{1,32}-[A-Za-z0-9]{1,32}$`)

// CheckID checks an id that the client learns from an answer: it is going to
// be stored, shown and sent. kind is what has the id, such as proxy.
func CheckID(kind, id string) error {
	if id == "" {
		return fmt.Errorf("the answer lacks the id of a %s", kind)
	}
	if !idText.MatchString(id) {
		return fmt.Errorf("the answer holds %.80q for the id of a %s", id, kind)
	}
	return nil
}

// ByID returns the entries of an answer that were asked for. It ignores others,
// unless some that were asked for are missing: then the answer may belong to
// another call, and must not pass for the news that they are gone.
func ByID[V any](kind string, asked []string, entries []V, idOf func(V) string) (map[string]V, error) {
	if err := NoContradiction(kind, entries, idOf); err != nil {
		return nil, err
	}
	found := map[string]V{}
	var foreign error
	for _, entry := range entries {
		if id := idOf(entry); slices.Contains(asked, id) {
			found[id] = entry
		} else {
			foreign = fmt.Errorf("the answer is about %s %.80q, which was not asked for", kind, id)
		}
	}
	if foreign != nil && len(found) < len(asked) {
		return nil, foreign
	}
	return found, nil
}

// NoContradiction checks that an answer does not tell different things about
// one object.
func NoContradiction[V any](kind string, entries []V, idOf func(V) string) error {
	first := map[string]V{}
	for _, entry := range entries {
		id := idOf(entry)
		if known, listed := first[id]; listed && !reflect.DeepEqual(known, entry) {
			return fmt.Errorf("the answer says different things about %s %.80q", kind, id)
		}
		first[id] = entry
	}
	return nil
}
