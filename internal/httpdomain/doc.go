// Package httpdomain is the resource gaap_http_domain, and the data source and the
// list of the domains of HTTP and HTTPS listeners.
//
// Its files, in the order of a domain's life: kind says what is special about a
// domain; schema, model, ids and auth are its attributes and their mapping; rules
// and plan are what a plan checks; create makes it; update changes it; list and
// the data source show it. All else is in package object.
package httpdomain
