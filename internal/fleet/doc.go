// Package fleet holds the tests of how many calls the provider makes for many
// proxies. Provider and mock run in one process on simulated time, at the
// service's 20 requests a second. There is nothing to import; `make bench`
// measures the same with the real programs.
package fleet
