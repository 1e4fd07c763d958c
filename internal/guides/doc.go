// Package guides holds the tests of the files that the guides show, where
// applying them is not enough.
package guides
