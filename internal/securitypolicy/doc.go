// Package securitypolicy is the resource gaap_security_policy: what a proxy, or all
// proxies of a group, let in; and the data source and the list of policies.
//
// Its files, in the order of a policy's life: kind says what is special about a
// policy; schema and model are its attributes and their mapping; plan is what a plan
// checks; write makes it, opens, closes and deletes it; list and the data source show
// it. Its rules are in package securityrule, all else in package object.
package securitypolicy
