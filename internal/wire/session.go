package wire

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

const (
	// renewAhead is how long before their end credentials are renewed, at most;
	// those that are short-lived when a quarter of their time is left.
	renewAhead = 10 * time.Minute
	// spare is how long before their end they are no longer used, at most.
	spare = 30 * time.Second
	// renewAgain is the pause after a renewal that failed, while the
	// credentials are still good.
	renewAgain = 30 * time.Second
	// spreading is for how long after they were handed out credentials may not
	// be known everywhere.
	spreading = time.Minute
)

var errExpired = errors.New("the credentials that were handed out have expired already; check this machine's clock")

// temporary are credentials that end.
type temporary struct {
	Credentials

	expires time.Time
}

// session is a source of temporary credentials, which it renews before they
// end. Those who need credentials share a renewal. While the old ones are good,
// only one caller waits for it, and a failure is nobody's error.
type session struct {
	clock    wait.Clock
	log      func(ctx context.Context, message string, fields map[string]any)
	renewals *Memo[int, temporary]

	mu         sync.Mutex
	number     int // of the renewal that comes next
	renewing   bool
	current    Credentials
	takenAt    time.Time
	renewAt    time.Time
	unusableAt time.Time
}

var _ CredentialSource = (*session)(nil)

// newSession makes a source of what fetch returns. action is what fetch calls.
func (c *Client) newSession(action string, fetch func(context.Context) (temporary, error)) *session {
	s := &session{clock: c.poller.Clock, log: c.log}
	s.renewals = NewMemo(action, func(ctx context.Context, _ int) (temporary, error) {
		keys, err := fetch(ctx)
		if err == nil && !keys.expires.After(s.clock.Now()) {
			err = errExpired
		}
		return keys, err
	})
	return s
}

// Credentials returns credentials that are good for a while.
func (s *session) Credentials(ctx context.Context) (Credentials, error) {
	keys, number, due := s.peek()
	if !due {
		return keys, nil
	}
	renewed, err := s.renewals.Get(ctx, number)
	return s.finishRenewal(ctx, number, renewed, err)
}

// peek returns the credentials there are; due tells the caller to see to new ones.
func (s *session) peek() (keys Credentials, number int, due bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock.Now()
	if now.Before(s.renewAt) || s.renewing && now.Before(s.unusableAt) {
		return s.current, s.number, false
	}
	s.renewing = true
	return Credentials{}, s.number, true
}

// finishRenewal takes in what came of a renewal, once for all who waited for it.
func (s *session) finishRenewal(ctx context.Context, number int, renewed temporary, err error) (Credentials, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock.Now()
	if number == s.number {
		s.renewing = false
		switch {
		case err == nil:
			s.store(renewed, now)
		case ctx.Err() == nil && now.Before(s.unusableAt):
			s.renewAt = now.Add(renewAgain)
			s.log(ctx, "Temporary credentials could not be renewed; the old ones are still good", map[string]any{"code": CodeOf(err)})
		}
	}
	if err == nil || ctx.Err() == nil && now.Before(s.unusableAt) {
		return s.current, nil
	}
	return Credentials{}, err
}

// store makes renewed credentials the current ones. The caller holds the lock.
func (s *session) store(renewed temporary, now time.Time) {
	lifetime := renewed.expires.Sub(now)
	s.current, s.takenAt = renewed.Credentials, now
	s.renewAt = renewed.expires.Add(-min(renewAhead, lifetime/4))
	s.unusableAt = renewed.expires.Add(-min(spare, lifetime/10))
	s.renewals.Forget(s.number - 1)
	s.number++
}

// isFresh reports whether credentials were handed out just now.
func (s *session) isFresh(keys Credentials) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current == keys && s.clock.Now().Sub(s.takenAt) < spreading
}

// expire makes the next caller renew credentials that were refused, unless
// somebody has done so.
func (s *session) expire(refused Credentials) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == refused {
		s.renewAt, s.unusableAt = time.Time{}, time.Time{}
	}
}
