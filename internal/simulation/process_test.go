package simulation

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

var errNoProcess = errors.New("the process is dead")

// process is one provider process. It carries the calls to the mock, decides
// what happens to each of them, and notes what Terraform asks for.
type process struct {
	tfprotov6.ProviderServer

	scenario *scenario
	command  *command
	label    string // of the provider block: its endpoint
	scope    string
	account  int
	dead     bool // killed: it sends nothing more
}

// GetProviderSchema tells the types that the other requests have.
func (p *process) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	resp, err := p.ProviderServer.GetProviderSchema(ctx, req)
	if err == nil {
		p.scenario.records.types(resp)
	}
	return resp, err
}

// ConfigureProvider tells which provider block the process is of.
func (p *process) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	config, err := tfcore.Unpack(req.Config, p.scenario.records.provider)
	if err != nil {
		return nil, err
	}
	object := &tfcore.Object{Value: config}
	p.label, p.scope = object.Text("endpoint"), object.Text("client_token_scope")
	_, host, _ := strings.Cut(p.label, ".account")
	if _, err := fmt.Sscanf(host, "%d.example.com", &p.account); err != nil {
		return nil, err
	}
	return p.ProviderServer.ConfigureProvider(ctx, req)
}

// ApplyResourceChange notes orders with what becomes of them.
func (p *process) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	o, err := p.order(req)
	if err != nil {
		return nil, err
	}
	resp, err := p.ProviderServer.ApplyResourceChange(ctx, req)
	if o != nil && err == nil {
		p.scenario.orderEnded(o, resp)
	}
	return resp, err
}

// RoundTrip takes a while, waits for its turn, and has the mock handle the call,
// with a fault if the schedule says so.
func (p *process) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if err := pass(ctx, latency); err != nil {
		return nil, err
	}
	tfcore.Yield(ctx)
	if p.dead {
		return nil, errNoProcess
	}
	req, body, err := buffered(req)
	if err != nil {
		return nil, err
	}
	s, action := p.scenario, req.Header.Get("X-TC-Action")
	fate := s.fate(p.account, action, body)
	if fate == killBefore {
		s.kill()
		return nil, errNoProcess
	}
	s.noteSent(p, action, body)
	resp, err := gaapmock.Transport{Handler: s.accounts[p.account]}.RoundTrip(req)
	switch fate {
	case killAfter:
		s.kill()
		return nil, errNoProcess
	case abandon: // Terraform is dead, and the provider lives on for a moment
		s.count("abandon")
		p.command.killed = true
		p.command.folder.workspace.Kill()
	case interrupt:
		s.count("interrupt")
		p.command.interrupted = true
		p.command.folder.workspace.Interrupt(context.WithoutCancel(ctx))
	case normal, killBefore: // the latter has returned above
	}
	return resp, err
}

// buffered is a request with a body that was read.
func buffered(req *http.Request) (*http.Request, []byte, error) {
	if req.Body == nil {
		return req, nil, nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, nil, err
	}
	copied := req.Clone(req.Context())
	copied.Body = io.NopCloser(bytes.NewReader(body))
	return copied, body, req.Body.Close()
}

// kill ends Terraform and its providers: what they were doing is seen by nobody.
func (s *scenario) kill() {
	s.count("kill")
	for _, p := range s.command.processes {
		p.dead = true
	}
	s.command.killed = true
	s.command.folder.workspace.Kill()
}
