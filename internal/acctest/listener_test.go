package acctest_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// leaky is a server that answers what a test wants it to.
type leaky struct {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer

	answer tfprotov6.ReadResourceResponse
	listed tfprotov6.ListResourceResult
	err    error
}

func (l *leaky) ReadResource(context.Context, *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &l.answer, l.err
}

func (l *leaky) ValidateProviderConfig(_ context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: req.Config, Diagnostics: l.answer.Diagnostics}, l.err
}

func (l *leaky) ListResource(context.Context, *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	return &tfprotov6.ListResourceServerStream{Results: slices.Values([]tfprotov6.ListResourceResult{l.listed})}, nil
}

// findings are the failures that a test would have.
type findings struct {
	mu  sync.Mutex
	all []string
}

func (f *findings) Errorf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all = append(f.all, fmt.Sprintf(format, args...))
}

// A leak is found wherever in an answer it is, and said where.
func TestLeaks(t *testing.T) {
	t.Parallel()
	state := func(text string) *tfprotov6.DynamicValue {
		value := cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal(text)})
		return tfcore.Pack(value, value.Type())
	}
	says := func(summary, detail string) []*tfprotov6.Diagnostic {
		return []*tfprotov6.Diagnostic{{Summary: "First"}, {Summary: summary, Detail: detail, Attribute: tftypes.NewAttributePath().WithAttributeName("name")}}
	}
	for name, c := range map[string]struct {
		server leaky
		want   string
	}{
		"nothing":    {leaky{answer: tfprotov6.ReadResourceResponse{NewState: state("fine"), Private: []byte("fine"), Diagnostics: says("Fine", "All is fine.")}}, ""},
		"summary":    {leaky{answer: tfprotov6.ReadResourceResponse{Diagnostics: says("Wrong key "+secret, "")}}, "Diagnostics[...].Summary"},
		"detail":     {leaky{answer: tfprotov6.ReadResourceResponse{Diagnostics: says("Wrong", "The key is "+secret+".")}}, "Diagnostics[...].Detail"},
		"path":       {leaky{answer: tfprotov6.ReadResourceResponse{Diagnostics: []*tfprotov6.Diagnostic{{Attribute: tftypes.NewAttributePath().WithElementKeyString(secret)}}}}, "Diagnostics[...].Attribute"},
		"state":      {leaky{answer: tfprotov6.ReadResourceResponse{NewState: state(secret)}}, "NewState.MsgPack"},
		"JSON state": {leaky{answer: tfprotov6.ReadResourceResponse{NewState: &tfprotov6.DynamicValue{JSON: []byte(`{"name":"` + secret + `"}`)}}}, "NewState.JSON"},
		"private":    {leaky{answer: tfprotov6.ReadResourceResponse{Private: []byte(secret)}}, "Private"},
		"identity":   {leaky{answer: tfprotov6.ReadResourceResponse{NewIdentity: &tfprotov6.ResourceIdentityData{IdentityData: state(secret)}}}, "NewIdentity.IdentityData.MsgPack"},
		"error":      {leaky{err: errors.New("wrong key " + secret)}, "the error in place of"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var secrets acctest.Secrets
			secrets.Add("SecretKey", secret)
			var found findings
			resp, err := acctest.Listen(&c.server, &secrets, &found).ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{})
			if resp != &c.server.answer || !errors.Is(err, c.server.err) {
				t.Errorf("the answer is %v, %v, not that of the server", resp, err)
			}
			if c.want == "" && len(found.all) > 0 || c.want != "" && (len(found.all) != 1 || !strings.Contains(found.all[0], c.want) || !strings.Contains(found.all[0], "SecretKey")) {
				t.Errorf("found %q, want %q", found.all, c.want)
			}
		})
	}
}

// What is listed is searched as it comes.
func TestLeaks_list(t *testing.T) {
	t.Parallel()
	var secrets acctest.Secrets
	secrets.Add("SecretKey", secret)
	var found findings
	stream, err := acctest.Listen(&leaky{listed: tfprotov6.ListResourceResult{DisplayName: secret}}, &secrets, &found).ListResource(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for range stream.Results {
		break // Terraform has enough
	}
	if len(found.all) != 1 || !strings.Contains(found.all[0], "ListResourceResult.DisplayName") {
		t.Errorf("found %q", found.all)
	}
}

// The configuration that comes back from ValidateProviderConfig is the user's
// own; what is said about it is not.
func TestLeaks_configuration(t *testing.T) {
	t.Parallel()
	var secrets acctest.Secrets
	secrets.Add("SecretKey", secret)
	var found findings
	server := &leaky{}
	listened := acctest.Listen(server, &secrets, &found)
	req := &tfprotov6.ValidateProviderConfigRequest{Config: &tfprotov6.DynamicValue{JSON: []byte(secret)}}
	if _, err := listened.ValidateProviderConfig(t.Context(), req); err != nil || len(found.all) != 0 {
		t.Errorf("found %q, %v", found.all, err)
	}
	server.answer.Diagnostics = []*tfprotov6.Diagnostic{{Detail: secret}}
	if _, err := listened.ValidateProviderConfig(t.Context(), req); err != nil || len(found.all) != 1 {
		t.Errorf("found %q, %v", found.all, err)
	}
}

// Every request is listened to, also those that the protocol will have some
// day; but for those that are answered without a configuration, and those about
// what the provider does not have. Methods that are only inherited have no
// source.
func TestLeaks_requests(t *testing.T) {
	t.Parallel()
	ignored := []string{
		"GetMetadata", "GetProviderSchema", "GetResourceIdentitySchemas", "CallFunction", "GetFunctions",
		"ValidateEphemeralResourceConfig", "OpenEphemeralResource", "RenewEphemeralResource", "CloseEphemeralResource",
	}
	listened := reflect.TypeOf(acctest.Listen(&leaky{}, nil, nil))
	for i := range listened.NumMethod() {
		method := listened.Method(i)
		file, _ := runtime.FuncForPC(method.Func.Pointer()).FileLine(method.Func.Pointer())
		if heard := file != "<autogenerated>"; heard == slices.Contains(ignored, method.Name) {
			t.Errorf("%s is listened to: %t", method.Name, heard)
		}
	}
}
