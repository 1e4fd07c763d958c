package main

import (
	"bufio"
	"context"
	"flag"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func TestFlags(t *testing.T) {
	for _, c := range []struct {
		args string
		err  string
	}{
		{"", ""},
		{"-addr 127.0.0.1:0", ""},
		{"-addr [::1]:0", ""},
		{"-addr localhost:0", ""},
		{"-addr 0.0.0.0:80", "not a loopback"},
		{"-addr :80", "not a loopback"},
		{"-addr example.com:80", "not a loopback"},
		{"-addr :80 -allow-remote", ""},
		{"-addr nonsense", "missing port"},
		{"-v -quiet", "exclude"},
		{"more", "unexpected argument"},
		{"-create-time -1s", "negative"},
		{"-create-time x", "invalid"},
		{"-group lg-1", "id=region"},
		{"-known-tag a", "key=value"},
		{"-project x", "invalid"},
	} {
		_, err := parseFlags(strings.Fields(c.args), io.Discard)
		if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%q: error %v, want %q", c.args, err, c.err)
		}
	}
}

func TestFlagValues(t *testing.T) {
	c, err := parseFlags(strings.Fields("-replay first-id -config-lag 0 -read-lag 2s -token-window 0 -create-time 1m"+
		" -account 42 -role qcs::cam::uin/42:roleName/a -group lg-1=Japan -project 7 -project 8 -known-tag a=b -tags-must-exist -rate -1 -early-destroy allowed -speed 60"), io.Discard)
	o := c.options
	if err != nil || o.Replay != gaapmock.ReplayFirstID || o.ConfigLag >= 0 || o.ReadLag != 2*time.Second || o.TokenWindow != 0 ||
		o.CreateDuration != time.Minute || o.AdjustDuration != 20*time.Second || len(o.Groups) != 3 || len(o.Projects) != 2 ||
		len(o.KnownTags) != 1 || o.AccountID != "42" || len(o.Roles) != 1 ||
		!o.TagsMustExist || o.RatePerSecond != -1 || o.EarlyDestroy != gaapmock.EarlyDestroyAllowed || o.Speed != 60 {
		t.Errorf("options %+v, error %v", o, err)
	}
	if c, err := parseFlags([]string{"-replay", "x"}, io.Discard); err != nil {
		t.Error(err)
	} else if _, err := gaapmock.New(c.options); err == nil {
		t.Error("New took a mode that does not exist")
	}
}

// Each switch of a kind has a flag.
func TestFlagsOfKinds(t *testing.T) {
	var args []string
	set := flag.NewFlagSet("", flag.ContinueOnError)
	layer4Flags(set, &gaapmock.Options{})
	layer7Flags(set, &gaapmock.Options{})
	certificateFlags(set, &gaapmock.Options{})
	set.VisitAll(func(f *flag.Flag) {
		value := "7s" // of durations and modes
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() {
			value = "true"
		} else if strings.HasPrefix(f.Name, "max-") {
			value = "7"
		}
		args = append(args, "-"+f.Name+"="+value)
	})
	c, err := parseFlags(args, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for _, options := range []any{c.options.RealServer, c.options.Listener, c.options.Layer7, c.options.Certificate} {
		v := reflect.ValueOf(options)
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; v.Field(i).IsZero() {
				t.Errorf("no flag sets %T.%s", options, name)
			} else if d, ok := v.Field(i).Interface().(time.Duration); ok && d != 7*time.Second {
				t.Errorf("%T.%s is %v", options, name, d)
			}
		}
	}
	if o := c.options; !o.LimitClamped || !o.LongNames || !o.TextsConverted || o.Search != "7s" {
		t.Errorf("%+v", o)
	}
}

// start runs the program in this process and returns its address.
func start(t *testing.T, args ...string) (url string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), in, io.Discard) }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "gaapmock listening on ")
	if !ok {
		t.Fatalf("first line %q", line)
	}
	return url, func() error { cancel(); return <-done }
}

func TestRun(t *testing.T) {
	defer http.DefaultClient.CloseIdleConnections()
	url, stop := start(t)
	r, err := http.Get(url + "/_mock/health")
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(r.Body)
	r.Body.Close()
	if r.StatusCode != 200 || !strings.Contains(string(body), "ok") {
		t.Errorf("%d %s", r.StatusCode, body)
	}
	if err := stop(); err != nil {
		t.Errorf("shutdown: %v", err)
	}
	if _, err := http.Get(url + "/_mock/health"); err == nil {
		t.Error("still there after the shutdown")
	}
}

func TestRunFails(t *testing.T) {
	for _, args := range [][]string{{"-error-status", "404"}, {"-state", filepath.Join(t.TempDir(), "a", "b")}, {"-addr", "127.0.0.1:99999"}} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil {
			t.Errorf("%v: no error", args)
		}
	}
}

func TestDescribeCall(t *testing.T) {
	got := describe(gaapmock.Call{Seq: 3, Action: "CreateProxy", ClientToken: "tfgaap-0123456789", Fault: gaapmock.FaultLostAfter})
	if want := "3 CreateProxy ok token=tfgaap-01234 fault=lost_after"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// What a client sends may not drive the terminal.
func TestDescribeCallIsPrintable(t *testing.T) {
	got := describe(gaapmock.Call{Seq: 1, Action: "a\u009b31m\u202e" + strings.Repeat("b", 500), ClientToken: "\x1b[2J\n2 ok"})
	if strings.ContainsAny(got, "\u009b\u202e\x1b\n") || len(got) > 200 {
		t.Errorf("%q", got)
	}
}

// TestKillExits runs the test binary again as the program, because a kill
// fault ends the process.
func TestKillExits(t *testing.T) {
	if os.Getenv("GAAPMOCK_RUN_MAIN") != "" {
		os.Args = append(os.Args[:1], "-addr", "127.0.0.1:0", "-insecure")
		main()
		return
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKillExits$")
	cmd.Env = append(os.Environ(), "GAAPMOCK_RUN_MAIN=1")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := strings.TrimSpace(strings.TrimPrefix(line, "gaapmock listening on "))
	defer http.DefaultClient.CloseIdleConnections()
	queued, err := http.Post(url+"/_mock/faults", "application/json", strings.NewReader(`{"kind":"kill_after"}`))
	if err != nil {
		t.Fatal(err)
	}
	queued.Body.Close()
	r, _ := http.NewRequest(http.MethodPost, url, strings.NewReader("{}"))
	r.Header = http.Header{"Content-Type": {"application/json"}, "X-Tc-Action": {"DescribeProxies"}, "X-Tc-Version": {"2018-05-29"}}
	if _, err := http.DefaultClient.Do(r); err == nil {
		t.Error("the killed server answered")
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != killedStatus {
		t.Errorf("ended with %v", err)
	}
}
