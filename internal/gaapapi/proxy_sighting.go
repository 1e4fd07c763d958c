package gaapapi

import (
	"context"
	"time"
)

// Sighting is what a list of proxies showed.
type Sighting struct {
	At      time.Time // when the list was asked for, by this machine's clock
	Proxies []Proxy
}

// sightingKey tells the lists of one filter apart.
type sightingKey struct {
	filter ProxyFilter
	number int
}

// numbered is the latest list of a filter.
type numbered struct {
	number int
	at     time.Time
}

// RecentProxies is [Client.ListProxies] for callers to whom a list is good that
// is younger than so much, whatever was written meanwhile: they share it.
func (c *Client) RecentProxies(ctx context.Context, filter ProxyFilter, younger time.Duration) (Sighting, error) {
	return c.proxies.sightings.Get(ctx, c.sightingKey(filter, younger))
}

func (c *Client) sightingKey(filter ProxyFilter, younger time.Duration) sightingKey {
	c.proxies.mu.Lock()
	defer c.proxies.mu.Unlock()
	last, now := c.proxies.sighted[filter], c.Clock().Now()
	if last.number == 0 || now.Sub(last.at) >= younger {
		c.proxies.sightings.Forget(sightingKey{filter, last.number})
		last = numbered{last.number + 1, now}
		c.proxies.sighted[filter] = last
	}
	return sightingKey{filter, last.number}
}

func (c *Client) sight(ctx context.Context, key sightingKey) (Sighting, error) {
	at := c.Clock().Now()
	all, err := c.ListProxies(ctx, key.filter)
	return Sighting{At: at, Proxies: all}, err
}
