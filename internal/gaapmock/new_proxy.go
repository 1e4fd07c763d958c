package gaapmock

import (
	"fmt"
	"hash/fnv"
	"time"
)

func (p Proxy) fill(_ *store, now time.Time) Proxy { return fillProxy(p, now) }

// fillProxy gives every empty field of a proxy with an id a sensible value.
func fillProxy(p Proxy, now time.Time) Proxy {
	p = p.clone()
	setDefault(&p.Name, p.ID)
	setDefault(&p.AccessRegion, "Hongkong")
	setDefault(&p.RealServerRegion, "Shanghai")
	setDefault(&p.Bandwidth, 10)
	setDefault(&p.Concurrent, 2)
	setDefault(&p.Status, StatusRunning)
	setDefault(&p.IPAddressVersion, "IPv4")
	setDefault(&p.NetworkType, "normal")
	setDefault(&p.PackageType, "Thunder")
	setDefault(&p.BanStatus, "RECOVER")
	setDefault(&p.Scalarable, 1)
	setDefault(&p.Version, "3.0")
	setDefault(&p.ProxyType, 100)
	if p.CreateTime.IsZero() {
		p.CreateTime = now
	}
	if p.Http3Supported == 0 && p.IPAddressVersion == "IPv4" {
		p.Http3Supported = 1 // the page of CreateProxy: IPv4 always, IPv6 never
	}
	return fillAddresses(p)
}

// fillAddresses draws addresses of the documentation ranges from the id.
func fillAddresses(p Proxy) Proxy {
	h := fnv.New32a()
	_, _ = h.Write([]byte(p.ID))
	n := h.Sum32()
	setDefault(&p.Domain, p.ID+".gaapqcloud.com")
	if p.IPAddressVersion == "IPv6" {
		setDefault(&p.IP, fmt.Sprintf("2001:db8::%x:%x", n>>16, n&0xffff))
	} else {
		setDefault(&p.IP, fmt.Sprintf("203.0.113.%d", n%254+1))
	}
	setDefault(&p.ForwardIP, fmt.Sprintf("198.51.100.%d;198.51.100.%d;", n>>8%254+1, n>>16%254+1))
	return p
}

// cloneConfiguration copies what ClonedProxyId copies of the proxy itself.
//
// Assumption: the listeners come along, see cloneListeners; name, regions, size
// and tags are those of the request, because they are required or given there.
func cloneConfiguration(to *Proxy, from Proxy) {
	to.ClonedProxyID = from.ID
	to.PolicyID = from.PolicyID
}
