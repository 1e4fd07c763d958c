package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const lists = "../../examples/list-resources/gaap_proxy/"

// several are proxies of all kinds that may be found.
func several(n int) []gaapmock.Proxy {
	all := make([]gaapmock.Proxy, n)
	for i := range all {
		p := &all[i]
		p.ID, p.Name = fmt.Sprintf("link-%08d", i), fmt.Sprintf("proxy-%d", i%100) // some names are there twice
		switch i % 5 {
		case 1:
			p.Status, p.AccessRegion = gaapmock.StatusClosed, "Korea"
		case 2:
			p.Tags = map[string]string{"team": "network", "cost center": "R + D: 1"}
		case 3:
			p.GroupID, p.AccessRegion, p.RealServerRegion = "lg-xxxx", "SouthChina", "Hongkong"
		case 4:
			p.ProjectID, p.BillingType, p.Bandwidth, p.Concurrent, p.NetworkType, p.PackageType = 1204, 1, 200, 30, "cn2", "Accelerator"
		}
	}
	return all
}

func (s takeover) query(file string, args ...string) string {
	s.T.Helper()
	s.Put("list.tfquery.hcl", read(s.T, lists+file))
	must(s.T, s.Mock.ResetJournal(s.Ctx))
	s.Terraform(0, append([]string{"query"}, args...)...)
	return s.Output
}

// pages are the offsets of the calls that read lists since the latest query.
func (s takeover) pages() (offsets []int) {
	s.T.Helper()
	for _, call := range s.Calls("DescribeProxies") {
		var in struct{ Offset int }
		must(s.T, json.Unmarshal(call.Body, &in))
		offsets = append(offsets, in.Offset)
	}
	return offsets
}

// An account of 150 proxies is found, imported with the configuration that
// Terraform writes, and managed from then on; nothing is written on the way.
func TestAccQuery(t *testing.T) {
	s := newTakeover(t, 14)
	s.Write("provider \"gaap\" {}\n")
	for _, p := range several(150) {
		s.Add(p)
	}
	s.Add(gaapmock.Proxy{ID: "link-going000", Name: "going", Status: gaapmock.StatusDestroying})

	out := s.query("list-resource.tfquery.hcl")
	if n := strings.Count(out, "list.gaap_proxy.all"); n != 150 || strings.Contains(out, "going") || !strings.Contains(out, "id=link-00000042   proxy-42 (link-00000042)") {
		t.Errorf("%d proxies are listed, want 150, and none that goes", n)
	}
	if pages := s.pages(); fmt.Sprint(pages) != "[0 100]" {
		t.Errorf("the pages that were read begin at %v", pages)
	}
	out = s.query("list-resource-filters.tfquery.hcl")
	if n := strings.Count(out, "list.gaap_proxy.network"); n != 30 || fmt.Sprint(s.pages()) != "[0]" {
		t.Errorf("%d proxies have the tag, want 30; the pages begin at %v", n, s.pages())
	}

	s.query("list-resource.tfquery.hcl", "-generate-config-out=found.tf")
	s.Says(0, "apply -auto-approve", "Plan: 150 to import, 0 to add, 0 to change, 0 to destroy.", "150 imported, 0 added, 0 changed, 0 destroyed.")
	s.Says(0, "plan -detailed-exitcode", "No changes.")
	s.nothingWritten()
	if n := len(s.State()); n != 150 {
		t.Errorf("%d objects are in the state, want 150", n)
	}
}

// generating is what Terraform 1.16 needs while it generates configuration, and
// no version accepts afterwards: https://github.com/hashicorp/terraform/issues/39144.
const generating = "  provider = gaap\n"

// Import blocks without configuration, from 1.5 on: what Terraform writes is
// valid and plans nothing but the import.
func TestAccImport_generatedConfiguration(t *testing.T) {
	s := newTakeover(t, 5)
	config, ids := "", map[string]string{}
	for i, p := range several(5) {
		s.Add(p)
		config += fmt.Sprintf("import {\n%s  to = gaap_proxy.n%d\n  id = %q\n}\n", generating, i, p.ID)
		ids[fmt.Sprintf("gaap_proxy.n%d", i)] = p.ID
	}
	s.Write(config)
	s.Says(0, "plan -generate-config-out=written.tf", "Plan: 5 to import, 0 to add, 0 to change, 0 to destroy.")
	if written := s.Get("written.tf"); strings.Contains(written, "timeouts") {
		t.Errorf("the configuration has timeouts:\n%s", written)
	}
	s.Write(strings.ReplaceAll(config, generating, ""))
	s.Says(0, "apply -auto-approve", "5 imported, 0 added, 0 changed, 0 destroyed.")
	s.requireTakenOver(ids)
}

// Values that the service shows but does not take are refused where they are
// written; the proxy keeps them when their lines are deleted.
func TestAccImport_generatedIsRefused(t *testing.T) {
	s := newTakeover(t, 5)
	p := s.Add(gaapmock.Proxy{Name: "test", NetworkType: "secure_eip", BillingType: 2})
	block := "import {\n%s  to = gaap_proxy.test\n  id = \"" + p.ID + "\"\n}\n"
	s.Write(fmt.Sprintf(block, generating))
	s.Says(1, "plan -generate-config-out=written.tf", "network_type", "billing_type")
	var kept []string
	for line := range strings.SplitSeq(s.Get("written.tf"), "\n") {
		if !strings.Contains(line, "secure_eip") && !strings.Contains(line, "billing_type") {
			kept = append(kept, line)
		}
	}
	s.Put("written.tf", strings.Join(kept, "\n"))
	s.Write(fmt.Sprintf(block, ""))
	s.Says(0, "apply -auto-approve", "1 imported, 0 added, 0 changed, 0 destroyed.")
	s.requireTakenOver(map[string]string{"gaap_proxy.test": p.ID})
}

// Tags that belong to others are not written, reserved ones among them.
func TestAccImport_generatedIgnoresTags(t *testing.T) {
	s := newTakeover(t, 5)
	p := s.Add(gaapmock.Proxy{Name: "test", Tags: map[string]string{"project:x": "1", "team": "net"}})
	block := "provider \"gaap\" {\n  ignore_tags = { key_prefixes = [\"project\"] }\n}\nimport {\n%s  to = gaap_proxy.test\n  id = \"" + p.ID + "\"\n}\n"
	s.Write(fmt.Sprintf(block, generating))
	s.Says(0, "plan -generate-config-out=written.tf", "Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.")
	s.Write(fmt.Sprintf(block, ""))
	s.Says(0, "apply -auto-approve", "1 imported, 0 added, 0 changed, 0 destroyed.")
	s.requireTakenOver(map[string]string{"gaap_proxy.test": p.ID})
}
