package wire

import "iter"

// maxListings is how often a list is read from its begin when objects vanish
// from it, or seem to repeat themselves, while its pages are read.
const maxListings = 3

// Page is a page of a list.
type Page[T any] struct {
	Items     []T
	Total     int // how many there are on all pages, if that is true
	RequestID string
}

// List is a list that the service gives in pages.
//
// An object that is made while they are read moves others to later pages,
// where some are seen again. One that vanishes moves others to pages that were
// read already; then the list is read once more, for what was missed.
type List[T any] struct {
	Action   string                               // what Read calls, for errors
	PageSize int                                  // the most that one page holds
	Read     func(offset uint64) (Page[T], error) // the page that begins at the offset
	ID       func(T) string
}

// Collect are all objects of a sequence, unless it ends with an error.
func Collect[T any](all iter.Seq2[T, error]) ([]T, error) {
	var found []T
	for item, err := range all {
		if err != nil {
			return nil, err
		}
		found = append(found, item)
	}
	return found, nil
}

// ReadAll reads the list to its end. What vanished meanwhile is not on it.
func (l List[T]) ReadAll() ([]T, error) {
	for listing := 1; ; listing++ {
		var all []T
		walk := newWalker(l)
		for fresh, err := range walk.pages(l.Read) {
			if err != nil {
				return nil, err
			}
			all = append(all, fresh...)
		}
		again, err := walk.mustRepeat(listing)
		if err != nil {
			return nil, err
		}
		if !again {
			return all, nil
		}
	}
}

// All reads pages while they are asked for, and yields each object once. An
// error is the last that it yields.
func (l List[T]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		seen := map[string]bool{}
		for again, listing := true, 1; again; listing++ {
			walk := newWalker(l)
			for fresh, err := range walk.pages(l.Read) {
				if err != nil {
					yield(none, err)
					return
				}
				for _, item := range fresh {
					id := l.ID(item)
					if !seen[id] && !yield(item, nil) {
						return
					}
					seen[id] = true
				}
			}
			var err error
			if again, err = walk.mustRepeat(listing); err != nil {
				yield(none, err)
			}
		}
	}
}
