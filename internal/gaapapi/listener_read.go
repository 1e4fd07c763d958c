package gaapapi

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// listenerReads are the reads of listeners that are shared.
type listenerReads struct {
	tcp, udp *listenerLists

	mu      *sync.Mutex
	written map[ListenerParent]bool // by this process
}

// listenerLists are those of one protocol, by what the listeners belong to.
type listenerLists struct {
	lists     *wire.SharedLists[ListenerParent, Listener]
	refreshed *wire.Memo[ListenerParent, []Listener] // until the parent is written to
	sightings *wire.Sightings[ListenerParent, Listener]

	mu   sync.Mutex
	byID map[ListenerParent]*wire.Gatherer[string, Listener]
}

func newListenerReads(c *Client) listenerReads {
	return listenerReads{tcp: newListenerLists(c, TCP), udp: newListenerLists(c, UDP), mu: new(sync.Mutex), written: map[ListenerParent]bool{}}
}

func newListenerLists(c *Client, protocol string) *listenerLists {
	action := listAction(protocol)
	read := func(ctx context.Context, parent ListenerParent) ([]Listener, error) {
		return c.listListeners(ctx, ListenersOf{parent, protocol})
	}
	lists := wire.NewSharedLists(c.Client, action, read)
	return &listenerLists{
		lists:     lists,
		refreshed: wire.NewMemo(action, lists.Ask),
		sightings: wire.NewSightings(c.Client, action, lists.Ask),
		byID:      map[ListenerParent]*wire.Gatherer[string, Listener]{},
	}
}

func (r *listenerReads) of(protocol string) *listenerLists {
	if protocol == UDP {
		return r.udp
	}
	return r.tcp
}

// ListListeners returns the listeners of one protocol of a proxy or a group, in a
// call for each hundred. The list is read after this moment, and shared with
// others who want the same.
func (c *Client) ListListeners(ctx context.Context, of ListenersOf) ([]Listener, error) {
	return c.listeners.of(of.Protocol).lists.Ask(ctx, of.Parent)
}

// Listeners is [Client.ListListeners] for a refresh: until this process has
// written something below the parent, the list is read once for all who ask.
func (c *Client) Listeners(ctx context.Context, of ListenersOf) ([]Listener, error) {
	written := func() bool { return c.listeners.isWritten(of.Parent) }
	all, err := c.listeners.of(of.Protocol).refreshed.GetUntil(ctx, written, of.Parent)
	return slices.Clone(all), err // callers rearrange their list
}

// RecentListeners is [Client.ListListeners] for callers to whom a list is good
// that is younger than so much, whatever was written meanwhile: they share it.
func (c *Client) RecentListeners(ctx context.Context, of ListenersOf, younger time.Duration) (wire.Sighting[Listener], error) {
	return c.listeners.of(of.Protocol).sightings.Get(ctx, of.Parent, younger)
}

// RefreshListener reads one listener for a refresh of the state, from the list
// that [Client.Listeners] shares. One that is not on it is looked for by its id.
func (c *Client) RefreshListener(ctx context.Context, of ListenersOf, id string) (Listener, error) {
	if !c.listeners.isWritten(of.Parent) {
		all, err := c.Listeners(ctx, of)
		if err != nil && wire.ClassOf(err) != wire.Gone { // which is about the parent
			return Listener{}, err
		}
		if at := slices.IndexFunc(all, func(l Listener) bool { return l.ID == id }); at >= 0 {
			return all[at], nil
		}
	}
	return c.DescribeListener(ctx, of, id)
}

// DescribeListener reads one listener after this moment: by its id if nobody
// else reads one of the same list now, or the list for all who do. The error's
// class is [wire.Gone] if there is no such listener.
func (c *Client) DescribeListener(ctx context.Context, of ListenersOf, id string) (Listener, error) {
	return c.listenersByID(of).Ask(ctx, id)
}

// FindListener reads a listener whose parent and protocol are not known. The
// error's class is [wire.Gone] if there is none of either protocol.
func (c *Client) FindListener(ctx context.Context, id string) (Listener, error) {
	found, err := c.describeListener(ctx, ListenersOf{Protocol: TCP}, id)
	if wire.ClassOf(err) == wire.Gone {
		return c.describeListener(ctx, ListenersOf{Protocol: UDP}, id)
	}
	return found, err
}

// ListenerAt reads the listener at a port, after this moment: the transport and
// the port tell the listeners of a parent apart. The error's class is [wire.Gone]
// if there is none.
func (c *Client) ListenerAt(ctx context.Context, of ListenersOf, port int64) (Listener, error) {
	page, err := c.describeListeners(ctx, of, listenerQuery{port: port})
	if err != nil {
		return Listener{}, err
	}
	for _, listener := range page.Items {
		if listener.Port == port {
			return listener, nil
		}
	}
	return Listener{}, wire.NotListed(listAction(of.Protocol), page.RequestID, "a listener of this port")
}

// write notes that something below a parent is going to be written.
func (r *listenerReads) write(parent ListenerParent) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.written[parent] = true
}

func (r *listenerReads) isWritten(parent ListenerParent) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.written[parent]
}

func (c *Client) listenersByID(of ListenersOf) *wire.Gatherer[string, Listener] {
	lists := c.listeners.of(of.Protocol)
	lists.mu.Lock()
	defer lists.mu.Unlock()
	g := lists.byID[of.Parent]
	if g == nil {
		g = wire.NewGatherer(c.Client, listAction(of.Protocol), maxTogether, func(ctx context.Context, ids []string) map[string]wire.Result[Listener] {
			return c.describeListenersByID(ctx, of, ids)
		})
		lists.byID[of.Parent] = g
	}
	return g
}

// maxTogether is more than a proxy has listeners.
const maxTogether = 1000

func (c *Client) describeListenersByID(ctx context.Context, of ListenersOf, ids []string) map[string]wire.Result[Listener] {
	if len(ids) == 1 {
		listener, err := c.describeListener(ctx, of, ids[0])
		return map[string]wire.Result[Listener]{ids[0]: {Value: listener, Err: err}}
	}
	all, err := c.listListeners(ctx, of)
	if err != nil {
		failed := map[string]wire.Result[Listener]{}
		for _, id := range ids {
			failed[id] = wire.Result[Listener]{Err: err}
		}
		return failed
	}
	found := map[string]Listener{}
	for _, listener := range all {
		found[listener.ID] = listener
	}
	return wire.Answers(listAction(of.Protocol), "", ids, found)
}

// describeListener asks by the id alone: together with the parent of a listener
// that is being deleted, the service has been seen to answer InternalError.
func (c *Client) describeListener(ctx context.Context, of ListenersOf, id string) (Listener, error) {
	page, err := c.describeListeners(ctx, of, listenerQuery{id: id})
	if err != nil {
		return Listener{}, err
	}
	for _, listener := range page.Items {
		if listener.ID == id {
			return listener, nil
		}
	}
	return Listener{}, wire.NotListed(listAction(of.Protocol), page.RequestID, id)
}
