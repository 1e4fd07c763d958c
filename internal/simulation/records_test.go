package simulation

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// anyID is a proxy's id in a text.
var anyID = regexp.MustCompile(`link-[0-9a-z]+`)

// records are what one would know who sees everything.
type records struct {
	mu                 sync.Mutex // operations of a walk end at the same time
	resource, provider cty.Type

	made      map[string]made           // by id: what was ordered with the API
	strangers map[string]gaapmock.Proxy // other people's
	released  map[string]bool           // taken out of a state on purpose
	lost      map[string]bool           // in a state that was lost since
	named     map[string]bool           // in something that a person saw
	drifted   map[string]int64          // bandwidth that somebody else has set
	changed   map[string]time.Time      // the latest change of each
	sent      []sending                 // each CreateProxy, whatever became of it
	sender    *process                  // of the CreateProxy that the mock is handling
	wrote     time.Time                 // the latest write of all
}

// made is a proxy that a command has ordered.
type made struct {
	command *command
	token   string
	at      time.Time
}

// sending is one CreateProxy call.
type sending struct {
	by    *process
	of    key
	token string
	at    time.Time
	seen  bool // the service's answer is that it has seen the token
}

// order is a Create that Terraform has asked for.
type order struct {
	by     *process
	of     key
	token  string // that its first attempt has
	own    bool   // equal ones may be others', says a client_token or a scope
	began  time.Time
	ended  bool
	failed bool
	id     string
}

func newRecords() *records {
	return &records{
		made: map[string]made{}, strangers: map[string]gaapmock.Proxy{}, released: map[string]bool{}, lost: map[string]bool{}, named: map[string]bool{},
		drifted: map[string]int64{}, changed: map[string]time.Time{},
	}
}

func (r *records) types(resp *tfprotov6.GetProviderSchemaResponse) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.resource, r.provider = tfcore.ImpliedType(resp.ResourceSchemas["gaap_proxy"]), tfcore.ImpliedType(resp.Provider)
}

func (r *records) lastWrite() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.wrote
}

// order notes a Create; it is nil for other changes.
func (p *process) order(req *tfprotov6.ApplyResourceChangeRequest) (*order, error) {
	typ := p.scenario.records.resource
	prior, err := tfcore.Unpack(req.PriorState, typ)
	if err != nil || !prior.IsNull() {
		return nil, err
	}
	planned, err := tfcore.Unpack(req.PlannedState, typ)
	if err != nil {
		return nil, err
	}
	config, err := tfcore.Unpack(req.Config, typ)
	if err != nil {
		return nil, err
	}
	object := &tfcore.Object{Value: planned}
	size := func(name string) int64 {
		n, _ := planned.GetAttr(name).AsBigFloat().Int64()
		return n
	}
	o := &order{
		by: p, of: key{object.Text("name"), object.Text("access_region"), size("bandwidth"), size("concurrent")}, token: object.Text("client_token"),
		own: p.scope != "" || !config.GetAttr("client_token").IsNull(), began: time.Now(),
	}
	p.scenario.records.mu.Lock()
	defer p.scenario.records.mu.Unlock()
	p.command.orders = append(p.command.orders, o)
	return o, nil
}

// orderEnded notes what became of an order.
func (s *scenario) orderEnded(o *order, resp *tfprotov6.ApplyResourceChangeResponse) {
	s.records.mu.Lock()
	defer s.records.mu.Unlock()
	o.ended = true
	for _, d := range resp.Diagnostics {
		o.failed = o.failed || d.Severity == tfprotov6.DiagnosticSeverityError
	}
	if v, err := tfcore.Unpack(resp.NewState, s.records.resource); err == nil {
		o.id = (&tfcore.Object{Value: v}).Text("id")
	}
}

// noteSent notes a call on its way, and checks what it is about to change.
func (s *scenario) noteSent(p *process, action string, body []byte) {
	if isRead(action) {
		return
	}
	s.records.mu.Lock()
	defer s.records.mu.Unlock()
	if action == "CreateProxy" {
		s.records.sender = p
		return
	}
	for _, id := range anyID.FindAllString(string(body), -1) {
		s.trace("  %s %s", action, id)
		s.checkTarget(p.command, action, id)
		if action == "ModifyProxyConfiguration" || action == "OpenProxies" || action == "CloseProxies" {
			p.command.moved[id] = true
		}
		if action == "DestroyProxies" {
			if target, ok := s.proxy(id); ok {
				p.command.destroyed[keyOf(target)] = true
			}
		}
	}
}

// noteCall is told each call that the mock has handled.
func (s *scenario) noteCall(account int, call gaapmock.Call) {
	r := s.records
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	if call.Committed {
		r.wrote = now
		for _, id := range anyID.FindAllString(string(call.Body), -1) {
			r.changed[id] = now
		}
	}
	if call.Action != "CreateProxy" {
		return
	}
	var in struct {
		ProxyName, AccessRegion string
		Bandwidth, Concurrent   int64
	}
	s.must(json.Unmarshal(call.Body, &in))
	sent := sending{by: r.sender, of: key{in.ProxyName, in.AccessRegion, in.Bandwidth, in.Concurrent}, token: call.ClientToken, at: now, seen: !call.Committed && call.Fault == "" && (call.Code == "" || strings.HasSuffix(call.Code, "DuplicatedRequest"))}
	r.sent = append(r.sent, sent)
	if call.Committed {
		s.noteMade(account, sent)
	}
}

// noteMade notes the proxy that a call has just made.
func (s *scenario) noteMade(account int, sent sending) {
	r := s.records
	for _, p := range s.accounts[account].Proxies() {
		_, known := r.made[p.ID]
		_, stranger := r.strangers[p.ID]
		if known || stranger || p.ClientToken != sent.token {
			continue
		}
		r.made[p.ID] = made{sent.by.command, sent.token, sent.at}
		r.changed[p.ID] = sent.at
		sent.by.command.mine[p.ID] = true
		s.trace("  made %s %q with token %.16s", p.ID, p.Name, sent.token)
		s.checkBeside(account, p, sent)
		return
	}
}
