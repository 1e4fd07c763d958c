package gaapapi_test

import (
	"testing"
	"testing/synctest"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// What never changes of a listener is looked up once. That there is none is asked
// again: it may be about to be made.
func TestKnownListener(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		if _, err := s.client.Layer7.Known(t.Context(), "listener-missing0"); wire.ClassOf(err) != wire.Gone {
			t.Errorf("there is none: %v", err)
		}
		s.ResetJournal()
		id := s.AddListener(gaapmock.Listener{ProxyID: s.AddProxy(gaapmock.Proxy{}), Protocol: "HTTP", Port: 80})
		for range 3 {
			if got, err := s.client.Layer7.Known(t.Context(), id); err != nil || got.Protocol != gaapapi.HTTP {
				t.Errorf("%+v, %v", got, err)
			}
		}
		if n := len(s.Journal()); n != 2 { // HTTPS first
			t.Errorf("%d calls", n)
		}
	})
}
