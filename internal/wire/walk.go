package wire

import (
	"fmt"
	"iter"
)

// maxListed is how many objects a list may have. No account has as many; but an
// answer that is wrong may say that there is always one page more.
const maxListed = 50_000

// walker is the reading of a list page by page. It ends whatever the answers say,
// and does not take a list for whole when they contradict each other.
type walker[T any] struct {
	of     List[T]
	listed map[string]bool
	offset int // of the next page
	total  int
	shrunk bool // objects have vanished meanwhile
	// repeats is set if a full page held nothing new, so that others may be
	// missing: many objects were made meanwhile, or Offset was ignored.
	repeats error
}

func newWalker[T any](of List[T]) *walker[T] {
	return &walker[T]{of: of, listed: map[string]bool{}}
}

// pages reads page after page while they are asked for, and yields what is new
// on each. An error is the last that it yields.
func (w *walker[T]) pages(read func(offset uint64) (Page[T], error)) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		for last := false; !last; {
			got, err := read(uint64(w.offset)) //nolint:gosec // at most maxListed and a page
			var fresh []T
			if err == nil {
				fresh, last, err = w.add(got)
			}
			if !yield(fresh, err) || err != nil {
				return
			}
		}
	}
}

// add takes in a page. It returns what is new on it, and whether it was the
// last one.
func (w *walker[T]) add(got Page[T]) (fresh []T, last bool, err error) {
	for _, item := range got.Items {
		if id := w.of.ID(item); !w.listed[id] {
			w.listed[id] = true
			fresh = append(fresh, item)
		}
	}
	w.shrunk = w.shrunk || got.Total < w.total
	w.total = got.Total
	w.offset += len(got.Items)
	full := len(got.Items) >= w.of.PageSize
	if w.offset > maxListed {
		return nil, true, w.inconsistent(got.RequestID, "the list does not end after %d objects", maxListed)
	}
	if len(fresh) == 0 {
		if full && got.Total > len(w.listed) {
			w.repeats = w.inconsistent(got.RequestID, "TotalCount is %d, but after %d objects the list holds nothing new", got.Total, len(w.listed))
		}
		return nil, true, nil
	}
	// After a full page, the count may be wrong: it could be that of the page.
	return fresh, !full && w.offset >= got.Total, nil
}

// mustRepeat says, after the last page of the listing of that number, whether the
// list has to be read once more to be whole. It is an error if that did not
// help.
func (w *walker[T]) mustRepeat(listing int) (bool, error) {
	if listing < maxListings {
		return w.shrunk || w.repeats != nil, nil
	}
	return false, w.repeats
}

func (w *walker[T]) inconsistent(requestID, format string, values ...any) error {
	return &Error{Action: w.of.Action, Code: CodeUnreadable, Message: fmt.Sprintf(format, values...), RequestID: requestID, Attempts: 1}
}
