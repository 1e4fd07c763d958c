package gaapapi_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const regionsAction = "DescribeAccessRegionsByDestRegion"

// All who want the same list share one call, at the same time and later.
func TestAccessRegions_shared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(time.Second)
		var group sync.WaitGroup
		for i := range 60 {
			group.Go(func() {
				origin := []string{"Shanghai", "Hongkong", "Taipei"}[i%3]
				regions, err := s.client.AccessRegionsByDestRegion(t.Context(), origin, "", "")
				if err != nil || len(regions) < 20 {
					t.Errorf("%s: %d regions, %v", origin, len(regions), err)
				}
			})
		}
		start := time.Now()
		group.Wait()
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("took %s", took)
		}
		for _, version := range []string{"", "IPv4", "IPv4"} {
			if _, err := s.client.AccessRegionsByDestRegion(t.Context(), "Shanghai", version, ""); err != nil {
				t.Error(err)
			}
		}
		for _, kind := range []string{"Accelerator", "Accelerator"} {
			if _, err := s.client.AccessRegionsByDestRegion(t.Context(), "Shanghai", "", kind); err != nil {
				t.Error(err)
			}
		}
		if n := len(s.Calls(regionsAction)); n != 5 {
			t.Errorf("%d calls, want 5: three origins, one with IPv4, one of another package", n)
		}
	})
}

func TestAccessRegions_values(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		regions, err := s.client.AccessRegionsByDestRegion(t.Context(), "Hongkong", "", "")
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(regions, func(r gaapapi.AccessRegion) bool { return r.ID == "Chongqing" })
		if i < 0 {
			t.Fatalf("Chongqing is not in %v", regions)
		}
		if r := regions[i]; !slices.Equal(r.Bandwidths, []int64{10, 20, 50, 100, 200, 500, 1000}) || !slices.Equal(r.Concurrents, []int64{2, 5, 10, 20, 30}) {
			t.Errorf("%+v", r)
		}
	})
}

// A failure is told to those who wait for it, and the next one asks again.
func TestAccessRegions_failureIsNotKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(time.Second)
		s.Inject(gaapmock.Fault{Action: regionsAction, Kind: gaapmock.FaultError, Code: "FailedOperation"})
		var group sync.WaitGroup
		for range 5 {
			group.Go(func() {
				if _, err := s.client.AccessRegionsByDestRegion(t.Context(), "Shanghai", "", ""); wire.CodeOf(err) != "FailedOperation" {
					t.Errorf("the error is %v", err)
				}
			})
		}
		group.Wait()
		if regions, err := s.client.AccessRegionsByDestRegion(t.Context(), "Shanghai", "", ""); err != nil || len(regions) == 0 {
			t.Errorf("%d regions, %v", len(regions), err)
		}
		if n := len(s.Calls(regionsAction)); n != 2 {
			t.Errorf("%d calls, want 2", n)
		}
	})
}

// When the one who asks gives up, one of those who wait asks instead.
func TestAccessRegions_askerGivesUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(10 * time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := s.client.AccessRegionsByDestRegion(ctx, "Shanghai", "", ""); err == nil {
				t.Error("the asker did not give up")
			}
		})
		synctest.Wait()
		for range 5 {
			group.Go(func() {
				if regions, err := s.client.AccessRegionsByDestRegion(t.Context(), "Shanghai", "", ""); err != nil || len(regions) == 0 {
					t.Errorf("%d regions, %v", len(regions), err)
				}
			})
		}
		group.Wait()
		if n := len(s.Calls(regionsAction)); n != 1 {
			t.Errorf("%d calls arrived, want 1", n)
		}
	})
}

func TestCheckProxyCreate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change   func(*gaapapi.CreateProxyInput)
		want     bool
		wantCode string
	}{
		"possible":             {func(*gaapapi.CreateProxyInput) {}, true, ""},
		"unlisted region":      {func(in *gaapapi.CreateProxyInput) { in.AccessRegion = "SouthChina" }, true, ""},
		"whitelisted size":     {func(in *gaapapi.CreateProxyInput) { in.Bandwidth = 2000 }, true, ""},
		"size of another pair": {func(in *gaapapi.CreateProxyInput) { in.AccessRegion, in.Bandwidth = "Korea", 2000 }, false, ""},
		"no connection":        {func(in *gaapapi.CreateProxyInput) { in.AccessRegion = "Taipei" }, false, ""},
		"unknown region":       {func(in *gaapapi.CreateProxyInput) { in.AccessRegion = "Mars" }, false, "InvalidParameterValue.UnknownAccessRegion"},
		"size of no pair":      {func(in *gaapapi.CreateProxyInput) { in.Bandwidth = 15 }, false, "InvalidParameterValue.InvalidBandwidth"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				in := input()
				c.change(&in)
				possible, err := s.client.CheckProxyCreate(t.Context(), in)
				if possible != c.want || wire.CodeOf(err) != c.wantCode {
					t.Errorf("%v, %v, want %v, %q", possible, err, c.want, c.wantCode)
				}
			})
		})
	}
}
