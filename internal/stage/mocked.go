package stage

import "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"

// Inject queues faults.
func (s *Stage) Inject(faults ...gaapmock.Fault) {
	s.T.Helper()
	s.must(s.Mock.Inject(s.Ctx, faults...))
}

// Calls are the calls of an action so far, of all if it is "".
func (s *Stage) Calls(action string) []gaapmock.Call {
	s.T.Helper()
	calls, err := s.Mock.Calls(s.Ctx, action)
	s.must(err)
	return calls
}

// AwaitCall waits for the n-th call of an action since the mock started.
func (s *Stage) AwaitCall(action string, n int) {
	s.T.Helper()
	s.Eventually(action, func() bool { return len(s.Calls(action)) >= n })
}

// Proxies are all that exist.
func (s *Stage) Proxies() []gaapmock.Proxy {
	s.T.Helper()
	all, err := s.Mock.Proxies(s.Ctx)
	s.must(err)
	return all
}

// Add adds a proxy that nobody ordered, and returns it with its id.
func (s *Stage) Add(p gaapmock.Proxy) gaapmock.Proxy {
	s.T.Helper()
	var err error
	p.ID, err = s.Mock.AddProxy(s.Ctx, p)
	s.must(err)
	return p
}

// Bind hangs a listener with an origin on a proxy, which is in use then.
func (s *Stage) Bind(proxyID string) {
	s.T.Helper()
	_, err := s.Mock.AddListener(s.Ctx, gaapmock.Listener{ProxyID: proxyID, RealServers: []gaapmock.Binding{{}}})
	s.must(err)
}

// Patch changes a field of a proxy behind the API's back.
func (s *Stage) Patch(id, field string, value any) {
	s.T.Helper()
	s.must(s.Mock.PatchProxy(s.Ctx, id, map[string]any{field: value}))
}

// State are the objects in the state.
func (s *Stage) State() []Object {
	s.T.Helper()
	all, err := s.Folder.State()
	s.must(err)
	return all
}
