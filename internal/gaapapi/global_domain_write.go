package gaapapi

import (
	"context"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// GlobalDomainInput is a unified domain that is to be made. An empty alias and an
// empty map are not sent.
type GlobalDomainInput struct {
	ProjectID    int64 // 0 is the default project
	DefaultValue string
	Alias        string
	Tags         map[string]string
}

// CreateGlobalDomain makes a unified domain, which is open, and returns its id. It
// has neither a ClientToken nor a natural key, so it is not sent again after an
// answer that is lost: the error is [wire.Ambiguous], or a [wire.InterruptedError],
// with MaybeDone set, and lists of before and after tell what became of it.
func (c *Client) CreateGlobalDomain(ctx context.Context, in GlobalDomainInput) (string, error) {
	req := gaap.NewCreateGlobalDomainRequest()
	req.ProjectId, req.DefaultValue, req.Alias, req.TagSet = &in.ProjectID, &in.DefaultValue, pointer(in.Alias), tagPairs(in.Tags)
	resp := gaap.NewCreateGlobalDomainResponse()
	id := ""
	err := c.writeGlobalDomain(ctx, wire.CreatesEachTime, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		id = value(resp.Response.DomainId)
		return wire.CheckID("unified domain", id)
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// GlobalDomainSettings is a change of a unified domain. What is nil stays.
type GlobalDomainSettings struct {
	ProjectID    int64 // is sent with each change
	Alias        *string
	DefaultValue *string
}

// ModifyGlobalDomain changes a unified domain; the service does so at once.
func (c *Client) ModifyGlobalDomain(ctx context.Context, id string, to GlobalDomainSettings) error {
	req := gaap.NewModifyGlobalDomainAttributeRequest()
	req.DomainId, req.ProjectId, req.Alias, req.DefaultValue = &id, toUnsigned(to.ProjectID), to.Alias, to.DefaultValue
	return c.writeGlobalDomain(ctx, wire.Idempotent, req, gaap.NewModifyGlobalDomainAttributeResponse(), nil)
}

// EnableGlobalDomain opens a unified domain: OPENING, then RUNNING.
func (c *Client) EnableGlobalDomain(ctx context.Context, id string) error {
	req := gaap.NewEnableGlobalDomainRequest()
	req.DomainId = &id
	return c.writeGlobalDomain(ctx, wire.Idempotent, req, gaap.NewEnableGlobalDomainResponse(), nil)
}

// DisableGlobalDomain closes a unified domain: CLOSING, then CLOSED.
func (c *Client) DisableGlobalDomain(ctx context.Context, id string) error {
	req := gaap.NewDisableGlobalDomainRequest()
	req.DomainId = &id
	return c.writeGlobalDomain(ctx, wire.Idempotent, req, gaap.NewDisableGlobalDomainResponse(), nil)
}

// DeleteGlobalDomain deletes a unified domain, which has to be closed. The error's
// class is [wire.Gone] if there is no such domain.
func (c *Client) DeleteGlobalDomain(ctx context.Context, id string) error {
	c.dnsRecords.noteWrite() // they may go with it
	req := gaap.NewDeleteGlobalDomainRequest()
	req.DomainId = &id
	return c.writeGlobalDomain(ctx, wire.Removes, req, gaap.NewDeleteGlobalDomainResponse(), nil)
}

// writeGlobalDomain sends a write. It makes later reads of domains fresh.
func (c *Client) writeGlobalDomain(ctx context.Context, effect wire.Effect, req wire.Request, resp wire.Response, check func() error) error {
	c.globalDomains.refresh.Drop()
	_, err := c.Call(ctx, effect, req, resp, check, wire.Classify(globalClass))
	return err
}
