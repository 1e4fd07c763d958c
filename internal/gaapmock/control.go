package gaapmock

import (
	"errors"
	"slices"
	"time"
)

// Proxies returns a copy of all living and failed proxies, in the order of
// their creation, as the service itself knows them (no lag).
func (s *Server) Proxies() []Proxy {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.world.truth(s.life.now()).list()
}

// Proxy returns a copy of one proxy, unless it is gone.
func (s *Server) Proxy(id string) (Proxy, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.world.truth(s.life.now()).get(id)
}

// AddProxy adds a proxy that nobody created through the API, and returns its
// id. Empty fields are filled; the default is a RUNNING proxy from Hongkong to
// Shanghai made just now (so Scalarable 0 takes an UpdateProxy). A status never changes by itself. With the id of an
// existing proxy it replaces that.
func (s *Server) AddProxy(p Proxy) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.life.now()
	if p.ID == "" {
		p.ID = s.world.newProxyID()
	}
	p = fillProxy(p, now)
	at := now
	if p.CreateTime.Before(now) {
		at = p.CreateTime // an old proxy has long been visible, whatever ReadLag is
	}
	s.world.put(p, at)
	_ = s.commit() // see Advance
	return p.ID
}

// UpdateProxy changes a proxy behind the API's back; change must not call the
// server. Setting Status ends a transition that is under way. It returns false
// if there is no such proxy. The ID stays.
func (s *Server) UpdateProxy(id string, change func(*Proxy)) bool {
	return s.updateProxy(id, func(p *Proxy) error { change(p); return nil }) == nil
}

var (
	errNoProxy  = errors.New("no such proxy")
	errProtocol = errors.New("protocol must be TCP, UDP, HTTP or HTTPS")
)

func (s *Server) updateProxy(id string, change func(*Proxy) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.life.now()
	old, ok := s.world.truth(now).get(id)
	if !ok {
		return errNoProxy
	}
	p := old.clone()
	if err := change(&p); err != nil {
		return err
	}
	p.ID = id
	var steps []step
	if p.Status == old.Status {
		steps = s.world.stepsAfter(id, now)
	}
	s.world.put(p, now, steps...)
	return s.commit()
}

// stepsAfter returns what is still going to happen to a proxy by itself.
func (w *world) stepsAfter(id string, now time.Time) []step {
	ver, _ := w.truth(now).version(w.Records[id])
	return slices.DeleteFunc(slices.Clone(ver.Steps), func(s step) bool { return !s.At.After(now) })
}

// RemoveProxy destroys a proxy at once. It returns false if there is none.
func (s *Server) RemoveProxy(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.life.now()
	if _, ok := s.world.truth(now).get(id); !ok {
		return false
	}
	s.world.remove(id, now)
	_ = s.commit() // see Advance
	return true
}

// AddListener hangs a listener on a proxy, which makes it "in use". The
// protocol is TCP, UDP, HTTP or HTTPS. It returns false for any other protocol
// or if there is no such proxy.
func (s *Server) AddListener(id, protocol string) bool {
	return s.addListener(id, protocol) == nil
}

func (s *Server) addListener(id, protocol string) error {
	return s.updateProxy(id, func(p *Proxy) error {
		if !slices.Contains(protocols(), protocol) {
			return errProtocol
		}
		p.Listeners[protocol]++
		return p.checkListeners()
	})
}

func protocols() []string { return []string{"TCP", "UDP", "HTTP", "HTTPS"} }

// commit closes a change that did not come through the API.
func (s *Server) commit() error {
	s.world.commit(s.life.now())
	return s.save()
}
