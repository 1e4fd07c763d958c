package wire

import (
	"math"
	"time"
)

const (
	// startRate is the part of the account's quota that a run begins with: four
	// runs that begin together stay within it.
	startRate = 0.25
	// growth is by how much the rate grows in a second, until the first
	// throttled answer.
	growth = 2
	// slowRate is the least that is left of the rate after a throttled answer,
	// and levelRate the part of it at which the rate stays for a while.
	slowRate, levelRate = 0.6, 0.7
	// curve says how fast the rate leaves that level: a second away from it by
	// this much, two seconds by eight times as much.
	curve = 0.01
	// leastRate is never fallen below: one request in two seconds.
	leastRate = 0.5
)

// rateControl is how many requests a second a run allows itself: a congestion
// control, since other runs may use the same quota, and nobody tells how many, except
// by throttled answers. So a run begins slowly and doubles its rate each second. A
// throttled answer takes almost half of the rate. From there it comes back quickly at
// first, then stays for some seconds at a level below that at which it was throttled,
// and then, if there are no more throttled answers, grows faster and faster: the others
// have gone. (TCP shares lines by the same law, called CUBIC.)
type rateControl struct {
	quota     float64
	start     float64   // the rate of the first request
	started   time.Time // zero before the first request
	throttled time.Time // zero before the first throttled answer
	low       float64   // the rate after that answer
	level     float64   // where the rate stays for a while
}

// begin notes the first request.
func (r *rateControl) begin(now time.Time) {
	if r.started.IsZero() {
		r.started = now
	}
}

// rate returns how many requests a second are allowed now.
func (r *rateControl) rate(now time.Time) float64 {
	if r.throttled.IsZero() {
		return min(r.quota, r.start*math.Pow(growth, now.Sub(r.started).Seconds()))
	}
	levelAfter := math.Cbrt((r.level - r.low) / curve)
	away := now.Sub(r.throttled).Seconds() - levelAfter
	return max(leastRate, min(r.quota, r.level+curve*away*away*away))
}

// interval is the time from one request to the next.
func (r *rateControl) interval(now time.Time) time.Duration {
	return time.Duration(float64(time.Second) / r.rate(now))
}

// reduce lowers the rate after a throttled answer to a request that was sent
// at some time. Those that were under way together are one sign, not many.
func (r *rateControl) reduce(sent, now time.Time) bool {
	if !r.throttled.IsZero() && !sent.After(r.throttled) {
		return false
	}
	rate := r.rate(now)
	r.low = max(leastRate, slowRate*rate)
	r.level = max(r.low, levelRate*rate)
	r.throttled = now
	return true
}
