package e2e

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

const exampleRoot = "../../examples"

// TestAccExamples applies every folder below examples/ that holds .tf files,
// plans it again, which must be empty, and destroys it. Folders are modules of
// one configuration, for most of the time goes into starting programs; those
// with proxies of one name are not, for equal proxies would be one to the service.
func TestAccExamples(t *testing.T) {
	t.Parallel()
	folders := exampleFolders(t)
	if len(folders) < 2 {
		t.Fatalf("examples/ has the folders %q, want more", folders)
	}
	for _, group := range grouped(t, folders) {
		t.Run(strings.Join(group, " "), func(t *testing.T) {
			t.Parallel()
			s := newExample(t)
			others := map[string]bool{}
			var root strings.Builder
			for _, folder := range group {
				fmt.Fprintf(&root, "module %q {\n  source = \"./%s\"\n}\n", strings.ReplaceAll(folder, "/", "_"), folder)
				must(t, os.MkdirAll(filepath.Join(s.Dir, folder), 0o700))
				s.Put(path.Join(folder, "main.tf"), exampleText(t, folder, noImport))
				for _, proxy := range elsewhere[folder] {
					id := s.Add(proxy).ID
					others[id] = true
					if strings.Contains(folder, "listener") {
						_, err := s.Mock.AddListener(s.Ctx, gaapmock.Listener{ProxyID: id})
						must(t, err)
					}
					if strings.Contains(folder, "security") {
						policy, err := s.Mock.AddSecurityPolicy(s.Ctx, gaapmock.SecurityPolicy{ProxyID: id})
						must(t, err)
						_, err = s.Mock.AddSecurityRule(s.Ctx, gaapmock.SecurityRule{PolicyID: policy, Action: "ACCEPT"})
						must(t, err)
					}
				}
			}
			if slices.ContainsFunc(group, func(folder string) bool { return onSite[folder] }) {
				others[s.site()] = true
			}
			s.Put("main.tf", root.String())
			s.Terraform(0, "get")
			s.Terraform(0, "apply", "-auto-approve")
			for _, folder := range group {
				if !strings.Contains(read(t, filepath.Join(s.Dir, stage.StateFile)), `"module.`+strings.ReplaceAll(folder, "/", "_")+`"`) {
					t.Errorf("nothing of %s is in the state", folder)
				}
			}
			s.Terraform(0, "plan", "-detailed-exitcode")
			s.Terraform(0, "destroy", "-auto-approve")
			for _, call := range s.Calls("") {
				gone := strings.HasPrefix(call.Action, "Describe") && call.Code == "ResourceNotFound" || // a read after a destruction
					saysInvalid.MatchString(call.Action) && call.Code == "InvalidParameter"
				if call.Code != "" && !gone {
					t.Errorf("%s was refused with %s: %s", call.Action, call.Code, call.Body)
				}
			}
			for _, proxy := range s.Proxies() {
				if !others[proxy.ID] {
					t.Errorf("%s (%s) is left", proxy.ID, proxy.Name)
				}
			}
			origins, err := s.Mock.RealServers(s.Ctx)
			must(t, err)
			for _, origin := range origins {
				t.Errorf("%s (%s) is left", origin.ID, origin.Name)
			}
			certificates, err := s.Mock.Certificates(s.Ctx)
			must(t, err)
			for _, certificate := range certificates {
				t.Errorf("%s (%s) is left", certificate.ID, certificate.Name)
			}
			domains, err := s.Mock.GlobalDomains(s.Ctx)
			must(t, err)
			for _, domain := range domains {
				t.Errorf("%s (%s) is left", domain.ID, domain.Alias)
			}
		})
	}
}

// saysInvalid are reads that call an id invalid if they do not find it.
var saysInvalid = regexp.MustCompile(`Listeners$|^DescribeRulesByRuleIds$|^DescribeSecurity`)

// elsewhere are the proxies of other configurations that examples look up.
var elsewhere = map[string][]gaapmock.Proxy{
	"data-sources/gaap_proxy":                {{ID: "link-edge", Name: "edge"}},
	"data-sources/gaap_layer4_listeners":     {{ID: "link-edge2", Name: "edge"}},
	"data-sources/gaap_layer7_listeners":     {{ID: "link-portal", Name: "portal"}},
	"data-sources/gaap_listener_realservers": {{ID: "link-edge3", Name: "edge"}},
	"data-sources/gaap_http_rules":           {{ID: "link-catalog", Name: "catalog"}},
	"data-sources/gaap_rule_realservers":     {{ID: "link-library", Name: "library"}},
	"data-sources/gaap_http_domains":         {{ID: "link-blog", Name: "blog"}},
	"data-sources/gaap_security_policies":    {{ID: "link-bank", Name: "bank"}},
	"data-sources/gaap_security_rules":       {{ID: "link-museum", Name: "museum"}},
	"data-sources/gaap_proxies": {
		{ID: "link-prod", Tags: map[string]string{"team": "network", "env": "prod"}},
		{ID: "link-test", Tags: map[string]string{"team": "network", "env": "test"}},
	},
}

// onSite are the data sources whose examples are about the rule, or the domain, of
// a site that somebody else has.
var onSite = map[string]bool{"data-sources/gaap_custom_header": true, "data-sources/gaap_domain_error_pages": true}

// site makes the site, and returns the id of its proxy.
func (s example) site() (proxyID string) {
	s.T.Helper()
	proxyID = s.Add(gaapmock.Proxy{Name: "site"}).ID
	_, err := s.Mock.AddListener(s.Ctx, gaapmock.Listener{ID: "listener-a1b2c3d4", ProxyID: proxyID, Protocol: "HTTP", Port: 80})
	must(s.T, err)
	domain, err := s.Mock.AddDomain(s.Ctx, gaapmock.Domain{ListenerID: "listener-a1b2c3d4", Name: "www.example.com"})
	must(s.T, err)
	_, err = s.Mock.AddRule(s.Ctx, gaapmock.Rule{ID: "rule-a1b2c3d4", DomainID: domain})
	must(s.T, err)
	return proxyID
}

// importExample is a resource whose example imports an object, with what makes it.
type importExample struct {
	typ, id, order string
	more           int // of what else the example makes
	add            func(s example)
}

var imports = []importExample{
	{"gaap_proxy", "link-a1b2c3d4", "CreateProxy", 0, func(s example) {
		s.Add(gaapmock.Proxy{
			ID: "link-a1b2c3d4", Name: "example", AccessRegion: "Hongkong", RealServerRegion: "Shanghai",
			Bandwidth: 20, Concurrent: 5, Tags: map[string]string{"team": "network"},
		})
	}},
	{"gaap_realserver", "rs-a1b2c3d4", "AddRealServers", 2, func(s example) {
		_, err := s.Mock.AddRealServer(s.Ctx, gaapmock.RealServer{ID: "rs-a1b2c3d4", Name: "example", Address: "origin.example.com"})
		must(s.T, err)
	}},
	{"gaap_certificate", "cert-a1b2c3d4", "CreateCertificate", 1, addCertificate},
	{"gaap_layer4_listener", "listener-a1b2c3d4", "CreateTCPListeners", 1, addListener},
	{"gaap_layer7_listener", "listener-a1b2c3d4", "CreateHTTPSListener", 0, addTLSListener},
	{"gaap_custom_header", "rule-a1b2c3d4", "CreateCustomHeader", 0, addHeaders},
	{"gaap_domain_error_page", "errorPage-a1b2c3d4", "CreateDomainErrorPageInfo", 0, addErrorPage},
	{"gaap_http_domain", "listener-a1b2c3d4+HTTP+www.example.com", "CreateDomain", 1, addDomain},
	{"gaap_http_rule", "rule-a1b2c3d4", "CreateRule", 1, addRule},
	{"gaap_proxy_group", "lg-a1b2c3d4", "CreateProxyGroup", 0, addGroup},
	{"gaap_global_domain", "dm-a1b2c3d4", "CreateGlobalDomain", 0, addGlobalDomain},
	{"gaap_global_domain_dns", "dm-a1b2c3d4#12756", "CreateGlobalDomainDns", 1, addRecord},
	{"gaap_security_policy", "sp-a1b2c3d4", "CreateSecurityPolicy", 0, addSecurityPolicy},
	{"gaap_security_rule", "sr-a1b2c3d4", "CreateSecurityRules", 1, addSecurityRule},
}

// addCertificate makes the certificate of the example.
func addCertificate(s example) {
	pem := regexp.MustCompile(`(?s)-----BEGIN CERTIFICATE.*END CERTIFICATE-----`).FindString(exampleText(s.T, "resources/gaap_certificate", noImport))
	_, err := s.Mock.AddCertificate(s.Ctx, gaapmock.Certificate{
		ID: "cert-a1b2c3d4", Name: "www.example.com", Type: gaapmock.CertificateServer, Content: strings.ReplaceAll(pem, "    ", ""),
	})
	must(s.T, err)
}

// addListener makes what the listener of the example hangs on, and the listener.
func addListener(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_layer4_listener", noImport))
	s.Terraform(0, "apply", "-auto-approve", "-target=gaap_proxy.game", "-target=gaap_realserver.game")
	l := gaapmock.Listener{
		ID: "listener-a1b2c3d4", Name: "play", ProxyID: s.Proxies()[0].ID, Protocol: "UDP", Port: 8000, RealServerType: gaapmock.TypeIP, Scheduler: "rr",
		HealthCheck: 1, DelayLoop: 10, ConnectTimeout: 2, HealthyThreshold: 1, UnhealthyThreshold: 1,
		CheckType: "PORT", CheckPort: 9001, ContextType: "TEXT", SendContext: "ping", RecvContext: "pong",
	}
	origins, err := s.Mock.RealServers(s.Ctx)
	must(s.T, err)
	for _, origin := range origins {
		l.RealServers = append(l.RealServers, gaapmock.Binding{ID: origin.ID, Address: origin.Address, Port: 9000, Weight: 1})
	}
	_, err = s.Mock.AddListener(s.Ctx, l)
	must(s.T, err)
}

// addTLSListener makes what the HTTPS listener of the example hangs on, and the
// listener.
func addTLSListener(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_layer7_listener", noImport))
	s.Terraform(0, "apply", "-auto-approve", "-target=gaap_layer7_listener.plain", "-target=gaap_certificate.site")
	certificates, err := s.Mock.Certificates(s.Ctx)
	must(s.T, err)
	_, err = s.Mock.AddListener(s.Ctx, gaapmock.Listener{
		ID: "listener-a1b2c3d4", Name: "tls", ProxyID: s.Proxies()[0].ID, Protocol: "HTTPS", Port: 443, CertificateID: certificates[0].ID, ForwardProtocol: "HTTP",
		TLSVersions: []string{"TLSv1.2", "TLSv1.3"}, TLSCiphers: "GAAP_TLS_CIPHERS_STRICT",
	})
	must(s.T, err)
}

// TestAccExamples_import imports with each of the blocks beside resource.tf: by the
// id, and by the identity where the CLI knows identities. The command of import.sh
// imports the same.
func TestAccExamples_import(t *testing.T) {
	t.Parallel()
	for _, c := range imports {
		folder := "resources/" + c.typ
		for file, needs := range map[string]int{"import-by-string-id.tf": 5, "import-by-identity.tf": 12} {
			t.Run(c.typ+" "+file, func(t *testing.T) {
				t.Parallel()
				s := newExample(t)
				s.Needs(needs)
				c.add(s)
				s.Put("main.tf", exampleText(t, folder, func(name string) bool { return name == file || noImport(name) }))
				s.Says(0, "apply -auto-approve", fmt.Sprintf("Resources: 1 imported, %d added, %d changed, 0 destroyed.", c.more, onlyConfigured[c.typ]))
				s.importedExample(c.typ, c.id)
				s.Terraform(0, "plan", "-detailed-exitcode")

				s.Put("main.tf", exampleText(t, folder, noImport))
				s.Terraform(0, "state", "rm", c.typ+".example")
				_, err := s.Shell(s.Ctx, read(t, filepath.Join(exampleRoot, folder, "import.sh")))
				must(t, err)
				s.importedExample(c.typ, c.id)
				if n := len(s.Calls(c.order)); n != c.more {
					s.T.Errorf("%s was called %d times, want %d", c.order, n, c.more)
				}
			})
		}
	}
}

// example is a stage for examples.
type example struct{ *stage.Stage }

// newExample lets the examples find a mock the way users do: through
// environment variables.
func newExample(t *testing.T) example {
	t.Helper()
	s := build.New(t, "-speed", "50", "-early-destroy", "allowed")
	s.Env = append(s.Env, "TENCENTCLOUD_METADATA_ENDPOINT="+s.Mock.URL)
	return example{s}
}

// importedExample demands that the state has the object.
func (s example) importedExample(typ, id string) {
	s.T.Helper()
	if !slices.ContainsFunc(s.State(), func(o stage.Object) bool { return o.Address == typ+".example" && o.ID() == id }) {
		s.T.Errorf("the state has %+v, want %s", s.State(), id)
	}
}

// needsState is the folder of examples that begin with a state of another
// provider; they are the guide's on moving over.
const needsState = "moving-over"

// exampleFolders lists the folders below examples/ that hold .tf files.
func exampleFolders(t *testing.T) []string {
	t.Helper()
	var folders []string
	err := fs.WalkDir(os.DirFS(exampleRoot), ".", func(folder string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if folder == needsState {
			return fs.SkipDir
		}
		files, err := filepath.Glob(filepath.Join(exampleRoot, folder, "*.tf"))
		if len(files) > 0 {
			folders = append(folders, folder)
		}
		return err
	})
	must(t, err)
	return folders
}

// proxyName is the name of a proxy in an example.
var proxyName = regexp.MustCompile(`(?m)^\s*name\s*=\s*(.*)$`)

// grouped puts the folders into groups in which no name comes in two of them.
func grouped(t *testing.T, folders []string) (groups [][]string) {
	t.Helper()
	var taken []map[string]bool
	for _, folder := range folders {
		names := map[string]bool{}
		for _, found := range proxyName.FindAllStringSubmatch(exampleText(t, folder, noImport), -1) {
			names[found[1]] = true
		}
		at := 0
		for at < len(groups) && shares(taken[at], names) {
			at++
		}
		if at == len(groups) {
			groups, taken = append(groups, nil), append(taken, map[string]bool{})
		}
		groups[at] = append(groups[at], folder)
		for name := range names {
			taken[at][name] = true
		}
	}
	return groups
}

func shares(a, b map[string]bool) bool {
	for name := range b {
		if a[name] {
			return true
		}
	}
	return false
}

var requiredProviders = regexp.MustCompile(`(?m)^\s*required_providers\s*{`)

// exampleText is the text of the wanted .tf files of an example. Where they do
// not say which provider they mean, as those on the page of a resource do not,
// a block that says it is added.
func exampleText(t *testing.T, folder string, wanted func(name string) bool) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(exampleRoot, folder, "*.tf"))
	must(t, err)
	var text strings.Builder
	for _, file := range files {
		if wanted(filepath.Base(file)) {
			text.WriteString(read(t, file) + "\n")
		}
	}
	if !requiredProviders.MatchString(text.String()) {
		text.WriteString("terraform {\n  required_providers {\n    gaap = {\n      source = \"" + stage.Source + "\"\n    }\n  }\n}\n")
	}
	return text.String()
}

func noImport(name string) bool { return !strings.HasPrefix(name, "import-") }
