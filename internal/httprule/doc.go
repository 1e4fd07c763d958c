// Package httprule is the resource gaap_http_rule, and the data source and the
// list of rules.
//
// Its files, in the order of a rule's life: kind says what is special about a rule;
// schema, model and check are its attributes and their mapping; rules and plan are
// what a plan checks; create makes it; update changes it; list and the data source
// show it. All else is in package object, and what origins are bound to is in
// package binding.
package httprule
