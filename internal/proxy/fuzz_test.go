package proxy_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	framework "github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/proxy"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

const fuzzedID = "link-a1b2c3d4"

// anyProxy is one proxy, which a service shows whatever it is asked.
type anyProxy map[string]any

func (s anyProxy) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := json.Marshal(map[string]any{"Response": map[string]any{"TotalCount": 1, "ProxySet": []any{s}, "RequestId": "r"}})
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), Request: req}, err
}

// Whatever the fields of a proxy hold, a refresh puts it into the state without
// an error, and the state can be sent to Terraform and read again.
func FuzzRead(f *testing.F) {
	f.Add("edge-hk-sh", "RUNNING", "Hongkong", "team", "net", int64(10), int64(0), uint64(1_700_000_000))
	f.Add("", "", "", "", "", int64(-1), int64(2), uint64(0))
	f.Add("a\x00\x1b[2J\u202e", "HIBERNATING", "é", "é", "\ud7ff", int64(1<<63-1), int64(-1<<63), uint64(1<<63))
	f.Add("道", "DESTROYING", ";", "a\nb", `"${x}"`, int64(0), int64(1), uint64(253402300799))
	f.Fuzz(func(t *testing.T, name, status, text, key, value string, size, kind int64, created uint64) {
		p := anyProxy{
			"ProxyId": fuzzedID, "InstanceId": text, "ProxyName": name, "Status": status, "ProjectId": kind, "AccessRegion": text, "RealServerRegion": text,
			"Bandwidth": size, "Concurrent": kind, "Domain": text, "IP": value, "ForwardIP": text, "Version": key, "Scalarable": kind,
			"IPList":           []any{map[string]any{"IP": text, "Provider": key, "Bandwidth": size}, nil, map[string]any{}},
			"SupportProtocols": []any{text, nil, text, key}, "RelatedGlobalDomains": []string{value, value, text},
			"TagSet":  []any{map[string]any{"TagKey": key, "TagValue": value}, nil, map[string]any{"TagKey": text}},
			"GroupId": text, "PolicyId": key, "BillingType": kind, "CreateTime": created, "ModifyConfigTime": created,
			"IPAddressVersion": key, "NetworkType": text, "PackageType": value, "BanStatus": name, "Http3Supported": size,
		}
		read := readListing(t, p)
		if read.Diagnostics.HasError() {
			t.Fatalf("%v", read.Diagnostics)
		}
		if read.State.Raw.IsNull() != (status == "DESTROYING") {
			t.Errorf("the state of a proxy that is %q is %v", status, read.State.Raw)
		}
		schema := read.State.Schema.Type().TerraformType(t.Context())
		sent, err := tfprotov6.NewDynamicValue(schema, read.State.Raw)
		if err != nil {
			t.Fatal(err)
		}
		back, err := sent.Unmarshal(schema)
		if err != nil || !back.Equal(read.State.Raw) {
			t.Errorf("%v: sent %v, got %v", err, read.State.Raw, back)
		}
		if read.State.Raw.IsNull() {
			return
		}
		var id types.String
		if problems := read.State.GetAttribute(t.Context(), path.Root("id"), &id); problems.HasError() || id.ValueString() != fuzzedID {
			t.Errorf("the id is %s, %v", id, problems)
		}
	})
}

// readListing refreshes a proxy of which little is known.
func readListing(t *testing.T, p anyProxy) *framework.ReadResponse {
	t.Helper()
	ctx := t.Context()
	client, err := gaapapi.New(gaapapi.Config{Transport: p, Clock: acctest.NewClock()})
	if err != nil {
		t.Fatal(err)
	}
	r := proxy.NewResource().(framework.ResourceWithConfigure)
	r.Configure(ctx, framework.ConfigureRequest{ProviderData: &providerdata.Data{Client: client, Tags: &tags.Policy{}}}, &framework.ConfigureResponse{})
	var of framework.SchemaResponse
	r.Schema(ctx, framework.SchemaRequest{}, &of)
	kind := of.Schema.Type().TerraformType(ctx).(tftypes.Object)
	attributes := map[string]tftypes.Value{}
	for name, attribute := range kind.AttributeTypes {
		attributes[name] = tftypes.NewValue(attribute, nil)
	}
	attributes["id"] = tftypes.NewValue(tftypes.String, fuzzedID)
	attributes["name"] = tftypes.NewValue(tftypes.String, "edge")
	prior := tfsdk.State{Schema: of.Schema, Raw: tftypes.NewValue(kind, attributes)}
	var identity framework.IdentitySchemaResponse
	r.(framework.ResourceWithIdentity).IdentitySchema(ctx, framework.IdentitySchemaRequest{}, &identity)
	resp := &framework.ReadResponse{
		State:    tfsdk.State{Schema: of.Schema, Raw: prior.Raw.Copy()},
		Identity: &tfsdk.ResourceIdentity{Schema: identity.IdentitySchema, Raw: tftypes.NewValue(identity.IdentitySchema.Type().TerraformType(ctx), nil)},
	}
	r.Read(ctx, framework.ReadRequest{State: prior}, resp)
	return resp
}
