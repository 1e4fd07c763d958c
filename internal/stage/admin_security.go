package stage

import (
	"context"
	"net/http"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// SecurityPolicies returns all security policies.
func (m *Mock) SecurityPolicies(ctx context.Context) ([]gaapmock.SecurityPolicy, error) {
	var all []gaapmock.SecurityPolicy
	err := m.admin(ctx, http.MethodGet, "security_policies", nil, &all)
	return all, err
}

// AddSecurityPolicy adds a policy that nobody ordered, and returns its id.
func (m *Mock) AddSecurityPolicy(ctx context.Context, p gaapmock.SecurityPolicy) (string, error) {
	var made gaapmock.SecurityPolicy
	err := m.admin(ctx, http.MethodPost, "security_policies", p, &made)
	return made.ID, err
}

// AddSecurityRule adds a rule of a policy that nobody ordered, and returns its id.
func (m *Mock) AddSecurityRule(ctx context.Context, r gaapmock.SecurityRule) (string, error) {
	var made gaapmock.SecurityRule
	err := m.admin(ctx, http.MethodPost, "security_rules", r, &made)
	return made.ID, err
}
