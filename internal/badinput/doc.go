// Package badinput holds the tests that feed the provider with whatever a
// configuration, the environment or a state that was edited by hand may hold.
// Values are drawn for every argument of the provider block, of gaap_proxy, of
// the data sources and of the list resource, and sent through validate, plan and
// apply as Terraform would send them, against a mock in the same process. The
// provider must not panic, must point at the argument that is wrong, must send
// no request that the mock calls invalid, and must show no secret.
package badinput
