package stage

import (
	"context"
	"net/http"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Domains returns all domains, of all listeners.
func (m *Mock) Domains(ctx context.Context) ([]gaapmock.Domain, error) {
	var all []gaapmock.Domain
	err := m.admin(ctx, http.MethodGet, "domains", nil, &all)
	return all, err
}

// AddDomain adds a domain that nobody ordered, and returns its id, which is the
// mock's own.
func (m *Mock) AddDomain(ctx context.Context, d gaapmock.Domain) (string, error) {
	var made gaapmock.Domain
	err := m.admin(ctx, http.MethodPost, "domains", d, &made)
	return made.ID, err
}

// Rules returns all rules, of all domains.
func (m *Mock) Rules(ctx context.Context) ([]gaapmock.Rule, error) {
	var all []gaapmock.Rule
	err := m.admin(ctx, http.MethodGet, "rules", nil, &all)
	return all, err
}

// AddRule adds a rule that nobody ordered, and returns its id.
func (m *Mock) AddRule(ctx context.Context, r gaapmock.Rule) (string, error) {
	var made gaapmock.Rule
	err := m.admin(ctx, http.MethodPost, "rules", r, &made)
	return made.ID, err
}

// ErrorPages returns all error pages, of all domains.
func (m *Mock) ErrorPages(ctx context.Context) ([]gaapmock.ErrorPage, error) {
	var all []gaapmock.ErrorPage
	err := m.admin(ctx, http.MethodGet, "errorpages", nil, &all)
	return all, err
}

// AddErrorPage adds an error page that nobody ordered, and returns its id.
func (m *Mock) AddErrorPage(ctx context.Context, p gaapmock.ErrorPage) (string, error) {
	var made gaapmock.ErrorPage
	err := m.admin(ctx, http.MethodPost, "errorpages", p, &made)
	return made.ID, err
}
