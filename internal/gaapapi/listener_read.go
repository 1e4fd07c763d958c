package gaapapi

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Listeners reads the listeners of one layer, and shares the reads.
type Listeners[L any] struct {
	listenerKind[L]

	client *Client
	lists  map[string]*listenerLists[L]
	known  *wire.Memo[string, L]
}

// listenerWrites are below which proxies and groups this process has written.
type listenerWrites struct {
	mu      sync.Mutex
	parents map[ListenerParent]bool
}

// listenerKind is what is special about the listeners of a layer.
type listenerKind[L any] struct {
	protocols []string
	pageSize  uint64
	id        func(L) string
	port      func(L) int64
	read      func(ctx context.Context, of ListenersOf, query listenerQuery) (wire.Page[L], error)
}

// listenerLists are those of one protocol, by what the listeners belong to.
type listenerLists[L any] struct {
	lists     *wire.SharedLists[ListenerParent, L]
	refreshed *wire.Memo[ListenerParent, []L] // until the parent is written to
	snapshots *wire.Snapshots[ListenerParent, L]
	byID      *wire.Batchers[ListenerParent, string, L]
}

func newListeners[L any](c *Client, kind listenerKind[L]) *Listeners[L] {
	s := &Listeners[L]{listenerKind: kind, client: c, lists: map[string]*listenerLists[L]{}}
	s.known = wire.NewMemo(listAction(kind.protocols[0]), s.Find)
	for _, protocol := range kind.protocols {
		lists := wire.NewSharedLists(c.Client, listAction(protocol), func(ctx context.Context, parent ListenerParent) ([]L, error) {
			return s.list(ctx, ListenersOf{parent, protocol})
		})
		s.lists[protocol] = &listenerLists[L]{
			lists:     lists,
			refreshed: wire.NewMemo(listAction(protocol), lists.Get),
			snapshots: wire.NewSnapshots(c.Client, listAction(protocol), lists.Get),
			byID: wire.NewBatchers(c.Client, listAction(protocol), maxTogether, func(ctx context.Context, parent ListenerParent, ids []string) map[string]wire.Result[L] {
				return s.describeAll(ctx, ListenersOf{parent, protocol}, ids)
			}),
		}
	}
	return s
}

// Now returns the listeners of one protocol of a proxy or a group, in a call for
// each page. The list is read after this moment, and shared with others who want
// the same.
func (s *Listeners[L]) Now(ctx context.Context, of ListenersOf) ([]L, error) {
	return s.lists[of.Protocol].lists.Get(ctx, of.Parent)
}

// All is [Listeners.Now] for a refresh: until this process has written something
// below the parent, the list is read once for all who ask.
func (s *Listeners[L]) All(ctx context.Context, of ListenersOf) ([]L, error) {
	written := func() bool { return s.client.listenerWrites.isWritten(of.Parent) }
	all, err := s.lists[of.Protocol].refreshed.GetUntil(ctx, written, of.Parent)
	return slices.Clone(all), err // callers rearrange their list
}

// Recent is [Listeners.Now] for callers to whom a list is good that is younger
// than so much, whatever was written meanwhile: they share it.
func (s *Listeners[L]) Recent(ctx context.Context, of ListenersOf, younger time.Duration) (wire.Snapshot[L], error) {
	return s.lists[of.Protocol].snapshots.Get(ctx, of.Parent, younger)
}

// Refresh reads one listener for a refresh of the state, from the list that
// [Listeners.All] shares. One that is not on it is looked for by its id.
func (s *Listeners[L]) Refresh(ctx context.Context, of ListenersOf, id string) (L, error) {
	if s.lists[of.Protocol] != nil && !s.client.listenerWrites.isWritten(of.Parent) {
		all, err := s.All(ctx, of)
		if err != nil && wire.ClassOf(err) != wire.Gone { // which is about the parent
			var none L
			return none, err
		}
		if at := slices.IndexFunc(all, func(l L) bool { return s.id(l) == id }); at >= 0 {
			return all[at], nil
		}
	}
	return s.Describe(ctx, of, id)
}

// Describe reads one listener after this moment: by its id if nobody else reads
// one of the same list now, or the list for all who do. The error's class is
// [wire.Gone] if there is no such listener.
func (s *Listeners[L]) Describe(ctx context.Context, of ListenersOf, id string) (L, error) {
	if s.lists[of.Protocol] == nil { // somebody edited the state
		return s.Find(ctx, id)
	}
	return s.lists[of.Protocol].byID.At(of.Parent).Do(ctx, id)
}

// Find reads a listener whose parent and protocol are not known. The error's
// class is [wire.Gone] if there is none of any protocol of the layer.
func (s *Listeners[L]) Find(ctx context.Context, id string) (found L, err error) {
	for _, protocol := range s.protocols {
		found, err = s.describe(ctx, ListenersOf{Protocol: protocol}, id)
		if wire.ClassOf(err) != wire.Gone {
			break
		}
	}
	return found, err
}

// Known is [Listeners.Find] once for all who ask, as long as this process lives: it
// is good for what never changes of a listener, such as its protocol and its parent.
func (s *Listeners[L]) Known(ctx context.Context, id string) (L, error) { return s.known.Get(ctx, id) }

// At reads the listener at a port, after this moment: the transport and the port
// tell the listeners of a parent apart. The error's class is [wire.Gone] if there
// is none.
func (s *Listeners[L]) At(ctx context.Context, of ListenersOf, port int64) (L, error) {
	var none L
	page, err := s.read(ctx, of, listenerQuery{port: port})
	if err != nil {
		return none, err
	}
	for _, listener := range page.Items {
		if s.port(listener) == port {
			return listener, nil
		}
	}
	return none, wire.NotListedError(listAction(of.Protocol), page.RequestID, "a listener of this port")
}

// noteWrite notes that something below a parent is going to be written.
func (w *listenerWrites) noteWrite(parent ListenerParent) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.parents == nil {
		w.parents = map[ListenerParent]bool{}
	}
	w.parents[parent] = true
}

func (w *listenerWrites) isWritten(parent ListenerParent) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.parents[parent]
}

// maxTogether is more than a proxy has listeners.
const maxTogether = 1000

func (s *Listeners[L]) describeAll(ctx context.Context, of ListenersOf, ids []string) map[string]wire.Result[L] {
	return wire.OneOrAll(listAction(of.Protocol), ids,
		func(id string) (L, error) { return s.describe(ctx, of, id) },
		func() (map[string]L, error) {
			all, err := s.list(ctx, of)
			found := map[string]L{}
			for _, listener := range all {
				found[s.id(listener)] = listener
			}
			return found, err
		})
}

// describe asks by the id alone: together with the parent of a listener that is
// being deleted, the service has been seen to answer InternalError.
func (s *Listeners[L]) describe(ctx context.Context, of ListenersOf, id string) (L, error) {
	var none L
	page, err := s.read(ctx, of, listenerQuery{id: id})
	if err != nil {
		return none, err
	}
	for _, listener := range page.Items {
		if s.id(listener) == id {
			return listener, nil
		}
	}
	return none, wire.NotListedError(listAction(of.Protocol), page.RequestID, id)
}

func (s *Listeners[L]) list(ctx context.Context, of ListenersOf) ([]L, error) {
	return wire.List[L]{
		Action: listAction(of.Protocol), PageSize: int(s.pageSize), ID: s.id, //nolint:gosec // a small number
		Read: func(offset uint64) (wire.Page[L], error) {
			return s.read(ctx, of, listenerQuery{offset: offset})
		},
	}.ReadAll()
}
