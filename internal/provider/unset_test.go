package provider_test

import (
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// empties are the values that set an argument to nothing, none if it has no such.
func empties(kind cty.Type) []cty.Value {
	switch {
	case kind == cty.String:
		return []cty.Value{cty.StringVal(""), cty.NullVal(kind)}
	case kind.IsSetType():
		return []cty.Value{cty.SetValEmpty(kind.ElementType()), cty.NullVal(kind)}
	case kind.IsListType():
		return []cty.Value{cty.ListValEmpty(kind.ElementType()), cty.NullVal(kind)}
	}
	return nil
}

// emptied are provider blocks in which one argument is set to nothing, each by
// its name, and two in which all are. None can be forgotten: the schema lists them.
func emptied(s *server) map[string]arguments {
	block := s.TypeOf(s.Schemas.Provider)
	all := map[string]arguments{"all empty": {}, "all null": {}}
	ways := []string{"empty", "null"}
	for name, kind := range block.AttributeTypes() {
		for i, value := range empties(kind) {
			all[name+" "+ways[i]] = arguments{name: value}
			all["all "+ways[i]][name] = value
		}
		if !kind.IsObjectType() {
			continue
		}
		inner := [2]arguments{{}, {}}
		for nested, kind := range kind.AttributeTypes() {
			for i, value := range empties(kind) {
				all[name+"."+nested+" "+ways[i]] = arguments{name: tfcore.ObjectOf(block.AttributeType(name), arguments{nested: value})}
				inner[i][nested] = value
			}
		}
		for i := range inner {
			all["all "+ways[i]][name] = tfcore.ObjectOf(block.AttributeType(name), inner[i])
		}
	}
	return all
}

// An argument that is null or empty is not set: the environment stands in for
// it, or the default.
func TestConfigure_empty(t *testing.T) {
	cleanEnvironment(t, variables{"TENCENTCLOUD_SECRET_ID": "AKIDenv", "TENCENTCLOUD_SECRET_KEY": "envKey", "TENCENTCLOUD_SECURITY_TOKEN": "envToken"})
	called := func(t *testing.T, given arguments) [4]string {
		t.Helper()
		s := newServer(t)
		if problems := append(s.validate(given), s.configure(given)...); len(problems) > 0 {
			t.Fatal(tfcore.Render(problems))
		}
		req := s.request()
		return [4]string{credentialOf(req), req.Header.Get("X-TC-Token"), regionOfSTS(t, given), req.Host}
	}
	want := called(t, nil)
	for name, given := range emptied(newServer(t)) {
		t.Run(name, func(t *testing.T) {
			if got := called(t, given); got != want {
				t.Errorf("key id, token, region, host are %q, want %q", got, want)
			}
		})
	}
}

// What is not set conflicts with nothing.
func TestValidate_emptyBeside(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	all := emptied(s)["all empty"]
	for name, set := range map[string]arguments{
		"key":          staticKey(nil),
		"instance":     {"cam_role_name": cty.StringVal("deploy")},
		"token":        {"assume_role_with_web_identity": blockOf(s, "assume_role_with_web_identity", arguments{"web_identity_token": cty.StringVal("x"), "web_identity_token_file": cty.StringVal("")})},
		"token file":   {"assume_role_with_web_identity": blockOf(s, "assume_role_with_web_identity", arguments{"web_identity_token": cty.StringVal(""), "web_identity_token_file": cty.StringVal("x")})},
		"allowed ids":  {"allowed_account_ids": set("1")},
		"forbidden id": {"forbidden_account_ids": set("1")},
	} {
		given := maps.Clone(all)
		maps.Copy(given, set)
		if problems := s.validate(given); len(problems) > 0 {
			t.Errorf("%s: %s", name, tfcore.Render(problems))
		}
	}
}

// An identity that may yet turn out to be none conflicts with nothing.
func TestValidate_unknownBeside(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for name, kind := range s.TypeOf(s.Schemas.Provider).AttributeTypes() {
		if name == "secret_id" || name == "secret_key" {
			continue
		}
		if problems := s.validate(staticKey(arguments{name: cty.UnknownVal(kind)})); len(problems) > 0 {
			t.Errorf("%s is unknown: %s", name, tfcore.Render(problems))
		}
	}
}

// A block that the provider cannot read is handed on as it is, for the
// framework to say what is wrong.
func TestConfigure_unreadable(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	broken := &tfprotov6.DynamicValue{MsgPack: []byte{0xc1}}
	if resp, err := s.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: broken}); err == nil && len(resp.Diagnostics) == 0 {
		t.Error("a block that cannot be read is valid")
	}
}

// A configuration whose variables are empty, as outside of CI, works with what
// the environment holds.
func TestAccProvider_emptyArguments(t *testing.T) {
	env := acctest.New(t, gaapmock.Options{})
	cleanEnvironment(t, env.Variables())
	env.Test(t, resource.TestCase{Steps: applied(config(env, `
  secret_id              = ""
  secret_key             = ""
  security_token         = ""
  profile                = ""
  shared_credentials_dir = ""
  region                 = null
  domain                 = ""
  custom_ca_bundle       = ""
  cam_role_name          = ""
  client_token_scope     = ""
  adopt                  = []
  allowed_account_ids    = []
  forbidden_account_ids  = []
  assume_role {
    role_arn     = ""
    session_name = "ci"
  }
  assume_role_with_web_identity {
    role_arn                = null
    web_identity_token_file = ""
  }`))})
}
