package proxy_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

const fuzzedID = "link-a1b2c3d4"

// anyProxy is a service that shows one proxy, whatever it is asked.
type anyProxy struct{ fields map[string]any }

func (s *anyProxy) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := json.Marshal(map[string]any{"Response": map[string]any{"TotalCount": 1, "ProxySet": []any{s.fields}, "RequestId": "r"}})
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), Request: req}, err
}

// Whatever the fields of a proxy hold, a refresh puts it into the state without
// an error, and the state can be stored and read again.
func FuzzRead(f *testing.F) {
	f.Add("edge-hk-sh", "RUNNING", "Hongkong", "team", "net", int64(10), int64(0), uint64(1_700_000_000))
	f.Add("", "", "", "", "", int64(-1), int64(2), uint64(0))
	f.Add("a\x00\x1b[2J\u202e", "HIBERNATING", "é", "é", "\ud7ff", int64(1<<63-1), int64(-1<<63), uint64(1<<63))
	f.Add("道", "DESTROYING", ";", "a\nb", `"${x}"`, int64(0), int64(1), uint64(253402300799))
	service := &anyProxy{}
	server, err := tfcore.Start(f.Context(), func() (tfprotov6.ProviderServer, error) { // once: all schemas are made for it
		return provider.NewServer(provider.Options{Version: "test", Transport: service, Clock: acctest.NewClock()}), nil
	})
	if err != nil {
		f.Fatal(err)
	}
	config := tfcore.ObjectOf(server.TypeOf(server.Schemas.Provider), map[string]cty.Value{"secret_id": cty.StringVal("id"), "secret_key": cty.StringVal("key")})
	of := server.TypeOf(server.Schemas.Resources["gaap_proxy"])
	f.Fuzz(func(t *testing.T, name, status, text, key, value string, size, kind int64, created uint64) {
		service.fields = map[string]any{
			"ProxyId": fuzzedID, "InstanceId": text, "ProxyName": name, "Status": status, "ProjectId": kind, "AccessRegion": text, "RealServerRegion": text,
			"Bandwidth": size, "Concurrent": kind, "Domain": text, "IP": value, "ForwardIP": text, "Version": key, "Scalarable": kind,
			"IPList":           []any{map[string]any{"IP": text, "Provider": key, "Bandwidth": size}, nil, map[string]any{}},
			"SupportProtocols": []any{text, nil, text, key}, "RelatedGlobalDomains": []string{value, value, text},
			"TagSet":  []any{map[string]any{"TagKey": key, "TagValue": value}, nil, map[string]any{"TagKey": text}},
			"GroupId": text, "PolicyId": key, "BillingType": kind, "CreateTime": created, "ModifyConfigTime": created,
			"IPAddressVersion": key, "NetworkType": text, "PackageType": value, "BanStatus": name, "Http3Supported": size,
		}
		if said := server.Configure(t.Context(), config); len(said) > 0 {
			t.Fatal(tfcore.Render(said))
		}
		read, said := server.Read(t.Context(), "gaap_proxy", &tfcore.Object{Value: tfcore.ObjectOf(of, map[string]cty.Value{
			"id": cty.StringVal(fuzzedID), "name": cty.StringVal("edge"),
		})})
		for _, d := range said {
			if d.Severity == tfprotov6.DiagnosticSeverityError {
				t.Fatal(tfcore.Render(said))
			}
		}
		if (read == nil) != (status == "DESTROYING") {
			t.Errorf("the state of a proxy that is %q is %v", status, read)
		}
		if read == nil {
			return
		}
		if id := read.Text("id"); id != fuzzedID {
			t.Errorf("the id is %q", id)
		}
		stored, err := ctyjson.Marshal(read.Value, of)
		if err != nil {
			t.Fatal(err)
		}
		if back, said := server.Upgrade(t.Context(), "gaap_proxy", 0, stored); len(said) > 0 || !back.RawEquals(read.Value) {
			t.Errorf("%s: stored %s, got %#v", tfcore.Render(said), stored, back)
		}
	})
}
