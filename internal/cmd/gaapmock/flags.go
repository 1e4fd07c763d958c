package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// settings are the command line.
type settings struct {
	addr           string
	verbose, quiet bool
	options        gaapmock.Options
}

func parseFlags(args []string, stderr io.Writer) (settings, error) {
	c := settings{}
	o := &c.options
	set := flag.NewFlagSet("gaapmock", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&c.addr, "addr", "127.0.0.1:9180", "address to listen on; port 0 chooses one")
	set.BoolVar(&o.AllowRemote, "allow-remote", false, "allow an address that is not loopback, and any Host header")
	set.BoolVar(&c.verbose, "v", false, "log each call to stderr")
	set.BoolVar(&c.quiet, "quiet", false, "print the address and warnings only")
	set.StringVar(&o.StateFile, "state", "", "JSON file that keeps the state; default: memory only")
	set.Int64Var(&o.Seed, "seed", 0, "makes ids repeatable; 0 is random")
	set.StringVar(&o.SecretID, "secret-id", gaapmock.DefaultSecretID, "accepted SecretId")
	set.StringVar(&o.SecretKey, "secret-key", gaapmock.DefaultSecretKey, "its SecretKey")
	set.StringVar(&o.Token, "token", "", "X-TC-Token that must come with the key")
	set.StringVar(&o.AccountID, "account", gaapmock.DefaultAccountID, "account of the key")
	set.BoolVar(&o.Insecure, "insecure", false, "take unsigned calls: check no signatures, keys and tokens")
	limitFlags(set, o)
	modeFlags(set, o)
	timeFlags(set, o)
	layer4Flags(set, o)
	layer7Flags(set, o)
	certificateFlags(set, o)
	groupFlags(set, o)
	securityFlags(set, o)
	globalFlags(set, o)
	catalogueFlags(set, o)
	if err := set.Parse(args); err != nil {
		return c, err
	}
	if set.NArg() > 0 {
		return c, fmt.Errorf("unexpected argument %q", set.Arg(0))
	}
	if c.verbose && c.quiet {
		return c, errors.New("-v and -quiet exclude each other")
	}
	return c, checkAddress(c.addr, o.AllowRemote)
}

func limitFlags(set *flag.FlagSet, o *gaapmock.Options) {
	set.IntVar(&o.RatePerSecond, "rate", 20, "calls per second, key and action (50 times that of DescribeRealServers); negative: unlimited")
	set.StringVar(&o.ThrottleCode, "throttle-code", "", "code of a throttled call; default RequestLimitExceeded")
	set.IntVar(&o.MaxProxies, "max-proxies", 50, "quota of proxies; negative: unlimited")
	set.StringVar(&o.QuotaCode, "quota-code", "", "code above the quota; default LimitExceeded")
	set.IntVar(&o.MaxJournal, "journal", 10_000, "how many calls the journal keeps; negative: unlimited")
	set.IntVar(&o.MaxJournalBytes, "journal-bytes", 64<<20, "memory for their parameters; negative: unlimited")
	set.IntVar(&o.ErrorHTTPStatus, "error-status", 200, "HTTP status of an error body: 200 or 500")
}

func modeFlags(set *flag.FlagSet, o *gaapmock.Options) {
	mode(set, &o.Replay, "replay", "answer to a replayed ClientToken: duplicated or first-id")
	mode(set, &o.ReplayMismatch, "replay-mismatch", "answer to a replayed token with other parameters: duplicated or invalid-parameter")
	set.BoolVar(&o.FailedTokenReleased, "failed-token-released", false, "a failed attempt does not use its token up")
	mode(set, &o.UnknownInList, "unknown-in-list", "unknown id in DescribeProxies: omitted or not-found")
	mode(set, &o.UnknownInStatus, "unknown-in-status", "unknown id in DescribeProxiesStatus: omitted or not-found")
	mode(set, &o.UnknownInDetail, "unknown-in-detail", "unknown id in DescribeProxyDetail: not-found or cannot-access")
	mode(set, &o.UnknownInBatch, "unknown-in-batch", "unknown id in Open-, Close-, DestroyProxies: not-found or invalid-status")
	mode(set, &o.EarlyDestroy, "early-destroy", "destroying a young proxy: invalid-status, too-quickly or allowed")
	mode(set, &o.TaskEarly, "task-early", "DescribeTaskStatus within -task-lag: not-found or running")
	mode(set, &o.CreateOutcome, "create-outcome", "how creations end: running or failed")
	set.BoolVar(&o.ModifyClosedAllowed, "modify-closed", false, "allow ModifyProxyConfiguration on a CLOSED proxy")
	set.BoolVar(&o.OmittedBillingResets, "omitted-billing-resets", false, "ModifyProxyConfiguration without BillingType resets it to 0")
	set.BoolVar(&o.TagsMustExist, "tags-must-exist", false, "ModifyResourceTags refuses tags that do not exist (see -known-tag)")
	set.BoolVar(&o.GroupRegionChecked, "group-region-checked", false, "refuse a RealServerRegion that is not that of the group")
	set.BoolVar(&o.RegionCaseIgnored, "region-case-ignored", false, "take region ids in any case")
}

// mode is a flag for one of the string types; New checks the value.
func mode[M ~string](set *flag.FlagSet, value *M, name, usage string) {
	set.Func(name, usage, func(text string) error {
		*value = M(text)
		return nil
	})
}

func timeFlags(set *flag.FlagSet, o *gaapmock.Options) {
	set.Float64Var(&o.Speed, "speed", 1, "life-cycle seconds per second")
	for _, d := range []struct {
		value *time.Duration
		name  string
		usual time.Duration
		usage string
	}{
		{&o.CreateDuration, "create-time", 30 * time.Second, "how long a creation takes"},
		{&o.AdjustDuration, "adjust-time", 20 * time.Second, "how long a configuration change takes"},
		{&o.OpenDuration, "open-time", 10 * time.Second, "how long opening takes"},
		{&o.CloseDuration, "close-time", 10 * time.Second, "how long closing takes"},
		{&o.DestroyDuration, "destroy-time", 10 * time.Second, "how long destroying takes"},
		{&o.EarlyDestroyAge, "early-destroy-age", 120 * time.Second, "until when -early-destroy applies"},
		{&o.ConfigLag, "config-lag", 3 * time.Second, "how long a proxy reads unchanged after ModifyProxyConfiguration"},
		{&o.TaskLag, "task-lag", 2 * time.Second, "how long -task-early applies"},
		{&o.ReadLag, "read-lag", 0, "how late reads show proxies and changes"},
		{&o.TokenWindow, "token-window", 0, "how long tokens are remembered; 0: forever"},
	} {
		duration(set, d.value, d.name, d.usual, d.usage+" (life-cycle time)")
	}
}

// duration is a flag where 0 means none; for the library 0 means the default.
func duration(set *flag.FlagSet, value *time.Duration, name string, usual time.Duration, usage string) {
	*value = usual
	set.Func(name, fmt.Sprintf("%s, default %v", usage, usual), func(text string) error {
		d, err := time.ParseDuration(text)
		switch {
		case err != nil:
			return err
		case d < 0:
			return errors.New("must not be negative")
		case d == 0 && usual != 0:
			d = -1
		}
		*value = d
		return nil
	})
}

func catalogueFlags(set *flag.FlagSet, o *gaapmock.Options) {
	set.Func("project", "id of a project besides 0 (repeatable; the first replaces 1204 and 1205)", func(text string) error {
		id, err := strconv.ParseInt(text, 10, 64)
		o.Projects = append(o.Projects, id)
		return err
	})
	set.Func("group", "proxy group as id=region (repeatable; added to the default ones)", func(text string) error {
		id, region, ok := strings.Cut(text, "=")
		if !ok {
			return errors.New("want id=region")
		}
		if o.Groups == nil {
			o.Groups = gaapmock.DefaultGroups()
		}
		o.Groups = append(o.Groups, gaapmock.Group{ID: id, RealServerRegion: region})
		return nil
	})
	set.Func("role", "ARN of a role that may be assumed (repeatable; the first replaces the default ones)", func(text string) error {
		o.Roles = append(o.Roles, gaapmock.Role{ARN: text})
		return nil
	})
	set.Func("known-tag", "tag that exists, as key=value (repeatable; default: any tag does)", func(text string) error {
		key, value, ok := strings.Cut(text, "=")
		if !ok {
			return errors.New("want key=value")
		}
		o.KnownTags = append(o.KnownTags, gaapmock.Tag{Key: key, Value: value})
		return nil
	})
}

// checkAddress keeps the mock off the network unless it is asked for: its key
// is public and its admin routes need none.
func checkAddress(addr string, allowRemote bool) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil || allowRemote {
		return err
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("%s is not a loopback address; -allow-remote permits it", addr)
	}
	return nil
}
