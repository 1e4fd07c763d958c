// Package acctest plays acceptance tests: a mock and a provider in one bubble of
// simulated time, and two engines for the steps on them, one in process and the
// Terraform CLI. Only tests import it.
//
// [New] makes the environment, [Environment.Test] runs a resource.TestCase,
// [Environment.Session] commands that are no steps, and [Lives] compares the two
// engines. Whatever is handed to Terraform or written to the mock's journal is
// searched for secrets.
//
//	env := acctest.New(t, gaapmock.Options{Replay: gaapmock.ReplayFirstID})
//	env.Mock.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultLostAfter})
//	env.Test(t, resource.TestCase{
//		Steps: []resource.TestStep{{Config: env.Config(`resource "gaap_proxy" "test" { ... }`)}},
//	})
//
// The engine in process is as arbitrary as Terraform: ACCTEST_SEED varies the order
// of what it does. With ACCTEST_ENGINE=cli the steps run on the CLI. Where the two
// disagree, the CLI is right. A test that needs a newer Terraform than the oldest one
// says so in TerraformVersionChecks.
//
// The clock of the environment moves the time for provider and mock. Its mock shows
// the calls as they came in (Calls, Journal), and changes objects behind Terraform's
// back (AddProxy, UpdateProxy, RemoveProxy, and so for the other kinds). A test that
// uses another key than that of the environment passes it to [Environment.ConfigFor].
package acctest
