package gaapmock

import (
	"slices"
	"time"
	"unicode/utf8"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// maxNameLength is in characters.
//
// Assumption: the pages say 30 or 32, and nothing of bytes.
const maxNameLength = 32

type instanceID struct {
	InstanceID string `json:"InstanceId"`
}

func createProxy(c *call, in *gaap.CreateProxyRequestParams) (any, *apiError) {
	f := newFeatures(in.IPAddressVersion, in.NetworkType, in.PackageType)
	tags, err := c.checkNewProxy(in, f)
	if err != nil {
		return nil, err
	}
	origin, err := c.originFor(in, f)
	if err != nil {
		return nil, err
	}
	if err := checkPair(in, f, origin); err != nil {
		return nil, err
	}
	source, err := c.cloneSource(val(in.ClonedProxyId))
	if err != nil {
		return nil, err
	}
	// Assumption: failed and destroying proxies count for the quota.
	if quota := c.opts.MaxProxies; quota >= 0 && len(c.store.Proxies.current(c.now).list()) >= quota {
		return nil, errorf(c.opts.QuotaCode, "The quota of %d proxies is used up.", quota)
	}
	p := fillProxy(Proxy{
		ID: c.store.Proxies.newID(c.store.Seed), Name: *in.ProxyName, ProjectID: *in.ProjectId,
		AccessRegion: *in.AccessRegion, RealServerRegion: origin,
		Bandwidth: int64(*in.Bandwidth), Concurrent: int64(*in.Concurrent), //nolint:gosec // checked: one of the pair's sizes
		GroupID: val(in.GroupId), BillingType: val(in.BillingType),
		IPAddressVersion: f.ipVersion, NetworkType: f.network, PackageType: f.pack,
		Tags: tags, Status: StatusCreating, CreateTime: c.now, ClientToken: val(in.ClientToken),
	}, c.now)
	if source != nil {
		// Assumption: the new proxy shows CLONING, the source stays RUNNING.
		p.Status = StatusCloning
		cloneConfiguration(&p, *source)
	}
	c.startCreation(p)
	if source != nil {
		c.cloneListeners(*source, p)
	}
	return instanceID{p.ID}, nil
}

func (c *call) startCreation(p Proxy) {
	ready, fail := c.beginCreation(p)
	c.startTask(ready, fail)
}

// beginCreation puts a new proxy on its way, and says when and how it arrives.
func (c *call) beginCreation(p Proxy) (ready time.Time, fail bool) {
	end, fail := StatusRunning, c.creationFails()
	if fail {
		end = StatusCreateFailed
		if c.fault.Status != "" {
			end = c.fault.Status
		}
	}
	ready = c.now.Add(c.opts.CreateDuration)
	c.store.Proxies.begin(c, p, step{ready, end})
	return ready, fail
}

func (c *call) creationFails() bool {
	return c.fault.Kind == FaultCreateFailed || c.opts.CreateOutcome == CreateOutcomeFailed
}

// checkNewProxy checks what needs no look at regions, and returns the tags.
func (c *call) checkNewProxy(in *gaap.CreateProxyRequestParams, f features) (map[string]string, *apiError) {
	if err := checkName(*in.ProxyName); err != nil {
		return nil, err
	}
	if err := c.checkProject(*in.ProjectId); err != nil {
		return nil, err
	}
	if err := f.checkEnums("normal", "cn2", "triple"); err != nil {
		return nil, err
	}
	if !isFlag(in.BillingType) {
		return nil, invalidValue("BillingType")
	}
	if !isFlag(in.Http3Supported) {
		return nil, invalidValue("Http3Supported")
	}
	return c.newTags(in.TagSet)
}

func checkName(name string) *apiError {
	if n := utf8.RuneCountInString(name); n < 1 || n > maxNameLength {
		return errorf("InvalidParameterValue", "ProxyName must have 1 to %d characters.", maxNameLength)
	}
	return nil
}

// checkLongName checks the name of an origin or listener.
func (o *Options) checkLongName(param, name string) *apiError {
	if n := utf8.RuneCountInString(name); n < 1 || n > maxNameLength && !o.LongNames {
		return errorf("InvalidParameterValue", "%s must have 1 to %d characters.", param, maxNameLength)
	}
	return nil
}

func (c *call) checkProject(id int64) *apiError {
	if id != 0 && !slices.Contains(c.opts.Projects, id) {
		return errorf("InvalidParameterValue.ProjectIdNotBelong", "The project %d does not belong to the account.", id)
	}
	return nil
}

// isFlag accepts 0, 1 and absent.
func flag(on bool) int64 {
	if on {
		return 1
	}
	return 0
}

func isFlag(n *int64) bool { return val(n) == 0 || val(n) == 1 }

// originFor finds the origin region: that of the group, or the one given.
//
// Assumption: missing without a group is MissingParameter; the project must be
// that of the group (InvalidParameterValue).
func (c *call) originFor(in *gaap.CreateProxyRequestParams, f features) (string, *apiError) {
	id := val(in.GroupId)
	if id == "" {
		if val(in.RealServerRegion) == "" {
			return "", missing("RealServerRegion")
		}
		return *in.RealServerRegion, nil
	}
	g, err := c.group(id)
	if err != nil {
		return "", err
	}
	if err := c.checkRoom(g); err != nil {
		return "", err
	}
	if g.ProjectID != *in.ProjectId {
		return "", errorf("InvalidParameterValue", "The group `%s` is not in project %d.", id, *in.ProjectId)
	}
	given := val(in.RealServerRegion)
	otherRegion := c.opts.GroupRegionChecked && given != "" && given != g.RealServerRegion
	if otherRegion || f.ipVersion != g.IPAddressVersion || f.pack != g.PackageType {
		return "", errorf("InvalidParameterValue.ProxyAndGroupFeatureConflict", "The proxy does not fit the group `%s`.", id)
	}
	return g.RealServerRegion, nil
}

// checkPair applies the region rules.
//
// Assumption: unknown or unconnected regions are InvalidParameterValue, because
// the page of CreateProxy lists no more special code.
func checkPair(in *gaap.CreateProxyRequestParams, f features, originID string) *apiError {
	access, ok := findRegion(*in.AccessRegion)
	if !ok {
		return invalidValue("AccessRegion")
	}
	origin, ok := findRegion(originID)
	if !ok {
		return invalidValue("RealServerRegion")
	}
	p, ok := findPair(access, origin)
	if !ok {
		return errorf("InvalidParameterValue", "There is no connection from `%s` to `%s`.", access.id, origin.id)
	}
	if !f.isSupportedBy(access) {
		return errorf("InvalidParameterValue.ProxyAndRegionFeatureConflict", "The region `%s` does not support these features.", access.id)
	}
	return p.checkSize(*in.Bandwidth, *in.Concurrent)
}

// cloneSource finds the proxy to copy; an empty id means none.
//
// Assumption: a source that is not RUNNING is FailedOperation.
func (c *call) cloneSource(id string) (*Proxy, *apiError) {
	if id == "" {
		return nil, nil
	}
	p, ok := c.store.Proxies.current(c.now).get(id)
	if !ok {
		return nil, notFound(id)
	}
	if p.Status != StatusRunning {
		return nil, errorf("FailedOperation", "The cloned proxy `%s` is not RUNNING.", id)
	}
	return &p, nil
}
