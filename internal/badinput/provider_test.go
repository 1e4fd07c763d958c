package badinput

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Every argument is drawn, so that a new one cannot be forgotten.
func TestProviderArguments(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		known := providerArguments()
		block := newServer(ctx, t).Schemas.Provider.Block
		var names []string
		for _, attribute := range block.Attributes {
			names = append(names, namesIn(attribute)...)
		}
		for _, nested := range block.BlockTypes {
			for _, attribute := range nested.Block.Attributes {
				names = append(names, nested.TypeName+"."+attribute.Name)
			}
		}
		for _, name := range names {
			if _, ok := known[name]; !ok {
				t.Errorf("no values are drawn for %s", name)
			}
		}
		for name := range known {
			if !slices.Contains(names, name) {
				t.Errorf("there is no %s", name)
			}
		}
	})
}

// namesIn is an attribute, or those that are nested in it.
func namesIn(attribute *tfprotov6.SchemaAttribute) []string {
	if attribute.NestedType == nil {
		return []string{attribute.Name}
	}
	var names []string
	for _, nested := range attribute.NestedType.Attributes {
		names = append(names, attribute.Name+"."+nested.Name)
	}
	return names
}

// One bad value among good ones is refused where it stands, nothing is sent,
// and no secret is shown.
func TestProvider_oneBad(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		name, value := drawBad(t, providerArguments())
		arguments := plainProvider(name)
		arguments[name] = value

		s := newServer(ctx, t)
		problems := s.configure(s.nested(arguments))
		checkRefused(t, problems, name, value)
		checkSecrets(t, problems)
		if sent := s.mock.Calls(""); len(sent) > 0 {
			t.Errorf("%s was sent", sent[0].Action)
		}
	})
}

// drawBad draws one of the arguments that can be bad, and a bad value for it.
func drawBad(t *rapid.T, known map[string]argument) (string, cty.Value) {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(known)), func(name string) bool { return len(known[name].bad) == 0 })
	name := rapid.SampledFrom(names).Draw(t, "argument")
	return name, rapid.SampledFrom(known[name].bad).Draw(t, "value")
}

// checkRefused demands that there are errors, all of them about the argument.
func checkRefused(t *rapid.T, diagnostics []*tfprotov6.Diagnostic, name string, value cty.Value) {
	problems := errorsOf(diagnostics)
	if len(problems) == 0 {
		t.Fatalf("%s = %#v is accepted", name, value)
	}
	outer, own, nested := strings.Cut(name, ".")
	if !nested {
		outer, own = "", name
	}
	secret := slices.Contains([]string{"secret_id", "secret_key", "security_token", "web_identity_token"}, own)
	for _, problem := range problems {
		if secret && inside(problem) == outer && strings.Contains(problem.Summary+problem.Detail, own) {
			continue // it points at no secret, as Terraform prints the lines that it is about
		}
		whole := problem.Summary == "Configuration Read Error" && outer != "" && inside(problem) == outer // the framework reads an object at once
		if !whole && (secret || inside(problem) != name) {
			t.Errorf("%s = %#v is wrong, but the errors are\n%s", name, value, tfcore.Render(problems))
		}
	}
	checkClear(t, problems)
}

// checkSecrets demands that no secret is in what is said.
func checkSecrets(t *rapid.T, diagnostics []*tfprotov6.Diagnostic) {
	for _, d := range diagnostics {
		for _, secret := range []string{mark, gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey} {
			if strings.Contains(d.Summary+d.Detail, secret) {
				t.Fatalf("%s is in\n%s", secret, tfcore.Render(diagnostics))
			}
		}
	}
}

// Whatever the block holds, nothing panics, what is sent is valid, and no
// secret is shown, neither at once nor when the service is asked something.
func TestProvider_anything(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		s := newServer(ctx, t)
		arguments := drawProvider(t, s)
		defer func() { s.checkCalls(notJudged(arguments)...) }()
		problems := s.configure(s.nested(arguments))
		checkClear(t, problems)
		checkSecrets(t, problems)
		if isRefused(problems) {
			return
		}
		_, planned := s.Plan(ctx, proxyType, nil, s.object(proxyType, plain()))
		for _, said := range [][]*tfprotov6.Diagnostic{s.regions(), planned} {
			checkClear(t, said)
			checkSecrets(t, said)
		}
	})
}

// An endpoint or a domain that is accepted can be called, and the signature fits.
func TestProvider_endpoint(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		name := rapid.SampledFrom([]string{"endpoint", "domain"}).Draw(t, "argument")
		value := rapid.SampledFrom(providerArguments()[name].good).Draw(t, "value")
		s := newServer(ctx, t)
		s.requireAccepted(s.configure(map[string]cty.Value{
			"secret_id": cty.StringVal(gaapmock.DefaultSecretID), "secret_key": cty.StringVal(gaapmock.DefaultSecretKey), name: value,
		}))
		s.requireAccepted(s.regions())
		s.checkCalls()
	})
}

// regions asks the service for something that needs nothing but a provider.
func (s *server) regions() []*tfprotov6.Diagnostic {
	const name = "gaap_access_regions"
	_, said := s.ReadData(s.ctx, name, tfcore.ObjectOf(s.TypeOf(s.Schemas.DataSources[name]), nil))
	return said
}

// notJudged are the codes about keys and tokens that only the service can judge.
func notJudged(arguments map[string]cty.Value) []string {
	codes := []string{"InvalidParameter.WebIdentityTokenError"}
	if !equal(arguments["secret_id"], gaapmock.DefaultSecretID) || !equal(arguments["secret_key"], gaapmock.DefaultSecretKey) {
		codes = append(codes, "AuthFailure.SecretIdNotFound", "AuthFailure.SignatureFailure")
	}
	if _, ok := arguments["security_token"]; ok {
		codes = append(codes, "AuthFailure.TokenFailure")
	}
	return codes
}

func equal(value cty.Value, want string) bool { return value.RawEquals(cty.StringVal(want)) }

// drawProvider draws a value for each argument. Mostly these are one identity
// and some more that are good, such that the service is asked something.
func drawProvider(t *rapid.T, s *server) map[string]cty.Value {
	known := providerArguments()
	about := rapid.SampledFrom(slices.Sorted(maps.Keys(known))).Draw(t, "about")
	arguments := plainProvider(about)
	whole := maps.Clone(arguments)
	for name, values := range sorted(known) {
		if value, ok := drawArgument(t, name, s.kindOf(name), values); ok {
			arguments[name] = value
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "one identity") > 0 {
		for _, identity := range identities {
			if !strings.HasPrefix(about, identity) && !has(whole, identity) {
				maps.DeleteFunc(arguments, func(name string, _ cty.Value) bool { return strings.HasPrefix(name, identity) })
			}
		}
	}
	return arguments
}

// identities are how arguments begin that exclude each other, or that need more
// of their like.
var identities = []string{"secret_", "security_token", "cam_role_name", "assume_role.", "assume_role_with_web_identity.", "allowed_", "forbidden_"}

func has(arguments map[string]cty.Value, prefix string) bool {
	for name := range arguments {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// drawArgument draws mostly nothing or a good value.
func drawArgument(t *rapid.T, name string, kind cty.Type, known argument) (cty.Value, bool) {
	switch draw := rapid.IntRange(0, 99).Draw(t, name); {
	case draw == 99:
		return cty.NullVal(kind), true
	case draw == 98:
		return cty.UnknownVal(kind), true
	case draw == 97 && len(known.bad) > 0:
		return rapid.SampledFrom(known.bad).Draw(t, "bad"), true
	case draw == 96 && kind == cty.String:
		return cty.StringVal(texts(0, 30).Draw(t, "text")), true
	case draw > 50:
		return rapid.SampledFrom(known.good).Draw(t, "good"), true
	}
	return cty.NilVal, false
}

// kindOf is the type of an argument, which may be nested.
func (s *server) kindOf(name string) cty.Type {
	kind := s.TypeOf(s.Schemas.Provider)
	for step := range strings.SplitSeq(name, ".") {
		kind = kind.AttributeType(step)
	}
	return kind
}

// nested puts the arguments with a point in their name into their objects.
func (s *server) nested(arguments map[string]cty.Value) map[string]cty.Value {
	all := map[string]cty.Value{}
	inner := map[string]map[string]cty.Value{}
	for name, value := range arguments {
		outer, rest, ok := strings.Cut(name, ".")
		if !ok {
			all[name] = value
			continue
		}
		if inner[outer] == nil {
			inner[outer] = map[string]cty.Value{}
		}
		inner[outer][rest] = value
	}
	for name, values := range inner {
		all[name] = tfcore.ObjectOf(s.kindOf(name), values)
	}
	return all
}
