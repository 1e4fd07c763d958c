package gaapmock

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
)

// Size limits of the API, in bytes.
const (
	maxBody  = 10 << 20
	maxQuery = 32 << 10
)

// Bodies larger than smallBody wait until fewer than maxLarge others are held:
// they are read before anybody knows whose they are.
const (
	smallBody = 256 << 10
	maxLarge  = 4
)

// reserveBody waits for the room that a body needs. It returns false if the client
// gave up first.
func (s *Server) reserveBody(r *http.Request) (release func(), ok bool) {
	if r.Method == http.MethodGet || r.ContentLength >= 0 && r.ContentLength <= smallBody {
		return func() {}, true
	}
	select {
	case s.large <- struct{}{}:
		return func() { <-s.large }, true
	case <-r.Context().Done():
		return nil, false
	}
}

// maxNesting is how deep parameters may be. No action needs more than 4, and
// readers of the journal give up at some depth.
//
// Assumption: deeper ones are answered as what is no JSON.
const maxNesting = 100

// request is an API request as it came, before its parameters are decoded.
type request struct {
	id       string // RequestId of the answer
	action   string
	version  string
	service  string
	region   string
	language string
	secretID string
	caller   identity
	method   string
	body     []byte
	params   json.RawMessage // the parameters as one JSON object; nil: not decodable
}

// readRequest reads headers and body. It returns what it has even with an error.
func readRequest(r *http.Request) (*request, *apiError) {
	req := &request{
		action:   r.Header.Get("X-TC-Action"),
		version:  r.Header.Get("X-TC-Version"),
		region:   r.Header.Get("X-TC-Region"),
		language: r.Header.Get("X-TC-Language"),
		method:   r.Method,
	}
	if r.Method != http.MethodPost && r.Method != http.MethodGet {
		return req, errorf("UnsupportedProtocol", "Only GET and POST are supported.")
	}
	if err := req.readBody(r); err != nil {
		return req, err
	}
	if req.action == "" {
		return req, missing("Action")
	}
	if req.version == "" {
		return req, missing("Version")
	}
	req.service = serviceOf(req.version, req.action)
	if req.service == "" {
		return req, errorf("NoSuchVersion", "The version `%s` does not exist.", req.version)
	}
	return req, nil
}

func (req *request) readBody(r *http.Request) *apiError {
	tooLarge := errorf("RequestSizeLimitExceeded", "The request is too large.")
	if r.Method == http.MethodGet {
		if len(r.URL.RawQuery) > maxQuery {
			return tooLarge
		}
		return nil
	}
	if r.Body == nil {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case len(body) > maxBody:
		return tooLarge
	case err != nil && !errors.Is(err, io.EOF):
		return errorf("InvalidRequest", "The body could not be read.")
	}
	req.body = body
	// Assumption: multipart and form bodies are not served, their code is InvalidRequest.
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" {
		return errorf("InvalidRequest", "The Content-Type of a POST must be application/json.")
	}
	return nil
}

// serviceOf tells the product by version and action, because one mock address
// serves them all, and two have the same version.
func serviceOf(version, action string) string {
	switch {
	case version == "2018-05-29":
		return "gaap"
	case version == "2018-08-13" && isSTS(action):
		return serviceSTS
	case version == "2018-08-13":
		return "tag"
	}
	return ""
}

func missing(name string) *apiError {
	return errorf("MissingParameter", "The request is missing a required parameter `%s`.", name)
}
