package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

const (
	// metadataEndpoint answers on instances of Tencent Cloud only.
	metadataEndpoint = "http://metadata.tencentyun.com"
	metadataPath     = "/latest/meta-data/cam/security-credentials/"
	// metadataTimeout is short: the service is as near as can be.
	metadataTimeout = 5 * time.Second
	// metadataRetries is how often a failed request is repeated.
	metadataRetries = 3
	// maxMetadata bounds what is read of an answer, in bytes.
	maxMetadata = 64 << 10
)

// errNoRole is final: asking again does not bind the role.
var errNoRole = errors.New("the instance has no role of this name")

// metadata is the metadata service of the instance that the program runs on
// (https://cloud.tencent.com/document/product/213/4934).
type metadata struct {
	client   *http.Client
	endpoint string
}

// newMetadata goes around HTTP proxies: the service is a part of the machine.
// Nothing else answers for it, so redirects are not followed.
func newMetadata(config Config) metadata {
	network, endpoint := config.Transport, config.MetadataEndpoint
	if network == nil {
		direct := newTransport(nil)
		direct.Proxy = nil
		network = direct
	}
	if endpoint == "" {
		endpoint = metadataEndpoint
	}
	here := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return metadata{&http.Client{Transport: network, Timeout: metadataTimeout, CheckRedirect: here}, endpoint}
}

// InstanceRole is a source of credentials of a role that is bound to the
// instance that the program runs on. c needs no credentials.
func (c *Client) InstanceRole(name string) CredentialSource {
	return c.newSession("reading the metadata", func(ctx context.Context) (temporary, error) {
		for n := 0; ; n++ {
			keys, err := c.meta.read(ctx, name)
			if ctx.Err() != nil && err != nil {
				return keys, interruptedError(ctx, "reading the metadata", false, ctx.Err())
			}
			if err == nil || errors.Is(err, errNoRole) || n == metadataRetries {
				return keys, err
			}
			if err := c.poller.Sleep(ctx, resendBackoff, n); err != nil {
				return keys, interruptedError(ctx, "reading the metadata", false, err)
			}
		}
	})
}

// read never puts what the service answers into its error: it may be a key.
func (m metadata) read(ctx context.Context, role string) (temporary, error) {
	keys, err := m.get(ctx, role)
	if err != nil {
		return keys, fmt.Errorf("reading the credentials of role %q from %s: %w", role, m.endpoint, err)
	}
	return keys, nil
}

func (m metadata) get(ctx context.Context, role string) (temporary, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.endpoint+metadataPath+url.PathEscape(role), nil)
	if err != nil {
		return temporary{}, err
	}
	resp, err := m.client.Do(req)
	if err != nil {
		// As text: a timeout of this request is not that of an operation.
		return temporary{}, errors.New("the metadata service does not answer; it only does on instances of Tencent Cloud: " + err.Error())
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound:
		return temporary{}, errNoRole
	default:
		return temporary{}, fmt.Errorf("the metadata service answered with HTTP status %d", resp.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxMetadata))
	if err != nil {
		return temporary{}, err
	}
	return parseMetadata(body)
}

func parseMetadata(body []byte) (temporary, error) {
	var answer struct {
		TmpSecretID  string `json:"TmpSecretId"`
		TmpSecretKey string
		Token        string
		ExpiredTime  int64
		Code         string
	}
	switch {
	case json.Unmarshal(body, &answer) != nil:
		return temporary{}, errors.New("the answer is not valid JSON")
	case answer.Code != "Success":
		return temporary{}, fmt.Errorf("the metadata service answered with the code %.50q", answer.Code)
	case answer.TmpSecretID == "" || answer.TmpSecretKey == "" || answer.Token == "" || answer.ExpiredTime == 0:
		return temporary{}, errNoKeys
	}
	return temporary{Credentials{answer.TmpSecretID, answer.TmpSecretKey, answer.Token}, time.Unix(answer.ExpiredTime, 0)}, nil
}
