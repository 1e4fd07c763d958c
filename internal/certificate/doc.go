// Package certificate is the resource gaap_certificate, and the data source and
// the list of certificates.
//
// Its files, in the order of a certificate's life: kind says what is special about
// a certificate; schema and model are its attributes and their mapping; content
// reads certificates, keys and users; validate is what a configuration is refused
// for, and plan what a plan decides; create makes it; list and the data source
// show it. All else is in package object.
package certificate
