package providerdata_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// private is a private state.
type private map[string]string

// GetKey returns a value.
func (p private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return []byte(p[key]), nil
}

// SetKey keeps a value.
func (p private) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = string(value)
	return nil
}

// sts answers GetCallerIdentity.
type sts struct {
	answer string
	asked  int
}

// RoundTrip counts the calls.
func (s *sts) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Header.Get("X-TC-Action") == "GetCallerIdentity" {
		s.asked++
	}
	body := `{"Response":{` + s.answer + `,"RequestId":"r"}}`
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
}

// newAccount is that of a run in account 42. refused says that the service does
// not tell.
func newAccount(t *testing.T, refused bool) (*providerdata.Account, *sts) {
	t.Helper()
	service := &sts{answer: `"AccountId":"42"`}
	if refused {
		service.answer = `"Error":{"Code":"UnauthorizedOperation","Message":"no"}`
	}
	client, err := wire.New(wire.Config{Transport: service})
	if err != nil {
		t.Fatal(err)
	}
	return providerdata.NewAccount(gaapapi.New(client, nil)), service
}

// What is not found is gone if its account is that of the run.
func TestAccount_Doubt(t *testing.T) {
	t.Parallel()
	const tells, silent = false, true
	found := func(id, account string) func(*providerdata.Account) {
		return func(a *providerdata.Account) { a.NoteFound(t.Context(), id, private{"account": account}) }
	}
	for name, c := range map[string]struct {
		stored  string
		refused bool
		before  func(*providerdata.Account)
		want    []string // what the doubt says, nil: there is none
		asked   int
	}{
		"the same":                      {`"42"`, tells, nil, nil, 1},
		"another":                       {`"7"`, tells, nil, []string{`It belongs to account "7"`, `credentials belong to account "42"`, "terraform state rm"}, 1},
		"not stored":                    {"", tells, nil, []string{"is not stored", `account "42"`}, 1},
		"edited":                        {"{", tells, nil, []string{"is not stored", `account "42"`}, 1},
		"not told":                      {`"42"`, silent, nil, []string{`account "42"`, "is not known: GetCallerIdentity failed: UnauthorizedOperation"}, 1},
		"neither":                       {"", silent, nil, []string{"is not stored", "is not known"}, 1},
		"as that of one found":          {`"42"`, silent, found("other", `"42"`), nil, 0},
		"not as that of one found":      {`"42"`, tells, found("other", `"7"`), []string{`account "42"`, `account "7"`}, 0},
		"as told, one found without":    {`"42"`, tells, found("other", ""), nil, 1},
		"not told, one found without":   {`"42"`, silent, found("other", ""), []string{"is not known"}, 1},
		"found before":                  {"", silent, found("this", ""), nil, 1},
		"found before in its account":   {`"7"`, tells, found("this", `"7"`), nil, 0},
		"destroyed or shown before":     {"", tells, func(a *providerdata.Account) { a.NoteSeen("this") }, nil, 0},
		"another one was shown before":  {"", tells, func(a *providerdata.Account) { a.NoteSeen("other") }, []string{"is not stored"}, 1},
		"a long account in the state":   {`"` + strings.Repeat("4", 999) + `"`, tells, nil, []string{"... (999 bytes)"}, 1},
		"doubted before, still doubted": {`"7"`, tells, func(a *providerdata.Account) { a.Uncertainty(t.Context(), "this", private{}) }, []string{`account "7"`}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			account, service := newAccount(t, c.refused)
			if c.before != nil {
				c.before(account)
			}
			got := account.Uncertainty(t.Context(), "this", private{"account": c.stored})
			if (got == "") != (c.want == nil) {
				t.Errorf("the doubt is %q", got)
			}
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in %q", want, got)
				}
			}
			if service.asked != c.asked {
				t.Errorf("the account was asked for %d times, want %d", service.asked, c.asked)
			}
		})
	}
}

// An object that is found gets the account of the run, if it has none.
func TestAccount_Found(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stored  string
		refused bool
		want    string
		asked   int
	}{{"", false, `"42"`, 1}, {`"7"`, false, `"7"`, 0}, {"nonsense", false, `"42"`, 1}, {"", true, "", 1}} {
		account, service := newAccount(t, c.refused)
		state := private{"account": c.stored}
		for range 2 {
			if diags := account.NoteFound(t.Context(), "this", state); len(diags) > 0 || state["account"] != c.want {
				t.Errorf("%q: the account is %q, %v, want %q", c.stored, state["account"], diags, c.want)
			}
		}
		if service.asked != c.asked {
			t.Errorf("%q: asked for %d times, want %d", c.stored, service.asked, c.asked)
		}
	}
}
