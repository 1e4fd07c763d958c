package gaapmock

import (
	"slices"
	"strings"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

type listenerIDs struct {
	ListenerIDs []string `json:"ListenerIds"`
}

func createTCPListeners(c *call, in *gaap.CreateTCPListenersRequestParams) (any, *apiError) {
	code := "FailedOperation.ProxyStatusNotInRuning"
	if c.opts.Listener.InstanceStatusOnly {
		code = codeNotRunning
	}
	return c.createListeners(Listener{Protocol: "TCP", ProxyID: val(in.ProxyId), GroupID: val(in.GroupId)}, in, vals(in.Ports), vals(in.RealServerPorts), code)
}

func createUDPListeners(c *call, in *gaap.CreateUDPListenersRequestParams) (any, *apiError) {
	return c.createListeners(Listener{Protocol: "UDP", ProxyID: val(in.ProxyId), GroupID: val(in.GroupId)}, in, vals(in.Ports), vals(in.RealServerPorts), codeNotRunning)
}

const codeNotRunning = "FailedOperation.InstanceStatusNotInRuning"

// createListeners is CreateTCPListeners and CreateUDPListeners. The
// ids are in the order of the ports.
func (c *call) createListeners(l Listener, in any, ports, realServerPorts []uint64, notRunning string) (any, *apiError) {
	if err := c.checkParents(&l.ProxyID, &l.GroupID, false); err != nil {
		return nil, err
	}
	if err := l.set(in); err != nil {
		return nil, err
	}
	on := c.parentOf(l.ProxyID, l.GroupID)
	if !on.found {
		return nil, c.noParent(l)
	}
	if !c.opts.Listener.OmittedHealthNull {
		l.fillHealth()
	}
	if err := c.checkSettings(&l, Listener{}, on); err != nil {
		return nil, err
	}
	if err := c.checkBatch(ports, realServerPorts, on); err != nil {
		return nil, err
	}
	if err := c.checkRunning(on, l.GroupID, notRunning); err != nil {
		return nil, err
	}
	if err := c.checkIdle(l, codeHasTask); err != nil {
		return nil, err
	}
	fit, err := c.freePorts(l, on, ports)
	if err != nil && (!c.opts.Listener.PartialBatch || len(fit) == 0) {
		return nil, err
	}
	out := listenerIDs{}
	l.Status, l.CreateTime = StatusCreating, c.now
	for i, port := range fit {
		l.ID, l.Port = c.store.Listeners.newID(c.store.Seed), port
		if len(realServerPorts) > 0 {
			l.RealServerPort = int64(realServerPorts[i]) //nolint:gosec // checked: a port
		}
		c.beginListener(l, c.opts.Listener.CreateDuration)
		out.ListenerIDs = append(out.ListenerIDs, l.ID)
	}
	return out, nil
}

// beginListener puts a listener on its way to RUNNING.
func (c *call) beginListener(l Listener, duration time.Duration) {
	c.store.Listeners.begin(c, l, step{c.ends(l.ID, duration), StatusRunning})
}

func (c *call) noParent(l Listener) *apiError {
	switch {
	case l.GroupID != "":
		_, err := c.group(l.GroupID)
		return err
	case c.opts.Listener.UnknownParent == UnknownInvalidParameter:
		return errorf("InvalidParameter", "ProxyId(%s) Not Exist.", l.ProxyID)
	}
	return notFound(l.ProxyID)
}

// checkBatch refuses ports that no listener may have, wherever they are.
//
// Assumption: RealServerPorts are one for each port, and InvalidParameterValue
// where they are not taken.
func (c *call) checkBatch(ports, realServerPorts []uint64, on parent) *apiError {
	o := c.opts.Listener
	if len(ports) == 0 {
		return missing("Ports")
	}
	if o.MaxPorts >= 0 && len(ports) > o.MaxPorts {
		return errorf("FailedOperation.OperateLimitNumofListener", "A call may create up to %d listeners.", o.MaxPorts)
	}
	for i, port := range ports {
		if port < 1 || port > 65535 || !o.AnyPort && (port == 21 || port > 64999) {
			return errorf("InvalidParameterValue.InvalidListenerPort", "The port %d cannot be used.", port)
		}
		if o.RepeatedPortInvalid && slices.Contains(ports[:i], port) {
			return invalidValue("Ports")
		}
	}
	wrong := func(port uint64) bool { return port < 1 || port > 65535 }
	if n := len(realServerPorts); n > 0 && (!on.numbered || n != len(ports) || slices.ContainsFunc(realServerPorts, wrong)) {
		return invalidValue("RealServerPorts")
	}
	return nil
}

// freePorts returns the ports before the first that cannot be had, and why not.
func (c *call) freePorts(l Listener, on parent, ports []uint64) (fit []int64, err *apiError) {
	taken, quota := c.store.ports(l, c.now), c.opts.Listener.MaxListeners
	if strings.HasPrefix(on.region, "SL_AZURE_") && quota >= 0 {
		quota = min(quota, 20) // a partner's node
	}
	room := quota - len(c.children(l.parent()))
	for _, port := range ports {
		p := int64(port) //nolint:gosec // checked: a port
		switch {
		case taken[p]:
			return fit, errorf("InvalidParameterValue.DuplicatedListenerPort", "The port %d is taken.", p)
		case quota >= 0 && len(fit) >= room:
			return fit, errorf("FailedOperation.LimitNumofListener", "There may be %d listeners.", quota)
		}
		taken[p] = true
		fit = append(fit, p)
	}
	return fit, nil
}
