// Package group is the resource gaap_proxy_group, the list of groups for terraform
// query, and the data source gaap_proxy_groups.
//
// Its files, in the order of a group's life: kind says what is special about a group;
// schema and model are its attributes and their mapping; access is where its
// first proxies are; plan what a plan decides and refuses; create and order make it,
// once; update changes it, and remove destroys it; list and the data source show it.
// All else is in package object.
package group
