package gaapmock

import (
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// writable finds the listener that a write is for, and refuses it if it cannot
// be written to now.
//
// Assumption: one of another protocol or parent does not exist.
func (c *call) writable(id string, proxyID, groupID *string, busyCode string, protocols ...string) (Listener, parent, *apiError) {
	l, ok := c.store.Listeners.current(c.now).get(id)
	switch {
	case !ok:
		return l, parent{}, c.noListener(id, c.opts.Listener.Unknown)
	case !slices.Contains(protocols, l.Protocol) || !l.of(proxyID, groupID):
		return l, parent{}, c.noListener(id, UnknownNotExist)
	}
	on := c.parentOf(l.ProxyID, l.GroupID)
	if !c.opts.Listener.ParentStatusIgnored {
		if err := c.checkRunning(on, l.GroupID, codeNotRunning); err != nil {
			return l, on, err
		}
	}
	return l, on, c.checkIdle(l, busyCode)
}

func modifyTCPListenerAttribute(c *call, in *gaap.ModifyTCPListenerAttributeRequestParams) (any, *apiError) {
	return c.modifyListener("TCP", *in.ListenerId, in.ProxyId, in.GroupId, in)
}

func modifyUDPListenerAttribute(c *call, in *gaap.ModifyUDPListenerAttributeRequestParams) (any, *apiError) {
	return c.modifyListener("UDP", *in.ListenerId, in.ProxyId, in.GroupId, in)
}

// modifyListener is Modify*ListenerAttribute.
//
// Assumption: what is omitted stays; the new values show at once; a change of
// nothing takes its time, too.
func (c *call) modifyListener(protocol, id string, proxyID, groupID *string, in any) (any, *apiError) {
	if err := c.checkParents(proxyID, groupID, false); err != nil {
		return nil, err
	}
	old, on, err := c.writable(id, proxyID, groupID, codeListenerStatus, protocol)
	if err != nil {
		return nil, err
	}
	l := old.clone()
	if err := l.set(in); err != nil {
		return nil, err
	}
	if err := c.checkSettings(&l, old, on); err != nil {
		return nil, err
	}
	l.Status = StatusModifying
	c.beginListener(l, c.opts.Listener.ModifyDuration)
	return none{}, nil
}

// deletedListeners is the response of DeleteListeners.
type deletedListeners struct {
	Failed    []string `json:"OperationFailedListenerSet"`
	Succeeded []string `json:"OperationSucceedListenerSet"`
	Invalid   []string `json:"InvalidStatusListenerSet"`
}

// deleteListeners is DeleteListeners, of any protocol.
//
// Assumption: one that is busy makes the call ListenerHasTask for all.
func deleteListeners(c *call, in *gaap.DeleteListenersRequestParams) (any, *apiError) {
	if *in.Force > 1 {
		return nil, invalidValue("Force")
	}
	if err := c.checkParents(in.ProxyId, in.GroupId, false); err != nil {
		return nil, err
	}
	ids, err := mergeIDs(in.ListenerIds, nil)
	if err != nil || len(ids) == 0 {
		return nil, missingUnless(err, "ListenerIds")
	}
	if !c.parentOf(val(in.ProxyId), val(in.GroupId)).found {
		return nil, c.noParent(Listener{ProxyID: val(in.ProxyId), GroupID: val(in.GroupId)})
	}
	out, found := deletedListeners{[]string{}, []string{}, []string{}}, []Listener{}
	for _, id := range ids {
		l, _ := c.store.Listeners.current(c.now).get(id)
		if l.ID == "" || !l.of(in.ProxyId, in.GroupId) {
			out.Invalid = append(out.Invalid, id)
			continue
		}
		if _, _, err := c.writable(id, nil, nil, codeHasTask, protocols()...); err != nil {
			return nil, err
		}
		mode := c.opts.Listener.UnforcedDelete
		kept := *in.Force == 0 && (len(l.RealServers) > 0 || c.store.boundBelow(c.now, anyBinding)[l.ID]) && mode != UnforcedDeleted
		switch {
		case kept && mode == UnforcedRefused:
			return nil, errorf("FailedOperation.RealServerAlreadyBound", "The listener `%s` has origin servers bound.", id)
		case kept, c.fault.Kind == FaultOperationFailed:
			out.Failed = append(out.Failed, id)
		default:
			found = append(found, l)
			out.Succeeded = append(out.Succeeded, id)
		}
	}
	for _, l := range found {
		c.destroyListener(l, c.ends(l.ID, c.opts.Listener.DeleteDuration))
	}
	return out, nil
}

func missingUnless(err *apiError, name string) *apiError {
	if err != nil {
		return err
	}
	return missing(name)
}
