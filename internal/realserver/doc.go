// Package realserver is the resource gaap_realserver, an origin server, and the
// data source and the list of origins.
//
// Its files, in the order of an origin's life: kind says what is special about an
// origin; schema and model are its attributes and their mapping; plan is what a
// plan checks; create makes it; list and the data source show it. All else is in
// package object.
package realserver
