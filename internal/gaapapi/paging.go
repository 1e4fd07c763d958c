package gaapapi

import "iter"

// paging is a list that the service gives in pages.
type paging[T any] struct {
	// read reads the page that begins at the offset. total is how many there
	// are on all pages, as far as the service knows.
	read func(offset uint64) (items []T, total int, err error)
	id   func(T) string
}

// all reads pages while they are asked for, and yields each object once. An
// error is the last that it yields.
//
// An object that is made meanwhile moves others to later pages, where some are
// seen again. One that vanishes moves others to pages that were read already;
// then the pages are gone through once more, for what was missed. The total is
// not relied on: a page that shows nothing new is the last.
func (p paging[T]) all() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		seen := map[string]bool{}
		for range maxListings {
			shrunk, goOn := p.once(seen, yield)
			if !shrunk || !goOn {
				return
			}
		}
	}
}

// once goes through the pages. shrunk tells that objects vanished meanwhile.
func (p paging[T]) once(seen map[string]bool, yield func(T, error) bool) (shrunk, goOn bool) {
	listed := map[string]bool{} // this time
	before := 0
	for offset := uint64(0); ; offset += pageSize {
		items, total, err := p.read(offset)
		if err != nil {
			var none T
			yield(none, err)
			return shrunk, false
		}
		shrunk = shrunk || total < before
		before = total
		known := len(listed)
		for _, item := range items {
			id := p.id(item)
			listed[id] = true
			if seen[id] {
				continue
			}
			seen[id] = true
			if !yield(item, nil) {
				return shrunk, false
			}
		}
		if len(listed) == known || len(items) < pageSize && len(listed) >= total {
			return shrunk, true
		}
	}
}
