package simulation

import "slices"

// decisions is how many decisions of a schedule are drawn; those beyond are dull.
const decisions = 800

// chooser makes the decisions of a schedule. Zero stands for the dullest
// choice, so a schedule in which most decisions are dull shows only what matters.
type chooser struct {
	seed uint64
	dull [decisions]bool
	next int
}

// draw returns a byte that follows from the seed and the place.
func (c *chooser) draw() int {
	c.next++
	if c.next > decisions || c.dull[c.next-1] {
		return 0
	}
	n := c.seed + uint64(c.next)*0x9e3779b97f4a7c15 // splitmix64
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return int(n >> 56)
}

// Pick returns a number from 0 to n-1. It draws nothing where there is nothing
// to choose, which is most of what Terraform's walks ask.
func (c *chooser) Pick(n int) int {
	if n < 2 {
		return 0
	}
	return c.draw() % n
}

// chance is true in so many of 100 cases.
func (c *chooser) chance(percent int) bool { return c.draw() >= 256-percent*256/100 }

// oneOf picks an element, the first if all is dull.
func oneOf[T any](c *chooser, all ...T) T { return all[c.Pick(len(all))] }

// duller returns a chooser of the same schedule with so many more dull
// decisions from a place on; nil if they are dull already.
func (c *chooser) duller(from, n int) *chooser {
	to := min(from+n, decisions)
	if from >= to || !slices.Contains(c.dull[from:to], false) {
		return nil
	}
	d := &chooser{seed: c.seed, dull: c.dull}
	for i := range d.dull[from:to] {
		d.dull[from+i] = true
	}
	return d
}
