// Package house holds tests of rules that concern all packages, and that no
// linter checks. There is nothing to import.
package house
