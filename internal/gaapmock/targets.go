package gaapmock

import "slices"

// maxIDs is the most ids of one call.
//
// Assumption: documented for DescribeProxies only, taken for all lists of ids.
const maxIDs = 100

// mergeIDs reads ProxyIds, or InstanceIds, its old name.
//
// Assumption: ProxyIds wins when both are given; a repeated id counts once.
func mergeIDs(proxyIDs, instanceIDs []*string) ([]string, *apiError) {
	list := proxyIDs
	if len(list) == 0 {
		list = instanceIDs
	}
	if len(list) > maxIDs {
		return nil, errorf("InvalidParameterValue", "There are more than %d ProxyIds.", maxIDs)
	}
	ids := []string{}
	for _, id := range vals(list) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// targetIDs is mergeIDs where at least one id is needed.
//
// Assumption: none at all is MissingParameter.
func targetIDs(proxyIDs, instanceIDs []*string) ([]string, *apiError) {
	ids, err := mergeIDs(proxyIDs, instanceIDs)
	if err == nil && len(ids) == 0 {
		err = missing("ProxyIds")
	}
	return ids, err
}

// targets are the proxies that a modification names. All must exist.
func (c *call) targets(proxyIDs, instanceIDs []*string) ([]Proxy, *apiError) {
	ids, err := targetIDs(proxyIDs, instanceIDs)
	if err != nil {
		return nil, err
	}
	found := []Proxy{}
	for _, id := range ids {
		p, ok := c.store.Proxies.current(c.now).get(id)
		if !ok {
			return nil, notFound(id)
		}
		found = append(found, p)
	}
	return found, nil
}

func notFound(id string) *apiError {
	return errorf("ResourceNotFound", "The proxy `%s` is not found.", id)
}

// none is the response of an action that answers a RequestId only.
type none struct{}
