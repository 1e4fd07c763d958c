package gaapapi

import (
	"context"
	"errors"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// maxDeletions is how many listeners one call deletes.
//
// Assumption: as many as one call makes ports of.
const maxDeletions = 20

// deletion is what one call deletes listeners of, and how.
type deletion struct {
	parent ListenerParent
	force  bool
}

type listenerDeletions = wire.BatchedWrites[deletion, string, struct{}]

func newListenerDeletions(c *Client) *listenerDeletions {
	return wire.NewBatchedWrites(c.Client, "DeleteListeners", maxDeletions, c.deleteListeners)
}

// DeleteListener deletes a listener of any protocol, and all below it, in a call with
// others that are deleted of the same parent at the same moment; without force not one
// with bound origins. Its status is [ListenerDestroying] for a while. The error is a
// [wire.RefusedError] if the service did not do so; with InvalidStatus, the listener is
// gone, or not one of the parent's.
func (c *Client) DeleteListener(ctx context.Context, parent ListenerParent, id string, force bool) error {
	c.listenerWrites.noteWrite(parent)
	c.domains.noteWrite(id)
	_, err := c.deletions.Do(ctx, deletion{parent, force}, id)
	return err
}

// deleteListeners: what is refused for one of several, such as one that the service is
// at, is tried for each by itself.
func (c *Client) deleteListeners(ctx context.Context, of deletion, ids []string) map[string]wire.Result[struct{}] {
	return wire.OneByOne(ids, concernsOneID, func(ids []string) (map[string]wire.Result[struct{}], error) {
		req := gaap.NewDeleteListenersRequest()
		req.ListenerIds, req.Force = pointers(ids), toUnsigned(*flag(&of.force))
		req.ProxyId, req.GroupId = pointer(of.parent.ProxyID), pointer(of.parent.GroupID)
		resp := gaap.NewDeleteListenersResponse()
		var sets map[string]string
		done, err := c.Call(ctx, wire.Removes, req, resp, func() (problem error) {
			if problem = present(resp.Response); problem == nil {
				sets, problem = deletionSets(ids, resp.Response)
			}
			return problem
		}, wire.Classify(listenerClass))
		if err == nil {
			err = goneAmong(ids, req.GetAction(), done)
		}
		if err != nil {
			return nil, err
		}
		answers := map[string]wire.Result[struct{}]{}
		for _, id := range ids {
			const invalid = "InvalidStatusListenerSet"
			set := sets[id]
			if done.Gone || set == "OperationSucceedListenerSet" || set == invalid && done.Resent {
				answers[id] = wire.Result[struct{}]{}
				continue
			}
			answers[id] = wire.Result[struct{}]{Err: &wire.RefusedError{
				Action: req.GetAction(), ID: id, Set: set, RequestID: quote.Printable(done.RequestID, maxWord), InvalidStatus: set == invalid,
			}}
		}
		return answers, nil
	})
}

// goneAmong is the error of a call that removes several objects when one of them is
// gone: nobody knows which. After that, each is tried for itself.
func goneAmong(ids []string, action string, done wire.Outcome) error {
	if !done.Gone || len(ids) == 1 {
		return nil
	}
	return wire.NotListedError(action, quote.Printable(done.RequestID, maxWord), ids[0])
}

// concernsOneID is [wire.MayConcernOneID] for objects that are busy one by one.
func concernsOneID(err error) bool {
	return wire.MayConcernOneID(err) || wire.ClassOf(err) == wire.Busy
}

// deletionSets are the sets of the answer that list the listeners.
func deletionSets(ids []string, resp *gaap.DeleteListenersResponseParams) (map[string]string, error) {
	found := map[string]string{}
	for _, set := range []struct {
		name string
		ids  []*string
	}{
		{"OperationSucceedListenerSet", resp.OperationSucceedListenerSet},
		{"OperationFailedListenerSet", resp.OperationFailedListenerSet},
		{"InvalidStatusListenerSet", resp.InvalidStatusListenerSet},
	} {
		listed := values(set.ids)
		for _, id := range ids {
			switch {
			case !slices.Contains(listed, id):
			case found[id] != "":
				return nil, errors.New("the answer says different things about the listener")
			default:
				found[id] = set.name
			}
		}
	}
	if len(found) < len(ids) {
		return nil, errors.New("the answer does not say what became of the listener")
	}
	return found, nil
}
