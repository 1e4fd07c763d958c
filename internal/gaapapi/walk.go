package gaapapi

import "fmt"

// maxListed is how many objects a list may have. No account has as many; but an
// answer that is wrong may say that there is always one page more.
const maxListed = 50_000

// walk is the reading of a list page by page. It ends whatever the answers say,
// and does not take a list for whole when they contradict each other.
type walk[T any] struct {
	action string // what reads the pages, for errors
	id     func(T) string
	listed map[string]bool
	offset int // of the next page
	total  int
	shrunk bool // objects have vanished meanwhile
	// repeats is set if a full page held nothing new, so that others may be
	// missing: many objects were made meanwhile, or Offset was ignored.
	repeats error
}

func newWalk[T any](action string, id func(T) string) *walk[T] {
	return &walk[T]{action: action, id: id, listed: map[string]bool{}}
}

// add takes in a page of an answer that says how many objects there are on all
// pages. It returns what is new on it, and whether it was the last one.
func (w *walk[T]) add(items []T, total int, requestID string) (fresh []T, last bool, err error) {
	for _, item := range items {
		if id := w.id(item); !w.listed[id] {
			w.listed[id] = true
			fresh = append(fresh, item)
		}
	}
	w.shrunk = w.shrunk || total < w.total
	w.total = total
	w.offset += len(items)
	full := len(items) >= pageSize
	if w.offset > maxListed {
		return nil, true, w.makesNoSense(requestID, "the list does not end after %d objects", maxListed)
	}
	if len(fresh) == 0 {
		if full && total > len(w.listed) {
			w.repeats = w.makesNoSense(requestID, "TotalCount is %d, but after %d objects the list holds nothing new", total, len(w.listed))
		}
		return nil, true, nil
	}
	// After a full page, the count may be wrong: it could be that of the page.
	return fresh, !full && w.offset >= total, nil
}

func (w *walk[T]) makesNoSense(requestID, format string, values ...any) error {
	return &Error{Action: w.action, Code: CodeUnreadable, Message: fmt.Sprintf(format, values...), RequestID: requestID, Attempts: 1}
}
