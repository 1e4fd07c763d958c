package catalogue

import (
	"slices"
	"testing"
)

func TestFeatures(t *testing.T) {
	t.Parallel()
	for bitmap, want := range map[int64][]string{
		0:   {},
		71:  {"layer4", "layer7", "http3", "qos"},
		151: {"layer4", "layer7", "http3", "cn2"}, // and a bit that is not documented
		-1:  {"layer4", "layer7", "http3", "ipv6", "cn2", "triple", "qos"},
	} {
		if got := features(bitmap); got == nil || !slices.Equal(got, want) {
			t.Errorf("%d is %q, want %q", bitmap, got, want)
		}
	}
}
