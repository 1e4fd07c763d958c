// Package secrets holds the tests of one promise: no key, token or signature
// gets into anything that Terraform, the provider or the mock writes, whatever
// goes wrong, at any log level.
package secrets
