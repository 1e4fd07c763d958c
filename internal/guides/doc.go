// Package guides holds the tests of the pages of the documentation: that they
// read as they are meant, and that what a guide shows works where applying its
// files is not enough.
package guides
