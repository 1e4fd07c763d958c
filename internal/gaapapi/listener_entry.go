package gaapapi

import (
	"fmt"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// listenerEntry is what the entries of all lists have.
type listenerEntry struct {
	id, protocol, proxyID, groupID *string
	status, port                   *uint64
}

type checkedEntry struct {
	id     string
	parent ListenerParent
	port   int64
	status ListenerStatus
}

// entry checks that an entry is about a listener of those that were asked for.
// What is asked by its id alone may be anybody's.
func (of ListenersOf) entry(info listenerEntry) (checkedEntry, error) {
	id := value(info.id)
	if err := wire.CheckID("listener", id); err != nil {
		return checkedEntry{}, err
	}
	parent := ListenerParent{ProxyID: value(info.proxyID), GroupID: value(info.groupID)}
	switch protocol := value(info.protocol); {
	case protocol != "" && protocol != of.Protocol:
		return checkedEntry{}, fmt.Errorf("the answer is about %.80q listener %s, not about %s", protocol, id, of.Protocol)
	case !of.Parent.owns(parent):
		return checkedEntry{}, fmt.Errorf("the answer is about listener %s of %.80q, not of %q", id, parent.ID(), of.Parent.ID())
	case nonNegative(info.status) == nil || value(info.port) == 0 || *info.port > maxPort:
		return checkedEntry{}, fmt.Errorf("the answer lacks the status or the port of listener %s", id)
	}
	if of.Parent != (ListenerParent{}) {
		parent = of.Parent
	}
	return checkedEntry{id, parent, int64(*info.port), ListenerStatus(*nonNegative(info.status))}, nil
}

const maxPort = 65535

// owns reports whether a listener may be one of the parent's. The service may
// leave out what it belongs to.
func (p ListenerParent) owns(shown ListenerParent) bool {
	if p == (ListenerParent{}) || shown == (ListenerParent{}) {
		return true
	}
	return p.ProxyID != "" && p.ProxyID == shown.ProxyID || p.GroupID != "" && p.GroupID == shown.GroupID
}
