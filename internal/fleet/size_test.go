package fleet

import "flag"

var full = flag.Bool("fleet.full", false, "fleets of full size, which take five times as long")

// part is how many times smaller fleets are than the tests say.
func part() int {
	if *full {
		return 1
	}
	return 5
}
