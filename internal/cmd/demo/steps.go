package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// demo is one performance.
type demo struct {
	folder *stage.Folder
	mock   *stage.Mock

	token string // planned ClientToken
	id    string // of the proxy
	web   string // of the listener
}

// run plays all steps and stops at the first whose promise is not kept.
func (d *demo) run(ctx context.Context) error {
	start := time.Now()
	if err := d.configure(10, "demo"); err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(d.folder.Dir, "main.tf"))
	if err != nil {
		return err
	}
	fmt.Println()
	for line := range strings.Lines(string(text)) {
		fmt.Println(strings.TrimRight("    "+line, " \n"))
	}
	fmt.Println()
	for i, step := range []struct {
		title string
		play  func(context.Context) (string, error)
	}{
		{"init", d.init},
		{"plan", d.plan},
		{"apply the saved plan", d.apply},
		{"change bandwidth to 20 and a tag, apply", d.applyChange},
		{"plan again", d.planAgain},
		{"destroy", d.destroy},
	} {
		fmt.Printf("%d. %-40s", i+1, step.title)
		begin := time.Now()
		note, err := step.play(ctx)
		if err != nil {
			return fmt.Errorf("step %d, %s: %w", i+1, step.title, err)
		}
		fmt.Printf("%5.1f s\n   %s\n", time.Since(begin).Seconds(), strings.ReplaceAll(note, "\n", "\n   "))
	}
	if err := d.report(ctx); err != nil {
		return err
	}
	fmt.Printf("\nAll as promised, in %.1f seconds.\n", time.Since(start).Seconds())
	return nil
}

// configure writes the configuration with the two values that the demo changes.
func (d *demo) configure(bandwidth int, team string) error {
	return d.folder.Write(fmt.Sprintf(`provider "gaap" {
  endpoint = %q
}

resource "gaap_proxy" "demo" {
  name              = "demo"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = %d # Mbps
  concurrent        = 2  # times 10,000 connections

  tags = {
    team = %q
  }
}

resource "gaap_realserver" "origin" {
  count = 2
  name  = "origin-${count.index}"
  ip    = "192.0.2.${10 + count.index}"
}

resource "gaap_layer4_listener" "web" {
  proxy_id        = gaap_proxy.demo.id
  name            = "web"
  protocol        = "TCP"
  port            = 443
  realserver_type = "IP"
  health_check    = true

  dynamic "realserver_bind_set" {
    for_each = gaap_realserver.origin
    content {
      id   = realserver_bind_set.value.id
      port = 8443
    }
  }
}
`, d.mock.URL, bandwidth, team))
}

// terraform runs a command, which must succeed, and returns its standard output.
func (d *demo) terraform(ctx context.Context, args ...string) (stdout string, err error) {
	result, err := d.folder.Run(ctx, args...)
	if err == nil && result.Code != 0 {
		err = fmt.Errorf("terraform %s: exit code %d\n%s", strings.Join(args, " "), result.Code, result.Output)
	}
	return result.Stdout, err
}

func (d *demo) init(ctx context.Context) (string, error) {
	_, err := d.terraform(ctx, "init")
	return "the provider comes from a mirror in the scratch folder, not from a registry", err
}

func (d *demo) plan(ctx context.Context) (string, error) {
	planned, err := d.savePlan(ctx)
	if err != nil {
		return "", err
	}
	if d.token, _ = planned["client_token"].(string); d.token == "" {
		return "", errors.New("client_token is not known in the plan")
	}
	return "4 to add; the plan holds the ClientToken of the proxy already:\n" + d.token, nil
}

func (d *demo) apply(ctx context.Context) (string, error) {
	if _, err := d.terraform(ctx, "apply", "tfplan"); err != nil {
		return "", err
	}
	state, err := d.state()
	if err != nil {
		return "", err
	}
	proxy, listener := state[proxyAddress], state[listenerAddress]
	if d.web = listener.ID(); d.web == "" || listener.Values["bind_status"] != "NORMAL" {
		return "", fmt.Errorf("the state has listener %q with bind_status %v, want an id and NORMAL", d.web, listener.Values["bind_status"])
	}
	if d.id = proxy.ID(); d.id == "" || proxy.Values["status"] != "RUNNING" {
		return "", fmt.Errorf("the state has id %q and status %v, want an id and RUNNING", d.id, proxy.Values["status"])
	}
	calls, err := d.mock.Calls(ctx, "CreateProxy")
	if err != nil {
		return "", err
	}
	if len(calls) != 1 || calls[0].ClientToken != d.token {
		return "", fmt.Errorf("the mock saw the CreateProxy calls %+v, want one with the token of the plan", calls)
	}
	return fmt.Sprintf("%s is RUNNING at %v\none CreateProxy call was made, with the token of the plan\n%s takes TCP at port 443 and hands it to two origins, which are well",
		d.id, proxy.Values["domain"], d.web), nil
}

func (d *demo) applyChange(ctx context.Context) (string, error) {
	if err := d.configure(20, "network"); err != nil {
		return "", err
	}
	planned, err := d.applyNow(ctx)
	if err != nil {
		return "", err
	}
	if want := []string{"update " + proxyAddress}; !slices.Equal(planned, want) {
		return "", fmt.Errorf("the plan was to %q, want %q", planned, want)
	}
	state, err := d.state()
	if err != nil {
		return "", err
	}
	proxy := state[proxyAddress]
	if proxy.ID() != d.id || proxy.Values["bandwidth"] != 20.0 {
		return "", fmt.Errorf("the state has id %s with bandwidth %v, want %s with 20", proxy.ID(), proxy.Values["bandwidth"], d.id)
	}
	return d.id + " was changed in place and has 20 Mbps now; listener and origins stayed as they were", nil
}

func (d *demo) planAgain(ctx context.Context) (string, error) {
	_, err := d.terraform(ctx, "plan", "-detailed-exitcode")
	return "no changes", err
}

func (d *demo) destroy(ctx context.Context) (string, error) {
	_, err := d.terraform(ctx, "destroy", "-auto-approve")
	return d.web + ", the origins and " + d.id + " are gone, in this order", err
}
