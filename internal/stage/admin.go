package stage

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Calls returns the journal's calls of an action, of all if it is "".
func (m *Mock) Calls(ctx context.Context, action string) ([]gaapmock.Call, error) {
	var calls []gaapmock.Call
	err := m.admin(ctx, http.MethodGet, "journal?action="+action, nil, &calls)
	return calls, err
}

// ResetJournal forgets calls and counters.
func (m *Mock) ResetJournal(ctx context.Context) error {
	return m.admin(ctx, http.MethodDelete, "journal", nil, nil)
}

// Proxies returns all proxies that exist, failed ones included.
func (m *Mock) Proxies(ctx context.Context) ([]gaapmock.Proxy, error) {
	var all []gaapmock.Proxy
	err := m.admin(ctx, http.MethodGet, "proxies", nil, &all)
	return all, err
}

// AddProxy adds a proxy that nobody ordered, and returns its id.
func (m *Mock) AddProxy(ctx context.Context, p gaapmock.Proxy) (string, error) {
	var made gaapmock.Proxy
	err := m.admin(ctx, http.MethodPost, "proxies", p, &made)
	return made.ID, err
}

// AddGroup adds a proxy group that nobody ordered, and returns its id.
func (m *Mock) AddGroup(ctx context.Context, g gaapmock.Group) (string, error) {
	var made gaapmock.Group
	err := m.admin(ctx, http.MethodPost, "groups", g, &made)
	return made.ID, err
}

// Listeners returns all listeners, of all proxies and groups.
func (m *Mock) Listeners(ctx context.Context) ([]gaapmock.Listener, error) {
	var all []gaapmock.Listener
	err := m.admin(ctx, http.MethodGet, "listeners", nil, &all)
	return all, err
}

// RealServers returns all origins.
func (m *Mock) RealServers(ctx context.Context) ([]gaapmock.RealServer, error) {
	var all []gaapmock.RealServer
	err := m.admin(ctx, http.MethodGet, "realservers", nil, &all)
	return all, err
}

// AddRealServer adds an origin that nobody ordered, and returns its id.
func (m *Mock) AddRealServer(ctx context.Context, r gaapmock.RealServer) (string, error) {
	var made gaapmock.RealServer
	err := m.admin(ctx, http.MethodPost, "realservers", r, &made)
	return made.ID, err
}

// Certificates returns all certificates.
func (m *Mock) Certificates(ctx context.Context) ([]gaapmock.Certificate, error) {
	var all []gaapmock.Certificate
	err := m.admin(ctx, http.MethodGet, "certificates", nil, &all)
	return all, err
}

// AddCertificate adds a certificate that nobody ordered, and returns its id. It
// has no key.
func (m *Mock) AddCertificate(ctx context.Context, c gaapmock.Certificate) (string, error) {
	var made gaapmock.Certificate
	err := m.admin(ctx, http.MethodPost, "certificates", c, &made)
	return made.ID, err
}

// AddListener adds a listener that nobody ordered, and returns its id.
func (m *Mock) AddListener(ctx context.Context, l gaapmock.Listener) (string, error) {
	var made gaapmock.Listener
	err := m.admin(ctx, http.MethodPost, "listeners", l, &made)
	return made.ID, err
}

// GlobalDomains returns all unified domains.
func (m *Mock) GlobalDomains(ctx context.Context) ([]gaapmock.GlobalDomain, error) {
	var all []gaapmock.GlobalDomain
	err := m.admin(ctx, http.MethodGet, "global_domains", nil, &all)
	return all, err
}

// AddGlobalDomain adds a unified domain that nobody ordered, and returns its id.
func (m *Mock) AddGlobalDomain(ctx context.Context, d gaapmock.GlobalDomain) (string, error) {
	var made gaapmock.GlobalDomain
	err := m.admin(ctx, http.MethodPost, "global_domains", d, &made)
	return made.ID, err
}

// AddDNSRecord adds a record of a unified domain that nobody ordered, and returns its
// id.
func (m *Mock) AddDNSRecord(ctx context.Context, r gaapmock.DNSRecord) (string, error) {
	var made gaapmock.DNSRecord
	err := m.admin(ctx, http.MethodPost, "dns_records", r, &made)
	return made.ID, err
}

// PatchProxy changes the given fields of a proxy behind the API's back.
func (m *Mock) PatchProxy(ctx context.Context, id string, fields map[string]any) error {
	return m.admin(ctx, http.MethodPatch, "proxies/"+id, fields, nil)
}

// Inject queues faults.
func (m *Mock) Inject(ctx context.Context, faults ...gaapmock.Fault) error {
	return m.admin(ctx, http.MethodPost, "faults", faults, nil)
}

// Faults are those that have not hit yet.
func (m *Mock) Faults(ctx context.Context) ([]gaapmock.Fault, error) {
	var left []gaapmock.Fault
	err := m.admin(ctx, http.MethodGet, "faults", nil, &left)
	return left, err
}

// ClearFaults drops all faults that are queued.
func (m *Mock) ClearFaults(ctx context.Context) error {
	return m.admin(ctx, http.MethodDelete, "faults", nil, nil)
}

// admin makes a request on an admin route; into may be nil.
func (m *Mock) admin(ctx context.Context, method, route string, body, into any) error {
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return err
		}
	}
	req, err := http.NewRequestWithContext(ctx, method, m.URL+"/_mock/"+route, bytes.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the mock answers %s to %s %s: %s", resp.Status, method, route, answer)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(answer, into)
}
