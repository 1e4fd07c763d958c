package wire

import (
	"context"
	"errors"
	"sync"
)

// Refresh reads single objects of an account for a refresh of the state:
// Terraform reads ten at a time, but a page of the account's list holds many.
// What the pages show is taken for true until [Refresh.Drop].
//
// Which calls are made depends on what was asked for so far. A state is taken to
// be so many times of what was seen of it; where reading the rest of the list
// would take more calls than that, objects are read one by one.
type Refresh[V any] struct {
	RefreshRule[V]

	pageReads *Memo[int, struct{}]

	mu      sync.Mutex
	known   map[string]V
	reads   int  // as told to Count
	pages   int  // pages read, which are the first ones
	left    int  // pages not read, once the first one is
	dropped bool // for good
}

// RefreshRule says how a list is read for a refresh, and when.
type RefreshRule[V any] struct {
	Action   string                                                    // what Page calls, for errors
	PageSize int                                                       // the most that one page holds
	Page     func(ctx context.Context, offset uint64) (Page[V], error) // the page that begins at the offset
	ID       func(V) string
	// ReadsBefore is how many reads of single objects are made before the first
	// page is read: a small state never sees it.
	ReadsBefore int
	// PagesPerRead is how many pages the list may have left for each of these
	// reads so far.
	PagesPerRead int
}

// NewRefresh returns a refresh that has read nothing yet.
func NewRefresh[V any](rule RefreshRule[V]) *Refresh[V] {
	r := &Refresh[V]{RefreshRule: rule, known: map[string]V{}}
	r.pageReads = NewMemo(rule.Action, r.readPage)
	return r
}

// Read returns an object as the list showed it, or as alone reads it.
func (r *Refresh[V]) Read(ctx context.Context, id string, alone func(context.Context) (V, error)) (V, error) {
	for {
		object, found, next := r.find(id)
		if found {
			return object, nil
		}
		if next < 0 {
			return alone(ctx)
		}
		if _, err := r.pageReads.Get(ctx, next); err != nil {
			if _, ended := errors.AsType[*InterruptedError](err); ended {
				return object, err
			}
			r.Drop() // the list is of no use, but ids may be
		}
	}
}

// readPage reads page number n of the list.
func (r *Refresh[V]) readPage(ctx context.Context, n int) (struct{}, error) {
	page, err := r.Page(ctx, uint64(n*r.PageSize)) //nolint:gosec // a small number
	if err == nil {
		r.add(n, page)
	}
	return struct{}{}, err
}

// find returns an object that is known. If it is not known, next is the page to
// read for it, or -1 if it is to be read by itself.
func (r *Refresh[V]) find(id string) (object V, found bool, next int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	object, found = r.known[id]
	looks := r.pages == 0 && r.reads >= r.ReadsBefore
	goesOn := r.pages > 0 && r.left > 0 && r.left <= r.PagesPerRead*r.reads
	if r.dropped || !looks && !goesOn {
		return object, found, -1
	}
	return object, found, r.pages
}

func (r *Refresh[V]) add(n int, page Page[V]) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.dropped || n != r.pages {
		return
	}
	before := len(r.known)
	for _, object := range page.Items {
		r.known[r.ID(object)] = object
	}
	r.pages++
	left := max(0, (page.Total+r.PageSize-1)/r.PageSize-r.pages)
	if r.pages > 1 {
		left = min(left, r.left-1) // a list that grows as it is read might have no end
	}
	if len(page.Items) < r.PageSize || len(r.known) == before || len(r.known) >= maxListed {
		left = 0
	}
	r.left = left
}

// Count tells of a read of single objects.
func (r *Refresh[V]) Count() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reads++
}

// IsDropped reports whether this process has written, or is about to.
func (r *Refresh[V]) IsDropped() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.dropped
}

// Drop forgets the pages, and reads no more: this process is about to write.
func (r *Refresh[V]) Drop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.dropped = true
	r.known = nil
}
