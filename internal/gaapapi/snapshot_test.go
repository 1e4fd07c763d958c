package gaapapi_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const recent = 10 * time.Second

// Those who ask within ten seconds share one list, whatever was written since;
// it tells when it was read.
func TestRecentProxies_shared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		filter := gaapapi.ProxyFilter{AccessRegion: "Hongkong"}
		start := time.Now()
		for _, step := range []struct{ now, at time.Duration }{
			{0, 0},
			{5 * time.Second, 0},
			{recent - 1, 0},
			{recent, recent},
			{2*recent - 1, recent},
			{time.Hour, time.Hour},
			{time.Hour + 1, time.Hour},
		} {
			_ = s.client.WaitUntil(t.Context(), start.Add(step.now))
			made, err := s.client.CreateProxy(t.Context(), input(), fmt.Sprint("t-", step.now))
			if err != nil {
				t.Fatal(err)
			}
			snapshot, err := s.client.RecentProxies(t.Context(), filter, recent)
			if err != nil || !snapshot.At.Equal(start.Add(step.at)) {
				t.Errorf("after %s: the list is from %s, %v", step.now, snapshot.At.Sub(start), err)
			}
			if fresh := step.now == step.at; contains(snapshot.All, made.ID) != fresh {
				t.Errorf("after %s: the list shows what was made just now: %t", step.now, !fresh)
			}
		}
		if n := len(s.Calls("DescribeProxies")); n != 3 {
			t.Errorf("%d calls, want 3", n)
		}
	})
}

// Those who ask at the same time share one call, for each filter.
func TestRecentProxies_together(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(3 * time.Second)
		start := time.Now()
		var group sync.WaitGroup
		for i := range 40 {
			region := []string{"Hongkong", "Korea"}[i%2]
			group.Go(func() {
				snapshot, err := s.client.RecentProxies(t.Context(), gaapapi.ProxyFilter{AccessRegion: region}, recent)
				if err != nil || !snapshot.At.Equal(start) || time.Since(start) != 6*time.Second {
					t.Errorf("%+v, %v, after %s", snapshot, err, time.Since(start))
				}
			})
		}
		group.Wait()
		if n := len(s.Calls("DescribeProxies")); n != 2 {
			t.Errorf("%d calls, want 2", n)
		}
	})
}

// A failure reaches all who wait for it, and the next who asks looks again.
func TestRecentProxies_failure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(time.Second)
		s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
		var group sync.WaitGroup
		for range 5 {
			group.Go(func() {
				if _, err := s.client.RecentProxies(t.Context(), gaapapi.ProxyFilter{}, recent); wire.CodeOf(err) != "UnauthorizedOperation" {
					t.Errorf("the error is %v", err)
				}
			})
		}
		group.Wait()
		again := time.Now()
		if snapshot, err := s.client.RecentProxies(t.Context(), gaapapi.ProxyFilter{}, recent); err != nil || !snapshot.At.Equal(again) {
			t.Errorf("%+v, %v", snapshot, err)
		}
		if n := len(s.Calls("DescribeProxies")); n != 2 {
			t.Errorf("%d calls, want 2", n)
		}
	})
}

// One who gives up does not take along those who wait for the same list.
func TestRecentProxies_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(time.Second)
		hasty, cancel := context.WithTimeout(t.Context(), time.Second/2)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := s.client.RecentProxies(hasty, gaapapi.ProxyFilter{}, recent); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the error is %v", err)
			}
		})
		synctest.Wait()
		group.Go(func() {
			if _, err := s.client.RecentProxies(t.Context(), gaapapi.ProxyFilter{}, recent); err != nil {
				t.Error(err)
			}
		})
		group.Wait()
	})
}
