package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// demo is one performance.
type demo struct {
	out      io.Writer
	tf       *terraform
	mock     *mock
	dir      string
	provider string
	measure  bool

	token string // planned ClientToken
	id    string // of the proxy
	steps int
}

// run plays all steps and stops at the first whose promise is not kept.
func (d *demo) run(ctx context.Context) error {
	start := time.Now()
	cli, err := d.tf.cliVersion(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(d.out, "One gaap_proxy from plan to destroy, with %s and a mock of the API at %s.\n", cli, d.mock.url)
	if err := d.writeConfig(10, "demo", true); err != nil {
		return err
	}

	watch, stop := context.WithCancel(ctx)
	defer stop()
	memory := d.startMeasuring(watch)
	for _, step := range []struct {
		title string
		play  func(context.Context) (string, error)
	}{
		{"init", d.init},
		{"plan", d.plan},
		{"apply the saved plan", d.apply},
		{"plan again", d.planAgain},
		{"change bandwidth to 20 and a tag, plan", d.planChange},
		{"apply the change", d.applyChange},
		{"plan again", d.planAgain},
		{"destroy", d.destroy},
	} {
		if err := d.step(ctx, step.title, step.play); err != nil {
			return err
		}
	}
	if err := d.report(ctx); err != nil {
		return err
	}
	stop()
	fmt.Fprint(d.out, <-memory)
	fmt.Fprintf(d.out, "\nAll as promised, in %.1f seconds.\n", time.Since(start).Seconds())
	return nil
}

func (d *demo) step(ctx context.Context, title string, play func(context.Context) (string, error)) error {
	d.steps++
	fmt.Fprintf(d.out, "%d. %-40s", d.steps, title)
	start := time.Now()
	note, err := play(ctx)
	if err != nil {
		return fmt.Errorf("step %d, %s: %w", d.steps, title, err)
	}
	fmt.Fprintf(d.out, "%5.1f s\n   %s\n", time.Since(start).Seconds(), strings.ReplaceAll(note, "\n", "\n   "))
	return nil
}

func (d *demo) writeConfig(bandwidth int, team string, show bool) error {
	if show {
		fmt.Fprintln(d.out)
		for line := range strings.Lines(configText(d.mock.url, bandwidth, team)) {
			fmt.Fprint(d.out, strings.TrimRight("    "+line, " \n"), "\n")
		}
		fmt.Fprintln(d.out)
	}
	return writeConfig(d.dir, d.mock.url, bandwidth, team)
}

func (d *demo) init(ctx context.Context) (string, error) {
	_, _, err := d.tf.run(ctx, []string{"init"})
	return "the provider comes from a mirror in the scratch folder, not from a registry", err
}

func (d *demo) plan(ctx context.Context) (string, error) {
	plan, err := d.savePlan(ctx, "create")
	if err != nil {
		return "", err
	}
	if d.token = plan.after("client_token"); d.token == "" {
		return "", errors.New("client_token is not known in the plan")
	}
	return "1 to add; the plan holds the ClientToken already:\n" + d.token, nil
}

func (d *demo) apply(ctx context.Context) (string, error) {
	if _, _, err := d.tf.run(ctx, []string{"apply", "tfplan"}); err != nil {
		return "", err
	}
	values, err := d.state(ctx)
	if err != nil {
		return "", err
	}
	if d.id, _ = values["id"].(string); d.id == "" || values["status"] != "RUNNING" {
		return "", fmt.Errorf("the state has id %v and status %v, want an id and RUNNING", values["id"], values["status"])
	}
	if err := d.checkToken(ctx); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s is %v at %v\none CreateProxy call was made, with the token of the plan", d.id, values["status"], values["domain"]), nil
}

// checkToken demands that the token on the wire is that of the plan.
func (d *demo) checkToken(ctx context.Context) error {
	calls, err := d.mock.journal(ctx)
	if err != nil {
		return err
	}
	creates := 0
	for _, call := range calls {
		if call.Action != "CreateProxy" {
			continue
		}
		creates++
		if call.ClientToken != d.token {
			return fmt.Errorf("CreateProxy carried ClientToken %q, the plan said %q", call.ClientToken, d.token)
		}
	}
	if creates != 1 {
		return fmt.Errorf("the mock saw %d CreateProxy calls, want 1", creates)
	}
	return nil
}

func (d *demo) planAgain(ctx context.Context) (string, error) {
	_, code, err := d.tf.run(ctx, []string{"plan", "-detailed-exitcode"}, 2)
	if err == nil && code != 0 {
		err = errors.New("the plan is not empty")
	}
	return "no changes", err
}

func (d *demo) planChange(ctx context.Context) (string, error) {
	if err := d.writeConfig(20, "network", false); err != nil {
		return "", err
	}
	plan, err := d.savePlan(ctx, "update")
	if err != nil {
		return "", err
	}
	changed := plan.changed()
	for _, name := range []string{"bandwidth", "tags"} {
		if !slices.Contains(changed, name) {
			return "", fmt.Errorf("the plan changes %v, not %s", changed, name)
		}
	}
	return "1 to change, in place: " + strings.Join(changed, ", "), nil
}

func (d *demo) applyChange(ctx context.Context) (string, error) {
	if _, _, err := d.tf.run(ctx, []string{"apply", "tfplan"}); err != nil {
		return "", err
	}
	values, err := d.state(ctx)
	if err != nil {
		return "", err
	}
	if values["id"] != d.id || values["bandwidth"] != 20.0 {
		return "", fmt.Errorf("the state has id %v with bandwidth %v, want %s with 20", values["id"], values["bandwidth"], d.id)
	}
	return fmt.Sprintf("%s has 20 Mbps now", d.id), nil
}

func (d *demo) destroy(ctx context.Context) (string, error) {
	_, _, err := d.tf.run(ctx, []string{"destroy", "-auto-approve"})
	return d.id + " is gone", err
}

// savePlan writes tfplan and demands that it does the given to the proxy.
func (d *demo) savePlan(ctx context.Context, action string) (*planned, error) {
	if _, _, err := d.tf.run(ctx, []string{"plan", "-out=tfplan"}); err != nil {
		return nil, err
	}
	plan := &planned{}
	if err := d.tf.show(ctx, plan, "tfplan"); err != nil {
		return nil, err
	}
	return plan, plan.check(action)
}

func (d *demo) state(ctx context.Context) (map[string]any, error) {
	var s stored
	if err := d.tf.show(ctx, &s); err != nil {
		return nil, err
	}
	return s.proxy()
}
