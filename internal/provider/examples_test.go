package provider_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

const examples = "../../examples"

// TestAccExamples applies every folder below examples/ that holds .tf files,
// plans it again, which must be empty, and destroys it.
func TestAccExamples(t *testing.T) {
	folders := exampleFolders(t)
	if len(folders) < 2 {
		t.Fatalf("examples/ has the folders %q, want more", folders)
	}
	for _, folder := range folders {
		t.Run(filepath.ToSlash(folder), func(t *testing.T) {
			env := exampleEnvironment(t)
			text := source(t, folder, noImport)
			for _, proxy := range elsewhere[filepath.ToSlash(folder)] {
				env.Mock.AddProxy(proxy)
			}
			steps := []resource.TestStep{{Config: text}} // and two plans, without and with a refresh, that must be empty
			if strings.Contains(text, "for_each") {      // resource.Test destroys what is left, but cannot look at what for_each leaves
				steps = append(steps, resource.TestStep{Config: text, Destroy: true})
			}
			env.TestCLI(t, resource.TestCase{Steps: steps})
			for _, proxy := range elsewhere[filepath.ToSlash(folder)] {
				env.Mock.RemoveProxy(proxy.ID)
			}
			checkExampleRun(t, env)
		})
	}
}

// elsewhere are the proxies of other configurations that examples look up.
var elsewhere = map[string][]gaapmock.Proxy{
	"data-sources/gaap_proxy": {{ID: "link-edge", Name: "edge"}},
	"data-sources/gaap_proxies": {
		{ID: "link-prod", Tags: map[string]string{"team": "network", "env": "prod"}},
		{ID: "link-test", Tags: map[string]string{"team": "network", "env": "test"}},
	},
}

// The example of imports, and the proxy that it talks about.
var (
	importFolder = filepath.Join("resources", "gaap_proxy")
	importProxy  = gaapmock.Proxy{
		ID: "link-a1b2c3d4", Name: "example", AccessRegion: "Hongkong", RealServerRegion: "Shanghai",
		Bandwidth: 20, Concurrent: 5, Tags: map[string]string{"team": "network"},
	}
)

// TestAccExamples_importBlock imports with each of the blocks beside
// resource.tf: by the id, and by the identity where the CLI knows identities.
func TestAccExamples_importBlock(t *testing.T) {
	for file, needs := range map[string]tfversion.TerraformVersionCheck{
		"import-by-string-id.tf": tfversion.SkipBelow(tfversion.Version1_5_0),
		"import-by-identity.tf":  tfversion.SkipBelow(tfversion.Version1_12_0),
	} {
		t.Run(file, func(t *testing.T) {
			env := exampleEnvironment(t)
			env.Mock.AddProxy(importProxy)
			env.TestCLI(t, resource.TestCase{
				TerraformVersionChecks: []tfversion.TerraformVersionCheck{needs},
				Steps: []resource.TestStep{{
					Config: source(t, importFolder, func(name string) bool { return name == file || noImport(name) }),
					ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
						plancheck.ExpectResourceAction("gaap_proxy.example", plancheck.ResourceActionNoop),
					}},
					Check: resource.TestCheckResourceAttr("gaap_proxy.example", "id", importProxy.ID),
				}},
			})
			if n := len(env.Mock.Calls("CreateProxy")); n != 0 {
				t.Errorf("CreateProxy was called %d times, want an import", n)
			}
		})
	}
}

// TestAccExamples_importCommand imports with the address and the id of
// import.sh, beside resource.tf.
func TestAccExamples_importCommand(t *testing.T) {
	command, err := os.ReadFile(filepath.Join(examples, importFolder, "import.sh"))
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(string(command))
	if len(words) != 4 || words[0] != "terraform" || words[1] != "import" {
		t.Fatalf("import.sh is %q, want: terraform import ADDRESS ID", command)
	}
	env := exampleEnvironment(t)
	env.Mock.AddProxy(importProxy)
	text := source(t, importFolder, noImport)
	env.TestCLI(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: text, ResourceName: words[2], ImportState: true, ImportStateId: words[3], ImportStatePersist: true},
			{Config: text, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(words[2], plancheck.ResourceActionNoop),
			}}},
		},
	})
}

// needsState is the folder of examples that begin with a state of another
// provider; internal/e2e applies them.
const needsState = "moving-over"

// exampleFolders lists the folders below examples/ that hold .tf files.
func exampleFolders(t *testing.T) []string {
	t.Helper()
	var folders []string
	err := fs.WalkDir(os.DirFS(examples), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if path == needsState {
			return fs.SkipDir
		}
		files, err := filepath.Glob(filepath.Join(examples, path, "*.tf"))
		if len(files) > 0 {
			folders = append(folders, filepath.FromSlash(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return folders
}

// exampleEnvironment lets the examples find a mock the way users do: through
// environment variables. The provider is served under its own address.
func exampleEnvironment(t *testing.T) *acctest.Environment {
	t.Helper()
	env := acctest.New(t, gaapmock.Options{})
	host, rest, _ := strings.Cut(provider.Address, "/")
	for name, value := range map[string]string{
		"TF_ACC_PROVIDER_HOST":                host,
		"TF_ACC_PROVIDER_NAMESPACE":           rest[:strings.LastIndex(rest, "/")],
		"TENCENTCLOUD_ENDPOINT":               env.URL,
		"TENCENTCLOUD_SECRET_ID":              env.Key.SecretID,
		"TENCENTCLOUD_SECRET_KEY":             env.Key.SecretKey,
		"TENCENTCLOUD_SECURITY_TOKEN":         env.Key.Token,
		"TENCENTCLOUD_REGION":                 "",
		"TENCENTCLOUD_PROFILE":                "",
		"TENCENTCLOUD_SHARED_CREDENTIALS_DIR": t.TempDir(),
		"TENCENTCLOUD_METADATA_ENDPOINT":      env.URL,
		"GAAP_MAX_REQUESTS_PER_SECOND":        "",
		"GAAP_CREATE_MISSING_TAGS":            "",
	} {
		t.Setenv(name, value)
	}
	return env
}

var requiredProviders = regexp.MustCompile(`(?m)^\s*required_providers\s*{`)

// source is the text of the wanted .tf files of an example. Where they do not
// say which provider they mean, as those on the page of a resource do not, a
// block that says it is added.
func source(t *testing.T, folder string, wanted func(name string) bool) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(examples, folder, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, file := range files {
		if !wanted(filepath.Base(file)) {
			continue
		}
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(content)
		text.WriteByte('\n')
	}
	if !requiredProviders.MatchString(text.String()) {
		text.WriteString("terraform {\n  required_providers {\n    gaap = {\n      source = \"" + provider.Address + "\"\n    }\n  }\n}\n")
	}
	return text.String()
}

func noImport(name string) bool { return !strings.HasPrefix(name, "import-") }

// checkExampleRun demands that an example used the service, that no call was
// refused and that nothing is left.
func checkExampleRun(t *testing.T, env *acctest.Environment) {
	t.Helper()
	calls := env.Mock.Calls("")
	if len(calls) == 0 {
		t.Error("the example made no call")
	}
	for _, call := range calls {
		if call.Code != "" {
			t.Errorf("%s was refused with %s: %s", call.Action, call.Code, call.Body)
		}
	}
	for _, proxy := range env.Mock.Proxies() {
		t.Errorf("%s (%s) is left", proxy.ID, proxy.Name)
	}
}
