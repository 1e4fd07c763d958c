// Package exactlyonce holds the acceptance tests of one promise: whatever is
// lost or repeated, a resource instance owns one living proxy, which is the one
// in its state, and no proxy of anybody else is destroyed. What is killed or
// interrupted is in internal/e2e.
//
// Each test runs against both answers that the service may give to a
// ClientToken that it has seen, if it sends one again. Proxies of other people
// stand beside the one under test: an equal one that is in use, so that only
// care keeps it from being taken.
package exactlyonce
