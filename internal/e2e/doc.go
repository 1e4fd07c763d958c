// Package e2e holds the acceptance tests of what only the real Terraform CLI
// shows, with the provider and the mock as processes of their own:
//
//   - kill, interrupt: whatever is killed or interrupted, a resource owns one
//     living proxy, the one in its state.
//   - moved, removed, query, identity, unread: proxies that exist come into a
//     state by a move, an import or a query, and nothing is written on the way.
//   - site: a web application that is renamed, and one whose making is killed.
//   - saved_plan: a plan in a file is applied as it was shown.
//   - secrets: no key, token or signature gets into anything that Terraform, the
//     provider or the mock writes, whatever goes wrong, at any log level.
//   - guides: the pages of the documentation read as they are meant, and what
//     they show works.
//
// A test has a folder that is initialised, and a mock with the flags that it wants:
//
//	s := build.New(t, "-create-time", "1s")
//	s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultHang})
//	s.Write(`resource "gaap_proxy" "test" { ... }`)
//	run := s.Begin("apply", "-auto-approve")
//	s.Called("CreateProxy", 1)
//	run.Kill()
//
// The provider that proxies are moved from has a stand-in, in testdata. TestAccExamples
// applies every folder below examples: there is nothing to register.
package e2e
