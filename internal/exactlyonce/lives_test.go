package exactlyonce_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Twenty lives of one configuration cost the same from the second one on, in
// calls and in time, and a twenty-first works. A life begins with a destroy.
func TestAccLives(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		type cost struct {
			calls  int
			orders int
			time   time.Duration
		}
		var costs []cost
		for range 21 {
			start, calls, orders := s.Clock.Now(), len(s.Mock.Journal()), len(s.Mock.Calls("CreateProxy"))
			s.Apply(plain)
			costs = append(costs, cost{len(s.Mock.Journal()) - calls, len(s.Mock.Calls("CreateProxy")) - orders, s.Clock.Now().Sub(start).Round(time.Second)})
			s.only()
			s.Apply(tfcore.Options{Destroy: true})
			s.requireAlive(0)
			s.Clock.Advance(time.Minute)
		}
		for n, c := range costs[2:] {
			if second := costs[1]; c.calls > second.calls+8 || c.orders != second.orders || c.time > second.time+10*time.Second { // polls are jittered
				t.Errorf("life %d cost %+v, the second one %+v", n+3, c, second)
			}
		}
		if first, second := costs[0], costs[1]; second.orders != 2 || second.time > first.time+40*time.Second {
			t.Errorf("the first life cost %+v, the second one %+v", first, second)
		}
		t.Logf("first %+v, second %+v, last %+v", costs[0], costs[1], costs[20])
	})
}
