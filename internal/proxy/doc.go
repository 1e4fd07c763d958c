// Package proxy is the resource gaap_proxy, and the data sources and the list of
// proxies.
//
// Its files, in the order of a proxy's life: kind says what is special about a
// proxy; schema, schema_computed, model and request are its attributes and their
// mapping; plan, plans, replace, regions and group are what a plan checks; order,
// candidates and order_texts make it; update and resize change it; list and the
// data sources show it. All else is in package object.
package proxy
