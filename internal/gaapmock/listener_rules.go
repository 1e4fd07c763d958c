package gaapmock

import (
	"math"
	"reflect"
	"slices"
	"time"
)

// set changes what a request has of the settings of a listener. The structs of
// the SDK for creating and modifying have the same names for them.
func (l *Listener) set(in any) *apiError {
	for _, f := range []struct {
		name     string
		into     *int64
		min, max int64
	}{
		{"HealthCheck", &l.HealthCheck, 0, 1},
		{"DelayLoop", &l.DelayLoop, 5, 300},
		{"ConnectTimeout", &l.ConnectTimeout, 2, 60},
		{"HealthyThreshold", &l.HealthyThreshold, 1, 10},
		{"UnhealthyThreshold", &l.UnhealthyThreshold, 1, 10},
		{"FailoverSwitch", &l.FailoverSwitch, 0, 1},
		{"ClientIPMethod", &l.ClientIPMethod, 0, 1},
		{"CheckPort", &l.CheckPort, 0, 65535}, // Assumption: 0 is none
	} {
		n, ok := field(in, f.name)
		if !ok {
			continue
		}
		if *f.into = integer(n); *f.into < f.min || *f.into > f.max {
			return invalidValue(f.name)
		}
	}
	for _, f := range []struct {
		name    string
		into    *string
		allowed []string // nil: any
	}{
		{"ListenerName", &l.Name, nil},
		{"Scheduler", &l.Scheduler, []string{"rr", "wrr", "lc", "lrtt"}},
		{"RealServerType", &l.RealServerType, []string{TypeIP, TypeDomain}},
		{"CheckType", &l.CheckType, []string{"PORT", "PING", ""}}, // Assumption: "" is none
		{"ContextType", &l.ContextType, []string{"TEXT", ""}},
		{"SendContext", &l.SendContext, nil},
		{"RecvContext", &l.RecvContext, nil},
	} {
		text, ok := field(in, f.name)
		if !ok {
			continue
		}
		if *f.into = text.String(); f.allowed != nil && !slices.Contains(f.allowed, *f.into) {
			return invalidValue(f.name)
		}
	}
	return nil
}

// field returns what a struct of the SDK has under a name, if it has anything.
func field(in any, name string) (reflect.Value, bool) {
	f := reflect.ValueOf(in).Elem().FieldByName(name)
	if !f.IsValid() || f.IsNil() {
		return f, false
	}
	return f.Elem(), true
}

func integer(n reflect.Value) int64 {
	if n.CanUint() {
		return int64(min(n.Uint(), math.MaxInt64))
	}
	return n.Int()
}

// checkSettings refuses settings that do not go together.
//
// Assumption: without a health check ConnectTimeout must be below DelayLoop, too;
// texts that were set before may stay when CheckType is no longer PORT.
func (c *call) checkSettings(l *Listener, old Listener, on parent) *apiError {
	o := c.opts.Listener
	if l.Protocol == "UDP" && l.HealthCheck == 1 && l.CheckType == "" && o.CheckTypePing {
		l.CheckType = "PING"
	}
	text := l.ContextType + l.SendContext + l.RecvContext
	switch {
	case l.RealServerType == TypeDomain && (l.Scheduler == "wrr" || l.Scheduler == "lrtt" || l.FailoverSwitch == 1) && !o.CombinationsUnchecked:
		return errorf("InvalidParameterValue", "DOMAIN supports neither wrr nor lrtt nor failover.")
	case l.RealServerType == TypeDomain && on.ipVersion == "IPv6":
		return invalidValue("RealServerType")
	case l.Protocol == "TCP" && !slices.Contains(on.clientIPMethods, l.ClientIPMethod) && !o.CombinationsUnchecked:
		return invalidValue("ClientIPMethod")
	case l.Scheduler == "lrtt" && !o.LRTTAllowed:
		return errorf("UnsupportedOperation", "The account may not use lrtt.")
	case l.FailoverSwitch == 1 && l.HealthCheck == 0:
		return errorf("InvalidParameterValue", "FailoverSwitch needs HealthCheck.")
	case l.DelayLoop != 0 && l.ConnectTimeout >= l.DelayLoop && !o.TimeoutUnchecked:
		return errorf("InvalidParameterValue", "ConnectTimeout must be less than DelayLoop.")
	case l.Protocol == "UDP" && l.HealthCheck == 1 && l.CheckType == "":
		return invalidValue("CheckType")
	case l.CheckType != "PORT" && text != "" && text != old.ContextType+old.SendContext+old.RecvContext:
		return errorf("InvalidParameterValue", "ContextType, SendContext and RecvContext need CheckType PORT.")
	}
	return c.opts.checkLongName("ListenerName", l.Name)
}

// parent is what matters to a listener of its proxy or group.
type parent struct {
	found           bool
	status          string // "" while it reads RUNNING and is not
	project         int64
	ipVersion       string
	clientIPMethods []int64
	region          string
	numbered        bool // takes RealServerPorts
	version         string
	noTLSChoice     bool
}

func (c *call) parentOf(proxyID, groupID string) parent {
	if groupID != "" {
		g, ok := c.store.Groups.current(c.now).get(groupID)
		return parent{ok, g.Status, g.ProjectID, g.IPAddressVersion, []int64{0, 1}, "", true, "3.0", false}
	}
	p, ok := c.store.Proxies.current(c.now).get(proxyID)
	if ok && p.Status == StatusRunning && c.store.Proxies.isBusy(p, c.now) {
		p.Status = "" // about to be ADJUSTING, see permits
	}
	return parent{ok, p.Status, p.ProjectID, p.IPAddressVersion, p.ClientIPMethods, p.AccessRegion, p.Version == "1.0", p.Version, p.NoTLSChoice}
}

// checkRunning refuses a write below a proxy or group that does not run.
func (c *call) checkRunning(on parent, groupID, proxyCode string) *apiError {
	switch {
	case on.status == StatusRunning:
		return nil
	case groupID != "":
		return errorf("FailedOperation.GroupStatusNotInRuning", "The group `%s` is not RUNNING.", groupID)
	}
	return errorf(proxyCode, "The proxy is not RUNNING.")
}

// checkIdle refuses a write on a listener that is busy.
func (c *call) checkIdle(l Listener, busyCode string) *apiError {
	if c.opts.Listener.Lock != LockStatusError {
		busyCode = codeHasTask
	}
	busy := func(l Listener) bool { return c.store.Listeners.isBusy(l, c.now) || c.store.busyBelow(l.ID, c.now) }
	switch {
	case c.opts.Listener.Lock == LockQueue && l.Status != StatusDestroying:
		return nil
	case l.ID != "" && busy(l):
		return errorf(busyCode, "The listener `%s` has an action under way.", l.ID)
	case c.opts.Listener.Lock == LockParent && slices.ContainsFunc(c.children(l.parent()), busy):
		return errorf(codeHasTask, "Another listener of `%s` has an action under way.", l.parent())
	}
	return nil
}

// ends is when a write on a listener, or below it, is over that takes a time: if
// writes queue, it begins when those before it end.
func (c *call) ends(listenerID string, duration time.Duration) time.Time {
	begin := c.now
	if l, ok := c.store.Listeners.current(c.now).get(listenerID); ok && c.opts.Listener.Lock == LockQueue {
		begin = c.store.lastStep(l, c.now)
	}
	end := begin.Add(duration)
	if c.opts.Listener.Tasks {
		c.startTask(end, false)
	}
	return end
}

const codeHasTask = "FailedOperation.ListenerHasTask"
