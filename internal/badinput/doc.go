// Package badinput holds the tests that feed the provider with whatever a
// configuration or a state that was edited by hand may hold. Values are drawn
// for every argument and sent through validate, plan and apply as Terraform
// would send them, against a mock in the same process. The provider must not
// panic, must point at the argument that is wrong, and must send no request that
// the mock calls invalid.
package badinput
