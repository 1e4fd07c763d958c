// Package securityrule is the resource gaap_security_rule, a rule of a security
// policy, and the data source and the list of rules.
//
// Its files, in the order of a rule's life: kind says what is special about a rule;
// schema and model are its attributes and their mapping; plan is what a plan checks;
// write makes it and changes it; list and the data source show it. All else is in
// package object.
package securityrule
