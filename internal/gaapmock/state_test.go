package gaapmock

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestStateFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	start := func(change ...func(*Options)) *tester {
		return newTester(t, append([]func(*Options){func(o *Options) { o.StateFile = path }}, change...)...)
	}
	x := start()
	a := x.ok("CreateProxy", standardProxy(`{"ClientToken":"t","TagSet":[{"TagKey":"a","TagValue":"b"}]}`))
	id := a.fields["InstanceId"].(string)
	bound := x.AddListener(Listener{ProxyID: id, RealServers: []Binding{{}}})
	x.UpdateGroup("lg-xxxx", func(g *Group) { g.Status = StatusClosed })
	x.Advance(10 * time.Second)
	before, listener, origins := x.Proxies(), x.Listeners(""), x.RealServers()

	x = start() // on a clock that stands where the first one stood
	if got := x.Proxies(); !reflect.DeepEqual(got, before) {
		t.Errorf("after the restart %+v, want %+v", got, before)
	}
	if got := x.Listeners(""); !reflect.DeepEqual(got, listener) || got[0].ID != bound || !reflect.DeepEqual(x.RealServers(), origins) {
		t.Errorf("after the restart %+v, want %+v", got, listener)
	}
	if groups := x.Groups(); len(groups) != 2 || groups[0].Status != StatusClosed {
		t.Errorf("after the restart %+v", groups)
	}
	if want := testStart.Add(10 * time.Second); !x.Now().Equal(want) {
		t.Errorf("life-cycle time %v, want %v", x.Now(), want)
	}
	x.fails("FailedOperation.DuplicatedRequest", "CreateProxy", standardProxy(`{"ClientToken":"t"}`))
	if got := x.ok("DescribeTaskStatus", `{"TaskId":"`+a.id+`"}`).fields["Status"]; got != "RUNNING" {
		t.Errorf("task %v", got)
	}
	x.Advance(20 * time.Second)
	x.wantStatus(id, StatusRunning)
	if other := x.create(""); other == id {
		t.Error("an id was drawn twice")
	}
	x.UpdateProxy(id, func(p *Proxy) { p.Name = "changed" })
	x.RemoveProxy(x.Proxies()[1].ID)

	x = start(func(o *Options) { o.Clock, o.Speed = NewManualClock(testStart.Add(time.Minute)), 10 })
	if got := x.Proxies(); len(got) != 1 || got[0].Name != "changed" {
		t.Errorf("proxies %+v", got)
	}
	if want := testStart.Add(10*time.Minute + 30*time.Second); !x.Now().Equal(want) {
		t.Errorf("time went on to %v while the server was down, want %v", x.Now(), want)
	}
	if files, _ := filepath.Glob(path + "*"); len(files) != 1 {
		t.Errorf("files left: %v", files)
	}
}

func TestKilledServerHasSaved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	for kind, want := range map[FaultKind]int{FaultKillBefore: 0, FaultKillAfter: 1} {
		os.Remove(path)
		x := newTester(t, func(o *Options) { o.StateFile = path })
		x.Inject(Fault{Kind: kind})
		x.call("CreateProxy", standardProxy(""))
		x = newTester(t, func(o *Options) { o.StateFile = path })
		if n := len(x.Proxies()); n != want {
			t.Errorf("%s: %d proxies after the restart, want %d", kind, n, want)
		}
	}
}

func TestRequestIDsSurviveRestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	seen := map[string]bool{}
	for range 3 {
		x := newTester(t, func(o *Options) { o.StateFile = path })
		for range 3 {
			if id := x.ok("DescribeProxies", "").id; seen[id] {
				t.Errorf("request id %s twice", id)
			} else {
				seen[id] = true
			}
		}
	}
}

func TestBrokenStateFile(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"cut": `{"format":2,`, "older": `{"format":1}`} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := New(Options{StateFile: path}); err == nil || !strings.Contains(err.Error(), "state file") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := New(Options{StateFile: filepath.Join(dir, "none", "state")}); err == nil {
		t.Error("New accepts a file that cannot be written")
	}
}

func TestSavingFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "sub")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	x := newTester(t, func(o *Options) { o.StateFile = filepath.Join(dir, "state") })
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	x.fails("InternalError", "CreateProxy", standardProxy(""))
}

func TestSeed(t *testing.T) {
	ids := func(seed int64, polls int) []string {
		x := newTester(t, func(o *Options) { o.Seed = seed })
		out := []string{x.create("")}
		for range polls {
			x.ok("DescribeProxies", "")
		}
		return append(out, x.create(""))
	}
	if a, b := ids(1, 0), ids(1, 9); !reflect.DeepEqual(a, b) || a[0] == a[1] {
		t.Errorf("the same seed gives %v and %v", a, b)
	}
	if a, b := ids(0, 0), ids(0, 0); reflect.DeepEqual(a, b) {
		t.Error("without a seed the ids repeat")
	}
}

func TestControl(t *testing.T) {
	x := newTester(t)
	id := x.AddProxy(Proxy{Name: "mine", Tags: map[string]string{"a": "b"}})
	p, ok := x.Proxy(id)
	if !ok || p.Name != "mine" || p.Status != StatusRunning || p.Bandwidth != 10 || p.Domain == "" || !p.CreateTime.Equal(testStart) {
		t.Errorf("proxy %+v", p)
	}
	p.Tags["a"] = "changed"
	if p, _ := x.Proxy(id); p.Tags["a"] != "b" {
		t.Error("Proxy returns the mock's own map")
	}
	x.AddProxy(Proxy{ID: id, Name: "replaced"})
	if all := x.Proxies(); len(all) != 1 || all[0].Name != "replaced" {
		t.Errorf("proxies %+v", all)
	}
	creating := x.create("")
	x.UpdateProxy(creating, func(p *Proxy) { p.ID, p.Bandwidth, p.Tags = "x", 77, nil })
	x.Advance(time.Minute)
	if p, _ := x.Proxy(creating); p.Status != StatusRunning || p.Bandwidth != 77 || p.Tags == nil {
		t.Errorf("proxy %+v", p)
	}
	x.ok("CloseProxies", only(creating))
	x.UpdateProxy(creating, func(p *Proxy) { p.Status = StatusIsolated })
	x.Advance(time.Hour)
	x.wantStatus(creating, StatusIsolated)
	if !x.RemoveProxy(creating) || x.RemoveProxy(creating) || x.UpdateProxy(creating, func(*Proxy) {}) {
		t.Error("a removed proxy is still there")
	}
}

// A link to a state file, such as a volume's, stays a link.
func TestStateFileIsLinked(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "real.json"), filepath.Join(dir, "state.json")
	if err := newTester(t, func(o *Options) { o.StateFile = target }).save(); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	newTester(t, func(o *Options) { o.StateFile = link }).create("")
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("%v, %v", info, err)
	}
	if n := len(newTester(t, func(o *Options) { o.StateFile = target }).Proxies()); n != 1 {
		t.Errorf("%d proxies behind the link", n)
	}
}
