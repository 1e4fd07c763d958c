package gaapapi

import "iter"

// paging is a list that the service gives in pages.
type paging[T any] struct {
	action string
	// read reads the page that begins at the offset. total is how many there
	// are on all pages, as far as the service knows.
	read func(offset uint64) (items []T, total int, requestID string, err error)
	id   func(T) string
}

// all reads pages while they are asked for, and yields each object once. An
// error is the last that it yields.
//
// An object that is made meanwhile moves others to later pages, where some are
// seen again. One that vanishes moves others to pages that were read already;
// then the pages are gone through once more, for what was missed.
func (p paging[T]) all() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		seen := map[string]bool{}
		for listing := 1; ; listing++ {
			pages := newWalk(p.action, p.id)
			goOn := p.once(pages, seen, yield)
			switch {
			case !goOn, pages.repeats == nil && !pages.shrunk:
				return
			case listing == maxListings:
				if pages.repeats != nil {
					yield(none, pages.repeats)
				}
				return
			}
		}
	}
}

// once goes through the pages, and reports whether to go on.
func (p paging[T]) once(pages *walk[T], seen map[string]bool, yield func(T, error) bool) bool {
	for last := false; !last; {
		items, total, requestID, err := p.read(uint64(pages.offset)) //nolint:gosec // at most maxListed and a page
		var fresh []T
		if err == nil {
			fresh, last, err = pages.add(items, total, requestID)
		}
		if err != nil {
			var none T
			yield(none, err)
			return false
		}
		for _, item := range fresh {
			if seen[p.id(item)] {
				continue
			}
			seen[p.id(item)] = true
			if !yield(item, nil) {
				return false
			}
		}
	}
	return true
}
