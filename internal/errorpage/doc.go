// Package errorpage is the resource gaap_domain_error_page, and the data source and
// the list of the error pages of a domain.
//
// Its files, in the order of an error page's life: kind says what is special about
// it; schema, model and headers are its attributes and their mapping; plan is what a
// plan checks; create makes it; list and the data source show it. All else is in
// package object.
package errorpage
