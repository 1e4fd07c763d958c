package stage

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Address is that of the resource on the stage of one proxy.
const Address = "gaap_proxy.test"

// OneProxy is a stage for tests that say what becomes of one proxy. Beside it
// is an equal one of somebody else, so that only care keeps it from being taken.
type OneProxy struct {
	*Stage

	bystander string
}

// OneProxy starts a mock that is quick, though its clock is the real one, so
// that ages are true.
func (b *Builder) OneProxy(t *testing.T, replay gaapmock.ReplayMode) *OneProxy {
	t.Helper()
	s := b.New(t, "-replay", string(replay), "-state", filepath.Join(t.TempDir(), "mock.json"), "-early-destroy", "allowed",
		"-create-time", "1s", "-destroy-time", "100ms", "-adjust-time", "500ms", "-config-lag", "200ms", "-open-time", "200ms", "-close-time", "200ms")
	bystander := s.Add(gaapmock.Proxy{
		Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: time.Now().Add(-time.Hour), Listeners: map[string]int{"TCP": 1},
	})
	return &OneProxy{s, bystander.ID}
}

// InBothModes runs a test against both answers to a ClientToken seen before.
func InBothModes(t *testing.T, run func(t *testing.T, replay gaapmock.ReplayMode)) {
	t.Helper()
	t.Parallel()
	for _, mode := range []gaapmock.ReplayMode{gaapmock.ReplayDuplicated, gaapmock.ReplayFirstID} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			run(t, mode)
		})
	}
}

// Arguments are HCL expressions, or blocks, by name.
type Arguments map[string]string

// Block is a gaap_proxy, the one that the bystander is equal to but for the changes.
func Block(label string, changes Arguments) string {
	all := Arguments{
		"name": `"test"`, "access_region": `"Hongkong"`, "realserver_region": `"Shanghai"`, "bandwidth": "10", "concurrent": "2",
	}
	maps.Copy(all, changes)
	var b strings.Builder
	fmt.Fprintf(&b, "resource \"gaap_proxy\" %q {\n", label)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if strings.HasPrefix(all[name], "{") {
			fmt.Fprintf(&b, "  %s %s\n", name, all[name])
		} else {
			fmt.Fprintf(&b, "  %s = %s\n", name, all[name])
		}
	}
	return b.String() + "}\n"
}

// Configure writes the configuration of the proxy.
func (s *OneProxy) Configure(changes Arguments) {
	s.T.Helper()
	s.Write(Block("test", changes))
}

// Apply applies, and demands phrases of the output.
func (s *OneProxy) Apply(phrases ...string) {
	s.T.Helper()
	s.Says(0, "apply -auto-approve", phrases...)
}

// Proxies are those of the account but for the bystander, which must be well.
func (s *OneProxy) Proxies() []gaapmock.Proxy {
	s.T.Helper()
	all := s.Stage.Proxies()
	well := func(p gaapmock.Proxy) bool { return p.ID == s.bystander && p.Status == gaapmock.StatusRunning }
	if !slices.ContainsFunc(all, well) {
		s.T.Errorf("the bystander %s is not well: %+v", s.bystander, all)
	}
	return slices.DeleteFunc(all, well)
}

// Only returns the id of the one proxy that there is beside the bystander.
func (s *OneProxy) Only() string {
	s.T.Helper()
	all := s.Proxies()
	if len(all) != 1 {
		s.T.Fatalf("%d proxies beside the bystander, want 1: %+v", len(all), all)
	}
	return all[0].ID
}

// Later lets the proxy be finished, and makes it a minute old.
func (s *OneProxy) Later() {
	s.T.Helper()
	s.Eventually("a proxy that runs", func() bool { return s.Proxies()[0].Status == gaapmock.StatusRunning })
	for _, p := range s.Proxies() {
		s.Patch(p.ID, "create_time", p.CreateTime.Add(-time.Minute))
	}
}

// Recover makes a proxy that is stuck in a transition run.
func (s *OneProxy) Recover(id string) {
	s.T.Helper()
	s.Patch(id, "status", gaapmock.StatusRunning)
}

// State is what the state holds: nothing, or the one object under test.
func (s *OneProxy) State() []Object {
	s.T.Helper()
	all := s.Stage.State()
	if len(all) > 1 || len(all) == 1 && (all[0].Address != Address || all[0].Deposed) {
		s.T.Fatalf("the state holds %+v", all)
	}
	return all
}

// Holds demands a proxy in the state, tainted or not.
func (s *OneProxy) Holds(id string, tainted bool) {
	s.T.Helper()
	all := s.State()
	if len(all) == 0 || all[0].ID() != id || all[0].Tainted != tainted {
		s.T.Errorf("the state holds %+v, want %s (tainted: %v)", all, id, tainted)
	}
}

// Settled demands that all is well, whatever went before: one living proxy, the
// one in the state, and nothing to do. It returns its id.
func (s *OneProxy) Settled() string {
	s.T.Helper()
	id := s.Only()
	s.Holds(id, false)
	s.Says(0, "plan -detailed-exitcode")
	return id
}

// SettledWith demands that all is well with this proxy.
func (s *OneProxy) SettledWith(want string) {
	s.T.Helper()
	if id := s.Settled(); id != want {
		s.T.Errorf("the proxy is %s, not %s", id, want)
	}
}

// Replaced demands that all is well with another proxy than the old one.
func (s *OneProxy) Replaced(old string) {
	s.T.Helper()
	if id := s.Settled(); id == old {
		s.T.Errorf("%s was not replaced", old)
	}
	s.Destroyed(old)
}

// Destroyed demands that DestroyProxies was called for these proxies and no others.
func (s *OneProxy) Destroyed(want ...string) {
	s.T.Helper()
	var got []string
	for _, call := range s.Calls("DestroyProxies") {
		var body struct{ ProxyIds []string }
		s.must(json.Unmarshal(call.Body, &body))
		got = append(got, body.ProxyIds...)
	}
	slices.Sort(got)
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		s.T.Errorf("DestroyProxies was called for %v, want %v", got, want)
	}
}

// Orders demands how often CreateProxy was sent, and executed, and returns the tokens.
func (s *OneProxy) Orders(sent, executed int) []string {
	s.T.Helper()
	var tokens []string
	done := 0
	for _, call := range s.Calls("CreateProxy") {
		tokens = append(tokens, call.ClientToken)
		if call.Committed {
			done++
		}
	}
	if len(tokens) != sent || done != executed {
		s.T.Errorf("CreateProxy was sent %d times and executed %d times, want %d and %d", len(tokens), done, sent, executed)
	}
	return tokens
}

// SentAgain demands that one order was sent so many times and executed once.
func (s *OneProxy) SentAgain(times int) {
	s.T.Helper()
	if tokens := slices.Compact(s.Orders(times, 1)); len(tokens) != 1 {
		s.T.Errorf("the ClientTokens %q differ", tokens)
	}
}
