package provider_test

import (
	"context"
	"os"
	"runtime"
	"testing"
	"time"
	"weak"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

type requestKey struct{}

// What belongs to a request is free when the request is over.
func TestNewServer_forgetsRequests(t *testing.T) {
	s := newServer(t)
	object := s.object(s.proxyType(), map[string]tftypes.Value{"id": text("link-a1b2c3d4"), "name": text("test")})
	for name, ask := range map[string]func(context.Context) error{
		"UpgradeResourceState": func(ctx context.Context) error {
			_, err := s.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{TypeName: "gaap_proxy", RawState: &tfprotov6.RawState{JSON: []byte(`{}`)}})
			return err
		},
		"ValidateResourceConfig": func(ctx context.Context) error {
			_, err := s.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: "gaap_proxy", Config: object})
			return err
		},
		"ReadResource": func(ctx context.Context) error {
			_, err := s.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: "gaap_proxy", CurrentState: object})
			return err
		},
		"PlanResourceChange": func(ctx context.Context) error {
			_, err := s.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{TypeName: "gaap_proxy", PriorState: object, ProposedNewState: object, Config: object})
			return err
		},
		"ApplyResourceChange": func(ctx context.Context) error {
			_, err := s.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{TypeName: "gaap_proxy", PriorState: object, PlannedState: object, Config: object})
			return err
		},
		"ImportResourceState": func(ctx context.Context) error {
			_, err := s.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{TypeName: "gaap_proxy", ID: "link-a1b2c3d4"})
			return err
		},
		"MoveResourceState": func(ctx context.Context) error {
			_, err := s.MoveResourceState(ctx, &tfprotov6.MoveResourceStateRequest{
				SourceTypeName: "tencentcloud_gaap_proxy", SourceProviderAddress: "registry.terraform.io/tencentcloudstack/tencentcloud",
				TargetTypeName: "gaap_proxy", SourceState: &tfprotov6.RawState{JSON: []byte(`{"id":"link-a1b2c3d4"}`)},
			})
			return err
		},
		"GenerateResourceConfig": func(ctx context.Context) error {
			_, err := s.GenerateResourceConfig(ctx, &tfprotov6.GenerateResourceConfigRequest{TypeName: "gaap_proxy", State: object})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			left := func() weak.Pointer[[1 << 20]byte] { // what it holds is garbage once it has returned
				belongings := new([1 << 20]byte)
				ctx, cancel := context.WithCancel(context.WithValue(t.Context(), requestKey{}, belongings))
				defer cancel()
				if err := ask(ctx); err != nil {
					t.Fatal(err)
				}
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
		t.Fatal(render(problems))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	resp, err := s.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: "gaap_proxy", CurrentState: s.object(s.proxyType(), map[string]tftypes.Value{"id": text("link-a1b2c3d4")}),
	})
	if err != nil || len(resp.Diagnostics) != 1 || len(s.sent) > 0 {
		t.Errorf("%v: %s, %d calls", err, render(resp.Diagnostics), len(s.sent))
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
