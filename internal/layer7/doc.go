// Package layer7 is the resource gaap_layer7_listener, and the data source and the
// list of HTTP and HTTPS listeners.
//
// Its files, in the order of a listener's life: kind says what is special about a
// listener; schema and model are its attributes and their mapping; rules and plan
// are what a plan checks; create makes it; update changes it; list and the data
// source show it. What it shares with listeners of layer 4 is in package listener,
// all else in package object.
package layer7
