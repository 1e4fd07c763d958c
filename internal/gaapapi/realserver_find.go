package gaapapi

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// RefreshRealServer reads one origin server for a refresh of the state. Until
// this process has written one, the answer may come from the account's list as
// it was read earlier in the life of the client; after that it is
// [Client.DescribeRealServer]. N origins take N/50 calls or one more, unless they
// are few of many: then it is one call for each.
func (c *Client) RefreshRealServer(ctx context.Context, id, address string) (RealServer, error) {
	c.realServers.refresh.Count()
	return c.realServers.refresh.Read(ctx, id, func(ctx context.Context) (RealServer, error) {
		return c.DescribeRealServer(ctx, id, address)
	})
}

// DescribeRealServer reads one origin server after this moment. The service
// finds none by its id: the address, if it is known, saves reading the list of
// the account. The error's class is [wire.Gone] if neither has the origin, or
// if the service does not know its status either.
func (c *Client) DescribeRealServer(ctx context.Context, id, address string) (RealServer, error) {
	if address != "" {
		found, err := c.RealServersByAddress(ctx, address)
		if err != nil {
			return RealServer{}, err
		}
		for _, server := range found {
			if server.ID == id {
				return server, nil
			}
		}
	}
	if address != "" && CanonicalAddress(address) == address && c.realServers.written.has(id) { // else it may be written in another way
		return RealServer{}, wire.NotListedError("DescribeRealServers", "", id)
	}
	if _, err := c.RealServersStatus(ctx, id); wire.ClassOf(err) == wire.Gone {
		return RealServer{}, err
	}
	all, err := c.realServers.account.Get(ctx, struct{}{})
	if err != nil {
		return RealServer{}, err
	}
	for _, server := range all {
		if server.ID == id {
			return server, nil
		}
	}
	return RealServer{}, wire.NotListedError("DescribeRealServers", "", id)
}

// RealServerAddress is the address of an origin server, looked up once in the life
// of the client. That of one that this client has added is known. The error's
// class is [wire.Gone] if there is no such origin.
func (c *Client) RealServerAddress(ctx context.Context, id string) (string, error) {
	return c.realServers.addresses.Get(ctx, id)
}

// RealServersByAddress returns the origin servers with an address, in any
// project: none or one, unless the service lets projects have their own.
func (c *Client) RealServersByAddress(ctx context.Context, address string) ([]RealServer, error) {
	return c.realServers.byAddress.Do(ctx, address)
}

var errLongList = errors.New("the list of the account has more pages than addresses are asked for")

// findRealServers finds one origin by its address, and several in the list of the
// account, unless that takes more calls.
func (c *Client) findRealServers(ctx context.Context, addresses []string) map[string]wire.Result[[]RealServer] {
	most, pages := int64(len(addresses)), c.realServers.pages
	if most == 1 || pages.Load() > most {
		return c.findRealServersAlone(ctx, addresses)
	}
	list := realServerList(func(offset uint64) (wire.Page[RealServer], error) {
		page, err := c.describeAllRealServers(ctx, offset)
		if err == nil && pages.Load() > most {
			err = errLongList
		}
		return page, err
	})
	all, err := list.ReadAll()
	if errors.Is(err, errLongList) {
		return c.findRealServersAlone(ctx, addresses)
	}
	found := map[string]wire.Result[[]RealServer]{}
	for _, address := range addresses {
		found[address] = wire.Result[[]RealServer]{Err: err, Value: slices.DeleteFunc(slices.Clone(all), func(r RealServer) bool {
			return !SameAddress(r.Address, address)
		})}
	}
	return found
}

// findRealServersAlone finds origins with a call for each address, at the same time.
func (c *Client) findRealServersAlone(ctx context.Context, addresses []string) map[string]wire.Result[[]RealServer] {
	results, all := make([]wire.Result[[]RealServer], len(addresses)), sync.WaitGroup{}
	for i, address := range addresses {
		all.Go(func() {
			results[i].Value, results[i].Err = wire.Collect(c.RealServers(ctx, RealServerQuery{ProjectID: AllProjects, Address: address}))
		})
	}
	all.Wait()
	found := map[string]wire.Result[[]RealServer]{}
	for i, address := range addresses {
		found[address] = results[i]
	}
	return found
}

// writtenRealServers are those that this process has added or removed. One that is not
// found by its address does not show yet, or not any more: it is not looked for in a
// second way.
type writtenRealServers struct {
	mu  *sync.Mutex
	ids map[string]bool
}

func (w writtenRealServers) note(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ids[id] = true
}

func (w writtenRealServers) has(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.ids[id]
}

func (c *Client) tagsOfRealServer(ctx context.Context, id string) (map[string]string, error) {
	server, err := c.DescribeRealServer(ctx, id, "")
	if err != nil {
		return nil, err
	}
	return server.allTags(), nil
}
