package wire

import (
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// waits makes an operation of some length and returns when it was seen to be done,
// and after how many looks.
func (s *span) waits(length time.Duration) (seen time.Duration, looks int) {
	before := *s
	for seen < length {
		seen = before.next(seen)
		looks++
	}
	s.took(before.next(0), seen, looks == 1)
	return seen, looks
}

// Times that stay the same are known after a few operations: one look each, and
// hardly any wait that is too long.
func TestSpan_constant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, length := &span{}, time.Duration(rapid.Int64Range(int64(time.Second), int64(5*time.Minute)).Draw(t, "length"))
		const all = 200
		var sum time.Duration
		looks := 0
		for i := range all {
			seen, n := s.waits(length)
			sum += seen
			if looks += n; i < 10 {
				looks = 0
			} else if seen > length*110/100 {
				t.Errorf("operation %d: %s, %d looks for %s", i, seen, n, length)
			}
		}
		if sum > all*length*110/100 || looks > all*115/100 {
			t.Errorf("%s for %d of %s, %d looks", sum, all, length, looks)
		}
	})
}

// Times that vary by a factor of four cost a quarter more in the sum, and no
// operation many looks; none is seen later than a quarter, or than was expected.
func TestSpan_varies(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same in each run
	var sum, took time.Duration
	for range 100 {
		s := &span{}
		for range 100 {
			length := time.Second + time.Duration(random.Int64N(int64(3*time.Second)))
			known := s.expected
			seen, looks := s.waits(length)
			sum, took = sum+length, took+seen
			if looks > 20 || seen > max(length*125/100, known) {
				t.Fatalf("%s, %d looks for %s, expected %s", seen, looks, length, known)
			}
		}
	}
	if took > sum*125/100 {
		t.Errorf("%s for %s", took, sum)
	}
}
