package main

import (
	"context"
	"fmt"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/application"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
)

// How long what the service does takes.
const (
	proxyTime  = 2 * time.Second
	operation  = time.Second // on a listener, or on a rule
	domainTime = 500 * time.Millisecond
)

// unhurried are the flags of a mock whose operations take these times. A listener
// takes one operation at a time.
var unhurried = []string{
	"-early-destroy", "allowed", "-create-time", proxyTime.String(), "-destroy-time", proxyTime.String(),
	"-listener-create-time", operation.String(), "-listener-modify-time", operation.String(),
	"-bind-time", operation.String(), "-listener-delete-time", operation.String(), "-rule-create-time", operation.String(),
	"-domain-time", domainTime.String(), "-domain-delete-time", domainTime.String(), "-domain-lag", "0",
}

func (b *bench) application(ctx context.Context) error { return b.applications(ctx, 1) }

// applications takes so many applications of one state through their life. Each
// has an HTTPS listener, which does one thing after the other: that is what takes
// the longest.
func (b *bench) applications(ctx context.Context, n int) error {
	now := time.Now()
	made, err := certtest.Make(certtest.Wanted{Name: "*.example.com", From: now.Add(-time.Hour), To: now.AddDate(1, 0, 0)})
	if err != nil {
		return err
	}
	of := fmt.Sprintf(" of %d applications", n)
	before, after := application.Config(n, "rr", made.PEM, made.Key), application.Config(n, "lc", made.PEM, made.Key)
	at := func(calls int) string { return fmt.Sprintf("at most %d calls, none refused", n*calls) }
	return b.life(ctx, unhurried, []step{
		{
			row{work: "create" + of, least: proxyTime + operation + application.Domains*domainTime + application.Rules*2*operation, bound: at(200) + "; 78 s for one"},
			before,
			[]string{"apply", "-auto-approve"},
		},
		{row{work: "refresh" + of, bound: at(10)}, before, []string{"plan", "-detailed-exitcode"}},
		{
			row{work: "change all listeners and rules" + of, least: application.Rules * operation, bound: at(100) + "; 36 s for one"},
			after,
			[]string{"apply", "-auto-approve"},
		},
		{
			row{work: "destroy" + of, least: application.Rules*operation + application.Domains*domainTime + operation + proxyTime, bound: at(120) + "; 45 s for one"},
			after,
			[]string{"destroy", "-auto-approve"},
		},
	})
}
