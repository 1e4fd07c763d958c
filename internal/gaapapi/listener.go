package gaapapi

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// The protocols of listeners of layer 4.
const (
	TCP = "TCP"
	UDP = "UDP"
)

// ListenerParent is what a listener belongs to: a proxy or a group of proxies.
// One of the ids is empty.
type ListenerParent struct{ ProxyID, GroupID string }

// ID is the id of the proxy or the group.
func (p ListenerParent) ID() string { return p.ProxyID + p.GroupID }

// ListenersOf are the listeners of one protocol of a proxy or a group, which the
// service lists together.
type ListenersOf struct {
	Parent   ListenerParent
	Protocol string
}

// ListenerStatus is the state of a listener in its life. There is none for a
// listener that could not be made.
type ListenerStatus int64

// The statuses of a listener.
const (
	ListenerRunning ListenerStatus = iota
	ListenerCreating
	ListenerDestroying
	ListenerBinding  // its origins are changed
	ListenerChanging // its configuration is changed
)

// String is the status as texts and outputs show it; the service has numbers.
func (s ListenerStatus) String() string {
	switch s {
	case ListenerRunning:
		return "RUNNING"
	case ListenerCreating:
		return "CREATING"
	case ListenerDestroying:
		return "DESTROYING"
	case ListenerBinding:
		return "BINDING"
	case ListenerChanging:
		return "MODIFYING"
	}
	return fmt.Sprintf("STATUS_%d", int64(s))
}

// Health is what checks of origins say.
type Health string

// What checks say. TCP and UDP listeners number these in opposite ways.
const (
	Normal     Health = "NORMAL"
	Abnormal   Health = "ABNORMAL"
	Unresolved Health = "UNRESOLVED" // the domain of an origin leads nowhere
)

// Listener is a listener of layer 4 as DescribeTCPListeners and
// DescribeUDPListeners show it (https://cloud.tencent.com/document/api/608/37023).
// Fields that the service leaves out or sets to null are zero.
type Listener struct {
	ID                 string
	Name               string
	Parent             ListenerParent // none if the service does not say
	Protocol           string
	Port               int64
	RealServerType     string // IP, DOMAIN
	RealServerPort     int64  // of old proxies and of groups only
	Status             ListenerStatus
	Scheduler          string // rr, wrr, lc, lrtt
	HealthCheck        bool
	DelayLoop          *int64 // seconds between two checks
	ConnectTimeout     *int64 // seconds
	HealthyThreshold   *int64 // checks
	UnhealthyThreshold *int64 // checks
	FailoverSwitch     bool
	BindStatus         Health // of all origins; empty if the service does not say
	SessionPersist     *int64 // 0: off, else for how long
	CreateTime         time.Time
	ClientIPMethod     *int64 // TCP: 0 TOA, 1 Proxy Protocol
	CheckType          string // UDP, as all that follows: PORT, PING
	CheckPort          *int64
	ContextType        string // TEXT
	SendContext        string
	RecvContext        string
	RealServers        []BoundRealServer // sorted
}

// BoundRealServer is an origin server that is bound to a listener.
type BoundRealServer struct {
	ID      string
	Address string
	Port    int64
	Weight  int64    // counts with the scheduler wrr only
	Health  Health   // empty if the service does not say; normal without a health check
	DownIPs []string // of what the domain leads to, sorted
	Role    string   // master, slave; empty without failover
}

func (l Listener) id() string { return l.ID }

// listenerInfo is an entry of either list: TCP listeners have but one field that
// those of UDP lack.
type listenerInfo struct {
	gaap.UDPListener

	ClientIPMethod *uint64
}

// listenerPageSize is the most that one call of the lists of layer 4 answers.
const listenerPageSize = 100

func newLayer4(c *Client) *Listeners[Listener] {
	s := newListeners(c, listenerKind[Listener]{
		protocols: []string{TCP, UDP}, pageSize: listenerPageSize, id: Listener.id, port: func(l Listener) int64 { return l.Port },
	})
	s.read = func(ctx context.Context, of ListenersOf, query listenerQuery) (wire.Page[Listener], error) {
		return describeListeners(ctx, s, of, query, newListener)
	}
	return s
}

// newListener reads an entry of either list.
func newListener(of ListenersOf, info listenerInfo) (Listener, error) {
	common, err := of.entry(listenerEntry{
		id: info.ListenerId, protocol: info.Protocol, proxyID: info.ProxyId, groupID: info.GroupId, status: info.ListenerStatus, port: info.Port,
	})
	if err != nil {
		return Listener{}, err
	}
	return info.listener(of.Protocol, common)
}

func (info listenerInfo) listener(protocol string, common checkedEntry) (Listener, error) {
	listener := Listener{
		ID:                 common.id,
		Name:               value(info.ListenerName),
		Parent:             common.parent,
		Protocol:           protocol,
		Port:               common.port,
		RealServerType:     word(info.RealServerType),
		RealServerPort:     value(nonNegative(info.RealServerPort)),
		Status:             common.status,
		Scheduler:          word(info.Scheduler),
		HealthCheck:        value(info.HealthCheck) == 1,
		DelayLoop:          nonNegative(info.DelayLoop),
		ConnectTimeout:     nonNegative(info.ConnectTimeout),
		HealthyThreshold:   nonNegative(info.HealthyThreshold),
		UnhealthyThreshold: nonNegative(info.UnhealthyThreshold),
		FailoverSwitch:     value(info.FailoverSwitch) == 1,
		BindStatus:         bindStatus(protocol, nonNegative(info.BindStatus)),
		SessionPersist:     nonNegative(info.SessionPersist),
		CreateTime:         unix(info.CreateTime),
	}
	if protocol == TCP {
		listener.ClientIPMethod = nonNegative(info.ClientIPMethod)
	} else {
		listener.CheckType, listener.ContextType = word(info.CheckType), word(info.ContextType)
		listener.CheckPort, listener.SendContext, listener.RecvContext = info.CheckPort, value(info.SendContext), value(info.RecvContext)
	}
	var err error
	listener.RealServers, err = boundRealServers(info.RealServerSet)
	return listener, err
}

// bindStatus reads numbers that mean opposite things.
func bindStatus(protocol string, number *int64) Health {
	if protocol == TCP && number != nil {
		flipped := 1 - *number
		number = &flipped
	}
	return health(number)
}

func health(number *int64) Health {
	if number == nil {
		return ""
	}
	switch *number {
	case 0:
		return Normal
	case 2:
		return Unresolved
	}
	return Abnormal
}

// boundRealServers are the origins of an answer, in an order of their own: the
// service promises none.
func boundRealServers(infos []*gaap.BindRealServer) ([]BoundRealServer, error) {
	var all []BoundRealServer
	for _, info := range values(infos) {
		server := BoundRealServer{
			ID: value(info.RealServerId), Address: value(info.RealServerIP), Port: value(info.RealServerPort), Weight: value(info.RealServerWeight),
			Health: health(info.RealServerStatus), DownIPs: slices.Sorted(slices.Values(values(info.DownIPList))), Role: word(info.RealServerFailoverRole),
		}
		if err := wire.CheckID("origin server", server.ID); err != nil {
			return nil, err
		}
		all = append(all, server)
	}
	slices.SortFunc(all, func(a, b BoundRealServer) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Port, b.Port)) })
	return all, nil
}
