package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
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

// A gateway between the provider and the service that quotes requests.
func TestAccEcho(t *testing.T) {
	t.Parallel()
	for who, identity := range identities {
		for how, echo := range echoes {
			t.Run(who+" "+how, func(t *testing.T) {
				t.Parallel()
				echoed := make(chan struct{}, 100)
				s := newSecretive(t, func(s *secretive) []string {
					mock := s.toMock()
					gateway := s.serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						if action := r.Header.Get("X-TC-Action"); action == identity.passes {
							mock.ServeHTTP(w, r)
							return
						}
						text, err := httputil.DumpRequest(r, true)
						if err != nil {
							t.Error(err)
						}
						echoed <- struct{}{}
						echo(w, string(text), tokenOf(r, text))
					}))
					return append(identity.tell(s), "TENCENTCLOUD_ENDPOINT="+gateway)
				})
				s.says(1, "import gaap_proxy.test link-a1b2c3d4")
				if len(echoed) == 0 {
					t.Error("nothing was echoed")
				}
				s.check()
			})
		}
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
