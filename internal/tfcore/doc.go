// Package tfcore is a stand-in for Terraform core: it runs the steps of
// resource.TestCase in the test's process, on simulated time, against provider
// servers that it calls as Terraform calls them. Only tests import it.
//
// It is written from the documentation of Terraform's plugin protocol and from
// what the CLI does. Where the two engines disagree, the CLI is right.
//
// Layers, from the bottom:
//
//   - values: proposed.go, planned.go, applied.go say what a plan and a result may hold
//   - server.go, data_resource.go: one provider process, and the built-in terraform_data
//   - config.go, decode.go, scope.go: the configuration, from HCL to values
//   - walk.go: nodes of a graph, in an order that a [Chooser] decides
//   - plan*.go, apply*.go, import.go: what Terraform does with each object
//   - workspace.go: a configuration and its state, and the commands on them
//   - steps*.go: resource.TestCase; show.go and render.go what the CLI would print
//
// All of it runs in a bubble of testing/synctest.
package tfcore
