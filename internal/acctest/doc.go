// Package acctest plays acceptance tests: a mock and a provider in one bubble of
// simulated time, and two engines for the steps on them, one in process and the
// Terraform CLI. Only tests import it.
//
// [New] makes the environment, [Environment.Test] runs a resource.TestCase,
// [Environment.Session] commands that are no steps, and [Lives] compares the two
// engines. Whatever is handed to Terraform or written to the mock's journal is
// searched for secrets.
package acctest
