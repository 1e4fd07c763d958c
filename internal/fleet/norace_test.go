//go:build !race

package fleet

// part leaves the fleets as large as the tests say.
const part = 1
