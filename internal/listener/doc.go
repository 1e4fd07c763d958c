// Package listener is what the listeners of layer 4 and of layer 7 have in common:
// a port of a proxy, or of all proxies of a group.
//
// Its files: attributes are the arguments; parent is what a listener belongs to;
// status is its life, and check how often it looks after origins, both of rules,
// too; key is how its port is had by one only; search is how listeners are looked
// for.
package listener
