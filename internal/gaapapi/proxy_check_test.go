package gaapapi_test

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Once this process has written something, each check is made anew: what was
// made may be what there was room for.
func TestCheckProxyCreate_afterWrite(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		check := func(calls int) {
			t.Helper()
			for range 2 {
				if _, err := s.client.CheckProxyCreate(t.Context(), input()); err != nil {
					t.Error(err)
				}
			}
			if n := len(s.Calls("CheckProxyCreate")); n != calls {
				t.Errorf("%d calls, want %d", n, calls)
			}
		}
		check(1)
		if _, err := s.client.CreateProxy(t.Context(), input(), "t"); err != nil {
			t.Error(err)
		}
		check(3)
	})
}

// A check with equal parameters is made once, for all who ask.
func TestCheckProxyCreate_shared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(time.Second)
		s.Inject(gaapmock.Fault{Action: "CheckProxyCreate", Kind: gaapmock.FaultError, Code: "FailedOperation"})
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				if _, err := s.client.CheckProxyCreate(t.Context(), input()); wire.CodeOf(err) != "FailedOperation" {
					t.Errorf("the error is %v", err)
				}
			})
		}
		group.Wait()
		for i := range 20 {
			in := input()
			in.Name = fmt.Sprint(i) // not part of the question
			if i == 19 {
				in.Bandwidth = 50
			}
			if possible, err := s.client.CheckProxyCreate(t.Context(), in); err != nil || !possible {
				t.Errorf("%d: %v, %v", i, possible, err)
			}
		}
		if n := len(s.Calls("CheckProxyCreate")); n != 3 {
			t.Errorf("%d calls, want 3: one that failed, and one for each bandwidth", n)
		}
	})
}
