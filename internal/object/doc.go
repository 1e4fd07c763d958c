// Package object is the life that all resources share: an order with proof, the
// id in the state before any wait, waits by one table of statuses, writes that
// count once they show, an end that is believed once it shows, plans, refreshes,
// imports, moves, lists and data sources. A kind of object is a [Kind]: its
// schema, its mapping and its rules. What is special about it is in functions of
// the Kind, which use the parts of this package where they fit.
//
// Files in the order of an object's life: kind, status, plan, create, read,
// update, delete, import, move, list, data_source; what these are made of:
// handle, turn, wait, write, key, order, older_equals, values, tags, timeouts, state.
package object
