package gaapapi

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// RealServer is an origin server as DescribeRealServers shows it (type
// BindRealServerInfo, https://cloud.tencent.com/document/api/608/37023).
type RealServer struct {
	ID        string
	Name      string
	Address   string // IPv4, IPv6 or a domain
	ProjectID int64  // 0 is the default project
	Tags      map[string]string

	ignored map[string]string // tags of others: only to find the origin by
}

// TaggedRealServer are origin servers.
const TaggedRealServer Tagged = "realServer"

func (r RealServer) id() string { return r.ID }

// allTags are those of others, too.
func (r RealServer) allTags() map[string]string { return mergeTags(r.Tags, r.ignored) }

func (c *Client) newRealServer(info gaap.BindRealServerInfo) RealServer {
	server := RealServer{
		ID: value(info.RealServerId), Name: value(info.RealServerName), Address: value(info.RealServerIP), ProjectID: value(info.ProjectId),
	}
	server.Tags, server.ignored = c.splitTags(newTags(info.TagSet))
	return server
}

// SameAddress reports whether two texts are one address of an origin: the same
// IP, however it is written, or the same domain in any case.
func SameAddress(a, b string) bool {
	return CanonicalAddress(a) == CanonicalAddress(b)
}

// CanonicalAddress is one text for all ways to write an address of an origin.
func CanonicalAddress(address string) string {
	if ip, err := netip.ParseAddr(address); err == nil {
		return ip.String()
	}
	return strings.ToLower(address)
}

// RealServerInput is an origin server that is to be added. An empty map is not sent.
type RealServerInput struct {
	ProjectID int64 // 0 is the default project
	Address   string
	Name      string
	Tags      map[string]string
}

// AddRealServer adds an origin server, and returns its id. It has no
// ClientToken, so it is not sent again after an answer that is lost: the error
// is [wire.Ambiguous], or a [wire.InterruptedError], with MaybeDone set, and the
// address tells what became of it ([Client.RealServersByAddress]).
func (c *Client) AddRealServer(ctx context.Context, in RealServerInput) (string, error) {
	req := gaap.NewAddRealServersRequest()
	req.ProjectId = toUnsigned(in.ProjectID)
	req.RealServerIP, req.RealServerName = []*string{&in.Address}, &in.Name
	req.TagSet = tagPairs(in.Tags)
	resp := gaap.NewAddRealServersResponse()
	id := ""
	_, err := c.writeRealServer(ctx, wire.CreatesEachTime, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		added := values(resp.Response.RealServerSet)
		if len(added) != 1 {
			return fmt.Errorf("the answer is about %d origin servers, not about one", len(added))
		}
		if at := value(added[0].RealServerIP); !SameAddress(at, in.Address) {
			return fmt.Errorf("the answer is about the address %.80q, not about %.80q", at, in.Address)
		}
		id = value(added[0].RealServerId)
		return wire.CheckID("origin server", id)
	})
	if err != nil {
		return "", err
	}
	c.realServers.addresses.Put(id, in.Address)
	c.realServers.written.note(id)
	return id, nil
}

// ModifyRealServerName gives an origin server a new name; the service does so at once.
func (c *Client) ModifyRealServerName(ctx context.Context, id, name string) error {
	req := gaap.NewModifyRealServerNameRequest()
	req.RealServerId, req.RealServerName = &id, &name
	_, err := c.writeRealServer(ctx, wire.Idempotent, req, gaap.NewModifyRealServerNameResponse(), nil)
	return err
}

type realServerRemovals = wire.BatchedWrites[struct{}, string, struct{}]

func newRealServerRemovals(c *Client) *realServerRemovals {
	return wire.NewBatchedWrites(c.Client, "RemoveRealServers", realServerPageSize, c.removeRealServers)
}

// RemoveRealServer removes an origin server, in a call with others that are removed at
// the same moment; the service does so at once. The error's class is [wire.Busy] while
// listeners or rules have it bound, [wire.Gone] if there is no such origin.
func (c *Client) RemoveRealServer(ctx context.Context, id string) error {
	_, err := c.removals.Do(ctx, struct{}{}, id)
	return err
}

// removeRealServers: what is refused for one of several, such as one that is bound, is
// tried for each by itself.
func (c *Client) removeRealServers(ctx context.Context, _ struct{}, ids []string) map[string]wire.Result[struct{}] {
	return wire.OneByOne(ids, concernsOneID, func(ids []string) (map[string]wire.Result[struct{}], error) {
		req := gaap.NewRemoveRealServersRequest()
		req.RealServerIds = pointers(ids)
		done, err := c.writeRealServer(ctx, wire.Removes, req, gaap.NewRemoveRealServersResponse(), nil, wire.Classify(boundIsBusy))
		if err == nil {
			err = goneAmong(ids, req.GetAction(), done)
		}
		if err != nil {
			return nil, err
		}
		removed := map[string]wire.Result[struct{}]{}
		for _, id := range ids {
			removed[id] = wire.Result[struct{}]{}
			c.realServers.written.note(id)
		}
		return removed, nil
	})
}

// boundIsBusy: bindings go while other objects are changed. Of a proxy that is to
// be destroyed, the same code says something else.
func boundIsBusy(code, _ string) wire.Class {
	if code == "FailedOperation.RealServerAlreadyBound" {
		return wire.Busy
	}
	return wire.OK
}

// writeRealServer sends a write. It makes later reads of origins fresh.
func (c *Client) writeRealServer(
	ctx context.Context, effect wire.Effect, req wire.Request, resp wire.Response, check func() error, options ...wire.CallOption,
) (wire.Outcome, error) {
	c.realServers.refresh.Drop()
	return c.Call(ctx, effect, req, resp, check, options...)
}

// RealServerStatus is what holds an origin server.
type RealServerStatus struct {
	Bound   bool   // by a listener or a rule
	ProxyID string // where it is bound; of several, the service names one
	GroupID string
}

// RealServersStatus tells what holds an origin server, in a call that is sent
// after this moment and shared with others who ask now. The error's class is
// [wire.Gone] if the service does not know the origin.
func (c *Client) RealServersStatus(ctx context.Context, id string) (RealServerStatus, error) {
	return c.realServers.statuses.Do(ctx, id)
}

func (c *Client) describeRealServersStatus(ctx context.Context, ids []string) map[string]wire.Result[RealServerStatus] {
	return wire.Bisect(ids, func(ids []string) (map[string]wire.Result[RealServerStatus], error) {
		req := gaap.NewDescribeRealServersStatusRequest()
		req.RealServerIds = pointers(ids)
		resp := gaap.NewDescribeRealServersStatusResponse()
		found := map[string]RealServerStatus{}
		done, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
			if err := present(resp.Response); err != nil {
				return err
			}
			listed, err := wire.ByID("origin server", ids, values(resp.Response.RealServerStatusSet),
				func(s gaap.RealServerStatus) string { return value(s.RealServerId) })
			for id, entry := range listed {
				if entry.BindStatus == nil {
					return errors.New("the answer does not say whether the origin server is bound")
				}
				found[id] = newRealServerStatus(entry)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		return wire.ResultsByID(req.GetAction(), done.RequestID, ids, found), nil
	})
}

// newRealServerStatus: the ids of one that is free are left over, or placeholders.
func newRealServerStatus(s gaap.RealServerStatus) RealServerStatus {
	if *s.BindStatus == 0 {
		return RealServerStatus{}
	}
	return RealServerStatus{Bound: true, ProxyID: word(s.ProxyId), GroupID: word(s.GroupId)}
}
