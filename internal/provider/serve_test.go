package provider_test

import (
	"context"
	"os"
	"runtime"
	"testing"
	"time"
	"weak"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

type requestKey struct{}

// What belongs to a request is free when the request is over.
func TestNewServer_forgetsRequests(t *testing.T) {
	s := newServer(t)
	object := &tfcore.Object{Value: s.proxy(map[string]cty.Value{"id": cty.StringVal("link-a1b2c3d4"), "name": cty.StringVal("test")})}
	change := &tfcore.Change{Before: object.Value, After: object.Value}
	for name, ask := range map[string]func(context.Context){
		"UpgradeResourceState":   func(ctx context.Context) { s.Upgrade(ctx, "gaap_proxy", 0, []byte(`{}`)) },
		"ValidateResourceConfig": func(ctx context.Context) { s.ValidateResource(ctx, "gaap_proxy", object.Value) },
		"ReadResource":           func(ctx context.Context) { s.Read(ctx, "gaap_proxy", object) },
		"PlanResourceChange":     func(ctx context.Context) { s.Plan(ctx, "gaap_proxy", object, object.Value) },
		"ApplyResourceChange":    func(ctx context.Context) { s.Apply(ctx, "gaap_proxy", change, object.Value) },
		"ImportResourceState":    func(ctx context.Context) { s.Import(ctx, "gaap_proxy", "link-a1b2c3d4", cty.NilVal) },
		"MoveResourceState": func(ctx context.Context) {
			s.Move(ctx, "gaap_proxy", "tencentcloud_gaap_proxy", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(`{"id":"link-a1b2c3d4"}`))
		},
		"GenerateResourceConfig": func(ctx context.Context) {
			state := tfcore.Pack(object.Value, object.Value.Type())
			if _, err := s.GenerateResourceConfig(ctx, &tfprotov6.GenerateResourceConfigRequest{TypeName: "gaap_proxy", State: state}); err != nil {
				t.Error(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			left := func() weak.Pointer[[1 << 20]byte] { // what it holds is garbage once it has returned
				belongings := new([1 << 20]byte)
				ctx, cancel := context.WithCancel(context.WithValue(t.Context(), requestKey{}, belongings))
				defer cancel()
				ask(ctx)
				return weak.Make(belongings)
			}()
			for range 100 {
				runtime.GC()
				if left.Value() == nil {
					return
				}
				time.Sleep(time.Millisecond)
			}
			t.Error("what belongs to the request is still there")
		})
	}
}

// A request that ends early ends what it has begun, in time.
func TestNewServer_cancelled(t *testing.T) {
	s := newServer(t)
	if problems := s.configure(staticKey(nil)); len(problems) > 0 {
		t.Fatal(tfcore.Render(problems))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, problems := s.Read(ctx, "gaap_proxy", &tfcore.Object{Value: s.proxy(map[string]cty.Value{"id": cty.StringVal("link-a1b2c3d4")})})
	if len(problems) != 1 || problems[0].Summary == "Plugin error" || len(s.sent) > 0 {
		t.Errorf("%s, %d calls", tfcore.Render(problems), len(s.sent))
	}
}

// Logs are off unless somebody asks for them.
func TestQuiet(t *testing.T) {
	levels := []string{"TF_LOG_PROVIDER_GAAP", "TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK"}
	for asks, quiet := range map[string]bool{
		"": true, "TF_LOG_CORE": true, "TF_LOG_PATH": true,
		"TF_LOG": false, "TF_LOG_PROVIDER": false, "TF_LOG_PROVIDER_GAAP": false, "TF_LOG_SDK": false, "TF_LOG_SDK_HELPER_RESOURCE": false,
	} {
		for _, name := range append(levels, "TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_CORE", "TF_LOG_PATH", "TF_LOG_SDK_HELPER_RESOURCE") {
			t.Setenv(name, "")
		}
		if asks != "" {
			t.Setenv(asks, "debug")
		}
		provider.Quiet()
		for _, name := range levels {
			if off := os.Getenv(name) == "OFF"; off != quiet {
				t.Errorf("with %q set, %s is %q", asks, name, os.Getenv(name))
			}
		}
	}
}
