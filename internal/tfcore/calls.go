package tfcore

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// The methods in this file are the calls that Terraform makes of a provider
// process. Values go in and come out, and what the provider says about them; a
// call that does not come back, and an answer that does not fit the schema, are
// errors among what is said. Nothing is checked: that is done by a [Workspace].

// ValidateProvider validates a value of the provider's schema.
func (s *Server) ValidateProvider(ctx context.Context, config cty.Value) []*tfprotov6.Diagnostic {
	resp, err := s.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: Pack(config, s.TypeOf(s.Schemas.Provider))})
	if err != nil {
		return lostCallError(err)
	}
	return resp.Diagnostics
}

// Configure configures the process with a value of the provider's schema.
func (s *Server) Configure(ctx context.Context, config cty.Value) []*tfprotov6.Diagnostic {
	resp, err := s.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: Pack(config, s.TypeOf(s.Schemas.Provider)), TerraformVersion: version})
	if err != nil {
		return lostCallError(err)
	}
	return resp.Diagnostics
}

// ValidateResource validates the configuration of a resource.
func (s *Server) ValidateResource(ctx context.Context, typ string, config cty.Value) []*tfprotov6.Diagnostic {
	resp, err := s.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: typ, Config: Pack(config, s.resource(typ)),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true}, // as of Terraform 1.11
	})
	if err != nil {
		return lostCallError(err)
	}
	return resp.Diagnostics
}

// ValidateData validates the configuration of a data source.
func (s *Server) ValidateData(ctx context.Context, typ string, config cty.Value) []*tfprotov6.Diagnostic {
	resp, err := s.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: typ, Config: Pack(config, s.TypeOf(s.Schemas.DataSources[typ]))})
	if err != nil {
		return lostCallError(err)
	}
	return resp.Diagnostics
}

// ValidateList validates the configuration of a list resource.
func (s *Server) ValidateList(ctx context.Context, typ string, config cty.Value) []*tfprotov6.Diagnostic {
	lists, err := s.lists()
	if err != nil {
		return lostCallError(err)
	}
	resp, err := lists.ValidateListResourceConfig(ctx, &tfprotov6.ValidateListResourceConfigRequest{TypeName: typ, Config: Pack(config, s.TypeOf(s.Schemas.ListResources[typ]))})
	if err != nil {
		return lostCallError(err)
	}
	return resp.Diagnostics
}

// Upgrade turns what a state file holds of a resource, JSON of some version of
// its schema, into a value.
func (s *Server) Upgrade(ctx context.Context, typ string, from int64, stored []byte) (cty.Value, []*tfprotov6.Diagnostic) {
	resp, err := s.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{TypeName: typ, Version: from, RawState: &tfprotov6.RawState{JSON: stored}})
	if err != nil {
		return cty.NullVal(s.resource(typ)), lostCallError(err)
	}
	return unpackOrReport(resp.UpgradedState, s.resource(typ), resp.Diagnostics)
}

// Read reads an object again; nil is one that is gone.
func (s *Server) Read(ctx context.Context, typ string, o *Object) (*Object, []*tfprotov6.Diagnostic) {
	resp, err := s.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: typ, CurrentState: Pack(o.Value, s.resource(typ)), Private: o.Private, CurrentIdentity: packIdentity(o.Identity),
	})
	if err != nil {
		return nil, lostCallError(err)
	}
	fresh := *o
	said := s.fill(&fresh, typ, resp.NewState, resp.NewIdentity, resp.Private, resp.Diagnostics)
	return present(&fresh), said
}

// Plan plans what becomes of an object, nil for none, with a configuration,
// null for its end. The change has no action yet.
func (s *Server) Plan(ctx context.Context, typ string, prior *Object, config cty.Value) (*Change, []*tfprotov6.Diagnostic) {
	schema, of := s.Schemas.Resources[typ], s.resource(typ)
	if prior == nil {
		prior = &Object{Value: cty.NullVal(of)}
	}
	resp, err := s.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: typ, PriorState: Pack(prior.Value, of), Config: Pack(config, of), ProposedNewState: Pack(Proposed(schema, prior.Value, config), of),
		PriorPrivate: prior.Private, PriorIdentity: packIdentity(prior.Identity),
	})
	if err != nil {
		return &Change{Before: prior.Value, After: cty.NullVal(of)}, lostCallError(err)
	}
	planned, said := unpackOrReport(resp.PlannedState, of, resp.Diagnostics)
	return &Change{
		Before: prior.Value, After: planned, Private: resp.PlannedPrivate, Identity: s.identity(typ, resp.PlannedIdentity),
		ReplacePaths: replacedPaths(resp.RequiresReplace, prior.Value, planned),
	}, said
}

// Apply carries a change out; nil is what there is after a destruction.
func (s *Server) Apply(ctx context.Context, typ string, c *Change, config cty.Value) (*Object, []*tfprotov6.Diagnostic) {
	of := s.resource(typ)
	resp, err := s.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: typ, PriorState: Pack(c.Before, of), PlannedState: Pack(c.After, of), Config: Pack(config, of),
		PlannedPrivate: c.Private, PlannedIdentity: packIdentity(c.Identity),
	})
	if err != nil {
		return nil, lostCallError(err)
	}
	o := &Object{SchemaVersion: s.Schemas.Resources[typ].Version}
	said := s.fill(o, typ, resp.NewState, resp.NewIdentity, resp.Private, resp.Diagnostics)
	return present(o), said
}

// Destroy carries out the end of an object, without a plan of it.
func (s *Server) Destroy(ctx context.Context, typ string, o *Object) (*Object, []*tfprotov6.Diagnostic) {
	none := cty.NullVal(s.resource(typ))
	return s.Apply(ctx, typ, &Change{Before: o.Value, After: none, Private: o.Private, Identity: o.Identity}, none)
}

// Import finds objects by an id or, if that is empty, by an identity.
func (s *Server) Import(ctx context.Context, typ, id string, identity cty.Value) ([]*Object, []*tfprotov6.Diagnostic) {
	resp, err := s.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{TypeName: typ, ID: id, Identity: packIdentity(identity)})
	if err != nil {
		return nil, lostCallError(err)
	}
	said := resp.Diagnostics
	var all []*Object
	for _, one := range resp.ImportedResources {
		o := &Object{SchemaVersion: s.Schemas.Resources[typ].Version}
		said = s.fill(o, typ, one.State, one.Identity, one.Private, said)
		all = append(all, o)
	}
	return all, said
}

// Move makes an object of what a state file holds of another resource type,
// which may be that of another provider.
func (s *Server) Move(ctx context.Context, typ, from, provider string, stored []byte) (*Object, []*tfprotov6.Diagnostic) {
	resp, err := s.MoveResourceState(ctx, &tfprotov6.MoveResourceStateRequest{
		SourceTypeName: from, SourceProviderAddress: provider, SourceState: &tfprotov6.RawState{JSON: stored}, TargetTypeName: typ,
	})
	if err != nil {
		return nil, lostCallError(err)
	}
	o := &Object{SchemaVersion: s.Schemas.Resources[typ].Version}
	said := s.fill(o, typ, resp.TargetState, resp.TargetIdentity, resp.TargetPrivate, resp.Diagnostics)
	return present(o), said
}

// ReadData reads a data source.
func (s *Server) ReadData(ctx context.Context, typ string, config cty.Value) (cty.Value, []*tfprotov6.Diagnostic) {
	of := s.TypeOf(s.Schemas.DataSources[typ])
	resp, err := s.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: typ, Config: Pack(config, of)})
	if err != nil {
		return cty.NullVal(of), lostCallError(err)
	}
	return unpackOrReport(resp.State, of, resp.Diagnostics)
}

// Listed is one of the objects that a list resource finds, or an error.
type Listed struct {
	*Object // its value is null unless it is asked for

	Name string // for people
	Said []*tfprotov6.Diagnostic
}

// List lists objects while they are looked at, with their values if these are
// included, and at most so many; 0 is all.
func (s *Server) List(ctx context.Context, typ string, config cty.Value, included bool, limit int64) iter.Seq[Listed] {
	return func(yield func(Listed) bool) {
		lists, err := s.lists()
		var stream *tfprotov6.ListResourceServerStream
		if err == nil {
			stream, err = lists.ListResource(ctx, &tfprotov6.ListResourceRequest{
				TypeName: typ, Config: Pack(config, s.TypeOf(s.Schemas.ListResources[typ])), IncludeResource: included, Limit: limit,
			})
		}
		if err != nil {
			yield(Listed{Said: lostCallError(err)})
			return
		}
		for result := range stream.Results {
			o := &Object{SchemaVersion: s.Schemas.Resources[typ].Version}
			said := s.fill(o, typ, result.Resource, result.Identity, nil, result.Diagnostics)
			if !yield(Listed{o, result.DisplayName, said}) {
				return
			}
		}
	}
}

func (s *Server) lists() (tfprotov6.ListResourceServer, error) {
	lists, ok := s.ProviderServer.(tfprotov6.ListResourceServer)
	if !ok {
		return nil, fmt.Errorf("%T has no list resources", s.ProviderServer)
	}
	return lists, nil
}

// lostCallError is what is said of a call that did not come back.
func lostCallError(err error) []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{
		Severity: tfprotov6.DiagnosticSeverityError, Summary: "Plugin error", Detail: fmt.Sprintf("The plugin returned an unexpected error: %v", err),
	}}
}

// unpackOrReport decodes a value, which is null if that fails.
func unpackOrReport(v *tfprotov6.DynamicValue, of cty.Type, said []*tfprotov6.Diagnostic) (cty.Value, []*tfprotov6.Diagnostic) {
	value, err := Unpack(v, of)
	if err != nil {
		return cty.NullVal(of), append(said, lostCallError(err)...)
	}
	return value, said
}

// fill puts an answer about an object into it.
func (s *Server) fill(o *Object, typ string, value *tfprotov6.DynamicValue, identity *tfprotov6.ResourceIdentityData, private []byte, said []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	o.Value, said = unpackOrReport(value, s.resource(typ), said)
	o.Identity, o.Private = s.identity(typ, identity), private
	return said
}

// present is an object, nil if it is null.
func present(o *Object) *Object {
	if o.Value.IsNull() {
		return nil
	}
	return o
}
