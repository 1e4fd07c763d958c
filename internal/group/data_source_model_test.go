package group

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// What the service does not say is null.
func TestNewFound_nothing(t *testing.T) {
	t.Parallel()
	if g := newFound(gaapapi.ProxyGroup{ID: "lg-1"}); g.CreateTime != nil || g.Domain != nil {
		t.Errorf("made at %v, domain %v", g.CreateTime, g.Domain)
	}
	made := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	if g := newFound(gaapapi.ProxyGroup{ID: "lg-1", CreateTime: made}); g.CreateTime == nil || *g.CreateTime != "2025-01-01T00:00:00Z" {
		t.Errorf("made at %v", g.CreateTime)
	}
}
