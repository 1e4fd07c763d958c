package simulation

// chooser makes the decisions of a schedule from drawn bytes. Zeros, and the
// end of the bytes, stand for the dullest choice, so a shrunk schedule shows
// only what matters.
type chooser struct {
	bytes []byte
	next  int
}

func (c *chooser) draw() int {
	if c.next >= len(c.bytes) {
		return 0
	}
	c.next++
	return int(c.bytes[c.next-1])
}

// Pick returns a number from 0 to n-1.
func (c *chooser) Pick(n int) int { return c.draw() % n }

// chance is true in so many of 100 cases.
func (c *chooser) chance(percent int) bool { return c.draw() >= 256-percent*256/100 }
