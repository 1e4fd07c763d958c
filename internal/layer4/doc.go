// Package layer4 is the resource gaap_layer4_listener, and the data sources and
// the list of TCP and UDP listeners.
//
// Its files, in the order of a listener's life: kind says what is special about a
// listener; schema, model and bindings are its attributes and their mapping; rules
// and plan are what a plan checks; create makes it; update changes it; list and the
// data sources show it. All else is in package object.
package layer4
