// Package gaapmock is the GAAP service (API 2018-05-29) and the one action of
// the Tag service (2018-08-13) that GAAP proxies need, as an http.Handler for
// tests, demos and CI.
//
// It checks TC3 signatures, decodes parameters strictly, enforces the
// documented value ranges and quotas, and moves proxies through their statuses
// on a clock that the caller can drive. What is not documented is an Option
// with every plausible setting, and is marked "Assumption" where it is decided.
//
// The package starts no goroutines: statuses are computed from the time of the
// request. It can therefore be used inside a testing/synctest bubble.
package gaapmock
