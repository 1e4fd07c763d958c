package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// The framework checks schemas for mistakes when it is asked for them, and
// every part of them is explained for the documentation.
func TestSchema(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	if len(s.Schemas.Diagnostics) > 0 {
		t.Fatal(tfcore.Render(s.Schemas.Diagnostics))
	}
	all := map[string]*tfprotov6.Schema{"provider": s.Schemas.Provider}
	maps.Copy(all, s.Schemas.Resources)
	maps.Copy(all, s.Schemas.DataSources)
	if len(s.Schemas.Resources) == 0 {
		t.Fatal("there are no resources")
	}
	for name, schema := range all {
		if !strings.HasPrefix(name, "gaap_") && name != "provider" {
			t.Errorf("%s does not have the provider's prefix", name)
		}
		checkBlock(t, name, schema.Block)
	}
}

func checkBlock(t *testing.T, name string, block *tfprotov6.SchemaBlock) {
	t.Helper()
	// The blocks of other people's libraries have no description of their own.
	if !strings.HasSuffix(name, ".timeouts") {
		checkText(t, name, block.Description, block.DescriptionKind)
	}
	for _, attribute := range block.Attributes {
		checkAttribute(t, name, attribute)
	}
	for _, nested := range block.BlockTypes {
		checkBlock(t, name+"."+nested.TypeName, nested.Block)
	}
}

func checkAttribute(t *testing.T, parent string, attribute *tfprotov6.SchemaAttribute) {
	t.Helper()
	name := parent + "." + attribute.Name
	if !strings.HasSuffix(parent, ".timeouts") {
		checkText(t, name, attribute.Description, attribute.DescriptionKind)
	} else if attribute.Description == "" {
		t.Errorf("%s has no description", name)
	}
	if attribute.NestedType != nil {
		for _, nested := range attribute.NestedType.Attributes {
			checkAttribute(t, name, nested)
		}
	}
}

func checkText(t *testing.T, name, text string, kind tfprotov6.StringKind) {
	t.Helper()
	if !strings.HasSuffix(text, ".") || kind != tfprotov6.StringKindMarkdown {
		t.Errorf("%s is described as %q (%s), want sentences in Markdown", name, text, kind)
	}
}

// Secrets are hidden in all that Terraform prints, and nothing else is.
func TestSchema_sensitive(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	var hidden []string
	for name, schema := range map[string]*tfprotov6.Schema{"provider": s.Schemas.Provider, "gaap_proxy": s.Schemas.Resources["gaap_proxy"]} {
		for _, attribute := range schema.Block.Attributes {
			if attribute.Sensitive {
				hidden = append(hidden, name+"."+attribute.Name)
			}
		}
		for _, block := range schema.Block.BlockTypes {
			for _, attribute := range block.Block.Attributes {
				if attribute.Sensitive {
					hidden = append(hidden, name+"."+block.TypeName+"."+attribute.Name)
				}
			}
		}
	}
	slices.Sort(hidden)
	want := []string{"provider.assume_role_with_web_identity.web_identity_token", "provider.secret_id", "provider.secret_key", "provider.security_token"}
	if !slices.Equal(hidden, want) {
		t.Errorf("sensitive are %q, want %q", hidden, want)
	}
}

// proxyAttributes are the attributes of gaap_proxy: r required, o
// optional, c computed.
const proxyAttributes = `
	name r, project_id oc, access_region r, realserver_region oc, bandwidth r, concurrent r, group_id o, tags o, tags_all c,
	billing_type oc, ip_address_version oc, network_type oc, package_type oc, cloned_proxy_id o, client_token oc, enable oc, force_destroy oc,
	id c, status c, domain c, ip c, ip_list c, forward_ip c, create_time c, version c, scalable c, support_protocols c, policy_id c,
	http3_supported c, ban_status c, related_global_domains c`

func TestSchema_proxy(t *testing.T) {
	t.Parallel()
	want := map[string]string{}
	for entry := range strings.SplitSeq(proxyAttributes, ",") {
		words := strings.Fields(entry)
		want[words[0]] = words[1]
	}
	block := newServer(t).Schemas.Resources["gaap_proxy"].Block
	got := map[string]string{}
	for _, attribute := range block.Attributes {
		kind := ""
		for letter, is := range map[string]bool{"r": attribute.Required, "o": attribute.Optional} {
			if is {
				kind = letter
			}
		}
		if attribute.Computed {
			kind += "c"
		}
		got[attribute.Name] = kind
	}
	if !maps.Equal(got, want) {
		t.Errorf("the attributes are\n%v, want\n%v", got, want)
	}
	if len(block.BlockTypes) != 1 || block.BlockTypes[0].TypeName != "timeouts" {
		t.Errorf("the blocks are %v, want timeouts", block.BlockTypes)
	}
}
