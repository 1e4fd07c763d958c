package gaapapi

import "iter"

// maxListings is how often a list is read from its begin when objects vanish
// from it, or seem to repeat themselves, while its pages are read.
const maxListings = 3

// page is a page of a list.
type page[T any] struct {
	items     []T
	total     int // how many there are on all pages, if that is true
	requestID string
}

// paging is a list that the service gives in pages.
//
// An object that is made while they are read moves others to later pages,
// where some are seen again. One that vanishes moves others to pages that were
// read already; then the list is read once more, for what was missed.
type paging[T any] struct {
	action string                               // what read calls, for errors
	read   func(offset uint64) (page[T], error) // the page that begins at the offset
	id     func(T) string
}

// whole reads the list to its end. What vanished meanwhile is not on it.
func (p paging[T]) whole() ([]T, error) {
	for listing := 1; ; listing++ {
		var all []T
		walk := newWalk(p.action, p.id)
		for fresh, err := range walk.pages(p.read) {
			if err != nil {
				return nil, err
			}
			all = append(all, fresh...)
		}
		again, err := walk.again(listing)
		if err != nil {
			return nil, err
		}
		if !again {
			return all, nil
		}
	}
}

// all reads pages while they are asked for, and yields each object once. An
// error is the last that it yields.
func (p paging[T]) all() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		seen := map[string]bool{}
		for again, listing := true, 1; again; listing++ {
			walk := newWalk(p.action, p.id)
			for fresh, err := range walk.pages(p.read) {
				if err != nil {
					yield(none, err)
					return
				}
				for _, item := range fresh {
					id := p.id(item)
					if !seen[id] && !yield(item, nil) {
						return
					}
					seen[id] = true
				}
			}
			var err error
			if again, err = walk.again(listing); err != nil {
				yield(none, err)
			}
		}
	}
}
