package acctest

import (
	"regexp"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Objects are those of one kind, as sessions look at them.
type Objects[O any] struct {
	Address string         // of the resource that is tested
	IDs     *regexp.Regexp // in what is sent
	Create  string         // the action that makes one
	All     func(*gaapmock.Server) []O
	ID      func(O) string
}

// In are the objects in a session.
func (k Objects[O]) In(s *Session) *ObjectSession[O] { return &ObjectSession[O]{s, k} }

// ObjectSession is a user with objects of one kind.
type ObjectSession[O any] struct {
	*Session

	kind Objects[O]
}

// ID is that of the object in the state, "" for none.
func (s *ObjectSession[O]) ID() string { return s.State().Object(s.kind.Address).Text("id") }

// Only is the one object that there is.
func (s *ObjectSession[O]) Only() O {
	s.T.Helper()
	all := s.kind.All(s.Mock)
	if len(all) != 1 {
		s.T.Fatalf("there are %d objects, want 1: %q", len(all), s.ids())
	}
	return all[0]
}

// RequireOne demands that there is one object, the one in the state, which is well,
// and nothing to do.
func (s *ObjectSession[O]) RequireOne() O {
	s.T.Helper()
	o := s.Only()
	s.RequireSettled(s.kind.Address, s.kind.ID(o))
	return o
}

// RequireWrites demands these writes since the last time, in their order, with ID for
// ids of the kind.
func (s *ObjectSession[O]) RequireWrites(want ...string) {
	s.T.Helper()
	if err := DifferentWrites(s.Writes(s.kind.IDs), want); err != nil {
		s.T.Error(err)
	}
}

// CreateCalls is how often an object was ordered, and how often one was made.
func (s *ObjectSession[O]) CreateCalls() (sent, executed int) {
	calls := s.Mock.Calls(s.kind.Create)
	return len(calls), CountExecuted(calls)
}

// RequireNothingLeft demands that no object is left.
func (s *ObjectSession[O]) RequireNothingLeft() {
	s.T.Helper()
	for _, id := range s.ids() {
		s.T.Errorf("%s is left", id)
	}
}

// ids are those of the objects that there are: what else they have may be a secret.
func (s *ObjectSession[O]) ids() []string {
	var all []string
	for _, o := range s.kind.All(s.Mock) {
		all = append(all, s.kind.ID(o))
	}
	return all
}
