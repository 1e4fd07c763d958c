package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// echoes are gateways that answer with what they were sent, as some do to help
// with debugging: what they were sent holds ids, tokens and a signature.
var echoes = map[string]func(w http.ResponseWriter, request, token string){
	"as it came": func(w http.ResponseWriter, request, _ string) {
		fmt.Fprint(w, request)
	},
	"as an error": func(w http.ResponseWriter, request, _ string) {
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprintf(w, "<html>%s</html>", request)
	},
	"as the message of an error": func(w http.ResponseWriter, request, _ string) {
		fail(w, "AuthFailure.TokenFailure", "bad request: "+request)
	},
	"from the token on, cut": func(w http.ResponseWriter, request, token string) {
		at := strings.Index(request, token)
		fail(w, "UnauthorizedOperation", request[at:at+len(token)-5])
	},
	"as a redirect": func(w http.ResponseWriter, request, token string) {
		w.Header().Set("Location", "http://user:"+token+"@127.0.0.1:1/"+token+"?"+url.QueryEscape(request))
		w.WriteHeader(http.StatusTemporaryRedirect)
	},
}

func fail(w http.ResponseWriter, code, message string) {
	type failure struct{ Code, Message string }
	answer, err := json.Marshal(map[string]any{"Response": map[string]any{"Error": failure{code, message}, "RequestId": "r-1"}})
	if err != nil {
		panic(err)
	}
	_, _ = w.Write(answer) // the provider may be gone
}

// identities are what the provider can call with: how it is told, and which
// action the gateway lets through to the mock first.
var identities = map[string]struct {
	tell   func(s *secretive) []string
	passes string
}{
	"a key":          {func(*secretive) []string { return nil }, ""},
	"a role":         {asRole, "AssumeRole"},
	"a web identity": {asWebIdentity, ""},
}

// Gateways between the provider and the service that quote requests: each
// provider block has one of its own, and all are asked in one run.
func TestAccEcho(t *testing.T) {
	t.Parallel()
	for who, identity := range identities {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			s := newSecretive(t, identity.tell)
			mock := s.toMock()
			var config strings.Builder
			echoed := map[string]*atomic.Int64{}
			for how, echo := range echoes {
				count := &atomic.Int64{}
				gateway := s.serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if action := r.Header.Get("X-TC-Action"); action == identity.passes {
						mock.ServeHTTP(w, r)
						return
					}
					text, err := httputil.DumpRequest(r, true)
					if err != nil {
						t.Error(err)
					}
					count.Add(1)
					echo(w, string(text), tokenOf(r, text))
				}))
				name := strings.NewReplacer(" ", "_", ",", "").Replace(how)
				fmt.Fprintf(&config, "provider \"gaap\" {\n  alias = %[1]q\n  endpoint = %[2]q\n}\ndata \"gaap_proxy\" %[1]q {\n  provider = gaap.%[1]s\n  id = \"link-a1b2c3d4\"\n}\n", name, gateway)
				echoed[name] = count
			}
			s.Write(config.String())
			s.says(1, "plan")
			for name, count := range echoed {
				if count.Load() == 0 || !strings.Contains(s.Output, "data.gaap_proxy."+name) && !strings.Contains(s.Output, "provider[\""+stage.Source+"\"]."+name) {
					t.Errorf("%s: %d requests were echoed, and the error may be missing:\n%s", name, count.Load(), s.Output)
				}
			}
			s.check()
		})
	}
}

// tokenOf is the token of a request, in its header or in its body.
func tokenOf(r *http.Request, text []byte) string {
	if token := r.Header.Get("X-TC-Token"); token != "" {
		return token
	}
	_, rest, _ := strings.Cut(string(text), `"WebIdentityToken":"`)
	token, _, _ := strings.Cut(rest, `"`)
	return token
}
