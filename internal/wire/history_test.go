package wire

import (
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// waits makes an operation of some length and returns when it was seen to be done,
// and after how many looks.
func (s *samples) waits(length time.Duration) (seen time.Duration, looks int) {
	var took bounds
	for took.done < length {
		took.early, took.done = took.done, s.next(took.done)
		looks++
	}
	*s = s.with(took)
	return took.done, looks
}

// Times that stay the same are known after a few operations: one look each, and
// hardly any wait that is too long.
func TestSamples_constant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, length := &samples{}, time.Duration(rapid.Int64Range(int64(time.Second), int64(5*time.Minute)).Draw(t, "length"))
		const all = 200
		var sum time.Duration
		looks := 0 // but those of the first few
		for i := range all {
			seen, n := s.waits(length)
			sum += seen
			if looks += n; i < 10 {
				looks = 0
			} else if seen > length*110/100 {
				t.Errorf("operation %d: %s, %d looks for %s", i, seen, n, length)
			}
		}
		if sum > all*length*104/100 || looks > all*105/100 {
			t.Errorf("%s for %d of %s, %d looks", sum, all, length, looks)
		}
	})
}

// Times that vary by a factor of four cost a quarter more in the sum, and no
// operation many looks; none is seen later than a quarter, half a second, or than was
// expected.
func TestSamples_varies(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	var sum, took time.Duration
	for range 100 {
		s := &samples{}
		for range 100 {
			length := time.Second + time.Duration(random.Int64N(int64(3*time.Second)))
			known := s.expected()
			seen, looks := s.waits(length)
			sum, took = sum+length, took+seen
			if looks > 20 || seen > max(length*125/100, length+500*time.Millisecond, known) {
				t.Fatalf("%s, %d looks for %s, expected %s", seen, looks, length, known)
			}
		}
	}
	if took > sum*125/100 {
		t.Errorf("%s for %s", took, sum)
	}
}

// Times that change for good are believed soon: longer ones after a few
// operations, shorter ones after some more.
func TestSamples_changes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, after time.Duration
		within        int
	}{
		"longer":  {time.Second, 4 * time.Second, recentSamples},
		"shorter": {4 * time.Second, time.Second, 45},
	} {
		s := &samples{}
		for range 50 {
			s.waits(test.before)
		}
		for range test.within {
			s.waits(test.after)
		}
		if seen, looks := s.waits(test.after); seen > test.after*110/100 || looks > 2 {
			t.Errorf("%s: %s, %d looks for %s", name, seen, looks, test.after)
		}
	}
}
