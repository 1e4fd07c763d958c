package gaapapi

import (
	"errors"
	"math"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// What is kept of texts of an answer that get into messages.
const (
	maxMessage = 500
	maxWord    = 100
)

// word is a text of the service that is going to be shown or compared.
func word(text *string) string { return quote.Printable(value(text), maxWord) }

// present checks that an answer has a part that it needs.
func present[T any](part *T) error {
	if part == nil {
		return errors.New("the answer lacks a part")
	}
	return nil
}

// count is a TotalCount that can be calculated with.
func count[N int64 | uint64](total *N) int { return int(max(0, min(value(total), math.MaxInt32))) }

// lastSecond is the end of the year 9999, after which a time has no text (RFC 3339).
const lastSecond = 253402300799

// unix returns the zero time for a number that is no time, too.
func unix(seconds *uint64) time.Time {
	if value(seconds) == 0 || *seconds > lastSecond {
		return time.Time{}
	}
	return time.Unix(int64(*seconds), 0).UTC()
}

// value returns what p points to, the zero value for nil.
func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

func values[T any](pointers []*T) []T {
	all := make([]T, 0, len(pointers))
	for _, p := range pointers {
		if p != nil {
			all = append(all, *p)
		}
	}
	return all
}

func pointers[T any](values []T) []*T {
	all := make([]*T, 0, len(values))
	for _, v := range values {
		all = append(all, &v)
	}
	return all
}

// pointer returns nil for the zero value, which stands for an absent parameter.
func pointer[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// nonNegative returns nil for a number that is none of those that the service counts.
func nonNegative[N int64 | uint64](number *N) *int64 {
	if number == nil || *number > math.MaxInt32 {
		return nil
	}
	n := int64(*number)
	return &n
}

func toUnsigned(n int64) *uint64 {
	u := uint64(max(n, 0))
	return &u
}

// flag is a truth value as the service writes it.
func flag(on *bool) *int64 {
	if on == nil {
		return nil
	}
	n := int64(0)
	if *on {
		n = 1
	}
	return &n
}
