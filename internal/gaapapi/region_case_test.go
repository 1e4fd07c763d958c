package gaapapi_test

import (
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// A region in another case is no difference; another region is, and so is an id
// of anything else in another case.
func TestDifferences_regionCase(t *testing.T) {
	t.Parallel()
	in := gaapapi.CreateProxyInput{Name: "n", AccessRegion: "hongkong", RealServerRegion: "SHANGHAI", NetworkType: "cn2"}
	for _, c := range []struct {
		access, origin, network string
		want                    []string
	}{
		{"Hongkong", "Shanghai", "cn2", nil},
		{"Korea", "Shanghai", "cn2", []string{"AccessRegion is Korea, not hongkong"}},
		{"Hongkong", "Guangzhou", "CN2", []string{"RealServerRegion is Guangzhou, not SHANGHAI", "NetworkType is CN2, not cn2"}},
	} {
		got := in.Differences(gaapapi.Proxy{Name: "n", AccessRegion: c.access, RealServerRegion: c.origin, NetworkType: c.network})
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: the differences are %q", c, got)
		}
	}
}
