package gaapmock

import (
	"crypto/hmac"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxSkew is how far X-TC-Timestamp may be off, either side.
const maxSkew = 5 * time.Minute

// authorization is the parsed Authorization header.
type authorization struct {
	secretID, date, service string
	signedHeaders           []string
	signature               string
}

var (
	authorizationForm = regexp.MustCompile(`^TC3-HMAC-SHA256 Credential=([^/,\s]+)/(\d{4}-\d\d-\d\d)/([^/,\s]+)/tc3_request, ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$`)
	// Assumption: an id with any other character is no key of the cloud API.
	secretIDForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
)

func parseAuthorization(header string) (authorization, *apiError) {
	m := authorizationForm.FindStringSubmatch(header)
	if m == nil {
		return authorization{}, errorf("AuthFailure.InvalidAuthorization", "The Authorization header is missing or malformed.")
	}
	auth := authorization{m[1], m[2], m[3], strings.Split(m[4], ";"), m[5]}
	if !slices.Contains(auth.signedHeaders, "content-type") || !slices.Contains(auth.signedHeaders, "host") {
		return authorization{}, errorf("AuthFailure.InvalidAuthorization", "SignedHeaders must name at least content-type and host.")
	}
	return auth, nil
}

// authenticate checks a request and sets its SecretId.
func (o *Options) authenticate(r *http.Request, req *request) *apiError {
	auth, err := parseAuthorization(r.Header.Get("Authorization"))
	req.secretID = auth.secretID
	req.caller = o.account()
	if o.Insecure || needsNoKey(r, req.action) {
		return nil
	}
	if err != nil {
		return err
	}
	if !secretIDForm.MatchString(auth.secretID) {
		return errorf("AuthFailure.InvalidSecretId", "The SecretId is not a cloud API key.")
	}
	secretKey, found := o.secretKey(auth.secretID)
	if !found {
		return errorf("AuthFailure.SecretIdNotFound", "The SecretId is not found, please ensure that your SecretId is correct.")
	}
	if err := checkTimestamp(r.Header.Get("X-TC-Timestamp")); err != nil {
		return err
	}
	if !isSigned(r, req, auth, secretKey) {
		return errorf("AuthFailure.SignatureFailure", "The provided credentials could not be validated. Please check your signature is correct.")
	}
	caller, valid := o.checkToken(auth.secretID, r.Header.Get("X-TC-Token"))
	if !valid {
		return errorf("AuthFailure.TokenFailure", "The token is not valid or has expired.")
	}
	req.caller = caller
	return nil
}

// secretKey is the key of an id: that of the account, or of a session.
func (o *Options) secretKey(id string) (secretKey string, found bool) {
	if id == o.SecretID {
		return o.SecretKey, true
	}
	return o.sessionKey(id)
}

// checkToken returns whom a key with its token stands for.
//
// Assumption: a token beside a key that needs none is refused as well.
func (o *Options) checkToken(id, token string) (caller identity, valid bool) {
	if id == o.SecretID {
		return o.account(), token == o.Token
	}
	return o.openSession(id, token)
}

// checkTimestamp compares with the wall clock, not with Options.Clock, because
// clients sign with theirs.
func checkTimestamp(text string) *apiError {
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return errorf("MissingParameter", "The request is missing a required parameter `X-TC-Timestamp`.")
	}
	if time.Since(time.Unix(seconds, 0)).Abs() > maxSkew {
		return errorf("AuthFailure.SignatureExpire", "The signature has expired: X-TC-Timestamp is more than 5 minutes off.")
	}
	return nil
}

// isSigned checks scope and signature.
//
// Assumption: a scope with the wrong date or service is a signature failure.
func isSigned(r *http.Request, req *request, auth authorization, secretKey string) bool {
	timestamp := r.Header.Get("X-TC-Timestamp")
	seconds, _ := strconv.ParseInt(timestamp, 10, 64) // checkTimestamp has parsed it
	if auth.date != time.Unix(seconds, 0).UTC().Format(time.DateOnly) || auth.service != req.service {
		return false
	}
	bodyHash := sha256hex(req.body)
	if r.Header.Get("X-TC-Content-SHA256") == "UNSIGNED-PAYLOAD" {
		bodyHash = sha256hex([]byte("UNSIGNED-PAYLOAD"))
	}
	for _, host := range canonicalHosts(r) {
		headers, ok := signedHeaders(r, host, auth.signedHeaders)
		for _, query := range canonicalQueries(r) {
			want := tc3Signature(secretKey, auth.date, auth.service, timestamp, tc3Canonical(r.Method, query, headers, bodyHash))
			if ok && hmac.Equal([]byte(want), []byte(auth.signature)) {
				return true
			}
		}
	}
	return false
}

// signedHeaders collects the values to sign. content-type and host count as
// they were sent, further ones trimmed and in lower case.
func signedHeaders(r *http.Request, host string, names []string) ([]tc3Header, bool) {
	headers := make([]tc3Header, 0, len(names))
	for _, name := range names {
		switch {
		case name == "host":
			headers = append(headers, tc3Header{name, host})
		case name == "content-type":
			headers = append(headers, tc3Header{name, r.Header.Get(name)})
		case len(r.Header.Values(name)) == 0:
			return nil, false
		default:
			headers = append(headers, tc3Header{name, strings.ToLower(strings.TrimSpace(r.Header.Get(name)))})
		}
	}
	return headers, true
}

// canonicalHosts are the forms of the host that a client may have signed: as
// sent (the Go SDK), or without the port (the Node.js SDK, which only works
// because the real hosts have none).
//
// Assumption: the service would accept both if it had a port.
func canonicalHosts(r *http.Request) []string {
	host := r.Host
	if host == "" {
		host = r.URL.Host // a request that never was on a wire
	}
	if name, _, err := net.SplitHostPort(host); err == nil {
		return []string{host, name}
	}
	return []string{host}
}

// commonParams are the parameters that clients leave out of the signed query.
var commonParams = []string{"Action", "Version", "Region", "Timestamp", "Nonce", "RequestClient", "Language"}

// canonicalQueries are the forms of the query that a client may have signed:
// as sent (Tencent's page), or sorted and encoded again (the Go SDK).
func canonicalQueries(r *http.Request) []string {
	if r.Method != http.MethodGet {
		return []string{""}
	}
	business := businessQuery(r.URL)
	return []string{r.URL.RawQuery, business.Encode()}
}

func businessQuery(u *url.URL) url.Values {
	query := u.Query()
	for _, name := range commonParams {
		query.Del(name)
	}
	return query
}
