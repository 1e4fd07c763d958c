package acctest

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// listener is a provider's server that is listened to: no answer may hold a
// secret, and warnings are kept.
type listener struct {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer

	guard    guard
	warnings *warnings
	bridge   *bridge // to the bubble in which the server lives; nil: there is none
}

// intercept serves a request and searches the answer.
func intercept[Q, A any](ctx context.Context, l listener, req Q, serve func(context.Context, Q) (A, error)) (A, error) {
	type pair struct {
		answer A
		err    error
	}
	served := inside(ctx, l.bridge, func(ctx context.Context) pair {
		answer, err := serve(ctx, req)
		return pair{answer, err}
	})
	answer, err := served.answer, served.err
	l.guard.search(fmt.Sprintf("%T", answer), answer)
	if err != nil {
		l.guard.search(fmt.Sprintf("the error in place of %T", answer), err.Error())
	}
	return answer, err
}

func (l listener) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	resp, err := intercept(ctx, l, req, l.ProviderServer.ReadResource)
	if resp != nil {
		l.warnings.note(resp.Diagnostics)
	}
	return resp, err
}

func (l listener) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp, err := intercept(ctx, l, req, l.ProviderServer.PlanResourceChange)
	if resp != nil {
		l.warnings.note(resp.Diagnostics)
	}
	return resp, err
}

func (l listener) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp, err := intercept(ctx, l, req, l.ProviderServer.ApplyResourceChange)
	if resp != nil {
		l.warnings.note(resp.Diagnostics)
	}
	return resp, err
}

// ValidateProviderConfig answers with the configuration, keys and all, because
// the protocol wants that. Only what it says about it is searched.
func (l listener) ValidateProviderConfig(ctx context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	unsearched := l
	unsearched.guard = guard{&Secrets{}, l.guard.test}
	resp, err := intercept(ctx, unsearched, req, l.ProviderServer.ValidateProviderConfig)
	if resp != nil {
		l.guard.search("the diagnostics of ValidateProviderConfig", resp.Diagnostics)
	}
	return resp, err
}

func (l listener) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.ConfigureProvider)
}

func (l listener) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.ValidateResourceConfig)
}

func (l listener) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.UpgradeResourceState)
}

func (l listener) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.UpgradeResourceIdentity)
}

func (l listener) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.ImportResourceState)
}

func (l listener) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.MoveResourceState)
}

func (l listener) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.GenerateResourceConfig)
}

func (l listener) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.ValidateDataResourceConfig)
}

func (l listener) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.ReadDataSource)
}

func (l listener) ValidateListResourceConfig(ctx context.Context, req *tfprotov6.ValidateListResourceConfigRequest) (*tfprotov6.ValidateListResourceConfigResponse, error) {
	return intercept(ctx, l, req, l.ListResourceServer.ValidateListResourceConfig)
}

// ListResource searches the results as they come.
func (l listener) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	stream, err := intercept(ctx, l, req, l.ListResourceServer.ListResource)
	if stream == nil || stream.Results == nil {
		return stream, err
	}
	results := stream.Results
	if l.bridge != nil { // what comes of a stream happens inside
		l.bridge.do(func() { results = slices.Values(slices.Collect(results)) })
	}
	return &tfprotov6.ListResourceServerStream{Results: func(yield func(tfprotov6.ListResourceResult) bool) {
		for result := range results {
			l.guard.search("a tfprotov6.ListResourceResult", result)
			if !yield(result) {
				return
			}
		}
	}}, err
}

func (l listener) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return intercept(ctx, l, req, l.ProviderServer.StopProvider)
}
