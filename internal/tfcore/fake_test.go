package tfcore

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// fake is a provider of fake_thing, which is like terraform_data but for what a
// test changes, and tells what it is asked.
type fake struct {
	*dataResource

	mu    sync.Mutex
	asked []string
	busy  int // calls under way
	most  int // at the same time

	planned func(name string, v cty.Value) cty.Value // changes a plan
	applied func(name string, v cty.Value) (cty.Value, []*tfprotov6.Diagnostic)
	private func(call string, private []byte)
	during  func(call, name string) // each apply
}

func (f *fake) factory() (tfprotov6.ProviderServer, error) {
	f.note("start")
	return f, nil
}

func (f *fake) note(call string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, call)
}

func (f *fake) sawPrivate(call string, private []byte) {
	if f.private != nil {
		f.private(call, private)
	}
}

// GetProviderSchema returns fake_thing.
func (f *fake) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	schemas, err := f.dataResource.GetProviderSchema(ctx, req)
	schemas.ResourceSchemas = map[string]*tfprotov6.Schema{"fake_thing": dataSchema}
	return schemas, err
}

func name(v cty.Value) string {
	if input := v.GetAttr("input"); !input.IsNull() && input.IsKnown() && input.Type() == cty.String {
		return input.AsString()
	}
	return "?"
}

// ReadResource tells what is read.
func (f *fake) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	v, err := Unpack(req.CurrentState, dataType)
	if err != nil {
		return nil, err
	}
	f.note("read " + name(v))
	f.sawPrivate("read", req.Private)
	return f.dataResource.ReadResource(ctx, req)
}

// PlanResourceChange changes the plan.
func (f *fake) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp, err := f.dataResource.PlanResourceChange(ctx, req)
	if err != nil {
		return nil, err
	}
	v, err := Unpack(resp.PlannedState, dataType)
	if err != nil || v.IsNull() {
		return resp, err
	}
	f.note("plan " + name(v))
	if f.planned != nil {
		resp.PlannedState = Pack(f.planned(name(v), v), dataType)
	}
	return resp, nil
}

// ApplyResourceChange takes a while, and changes what comes of it.
func (f *fake) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	prior, err := Unpack(req.PriorState, dataType)
	if err != nil {
		return nil, err
	}
	planned, err := Unpack(req.PlannedState, dataType)
	if err != nil {
		return nil, err
	}
	call, of := "make", planned
	switch {
	case planned.IsNull():
		call, of = "destroy", prior
	case !prior.IsNull():
		call = "change"
	}
	f.note(call + " " + name(of))
	f.sawPrivate(call, req.PlannedPrivate)
	f.enter(1)
	if f.during != nil {
		f.during(call, name(of))
	}
	timer := time.NewTimer(time.Second)
	<-timer.C
	f.enter(-1)
	resp, err := f.dataResource.ApplyResourceChange(ctx, req)
	if err != nil || planned.IsNull() || f.applied == nil {
		return resp, err
	}
	v, err := Unpack(resp.NewState, dataType)
	if err != nil {
		return nil, err
	}
	v, resp.Diagnostics = f.applied(name(of), v)
	resp.NewState, resp.Private = Pack(v, dataType), []byte("made")
	return resp, nil
}

func (f *fake) enter(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.busy += n
	f.most = max(f.most, f.busy)
}

// take returns what was asked since the last time.
func (f *fake) take() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	asked := f.asked
	f.asked = nil
	return asked
}

// playing runs a test in a bubble, with a workspace of one fake.
func playing(t *testing.T, run func(t *testing.T, f *fake, w *Workspace)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := &fake{dataResource: &dataResource{}}
		run(t, f, &Workspace{Providers: map[string]Factory{"fake": f.factory}})
	})
}

// thing is a fake_thing; more are lines of its block.
func thing(label, input string, more ...string) string {
	text := fmt.Sprintf("resource \"fake_thing\" %q {\n  input = %s\n", label, input)
	for _, line := range more {
		text += "  " + line + "\n"
	}
	return text + "}\n"
}
