//go:build race

package fleet

// part is how many times smaller fleets are with the race detector, which takes
// its time: it finds as much in small ones.
const part = 5
