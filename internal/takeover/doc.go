// Package takeover holds the acceptance tests of one promise: proxies that
// exist come into a state by a move, an import or a query, and nothing is
// written to the service on the way.
//
// The tests run the real Terraform CLI, the real provider and the mock as
// processes of their own, since moves, queries and generated configuration
// begin with files that the CLI's test library does not hold. Of the provider
// that proxies are moved from there is a stand-in, in testdata.
package takeover
