package gaapmock

// The kinds of objects that can be changed behind the API's back.

func (s *Server) proxies() backdoor[Proxy] {
	return backdoor[Proxy]{s, s.store.Proxies, "proxy", nil, s.removeBelow}
}

func (s *Server) groups() backdoor[Group] {
	return backdoor[Group]{s, s.store.Groups, "group", nil, s.removeBelow}
}

func (s *Server) realServers() backdoor[RealServer] {
	return backdoor[RealServer]{s, s.store.RealServers, "realserver", nil, nil}
}

func (s *Server) listeners() backdoor[Listener] {
	return backdoor[Listener]{s, s.store.Listeners, "listener", s.store.hasParent, s.store.removeDomains}
}

func (s *Server) domains() backdoor[Domain] {
	return backdoor[Domain]{s, s.store.Domains, "domain", s.store.hasListener, s.store.removeRules}
}

func (s *Server) rules() backdoor[Rule] {
	return backdoor[Rule]{s, s.store.Rules, "rule", s.store.hasDomain, nil}
}

func (s *Server) errorPages() backdoor[ErrorPage] {
	return backdoor[ErrorPage]{s, s.store.ErrorPages, "errorpage", s.store.hasNumbers, nil}
}

func (s *Server) certificates() backdoor[Certificate] {
	return backdoor[Certificate]{s, s.store.Certificates, "certificate", nil, nil}
}

// Proxies returns a copy of all living and failed proxies, in the order of
// their creation, as the service itself knows them (no lag).
func (s *Server) Proxies() []Proxy { return s.proxies().list() }

// Proxy returns a copy of one proxy, unless it is gone.
func (s *Server) Proxy(id string) (Proxy, bool) { return s.proxies().get(id) }

// AddProxy adds a proxy that nobody created through the API, and returns its
// id. Empty fields are filled; the default is a RUNNING proxy from Hongkong to
// Shanghai made just now (so Scalarable 0 takes an UpdateProxy). A status never
// changes by itself. With the id of an existing proxy it replaces that.
func (s *Server) AddProxy(p Proxy) string {
	id, _ := s.proxies().add(p) // see Advance
	return id
}

// UpdateProxy changes a proxy behind the API's back; change must not call the
// server. Setting Status ends a transition that is under way. It returns false
// if there is no such proxy. The ID stays.
func (s *Server) UpdateProxy(id string, change func(*Proxy)) bool {
	return s.proxies().update(id, always(change)) == nil
}

// RemoveProxy destroys a proxy at once, and its listeners. It returns false if
// there is none.
func (s *Server) RemoveProxy(id string) bool { return s.proxies().remove(id) }

// Groups returns a copy of all proxy groups: those of Options.Groups first.
func (s *Server) Groups() []Group { return s.groups().list() }

// Group returns a copy of one group, unless it is gone.
func (s *Server) Group(id string) (Group, bool) { return s.groups().get(id) }

// AddGroup adds a group as AddProxy does a proxy, and returns its id, or "" if
// there is no such region. The default is a RUNNING group without members that
// leads to Shanghai.
func (s *Server) AddGroup(g Group) string {
	id, err := s.groups().add(g)
	if err != nil {
		return ""
	}
	return id
}

// UpdateGroup changes a group, say its Status, as UpdateProxy does a proxy.
func (s *Server) UpdateGroup(id string, change func(*Group)) bool {
	return s.groups().update(id, always(change)) == nil
}

// RemoveGroup removes a group at once, and its listeners; proxies that name it
// stay. It returns false if there is none.
func (s *Server) RemoveGroup(id string) bool { return s.groups().remove(id) }

// RealServers returns a copy of all origins, in the order of their creation.
func (s *Server) RealServers() []RealServer { return s.realServers().list() }

// RealServer returns a copy of one origin, unless it is gone.
func (s *Server) RealServer(id string) (RealServer, bool) { return s.realServers().get(id) }

// AddRealServer adds an origin as AddProxy does a proxy; the default is one with
// an address of its own. It has long been visible.
func (s *Server) AddRealServer(r RealServer) string {
	id, _ := s.realServers().add(r) // see Advance
	return id
}

// UpdateRealServer changes an origin as UpdateProxy does a proxy.
func (s *Server) UpdateRealServer(id string, change func(*RealServer)) bool {
	return s.realServers().update(id, always(change)) == nil
}

// RemoveRealServer removes an origin at once, bound or not. It returns false if
// there is none.
func (s *Server) RemoveRealServer(id string) bool { return s.realServers().remove(id) }

// SetHealth says whether health checks find an origin well. Of a sick domain,
// down are the addresses that it resolves to and that do not answer: none means
// that it does not resolve. It returns false if there is no such origin.
func (s *Server) SetHealth(id string, well bool, down ...string) bool {
	return s.UpdateRealServer(id, func(r *RealServer) { r.Sick, r.DownIPs = !well, down })
}

// Listeners returns a copy of the listeners of a proxy or group, or of all if
// the id is "", in the order of their creation.
func (s *Server) Listeners(parent string) []Listener {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.Listeners.current(s.life.now()).where(func(l Listener) bool { return parent == "" || l.parent() == parent })
}

// Listener returns a copy of one listener, unless it is gone.
func (s *Server) Listener(id string) (Listener, bool) { return s.listeners().get(id) }

// AddListener adds a listener that nobody created through the API to a proxy or
// group, and returns its id, or "" if there is no such parent or protocol. The
// default is a RUNNING TCP listener on a free port without origins; a Binding
// without an id is to an origin that is made for it. What nobody has bound does
// not make a proxy that is in use harder to destroy.
func (s *Server) AddListener(l Listener) string {
	id, err := s.listeners().add(l)
	if err != nil {
		return ""
	}
	return id
}

// UpdateListener changes a listener as UpdateProxy does a proxy. It returns
// false, too, if the outcome is none: see AddListener.
func (s *Server) UpdateListener(id string, change func(*Listener)) bool {
	return s.listeners().update(id, always(change)) == nil
}

// RemoveListener removes a listener at once. It returns false if there is none.
func (s *Server) RemoveListener(id string) bool { return s.listeners().remove(id) }

// Certificates returns a copy of all certificates, in the order of their creation.
func (s *Server) Certificates() []Certificate { return s.certificates().list() }

// Certificate returns a copy of one certificate, unless it is gone.
func (s *Server) Certificate(id string) (Certificate, bool) { return s.certificates().get(id) }

// AddCertificate adds a certificate as AddProxy does a proxy, and returns its id,
// or "" if the content is none of its type. The default is one of type 0.
func (s *Server) AddCertificate(c Certificate) string {
	id, err := s.certificates().add(c)
	if err != nil {
		return ""
	}
	return id
}

// UpdateCertificate changes a certificate as UpdateProxy does a proxy; UsedBy
// says what holds it.
func (s *Server) UpdateCertificate(id string, change func(*Certificate)) bool {
	return s.certificates().update(id, always(change)) == nil
}

// RemoveCertificate removes a certificate at once, used or not. It returns false
// if there is none.
func (s *Server) RemoveCertificate(id string) bool { return s.certificates().remove(id) }

func always[T any](change func(*T)) func(*T) error {
	return func(o *T) error { change(o); return nil }
}

// commit closes a change that did not come through the API.
func (s *Server) commit() error {
	s.store.commit(s.life.now())
	return s.save()
}
