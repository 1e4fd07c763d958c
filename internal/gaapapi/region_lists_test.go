package gaapapi_test

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// hongkong is the region as every list shows it, but for the networks.
func hongkong(networks ...string) gaapapi.Region {
	return gaapapi.Region{ID: "Hongkong", Name: "Hong Kong", Area: "Asia", AreaName: "Asia", IDCType: "dc", Features: 151, Networks: networks}
}

func find(regions []gaapapi.Region, id string) gaapapi.Region {
	if i := slices.IndexFunc(regions, func(r gaapapi.Region) bool { return r.ID == id }); i >= 0 {
		return regions[i]
	}
	return gaapapi.Region{}
}

func TestRegionLists(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		list   func(context.Context, *gaapapi.Client) ([]gaapapi.Region, error)
		action string
		sent   string
		want   gaapapi.Region
	}{
		"access": {
			func(ctx context.Context, c *gaapapi.Client) ([]gaapapi.Region, error) { return c.AccessRegions(ctx) },
			"DescribeAccessRegions", `{}`, hongkong("normal", "cn2"),
		},
		"gold": {
			func(ctx context.Context, c *gaapapi.Client) ([]gaapapi.Region, error) {
				return c.DestRegions(ctx, gaapapi.Gold)
			},
			"DescribeDestRegions", `{}`, hongkong(),
		},
		"silver": {
			func(ctx context.Context, c *gaapapi.Client) ([]gaapapi.Region, error) {
				return c.DestRegions(ctx, gaapapi.Silver)
			},
			"DescribeDestRegions", `{"QualityType":1}`, hongkong(),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.Latency = slowly(time.Second)
				s.Inject(gaapmock.Fault{Action: c.action, Kind: gaapmock.FaultLostAfter})
				var group sync.WaitGroup
				for range 20 { // all share one answer
					group.Go(func() {
						regions, err := c.list(t.Context(), s.client)
						if got := find(regions, "Hongkong"); err != nil || len(regions) != 32 || !reflect.DeepEqual(got, c.want) {
							t.Errorf("%d regions with %+v, %v, want 32 with %+v", len(regions), got, err, c.want)
						}
					})
				}
				group.Wait()
				s.CheckBodies(c.action, c.sent, c.sent) // the first answer was lost
				s.CheckNoFaults()
			})
		})
	}
}

// The regions of a pair are described, too.
func TestAccessRegions_details(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		pairs, err := s.client.AccessRegionsByDestRegion(t.Context(), "Shanghai", "", "")
		i := slices.IndexFunc(pairs, func(r gaapapi.AccessRegion) bool { return r.ID == "Hongkong" })
		if err != nil || i < 0 || !reflect.DeepEqual(pairs[i].Region, hongkong()) {
			t.Errorf("%+v, %v", pairs, err)
		}
	})
}
