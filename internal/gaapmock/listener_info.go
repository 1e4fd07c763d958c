package gaapmock

import (
	"net"
	"strconv"
)

// listenerInfo is a listener as TCPListener and UDPListener of the API show it.
func (c *call) listenerInfo(l Listener) map[string]any {
	info := map[string]any{
		"ListenerId": l.ID, "ListenerName": l.Name, "Port": l.Port, "Protocol": l.Protocol, "CreateTime": l.CreateTime.Unix(),
		"ListenerStatus": listenerStatus(l.Status), "ProxyId": c.parentShown(l.ProxyID), "GroupId": c.parentShown(l.GroupID),
	}
	switch l.Protocol {
	case "HTTPS":
		c.addHTTPSInfo(l, info)
		return info
	case "HTTP":
		return info
	}
	bound, status := c.bound(l)
	for name, value := range map[string]any{
		"RealServerType": l.RealServerType, "RealServerPort": numberOrNull(l.RealServerPort), "Scheduler": l.Scheduler,
		"SessionPersist": l.SessionPersist, "HealthCheck": l.HealthCheck, "FailoverSwitch": l.FailoverSwitch,
		"DelayLoop": numberOrNull(l.DelayLoop), "ConnectTimeout": numberOrNull(l.ConnectTimeout),
		"HealthyThreshold": numberOrNull(l.HealthyThreshold), "UnhealthyThreshold": numberOrNull(l.UnhealthyThreshold),
		"RealServerSet": bound, "BindStatus": status,
	} {
		info[name] = value
	}
	if l.Protocol == "TCP" {
		info["ClientIPMethod"] = l.ClientIPMethod
		return info
	}
	info["CheckType"], info["CheckPort"], info["ContextType"] = l.CheckType, l.CheckPort, l.ContextType
	info["SendContext"], info["RecvContext"] = l.SendContext, l.RecvContext
	return info
}

func listenerStatus(status string) int {
	return map[string]int{StatusCreating: 1, StatusDestroying: 2, StatusBinding: 3, StatusModifying: 4}[status]
}

// parentShown is the id of a proxy or group; "" is that of the other kind.
func (c *call) parentShown(id string) any {
	if id == "" && !c.opts.Listener.OtherParentEmpty {
		return nil
	}
	return id
}

func numberOrNull(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

// boundServer is BindRealServer of the API.
type boundServer struct {
	RealServerID           string   `json:"RealServerId"`
	RealServerIP           string   `json:"RealServerIP"`
	RealServerPort         int64    `json:"RealServerPort"`
	RealServerWeight       int64    `json:"RealServerWeight"`
	RealServerStatus       int64    `json:"RealServerStatus"` // 1 abnormal
	DownIPList             []string `json:"DownIPList"`
	RealServerFailoverRole string   `json:"RealServerFailoverRole"`
}

// bound shows the origins of a listener, and its BindStatus.
//
// Assumption: without origins, or without a health check, all is well; a domain
// that does not resolve outweighs addresses that do not answer; roles are kept,
// but not shown, while FailoverSwitch is off.
func (c *call) bound(l Listener) (list []boundServer, status int) {
	list = []boundServer{}
	unresolved := false
	for _, b := range l.RealServers {
		s := boundServer{b.ID, b.Address, b.Port, b.Weight, 0, []string{}, b.Role}
		if l.Scheduler != "wrr" && !c.opts.Listener.WeightsShown {
			s.RealServerWeight = 1
		}
		if l.FailoverSwitch == 0 {
			s.RealServerFailoverRole = ""
		}
		r, ok := c.store.RealServers.current(c.now).get(b.ID)
		if ok {
			s.RealServerIP = r.Address
		}
		if r.Sick && l.HealthCheck == 1 {
			s.RealServerStatus, s.DownIPList = 1, r.DownIPs
			if l.RealServerType == TypeIP {
				s.DownIPList = []string{net.JoinHostPort(b.Address, strconv.FormatInt(b.Port, 10))}
			}
			unresolved = unresolved || len(s.DownIPList) == 0
			status = 1
		}
		list = append(list, s)
	}
	switch {
	case l.Protocol == "TCP":
		status = 1 - status // 1 is good here, and 0 for UDP
	case unresolved:
		status = 2
	}
	return list, status
}
