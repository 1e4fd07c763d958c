package gaapapi

import (
	"errors"
	"fmt"
	"strings"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// The statuses of a unified domain, for which the service has numbers.
const (
	GlobalDomainRunning = "RUNNING"
	GlobalDomainClosed  = "CLOSED"
	GlobalDomainClosing = "CLOSING"
	GlobalDomainOpening = "OPENING"
)

// GlobalDomain is a unified domain as DescribeGlobalDomains shows it (type Domain,
// https://cloud.tencent.com/document/api/608/79562): one name, which leads clients
// to proxies by where they are. Only the Chinese site has it.
type GlobalDomain struct {
	ID           string
	Alias        string
	FullDomain   string // what clients ask for
	DefaultValue string // where all others go: an address, or names separated by semicolons
	Type         string // of DefaultValue, such as IP
	ProjectID    int64  // 0 is the default project
	Status       string
	ProxyCount   int64
	BanStatus    string
	CreateTime   time.Time
	Tags         map[string]string

	ignored map[string]string // tags of others: only to find the domain by
}

// TaggedGlobalDomain are unified domains.
//
// Assumption: the prefix is the type that DescribeResourcesByTag shows of them.
const TaggedGlobalDomain Tagged = "domain"

func (d GlobalDomain) id() string { return d.ID }

func (d GlobalDomain) allTags() map[string]string { return mergeTags(d.Tags, d.ignored) }

// globalWords are the statuses by their numbers.
var globalWords = map[uint64]string{0: GlobalDomainRunning, 1: GlobalDomainClosed, 2: GlobalDomainClosing, 3: GlobalDomainOpening}

// newGlobalDomain reads an entry.
func (c *Client) newGlobalDomain(info gaap.Domain) (GlobalDomain, error) {
	d := GlobalDomain{
		ID: value(info.DomainId), Alias: value(info.Alias), FullDomain: value(info.FullDomain), DefaultValue: value(info.DefaultValue), Type: word(info.Type),
		ProjectID: value(info.ProjectId), ProxyCount: value(nonNegative(info.ProxyCount)), BanStatus: word(info.BanStatus), CreateTime: unix(info.CreateTime),
	}
	d.Tags, d.ignored = c.splitTags(newTags(info.TagSet))
	if err := wire.CheckID("unified domain", d.ID); err != nil {
		return GlobalDomain{}, err
	}
	if info.Status == nil {
		return GlobalDomain{}, fmt.Errorf("the answer lacks the status of unified domain %s", d.ID)
	}
	d.Status = statusWord(globalWords, *info.Status)
	return d, nil
}

// statusWord is the word for the number of a status.
func statusWord[N int64 | uint64](words map[N]string, number N) string {
	if known, ok := words[number]; ok {
		return known
	}
	return fmt.Sprintf("STATUS_%d", number)
}

func (c *Client) newGlobalDomains(resp *gaap.DescribeGlobalDomainsResponseParams) (wire.Page[GlobalDomain], error) {
	if resp == nil || resp.TotalCount == nil {
		return wire.Page[GlobalDomain]{}, errors.New("the answer has no TotalCount")
	}
	page := wire.Page[GlobalDomain]{Total: count(resp.TotalCount)}
	for _, info := range values(resp.Domains) {
		found, err := c.newGlobalDomain(info)
		if err != nil {
			return page, err
		}
		page.Items = append(page.Items, found)
	}
	return page, wire.NoContradiction("unified domain", page.Items, GlobalDomain.id)
}

// globalClass: the pages of unified domains list no code for an id that does not
// exist; an example shows FailedOperation, of which the message tells.
//
// Assumption: it says so of a record in the same words.
func globalClass(code, message string) wire.Class {
	if code == "FailedOperation" && strings.Contains(message, "not exi") { // "domain not exits"
		return wire.Gone
	}
	return wire.OK
}
