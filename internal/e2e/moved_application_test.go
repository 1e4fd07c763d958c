package e2e

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// asOurs is what the guide changes by hand, once the script has renamed resources.
var asOurs = strings.NewReplacer(
	"group_name ", "name ", "real_server_region ", "realserver_region ",
	`split("#", gaap_global_domain.app.id)[1]`, "gaap_global_domain.app.id",
)

// An application with each of the 14 resources of the other provider, 60 in all,
// is moved with nothing to add, change or destroy, and no write. The way back
// forgets it as quietly.
func TestAccMoved_application(t *testing.T) {
	t.Parallel()
	s := takeover{build.New(t, "-speed", "500")}
	s.Needs(8)
	now := time.Now()
	made := certtest.New(t, certtest.Wanted{Name: "*.example.com", From: now.Add(-time.Hour), To: now.AddDate(1, 0, 0)})
	s.Put("app.pem", made.PEM)
	s.Put("app.key", made.Key)
	s.Copied("testdata/application/main.tf")
	_, err := s.Shell(s.Ctx, read(t, examples+"rename.sh"))
	must(t, err)
	s.Write(asOurs.Replace(s.Get("main.tf")))

	s.Says(0, "apply -auto-approve", "60 added, 0 changed, 0 destroyed.")
	ids := map[string]string{}
	for _, o := range s.State() {
		ids[o.Address] = o.ID()
	}
	s.asTheirs()
	must(t, s.Mock.ResetJournal(s.Ctx))

	moves, err := s.Shell(s.Ctx, read(t, examples+"moved.sh"))
	must(t, err)
	s.Put("moved.tf", moves)
	s.Says(0, "apply -auto-approve", "Plan: 0 to add, 0 to change, 0 to destroy.", "0 added, 0 changed, 0 destroyed.")
	if n := strings.Count(s.Output, " has moved to gaap_"); n != len(ids) {
		t.Errorf("%d have moved, want %d", n, len(ids))
	}
	s.requireTakenOver(ids)
	s.withoutOfficial()

	s.Write(strings.ReplaceAll(removedBlocks(moves), "tencentcloud_", ""))
	s.Remove("moved.tf")
	s.Says(0, "apply -auto-approve", "Plan: 0 to add, 0 to change, 0 to destroy", "0 added, 0 changed, 0 destroyed")
	if left := s.State(); len(left) > 0 {
		t.Errorf("the state has %+v", left)
	}
	s.nothingWritten()
}

// removedBlocks forgets what moved blocks move.
func removedBlocks(moves string) string {
	var all strings.Builder
	for line := range strings.Lines(moves) {
		if strings.Contains(line, "from = ") {
			all.WriteString("removed {\n" + line + "  lifecycle {\n    destroy = false\n  }\n}\n")
		}
	}
	return all.String()
}

// theirs are the attributes of the other provider's resources that ours have, too.
var theirs = map[string][]string{
	"proxy": {
		"id", "name", "project_id", "bandwidth", "concurrent", "access_region", "realserver_region", "enable", "tags", "network_type", "create_time",
		"status", "domain", "ip", "scalable", "support_protocols", "forward_ip",
	},
	"proxy_group": {"id", "project_id", "ip_address_version", "package_type"},
	"realserver":  {"id", "ip", "domain", "name", "project_id", "tags"},
	"certificate": {"id", "type", "name", "content", "key", "create_time", "begin_time", "end_time", "issuer_cn", "subject_cn"},
	"layer4_listener": {
		"id", "protocol", "name", "port", "scheduler", "realserver_type", "proxy_id", "health_check", "interval", "connect_timeout", "healthy_threshold",
		"unhealthy_threshold", "check_type", "check_port", "context_type", "send_context", "recv_context", "client_ip_method", "realserver_bind_set", "create_time",
	},
	"layer7_listener": {
		"id", "protocol", "name", "port", "proxy_id", "group_id", "certificate_id", "forward_protocol", "auth_type", "client_certificate_id",
		"client_certificate_ids", "tls_support_versions", "tls_ciphers", "create_time",
	},
	"http_domain": {
		"id", "listener_id", "domain", "is_default_server", "certificate_id", "client_certificate_id", "client_certificate_ids", "basic_auth",
		"basic_auth_id", "gaap_auth", "gaap_auth_id", "realserver_auth", "realserver_certificate_id", "realserver_certificate_ids", "realserver_certificate_domain",
	},
	"http_rule": {
		"id", "listener_id", "domain", "path", "realserver_type", "scheduler", "health_check", "interval", "connect_timeout", "health_check_path",
		"health_check_method", "health_check_status_codes", "realservers", "forward_host", "sni_switch", "sni",
	},
	"custom_header":     {"id", "rule_id", "headers"},
	"domain_error_page": {"id", "listener_id", "domain", "error_codes", "body", "new_error_code", "clear_headers", "set_headers"},
	"security_policy":   {"id", "proxy_id", "action", "enable"},
	"security_rule":     {"id", "policy_id", "cidr_ip", "action", "name", "protocol", "port"},
	"global_domain":     {"id", "project_id", "default_value", "alias", "tags"},
	"global_domain_dns": {"id", "domain_id", "proxy_id_list", "nation_country_inner_codes"},
}

// nothing is what the other provider has in place of a null.
var nothing = map[string]any{
	"certificate_id": "", "check_port": 0, "check_type": "", "client_certificate_id": "", "client_ip_method": 0, "context_type": "", "domain": "",
	"group_id": "", "new_error_code": 0, "recv_context": "", "send_context": "", "sni": "", "tls_ciphers": "",
}

// asTheirs makes the state one that the other provider has written.
func (s takeover) asTheirs() {
	s.T.Helper()
	var state map[string]any
	must(s.T, json.Unmarshal([]byte(s.Get(stage.StateFile)), &state))
	var kinds []string
	for _, of := range state["resources"].([]any) {
		r := of.(map[string]any)
		kind := strings.TrimPrefix(r["type"].(string), "gaap_")
		kinds = append(kinds, kind)
		r["type"], r["provider"] = "tencentcloud_gaap_"+kind, `provider["`+official+`"]`
		for _, i := range r["instances"].([]any) {
			instance := i.(map[string]any)
			instance["attributes"] = attributesThere(kind, instance["attributes"].(map[string]any))
			for _, name := range []string{"identity", "identity_schema_version", "private", "dependencies", "sensitive_attributes"} {
				delete(instance, name)
			}
		}
	}
	slices.Sort(kinds)
	if kinds = slices.Compact(kinds); len(kinds) != len(theirs) {
		s.T.Errorf("the state has %q", kinds)
	}
	text, err := json.Marshal(state)
	must(s.T, err)
	s.Put(stage.StateFile, string(text))
}

// attributesThere are those of an object by the names, and in the forms, of the
// other provider.
func attributesThere(kind string, ours map[string]any) map[string]any {
	all := map[string]any{}
	for _, name := range theirs[kind] {
		all[name] = ours[name]
		if all[name] == nil {
			all[name] = nothing[name]
		}
	}
	switch kind {
	case "proxy_group":
		all["group_name"], all["real_server_region"] = ours["name"], ours["realserver_region"]
	case "global_domain":
		all["id"], all["status"] = "0#"+ours["id"].(string), "open"
	}
	return all
}
