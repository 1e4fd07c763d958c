// Package gaapmock is the GAAP service (API 2018-05-29) and what GAAP's objects
// need of the Tag service and STS (2018-08-13), as an http.Handler for tests,
// demos and CI.
//
// It checks TC3 signatures, decodes parameters strictly, enforces the
// documented value ranges and quotas, and moves objects through their statuses
// on a clock that the caller can drive. What is not documented is an Option
// with every plausible setting, and is marked "Assumption" where it is decided.
//
// The package starts no goroutines: statuses are computed from the time of the
// request. It can therefore be used inside a testing/synctest bubble.
//
// A call goes through server.go, request.go, api.go (gateway, faults, journal),
// call.go, and its action in actions.go. What actions act on are tables: table.go
// and table_write.go keep objects of any kind, store.go has one table for each,
// backdoor.go, control.go and admin_objects.go change them behind the API's back.
//
// A further kind is a type with the methods of object (group.go is short,
// listener.go has it all), a table in store.go, a backdoor in control.go, its routes
// in admin.go, and its actions. Its switches are a struct of Options with flags
// in internal/cmd/gaapmock.
package gaapmock
