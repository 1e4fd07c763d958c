package gaapmock

import (
	"encoding/json"
	"errors"
	"net/http"
)

// maxAdded bounds the objects of a kind that can be added without an order.
const maxAdded = 100_000

// routes are those of a kind: /_mock/proxies, /_mock/proxies/ID and so on.
func (h hand[T]) routes(plural string) map[string]adminHandler {
	path := adminPrefix + plural
	return map[string]adminHandler{
		"GET " + path:              h.getAll,
		"POST " + path:             h.post,
		"PATCH " + path + "/{id}":  h.patch,
		"DELETE " + path + "/{id}": h.delete,
	}
}

func (h hand[T]) getAll(r *http.Request) (any, error) { return latest(r, h.list()) }

// post adds an object as AddProxy does, but never replaces one.
func (h hand[T]) post(r *http.Request) (any, error) {
	var o T
	if err := readAdmin(r, &o); err != nil {
		return nil, err
	}
	if _, ok := h.get(o.key()); ok {
		return nil, refused(http.StatusConflict, errors.New("the "+h.name+" exists"))
	}
	if len(h.list()) >= maxAdded {
		return nil, refused(http.StatusConflict, errors.New("there are too many already"))
	}
	id, err := h.add(o)
	if err != nil {
		return nil, asAdminError(err)
	}
	return h.one(id)
}

// patch changes the fields that are given, see merge.
func (h hand[T]) patch(r *http.Request) (any, error) {
	var raw json.RawMessage
	if err := readAdmin(r, &raw); err != nil {
		return nil, err
	}
	id := r.PathValue("id")
	err := h.update(id, func(o *T) error {
		if err := merge(o, raw); err != nil {
			return refused(http.StatusBadRequest, err)
		}
		return nil
	})
	if err != nil {
		return nil, asAdminError(err)
	}
	return h.one(id)
}

func (h hand[T]) delete(r *http.Request) (any, error) {
	if !h.remove(r.PathValue("id")) {
		return nil, refused(http.StatusNotFound, h.missing())
	}
	return none{}, nil
}

func (h hand[T]) one(id string) (any, error) {
	o, ok := h.get(id)
	if !ok {
		return nil, refused(http.StatusNotFound, h.missing())
	}
	return o, nil
}

// asAdminError gives an error of a hand its status.
func asAdminError(err error) error {
	switch {
	case errors.Is(err, errMissing):
		return refused(http.StatusNotFound, err)
	case errors.Is(err, errNonsense):
		return refused(http.StatusBadRequest, err)
	}
	return err
}
