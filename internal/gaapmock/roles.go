package gaapmock

import (
	"fmt"
	"regexp"
	"strings"
)

// DefaultAccountID is the account of the key when Options.AccountID is empty.
const DefaultAccountID = "100000000001"

// Role is a role of CAM. Whoever has a key may assume it, an identity provider
// may vouch for it, and the metadata service hands it out under its name.
type Role struct {
	ARN        string // qcs::cam::uin/ACCOUNT:roleName/NAME
	ExternalID string // what AssumeRole must bring along; empty: nothing
}

// DefaultRoles are the roles when Options.Roles is nil: one of the account of
// the key, and one of another account.
func DefaultRoles() []Role {
	return []Role{
		{ARN: "qcs::cam::uin/" + DefaultAccountID + ":roleName/deploy"},
		{ARN: "qcs::cam::uin/100000000002:roleName/partner"},
	}
}

var roleForm = regexp.MustCompile(`^qcs::cam::uin/(\d+):role(?:Name)?/(\S+)$`)

func checkRoles(roles []Role) error {
	for _, role := range roles {
		if !roleForm.MatchString(role.ARN) {
			return fmt.Errorf("gaapmock: role %q is not qcs::cam::uin/ACCOUNT:roleName/NAME", role.ARN)
		}
	}
	return nil
}

// account is the account that the role belongs to.
func (r Role) account() string { return roleForm.FindStringSubmatch(r.ARN)[1] }

// name is the last part of the ARN.
func (r Role) name() string { return r.ARN[strings.LastIndex(r.ARN, "/")+1:] }

func (o *Options) role(is func(Role) bool) (Role, bool) {
	for _, role := range o.Roles {
		if is(role) {
			return role, true
		}
	}
	return Role{}, false
}

// identity is a caller, as GetCallerIdentity tells it.
type identity struct {
	ARN       string `json:"Arn"`
	AccountID string `json:"AccountId"`
	UserID    string `json:"UserId"`
	Principal string `json:"PrincipalId"`
	Type      string `json:"Type"`
}

// account is whom the key of the options stands for.
func (o *Options) account() identity {
	return identity{"qcs::cam:" + o.AccountID + ":uin/" + o.AccountID, o.AccountID, o.AccountID, o.AccountID, "CAMUser"}
}

// identityFor is whom the credentials of a role stand for.
//
// Assumption: the form of the ARN and the word CAMRole.
func (r Role) identityFor(by identity, session string) identity {
	return identity{
		"qcs::sts:" + r.account() + ":assumed-role/" + r.name() + "/" + session, r.account(),
		r.name() + ":" + session, by.AccountID, "CAMRole",
	}
}
