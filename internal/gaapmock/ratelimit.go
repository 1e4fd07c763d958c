package gaapmock

import "time"

// maxCallers bounds the callers that are remembered: with Options.Insecure
// every call can come with another SecretId.
const maxCallers = 10_000

// rateLimiter keeps the times of the calls let through within the last second,
// by SecretId and action. The server's lock guards it.
//
// Assumption: the window slides, and a refused call does not count.
type rateLimiter struct {
	passed map[string][]time.Time
}

// allow says whether a call may pass; a negative limit is none.
func (l *rateLimiter) allow(key string, limit int, now time.Time) bool {
	if limit < 0 {
		return true
	}
	key = sha256hex([]byte(key)) // with Options.Insecure a SecretId can be long
	if l.passed == nil {
		l.passed = map[string][]time.Time{}
	}
	dropOldest(l.passed, maxCallers, func(times []time.Time) time.Time { return times[len(times)-1] })
	recent := l.passed[key]
	for len(recent) > 0 && now.Sub(recent[0]) >= time.Second {
		recent = recent[1:]
	}
	if len(recent) >= limit {
		l.passed[key] = recent
		return false
	}
	l.passed[key] = append(recent, now)
	return true
}
