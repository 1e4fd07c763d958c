package gaapmock

import (
	"fmt"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// maxBound is the most origins of a listener.
const maxBound = 100

// bindListenerRealServers is BindListenerRealServers. The set replaces
// the old one.
func bindListenerRealServers(c *call, in *gaap.BindListenerRealServersRequestParams) (any, *apiError) {
	l, on, err := c.writable(*in.ListenerId, nil, nil, codeHasTask, "TCP", "UDP")
	switch n := len(in.RealServerBindSet); {
	case err != nil:
		return nil, err
	case n == 0 && c.opts.Listener.EmptyBindRefused:
		return nil, missing("RealServerBindSet")
	case n > maxBound:
		return nil, errorf("FailedOperation.LimitRealServerNum", "A listener has up to %d origin servers.", maxBound)
	}
	l.RealServers = []Binding{}
	for i, wanted := range in.RealServerBindSet {
		b, err := c.binding(l, on, wanted, fmt.Sprintf("RealServerBindSet.%d.", i))
		if err != nil {
			return nil, err
		}
		l.RealServers = append(l.RealServers, b)
	}
	l.Status = StatusBinding
	c.beginListener(l, c.opts.Listener.BindDuration)
	return none{}, nil
}

// binding checks one of a set against the listener and those before it.
//
// Assumption: an origin twice on one port is InvalidParameterValue, and so is
// failover without a role.
func (c *call) binding(l Listener, on parent, in *gaap.RealServerBindSetReq, path string) (b Binding, err *apiError) {
	o := c.opts.Listener
	for _, name := range []string{"RealServerId", "RealServerPort", "RealServerIP"} {
		if _, ok := field(in, name); !ok {
			return b, missing(path + name)
		}
	}
	r, ok := c.store.RealServers.current(c.now).get(*in.RealServerId)
	port, weight, role := *in.RealServerPort, uint64(1), val(in.RealServerFailoverRole)
	if in.RealServerWeight != nil {
		weight = *in.RealServerWeight
	}
	switch {
	case !ok && o.UnknownBindNotFound:
		return b, errorf("ResourceNotFound", "The origin server `%s` is not found.", *in.RealServerId)
	case !ok:
		return b, errorf("InvalidParameterValue.RealServerNotBelong", "The origin server `%s` is not of the account.", *in.RealServerId)
	case r.Banned:
		return b, errorf("InvalidParameterValue.HitBanBlacklist", "The origin server `%s` is on the blacklist.", r.ID)
	case !o.BindUnchecked && (!sameAddress(r.Address, *in.RealServerIP) || addressType(r.Address) != l.RealServerType):
		return b, invalidValue(path + "RealServerIP")
	case o.BindProjectChecked && r.ProjectID != on.project:
		return b, invalidValue(path + "RealServerId")
	case port < 1 || port > 65535:
		return b, invalidValue(path + "RealServerPort")
	case weight > 1<<31 || !o.AnyWeight && (weight < 1 || weight > 100):
		return b, invalidValue(path + "RealServerWeight")
	case role != "" && role != "master" && role != "slave", l.FailoverSwitch == 1 && role == "", l.FailoverSwitch == 0 && role != "" && o.RoleRefused:
		return b, invalidValue(path + "RealServerFailoverRole")
	}
	if l.FailoverSwitch == 0 {
		role = ""
	}
	b = Binding{r.ID, r.Address, int64(port), int64(weight), role}
	for _, other := range l.RealServers {
		if other.ID == b.ID && (other.Port == b.Port && !c.opts.Layer7.RepeatedBindTaken || other.Port != b.Port && o.RepeatedBindRefused) {
			return b, invalidValue(path + "RealServerId")
		}
	}
	return b, nil
}

// bindableServer is RealServer of the API.
type bindableServer struct {
	RealServerIP   string `json:"RealServerIP"`
	RealServerID   string `json:"RealServerId"`
	RealServerName string `json:"RealServerName"`
	ProjectID      int64  `json:"ProjectId"`
	InBanBlacklist int64  `json:"InBanBlacklist"`
}

// Assumption: origins of the listener's type can be bound, those that are bound
// or on the blacklist among them.
func describeListenerRealServers(c *call, in *gaap.DescribeListenerRealServersRequestParams) (any, *apiError) {
	l, ok := c.store.Listeners.asShown(c).get(*in.ListenerId)
	if !ok || l.Protocol != "TCP" && l.Protocol != "UDP" {
		return nil, c.noListener(*in.ListenerId, c.opts.Listener.Unknown)
	}
	on := c.parentOf(l.ProxyID, l.GroupID)
	set := c.bindable(l.RealServerType, on)
	bound, _ := c.bound(l)
	return map[string]any{
		"TotalCount": len(set), "RealServerSet": set, "BindRealServerTotalCount": len(bound), "BindRealServerSet": bound,
	}, nil
}

// bindable are the origins that a listener or rule of a type may bind.
func (c *call) bindable(realServerType string, on parent) []bindableServer {
	set := []bindableServer{}
	for _, r := range c.store.RealServers.asOfLag(c.now).list() {
		if addressType(r.Address) == realServerType && (!c.opts.Listener.BindProjectChecked || r.ProjectID == on.project) {
			banned := int64(0)
			if r.Banned {
				banned = 1
			}
			set = append(set, bindableServer{r.Address, r.ID, r.Name, r.ProjectID, banned})
		}
	}
	return set
}
