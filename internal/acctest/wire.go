package acctest

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
)

var (
	// issued is what answers of STS and of the metadata service hold, which may be cut.
	issued = regexp.MustCompile(`"(TmpSecretId|TmpSecretKey|Token)"\s*:\s*"([^"]+)`)
	// vouching is what a request for a role may hold.
	vouching = regexp.MustCompile(`"(WebIdentityToken)"\s*:\s*"([^"]+)"`)
	// signedBy is whose signature a request has.
	signedBy = regexp.MustCompile(`Credential=([^/,\s]+)/`)
)

// Watch adds the secrets that pass a service: what requests carry, and the keys
// that are issued, each before the client has it.
func (s *Secrets) Watch(service http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.Add("token", r.Header.Get("X-TC-Token"))
		if id := signedBy.FindStringSubmatch(r.Header.Get("Authorization")); id != nil {
			s.Add("SecretId", id[1])
		}
		action := r.Header.Get("X-TC-Action")
		if strings.HasPrefix(action, "AssumeRole") {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				panic(http.ErrAbortHandler) // the client is gone
			}
			s.addAll(vouching, body)
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		if action == "" || strings.HasPrefix(action, "AssumeRole") { // the metadata service has no actions
			w = &watched{ResponseWriter: w, secrets: s}
		}
		service.ServeHTTP(w, r)
	})
}

func (s *Secrets) addAll(in *regexp.Regexp, text []byte) {
	for _, match := range in.FindAllSubmatch(text, -1) {
		s.Add(string(match[1]), string(match[2]))
	}
}

// watched is an answer that may hold keys.
type watched struct {
	http.ResponseWriter

	secrets *Secrets
	body    bytes.Buffer
}

// Write keeps what is written, since keys may be cut in two.
func (w *watched) Write(p []byte) (int, error) {
	w.body.Write(p)
	w.secrets.addAll(issued, w.body.Bytes())
	return w.ResponseWriter.Write(p)
}
