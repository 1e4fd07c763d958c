// Package httpheader is the resource gaap_custom_header, its list, and the data
// sources of the headers of a rule and of those that no rule can set.
//
// Its files, in the order of a header list's life: kind says what is special about
// it; schema, model and plan are its attributes and what a plan checks; create and
// update send it; list and the data sources show it. All else is in package object.
package httpheader
