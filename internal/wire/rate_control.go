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

// pace is how many requests a second a run allows itself. Other runs may use
// the same quota; nobody tells how many, except by throttled answers. So a run
// begins slowly and doubles its rate each second. A throttled answer takes
// almost half of the rate. From there it comes back quickly at first, then
// stays for some seconds at a level below that at which it was throttled, and
// then, if there are no more throttled answers, grows faster and faster: the
// others have gone. (TCP shares lines by the same law, called CUBIC.)
type pace struct {
	quota     float64
	start     float64   // the rate of the first request
	started   time.Time // zero before the first request
	throttled time.Time // zero before the first throttled answer
	low       float64   // the rate after that answer
	level     float64   // where the rate stays for a while
}

// begin notes the first request.
func (p *pace) begin(now time.Time) {
	if p.started.IsZero() {
		p.started = now
	}
}

// rate returns how many requests a second are allowed now.
func (p *pace) rate(now time.Time) float64 {
	if p.throttled.IsZero() {
		return min(p.quota, p.start*math.Pow(growth, now.Sub(p.started).Seconds()))
	}
	levelAfter := math.Cbrt((p.level - p.low) / curve)
	away := now.Sub(p.throttled).Seconds() - levelAfter
	return max(leastRate, min(p.quota, p.level+curve*away*away*away))
}

// interval is the time from one request to the next.
func (p *pace) interval(now time.Time) time.Duration {
	return time.Duration(float64(time.Second) / p.rate(now))
}

// slowDown lowers the rate after a throttled answer to a request that was sent
// at some time. Those that were under way together are one sign, not many.
func (p *pace) slowDown(sent, now time.Time) bool {
	if !p.throttled.IsZero() && !sent.After(p.throttled) {
		return false
	}
	rate := p.rate(now)
	p.low = max(leastRate, slowRate*rate)
	p.level = max(p.low, levelRate*rate)
	p.throttled = now
	return true
}
