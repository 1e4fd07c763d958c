package exactlyonce_test

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	workbench "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

func (s *stage) inject(faults ...gaapmock.Fault) {
	s.t.Helper()
	must(s.t, s.mock.Inject(s.ctx, faults...))
}

func (s *stage) calls(action string) []gaapmock.Call {
	s.t.Helper()
	calls, err := s.mock.Calls(s.ctx, action)
	must(s.t, err)
	return calls
}

// called waits for the n-th call of an action since the mock started.
func (s *stage) called(action string, n int) {
	s.t.Helper()
	s.eventually(action, func() bool { return len(s.calls(action)) >= n })
}

// proxies are those of the account but for the bystander, which must be well.
func (s *stage) proxies() []gaapmock.Proxy {
	s.t.Helper()
	all, err := s.mock.Proxies(s.ctx)
	must(s.t, err)
	well := func(p gaapmock.Proxy) bool { return p.ID == s.bystander && p.Status == gaapmock.StatusRunning }
	if !slices.ContainsFunc(all, well) {
		s.t.Errorf("the bystander %s is not well: %+v", s.bystander, all)
	}
	return slices.DeleteFunc(all, well)
}

// only returns the id of the one proxy that there is beside the bystander.
func (s *stage) only() string {
	s.t.Helper()
	all := s.proxies()
	if len(all) != 1 {
		s.t.Fatalf("%d proxies beside the bystander, want 1: %+v", len(all), all)
	}
	return all[0].ID
}

// later lets the one proxy be finished, and makes it a minute old.
func (s *stage) later() {
	s.t.Helper()
	s.eventually("a proxy that runs", func() bool { return s.proxies()[0].Status == gaapmock.StatusRunning })
	for _, p := range s.proxies() {
		must(s.t, s.mock.PatchProxy(s.ctx, p.ID, map[string]any{"create_time": p.CreateTime.Add(-time.Minute)}))
	}
}

// recover makes a proxy that is stuck in a transition run.
func (s *stage) recover(id string) {
	s.t.Helper()
	must(s.t, s.mock.PatchProxy(s.ctx, id, map[string]any{"status": gaapmock.StatusRunning}))
}

// state is what the state holds: nothing, or the one object under test.
func (s *stage) state() []workbench.Object {
	s.t.Helper()
	all, err := s.State()
	must(s.t, err)
	if len(all) > 1 || len(all) == 1 && (all[0].Address != address || all[0].Deposed) {
		s.t.Fatalf("the state holds %+v", all)
	}
	return all
}

// stated returns the id in the state, and whether its object is tainted.
func (s *stage) stated() (id string, tainted bool) {
	s.t.Helper()
	all := s.state()
	if len(all) == 0 {
		s.t.Fatal("the state is empty")
	}
	return all[0].ID(), all[0].Tainted
}

// settled demands that all is well, whatever went before: one living proxy, the
// one in the state, and nothing to do. It returns its id.
func (s *stage) settled() string {
	s.t.Helper()
	id, tainted := s.stated()
	if alive := s.only(); alive != id || tainted {
		s.t.Fatalf("the state holds %s (tainted: %v), alive is %s", id, tainted, alive)
	}
	s.terraform(0, "plan", "-detailed-exitcode")
	return id
}

// destroyed demands that DestroyProxies was called for these proxies and no others.
func (s *stage) destroyed(want ...string) {
	s.t.Helper()
	var got []string
	for _, call := range s.calls("DestroyProxies") {
		var body struct{ ProxyIds []string }
		must(s.t, json.Unmarshal(call.Body, &body))
		got = append(got, body.ProxyIds...)
	}
	slices.Sort(got)
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		s.t.Errorf("DestroyProxies was called for %v, want %v", got, want)
	}
}

// orders demands how often CreateProxy was sent and executed, and returns the tokens.
func (s *stage) orders(sent, executed int) []string {
	s.t.Helper()
	var tokens []string
	done := 0
	for _, call := range s.calls("CreateProxy") {
		tokens = append(tokens, call.ClientToken)
		if call.Committed {
			done++
		}
	}
	if len(tokens) != sent || done != executed {
		s.t.Errorf("CreateProxy was sent %d times and executed %d times, want %d and %d", len(tokens), done, sent, executed)
	}
	return tokens
}

// sameToken demands that all sendings were of one order.
func (s *stage) sameToken(tokens []string) {
	s.t.Helper()
	if len(slices.Compact(slices.Clone(tokens))) != 1 {
		s.t.Errorf("the ClientTokens %q differ", tokens)
	}
}
