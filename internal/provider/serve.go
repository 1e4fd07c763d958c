package provider

import (
	"context"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// Serve runs the provider as a plugin of Terraform, until Terraform ends it or
// is gone. With debug, it waits for a debugger and says how Terraform can reach
// it.
func Serve(options Options, debug bool) error {
	server := func() tfprotov6.ProviderServer { return NewServer(options) }
	if debug {
		return tf6server.Serve(Address, server, tf6server.WithManagedDebug())
	}
	terraform := newParent()
	quiet()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	served, orphaned := make(chan error, 1), make(chan struct{})
	go func() { served <- tf6server.Serve(Address, server) }()
	go func() {
		terraform.untilGone(ctx)
		close(orphaned)
	}()
	select {
	case err := <-served:
		return err
	case <-orphaned: // by now, the requests under way have been cancelled
		return nil
	}
}

// NewServer returns the provider as a server of Terraform's protocol.
func NewServer(options Options) tfprotov6.ProviderServer {
	served := New(options)()
	framework := providerserver.NewProtocol6(served)()
	return server{framework, framework.(tfprotov6.ListResourceServer), served} //nolint:forcetypeassert // a test lists
}

// quiet turns off logs that nobody has asked for. Else the libraries write
// every step to standard error for Terraform to throw away, which takes about
// half of the time in which a large state is refreshed.
func quiet() {
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		asks := name == "TF_LOG" || strings.HasPrefix(name, "TF_LOG_PROVIDER") || strings.HasPrefix(name, "TF_LOG_SDK")
		if asks && value != "" {
			return
		}
	}
	for _, name := range []string{"TF_LOG_PROVIDER_GAAP", "TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK"} {
		_ = os.Setenv(name, "OFF")
	}
}

// server keeps memory small. The framework remembers the context of every
// request until the provider ends, and with it all that belongs to the
// request: some 150 KB for each resource. So it gets contexts that can be
// emptied. Only requests that come by the thousand are worth it.
type server struct {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer // which Terraform finds only in servers that have its methods

	served provider.Provider
}

// UpgradeResourceState is the first request about an object in the state.
func (s server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return leased(ctx, req, s.ProviderServer.UpgradeResourceState)
}

// ValidateResourceConfig checks the configuration of a resource.
func (s server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return leased(ctx, req, s.ProviderServer.ValidateResourceConfig)
}

// ReadResource refreshes an object.
func (s server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return leased(ctx, req, s.ProviderServer.ReadResource)
}

// PlanResourceChange plans a change.
func (s server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return leased(ctx, req, s.ProviderServer.PlanResourceChange)
}

// ApplyResourceChange makes a change.
func (s server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return leased(ctx, req, s.ProviderServer.ApplyResourceChange)
}

// ImportResourceState takes over an object.
func (s server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return leased(ctx, req, s.ProviderServer.ImportResourceState)
}

// MoveResourceState takes over an object of another resource type.
func (s server) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	return leased(ctx, req, s.ProviderServer.MoveResourceState)
}

// GenerateResourceConfig writes the configuration of an object that is imported.
func (s server) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return leased(ctx, req, s.ProviderServer.GenerateResourceConfig)
}

// leased serves a request with a context that is empty afterwards.
func leased[Q, A any](ctx context.Context, req Q, serve func(context.Context, Q) (A, error)) (A, error) {
	lease := &lease{}
	lease.context.Store(&ctx)
	defer lease.context.Store(&ended) //nolint:contextcheck // the lease stands for the request's context
	return serve(lease, req)          //nolint:contextcheck // likewise
}

// ended is what is left of a context: one that is cancelled and holds nothing.
var ended = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

// lease is a context that stands for another one until it is taken away.
type lease struct {
	context atomic.Pointer[context.Context]
}

// Deadline is that of the context.
func (l *lease) Deadline() (time.Time, bool) { return (*l.context.Load()).Deadline() }

// Done is that of the context.
func (l *lease) Done() <-chan struct{} { return (*l.context.Load()).Done() }

// Err is that of the context.
func (l *lease) Err() error { return (*l.context.Load()).Err() }

// Value is that of the context.
func (l *lease) Value(key any) any { return (*l.context.Load()).Value(key) }
