package exactlyonce_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	workbench "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// deadline is far beyond what any scenario takes, on a slow and busy machine,
// too, and below the timeouts of the provider's operations, which are 20 minutes.
const deadline = 10 * time.Minute

var buildDir string

// build makes the programs once for all tests.
var build = sync.OnceValues(func() (*workbench.Programs, error) {
	return workbench.Build(context.Background(), buildDir)
})

func TestMain(m *testing.M) {
	flag.Parse()
	// The scenarios mostly wait, so that many fit on few processors.
	if err := flag.Set("test.parallel", "32"); err != nil {
		panic(err)
	}
	var err error
	if buildDir, err = os.MkdirTemp("", "gaap-exactlyonce-"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, acctest.PluginOutput(), goleak.Cleanup(func(code int) {
		_ = os.RemoveAll(buildDir)
		os.Exit(code)
	}))
}

// inBothModes runs a test against both answers to a ClientToken seen before.
func inBothModes(t *testing.T, run func(t *testing.T, replay gaapmock.ReplayMode)) {
	t.Helper()
	t.Parallel()
	for _, mode := range []gaapmock.ReplayMode{gaapmock.ReplayDuplicated, gaapmock.ReplayFirstID} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			run(t, mode)
		})
	}
}

// stage is a folder with the real CLI and provider, and a mock beside it.
type stage struct {
	*workbench.Folder

	t         *testing.T
	ctx       context.Context
	mock      *workbench.Mock
	bystander string // an equal proxy of somebody else, which is in use
	output    string // of the latest command
}

// newStage starts a mock that is quick, though its clock is the real one, so
// that ages are true.
func newStage(t *testing.T, replay gaapmock.ReplayMode) *stage {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	t.Cleanup(cancel)
	programs, err := build()
	must(t, err)
	dir := t.TempDir()
	mock, err := programs.StartMock(ctx, "-replay", string(replay), "-state", filepath.Join(dir, "mock.json"), "-early-destroy", "allowed",
		"-create-time", "1s", "-destroy-time", "100ms", "-adjust-time", "500ms", "-config-lag", "200ms", "-open-time", "200ms", "-close-time", "200ms")
	must(t, err)
	t.Cleanup(mock.Stop)
	folder, err := programs.NewFolder(ctx, dir, mock)
	must(t, err)
	s := &stage{Folder: folder, t: t, ctx: ctx, mock: mock}
	s.bystander, err = mock.AddProxy(ctx, gaapmock.Proxy{
		Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: time.Now().Add(-time.Hour), Listeners: map[string]int{"TCP": 1},
	})
	must(t, err)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("latest output:\n%s\nlog of the mock:\n%s", s.output, mock.Log())
		}
	})
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// arguments are HCL expressions, or blocks, by name.
type arguments map[string]string

// block is a gaap_proxy, the one that the bystander is equal to but for the changes.
func block(label string, changes arguments) string {
	all := arguments{
		"name": `"test"`, "access_region": `"Hongkong"`, "realserver_region": `"Shanghai"`, "bandwidth": "10", "concurrent": "2",
	}
	maps.Copy(all, changes)
	var b strings.Builder
	fmt.Fprintf(&b, "resource \"gaap_proxy\" %q {\n", label)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if strings.HasPrefix(all[name], "{") {
			fmt.Fprintf(&b, "  %s %s\n", name, all[name])
		} else {
			fmt.Fprintf(&b, "  %s = %s\n", name, all[name])
		}
	}
	return b.String() + "}\n"
}

const address = "gaap_proxy.test"

// configure writes the configuration of the one proxy under test.
func (s *stage) configure(changes arguments) {
	s.t.Helper()
	must(s.t, s.Write(block("test", changes)))
}

// terraform runs a command that must end with code, and returns its words.
func (s *stage) terraform(code int, args ...string) string {
	s.t.Helper()
	result, err := s.Run(s.ctx, args...)
	must(s.t, err)
	return s.ended(result, code, args...)
}

func (s *stage) ended(result workbench.Result, code int, args ...string) string {
	s.t.Helper()
	s.output = result.Output
	if result.Code != code {
		s.t.Fatalf("terraform %s: exit code %d, want %d", strings.Join(args, " "), result.Code, code)
	}
	return words(result.Output)
}

func (s *stage) apply(args ...string) string {
	s.t.Helper()
	return s.terraform(0, append([]string{"apply", "-auto-approve"}, args...)...)
}

// words takes the frames and line breaks out of what Terraform prints.
func words(output string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(output)), " ")
}

func (s *stage) wantWords(text string, wanted ...string) {
	s.t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			s.t.Errorf("the output does not say %q", want)
		}
	}
}

// begin starts an apply, or another command, that will not end by itself.
func (s *stage) begin(args ...string) *workbench.Command {
	s.t.Helper()
	c, err := s.Start(append(args, "-auto-approve")...)
	must(s.t, err)
	s.t.Cleanup(c.Kill)
	return c
}

// end waits for the end of what was begun.
func (s *stage) end(c *workbench.Command) workbench.Result {
	s.t.Helper()
	select {
	case <-c.Done():
	case <-s.ctx.Done():
		s.output = c.Output()
		s.t.Fatal("terraform does not end")
	}
	return c.Wait()
}

// eventually waits until something is so.
func (s *stage) eventually(what string, so func() bool) {
	s.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-s.ctx.Done():
			s.t.Fatalf("not seen: %s", what)
		}
	}
}
