// Package globaldomain is the resource gaap_global_domain, and the data source and
// the list of unified domains.
//
// Its files, in the order of a domain's life: kind says what is special about a
// unified domain; schema and model are its attributes and their mapping; plan is what
// a plan checks; create makes it, once; update changes it, and remove closes and
// destroys it; list and the data source show it. All else is in package object.
package globaldomain
