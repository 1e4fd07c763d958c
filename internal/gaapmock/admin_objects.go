package gaapmock

import (
	"encoding/json"
	"errors"
	"net/http"
)

// maxAdded bounds the objects of a kind that can be added without an order.
const maxAdded = 100_000

// routes are those of a kind: /_mock/proxies, /_mock/proxies/ID and so on.
func (b backdoor[T]) routes(plural string) map[string]adminHandler {
	path := adminPrefix + plural
	return map[string]adminHandler{
		"GET " + path:              b.getAll,
		"POST " + path:             b.post,
		"PATCH " + path + "/{id}":  b.patch,
		"DELETE " + path + "/{id}": b.delete,
	}
}

func (b backdoor[T]) getAll(r *http.Request) (any, error) { return latest(r, b.list()) }

// post adds an object as AddProxy does, but never replaces one.
func (b backdoor[T]) post(r *http.Request) (any, error) {
	var o T
	if err := readAdmin(r, &o); err != nil {
		return nil, err
	}
	if _, ok := b.get(o.key()); ok {
		return nil, adminRefusal(http.StatusConflict, errors.New("the "+b.name+" exists"))
	}
	if len(b.list()) >= maxAdded {
		return nil, adminRefusal(http.StatusConflict, errors.New("there are too many already"))
	}
	id, err := b.add(o)
	if err != nil {
		return nil, asAdminError(err)
	}
	return b.one(id)
}

// patch changes the fields that are given, see merge.
func (b backdoor[T]) patch(r *http.Request) (any, error) {
	var raw json.RawMessage
	if err := readAdmin(r, &raw); err != nil {
		return nil, err
	}
	id := r.PathValue("id")
	err := b.update(id, func(o *T) error {
		if err := merge(o, raw); err != nil {
			return adminRefusal(http.StatusBadRequest, err)
		}
		return nil
	})
	if err != nil {
		return nil, asAdminError(err)
	}
	return b.one(id)
}

func (b backdoor[T]) delete(r *http.Request) (any, error) {
	if !b.remove(r.PathValue("id")) {
		return nil, adminRefusal(http.StatusNotFound, b.missing())
	}
	return none{}, nil
}

func (b backdoor[T]) one(id string) (any, error) {
	o, ok := b.get(id)
	if !ok {
		return nil, adminRefusal(http.StatusNotFound, b.missing())
	}
	return o, nil
}

// asAdminError gives an error of a backdoor its status.
func asAdminError(err error) error {
	switch {
	case errors.Is(err, errMissing):
		return adminRefusal(http.StatusNotFound, err)
	case errors.Is(err, errNonsense):
		return adminRefusal(http.StatusBadRequest, err)
	}
	return err
}
