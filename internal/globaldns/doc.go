// Package globaldns is the resource gaap_global_domain_dns, and the list of the DNS
// records of a unified domain.
//
// Its files, in the order of a record's life: kind says what is special about a
// record; schema and model are its attributes and their mapping; plan is what a plan
// checks; create makes it; update changes it; list shows it. All else is in package
// object.
package globaldns
