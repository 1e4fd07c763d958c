package wire_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wiretest"
)

// busiest is the most arrivals in any window of one second, open at its end.
func busiest(arrivals []time.Time) int {
	most := 0
	for i, first := range arrivals {
		n := 0
		for _, other := range arrivals[i:] {
			if other.Sub(first) < time.Second {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func (s *service) arrivals(action string) []time.Time {
	var times []time.Time
	for _, call := range s.Calls(action) {
		times = append(times, call.Time)
	}
	slices.SortFunc(times, time.Time.Compare)
	return times
}

// However the network stretches them, the service never sees more requests in
// a second than the quota; and each action has a quota of its own.
func TestLimiter_window(t *testing.T) {
	t.Parallel()
	latency := rapid.SampledFrom([]time.Duration{0, time.Millisecond, 40 * time.Millisecond, 300 * time.Millisecond, 999 * time.Millisecond, 2 * time.Second})
	rapid.Check(t, func(r *rapid.T) {
		rate := rapid.IntRange(1, wire.MaxRequestsPerSecond).Draw(r, "rate")
		starts := rapid.SliceOfN(rapid.IntRange(0, 3000), 1, 70).Draw(r, "starts")
		there := rapid.SliceOfN(latency, 1, 20).Draw(r, "there")
		back := rapid.SliceOfN(latency, 1, 20).Draw(r, "back")
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{RatePerSecond: -1}, func(c *wire.Config) { c.RequestsPerSecond = rate })
			n := 0
			s.Latency = func() (time.Duration, time.Duration) {
				n++
				return there[n%len(there)], back[n%len(back)]
			}
			var group sync.WaitGroup
			for i, start := range starts {
				group.Go(func() {
					time.Sleep(time.Duration(start) * time.Millisecond)
					if i%7 == 0 {
						_ = s.client.move(t.Context(), "link-a")
					} else {
						_ = s.rename(t.Context(), "link-a")
					}
				})
			}
			group.Wait()
			if got := s.Counts(); got["ModifyProxiesAttribute"]+got["ModifyProxiesProject"] != len(starts) {
				r.Errorf("%v arrived, want %d calls", got, len(starts))
			}
			for _, action := range []string{"ModifyProxiesAttribute", "ModifyProxiesProject"} {
				if most := busiest(s.arrivals(action)); most > rate {
					r.Errorf("%d calls of %s arrived within a second, the quota is %d", most, action, rate)
				}
			}
		})
	})
}

// The quota is used: many quick calls take no longer than it demands, but for
// the slow start, which costs little more than a second.
func TestLimiter_speed(t *testing.T) {
	t.Parallel()
	for _, rate := range []int{0, 1, 7, 20, 21, -1} { // what is out of bounds is the service's quota
		t.Run(fmt.Sprint(rate), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{}, func(c *wire.Config) { c.RequestsPerSecond = rate })
				quota := rate
				if rate < 1 || rate > wire.MaxRequestsPerSecond {
					quota = wire.MaxRequestsPerSecond
				}
				start := time.Now()
				s.crowd(5*quota, 0)
				if took := time.Since(start); took < 4*time.Second || took > 6200*time.Millisecond {
					t.Errorf("%d calls took %s, want 5s and little more", 5*quota, took)
				}
				for _, call := range s.Journal() {
					if call.Code == "RequestLimitExceeded" {
						t.Fatalf("call %d was refused", call.Seq)
					}
				}
			})
		})
	}
}

// lateClock wakes sleepers up a little too late, as a busy machine does.
type lateClock struct{ wait.System }

// Sleep takes 10 ms more.
func (c lateClock) Sleep(ctx context.Context, d time.Duration) error {
	return c.System.Sleep(ctx, d+10*time.Millisecond)
}

// Sleeps that are a little too long do not lower the rate.
func TestLimiter_lateClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{}, func(c *wire.Config) { c.Clock = lateClock{} })
		start := time.Now()
		s.crowd(100, 0)
		if took := time.Since(start); took > 6300*time.Millisecond {
			t.Errorf("100 calls took %s, want 5s and little more", took)
		}
	})
}

// rename is a call that nobody shares.
func (s *service) rename(ctx context.Context, id string) error {
	return s.client.rename(ctx, id)
}

// crowd makes n callers rename a proxy each, one every gap.
func (s *service) crowd(n int, gap time.Duration) {
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			time.Sleep(time.Duration(i) * gap)
			_ = s.rename(s.T.Context(), fmt.Sprintf("link-%04d", i))
		})
	}
	group.Wait()
}

// Who comes first is served first.
func TestLimiter_order(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{}, func(c *wire.Config) { c.RequestsPerSecond = 3 })
		s.crowd(40, time.Millisecond)
		for i, call := range s.Journal() {
			if want := fmt.Sprintf("link-%04d", i); !strings.Contains(string(call.Body), want) {
				t.Errorf("call %d is %s, want that of %s", i, call.Body, want)
			}
		}
	})
}

// One who gives up waiting does not hold up the others.
func TestLimiter_abandoned(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{}, func(c *wire.Config) { c.RequestsPerSecond = 1 })
		if err := s.rename(t.Context(), "link-0"); wire.ClassOf(err) != wire.Gone {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		for range 5 {
			group.Go(func() { _ = s.rename(ctx, "link-1") })
		}
		synctest.Wait()
		start := time.Now()
		_ = s.rename(t.Context(), "link-2")
		if took := time.Since(start); took != time.Second {
			t.Errorf("waited %s, want a second", took)
		}
		group.Wait()
		if n := len(s.Journal()); n != 2 {
			t.Errorf("%d calls arrived, want 2", n)
		}
	})
}

// within counts the arrivals from one time after start to another.
func within(arrivals []time.Time, start time.Time, from, to time.Duration) int {
	n := 0
	for _, at := range arrivals {
		if since := at.Sub(start); since >= from && since < to {
			n++
		}
	}
	return n
}

// A throttled answer slows everybody down; then the rate stays below the level
// that was throttled, recovers to the full quota, and no call is lost.
func TestLimiter_throttled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{RatePerSecond: -1})
		s.Inject(gaapmock.Fault{Kind: gaapmock.FaultThrottle, Skip: 80})
		s.crowd(600, 0)
		arrivals := s.arrivals("ModifyProxiesAttribute")
		if len(arrivals) != 601 {
			t.Fatalf("%d calls, want 601", len(arrivals))
		}
		throttled := arrivals[80]
		for from, want := range map[time.Duration][2]int{ // seconds after the throttled answer
			-time.Second:     {19, 20},
			0:                {5, 13},
			7 * time.Second:  {13, 15}, // 7/10 of the rate that was throttled
			16 * time.Second: {18, 20},
			18 * time.Second: {19, 20},
		} {
			if n := within(arrivals, throttled, from, from+time.Second); n < want[0] || n > want[1] {
				t.Errorf("%d calls in the second that begins %s after the throttled answer, want %d to %d", n, from, want[0], want[1])
			}
		}
	})
}

// Many throttled answers together are one sign, and never stop all.
func TestLimiter_throttledTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{RatePerSecond: -1})
		s.Latency = slowly(200 * time.Millisecond)
		s.Inject(gaapmock.Fault{Kind: gaapmock.FaultThrottle, Skip: 60, Times: 5})
		s.crowd(200, 0)
		arrivals := s.arrivals("ModifyProxiesAttribute")
		if n := within(arrivals, arrivals[65], time.Second, 2*time.Second); n < 8 || n > 14 {
			t.Errorf("%d calls in the second after 5 throttled answers, want about 10", n)
		}
	})
}

// A throttled answer is followed by a pause, of a length that chance decides.
func TestLimiter_respite(t *testing.T) {
	t.Parallel()
	for random, want := range map[float64]time.Duration{0: 105 * time.Millisecond, 0.999: 594 * time.Millisecond} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{RatePerSecond: -1}, func(c *wire.Config) { c.Random = func() float64 { return random } })
			s.Inject(gaapmock.Fault{Kind: gaapmock.FaultThrottle, Skip: 80})
			s.crowd(100, 0)
			arrivals := s.arrivals("ModifyProxiesAttribute")
			if pause := arrivals[81].Sub(arrivals[80]); pause < want || pause > want+10*time.Millisecond {
				t.Errorf("with chance %v the pause is %s, want %s", random, pause, want)
			}
		})
	}
}

// chance gives the same numbers in each run of a test.
func chance(seed uint64) func() float64 {
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, 1))
	return func() float64 {
		mu.Lock()
		defer mu.Unlock()
		return random.Float64()
	}
}

// Runs that share an account find shares that add up to the quota: few of their
// calls are refused, all get through, and none has to wait for the others to end.
func TestLimiter_sharedAccount(t *testing.T) {
	t.Parallel()
	for _, latency := range []time.Duration{2 * time.Millisecond, 50 * time.Millisecond} {
		for _, runs := range []int{2, 4} {
			t.Run(fmt.Sprintf("%d runs, latency %s", runs, latency), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					random := chance(100)
					s := newService(t, gaapmock.Options{})
					s.Latency = slowly(latency)
					var group sync.WaitGroup
					var mu sync.Mutex
					ended := make([]time.Duration, runs)
					start := time.Now()
					for run := range runs {
						client := s.newClient(func(c *wire.Config) { c.Random = chance(uint64(run)) })
						begin := time.Duration(random() * float64(300*time.Millisecond))
						for range 50 {
							group.Go(func() {
								time.Sleep(begin)
								if err := client.rename(t.Context(), "link-a"); wire.ClassOf(err) != wire.Gone {
									t.Error(err)
								}
								mu.Lock()
								defer mu.Unlock()
								ended[run] = max(ended[run], time.Since(start))
							})
						}
					}
					group.Wait()
					refused := len(s.Journal()) - 50*runs
					t.Logf("%d of %d calls were refused; the runs ended after %v", refused, len(s.Journal()), ended)
					if refused*20 > len(s.Journal()) {
						t.Errorf("%d of %d calls were refused, want 5%% at most", refused, len(s.Journal()))
					}
					limit := time.Duration(50*runs) * time.Second / wire.MaxRequestsPerSecond
					if last := slices.Max(ended); last > 2*limit+2*time.Second {
						t.Errorf("the runs ended after %v, the quota would allow %s", ended, limit)
					}
					if first := slices.Min(ended); runs == 4 && first < limit/3 {
						t.Errorf("the runs ended after %v: one took the quota from the others", ended)
					}
				})
			})
		}
	}
}

func BenchmarkCall(b *testing.B) {
	mock, err := gaapmock.New(gaapmock.Options{RatePerSecond: -1})
	if err != nil {
		b.Fatal(err)
	}
	id := mock.AddProxy(gaapmock.Proxy{})
	clock := wiretest.NewLeap(time.Now())
	to, err := wire.New(wire.Config{
		Credentials: wire.Credentials{SecretID: gaapmock.DefaultSecretID, SecretKey: gaapmock.DefaultSecretKey},
		Endpoint:    "http://127.0.0.1:9180", Transport: &wiretest.Service{Server: mock}, Clock: clock,
	})
	if err != nil {
		b.Fatal(err)
	}
	client := caller{to}
	for b.Loop() {
		if _, err := client.read(context.Background(), id); err != nil {
			b.Fatal(err)
		}
	}
}
