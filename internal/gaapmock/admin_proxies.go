package gaapmock

import (
	"encoding/json"
	"errors"
	"net/http"
)

func (s *Server) getProxies(r *http.Request) (any, error) {
	return latest(r, s.Proxies())
}

// maxAdded bounds the proxies that can be added without an order.
const maxAdded = 100_000

// postProxy adds a proxy as AddProxy does, but never replaces one.
func (s *Server) postProxy(r *http.Request) (any, error) {
	var p Proxy
	if err := readAdmin(r, &p); err != nil {
		return nil, err
	}
	if err := p.checkListeners(); err != nil {
		return nil, asAdminError(err)
	}
	if _, ok := s.Proxy(p.ID); ok {
		return nil, refused(http.StatusConflict, errors.New("the proxy exists"))
	}
	if len(s.Proxies()) >= maxAdded {
		return nil, refused(http.StatusConflict, errors.New("too many proxies"))
	}
	return s.oneProxy(s.AddProxy(p))
}

// patchProxy changes the fields that are given. Maps and lists are replaced.
func (s *Server) patchProxy(r *http.Request) (any, error) {
	var raw json.RawMessage
	if err := readAdmin(r, &raw); err != nil {
		return nil, err
	}
	id := r.PathValue("id")
	err := s.updateProxy(id, func(p *Proxy) error {
		tags, listeners := p.Tags, p.Listeners
		p.Tags, p.Listeners = nil, nil // else the new keys would be merged in
		if err := decodeKnown(raw, p); err != nil {
			return refused(http.StatusBadRequest, err)
		}
		if p.Tags == nil {
			p.Tags = tags
		}
		if p.Listeners == nil {
			p.Listeners = listeners
		}
		return p.checkListeners()
	})
	if err != nil {
		return nil, asAdminError(err)
	}
	return s.oneProxy(id)
}

func (s *Server) deleteProxy(r *http.Request) (any, error) {
	if !s.RemoveProxy(r.PathValue("id")) {
		return nil, refused(http.StatusNotFound, errNoProxy)
	}
	return none{}, nil
}

func (s *Server) postListener(r *http.Request) (any, error) {
	var in struct {
		Protocol string `json:"protocol"`
	}
	if err := readAdmin(r, &in); err != nil {
		return nil, err
	}
	id := r.PathValue("id")
	if err := s.addListener(id, in.Protocol); err != nil {
		return nil, asAdminError(err)
	}
	return s.oneProxy(id)
}

func (s *Server) oneProxy(id string) (any, error) {
	p, ok := s.Proxy(id)
	if !ok {
		return nil, refused(http.StatusNotFound, errNoProxy)
	}
	return p, nil
}

// asAdminError gives an error of updateProxy its status.
func asAdminError(err error) error {
	switch {
	case errors.Is(err, errNoProxy):
		return refused(http.StatusNotFound, err)
	case errors.Is(err, errProtocol), errors.Is(err, errListeners):
		return refused(http.StatusBadRequest, err)
	}
	return err
}
