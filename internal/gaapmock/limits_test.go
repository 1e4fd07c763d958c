package gaapmock

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestJournalIsBounded(t *testing.T) {
	x := newTester(t, func(o *Options) { o.MaxJournal = 5 })
	for range 12 {
		x.ok("DescribeProxies", "{}")
	}
	calls := x.Journal()
	if len(calls) != 5 || calls[0].Seq != 8 || calls[4].Seq != 12 || x.Counts()["DescribeProxies"] != 12 {
		t.Errorf("%d calls from %d, counted %v", len(calls), calls[0].Seq, x.Counts())
	}
	x.ResetJournal()
	for range 6 {
		x.ok("DescribeProxies", "{}")
	}
	if n := len(x.Journal()); n != 5 {
		t.Errorf("%d calls after a reset", n)
	}
	if _, body := x.admin("GET", "journal?last=2", ""); strings.Count(body, `"seq"`) != 2 || !strings.Contains(body, `"seq":18`) {
		t.Error(body)
	}
}

func TestJournalBytesAreBounded(t *testing.T) {
	large := `{"ProxyIds":["` + strings.Repeat("a", 10_000) + `"]}`
	x := newTester(t, func(o *Options) { o.MaxJournalBytes = 50_000 })
	for range 9 {
		x.call("DescribeProxies", large)
	}
	if n := len(x.Journal()); n != 4 || x.journal.bytes > 50_000 || x.journal.bytes < 40_000 {
		t.Errorf("%d calls, %d bytes", n, x.journal.bytes)
	}
	x.call("DescribeProxies", `{"ProxyIds":["`+strings.Repeat("a", 60_000)+`"]}`)
	if n := len(x.Journal()); n != 1 {
		t.Errorf("%d calls, want only the latest", n)
	}
	unlimited := newTester(t, func(o *Options) { o.MaxJournal, o.MaxJournalBytes = -1, -1 })
	for range 9 {
		unlimited.call("DescribeProxies", large)
	}
	if n := len(unlimited.Journal()); n != 9 {
		t.Errorf("%d calls without a limit", n)
	}
}

func TestNamesOfActionsAreBounded(t *testing.T) {
	x := newTester(t)
	for i := range maxCounted + 9 {
		x.fails("InvalidAction", fmt.Sprint("Unicorn", i), "{}")
	}
	x.fails("InvalidAction", strings.Repeat("x", maxName+1), "{}")
	if counts := x.Counts(); len(counts) != maxCounted+1 || counts[otherActions] != 10 {
		t.Errorf("%d names, %d others", len(counts), counts[otherActions])
	}
}

func TestCallersAreBounded(t *testing.T) {
	l := rateLimiter{}
	now := testStart
	for i := range maxCallers + 2 {
		now = now.Add(time.Millisecond)
		if !l.allow(fmt.Sprint(i), 1, now) {
			t.Fatal(i)
		}
	}
	if last := fmt.Sprint(maxCallers + 1); len(l.passed) > maxCallers || l.allow(last, 1, now) {
		t.Errorf("%d callers, the latest is forgotten", len(l.passed))
	}
}

func TestDropOldest(t *testing.T) {
	items := map[string]time.Time{}
	for i := range 21 {
		items[fmt.Sprintf("%02d", i)] = testStart.Add(time.Duration(i) * time.Second)
		dropOldest(items, 20, func(at time.Time) time.Time { return at })
	}
	if _, oldest := items["02"]; len(items) != 18 || oldest {
		t.Errorf("%d left: %v", len(items), items)
	}
	if _, ok := items["03"]; !ok {
		t.Error("too many are gone")
	}
}

func TestLongParametersOfTokens(t *testing.T) {
	x := newTester(t)
	tags := []string{}
	for i := range 50 {
		tags = append(tags, fmt.Sprintf(`{"TagKey":"k%d","TagValue":"%s"}`, i, strings.Repeat("v", 255)))
	}
	body := standardProxy(`{"ClientToken":"t","TagSet":[` + strings.Join(tags, ",") + `]}`)
	x.ok("CreateProxy", body)
	if n := len(x.store.Tokens[tokenKey("CreateProxy", "t")].Params); n != 64 {
		t.Errorf("%d bytes are remembered", n)
	}
	x.opts.Replay, x.opts.ReplayMismatch = ReplayFirstID, MismatchInvalidParameter
	x.ok("CreateProxy", body)
	x.fails("InvalidParameter", "CreateProxy", strings.Replace(body, "vvv", "vvw", 1))
}

func TestNesting(t *testing.T) {
	for text, want := range map[string]int{`1`: 0, `{"a":1}`: 1, `[[],[{}]]`: 3, `"[[["`: 0, `["\"[[["]`: 1, `["\\",[]]`: 2} {
		if got := nesting([]byte(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
	x := newTester(t)
	x.fails("InvalidParameter", "DescribeProxies", strings.Repeat(`{"a":`, maxNesting+1)+"1"+strings.Repeat("}", maxNesting+1))
	x.fails("UnknownParameter", "DescribeProxies", strings.Repeat(`{"a":`, maxNesting)+"1"+strings.Repeat("}", maxNesting))
}

func TestPanicIsAnswered(t *testing.T) {
	var out bytes.Buffer
	log.SetOutput(&out)
	defer log.SetOutput(os.Stderr)
	x := newTester(t)
	x.actions["Break"] = action{
		service: "gaap", params: func() any { return new(struct{}) },
		run: func(*call, any) (any, *apiError) { panic("broken") },
	}
	a := x.fails("InternalError", "Break", "{}")
	if a.id == "" || !strings.Contains(a.body, "The mock is broken: broken") || !strings.Contains(out.String(), "limits_test.go") {
		t.Errorf("%s\n%s", a.body, &out)
	}
	x.ok("DescribeProxies", "{}") // no lock is left behind
	if calls := x.Journal(); len(calls) != 2 || calls[0].Code != "InternalError" {
		t.Errorf("journal %+v", calls)
	}
}

func TestClockEnds(t *testing.T) {
	x := newTester(t)
	for range 40 {
		x.admin("POST", "clock", `{"advance":"2560000h"}`)
	}
	if status, body := x.admin("POST", "clock", `{"advance":"2560000h"}`); status != http.StatusBadRequest || !strings.Contains(body, "9000") {
		t.Errorf("%d %s", status, body)
	}
	if status, body := x.admin("GET", "summary", ""); status != 200 || x.Now().Year() < 8000 || !json.Valid([]byte(body)) {
		t.Errorf("%d %s", status, body)
	}
}

func TestAdminBodyLimit(t *testing.T) {
	x := newTester(t)
	space := strings.Repeat(" ", maxAdminBody-len(`{"kind":"hang"}`))
	if status, _ := x.admin("POST", "faults", `{"kind":"hang"}`+space); status != http.StatusOK {
		t.Error(status)
	}
	if status, body := x.admin("POST", "faults", `{"kind":"hang"} `+space); status != http.StatusRequestEntityTooLarge {
		t.Errorf("%d %s", status, body)
	}
	many := "[" + strings.Repeat(`{"kind":"hang"},`, maxFaults) + `{"kind":"hang"}]`
	if status, body := x.admin("POST", "faults", many); status != http.StatusBadRequest || len(x.PendingFaults()) != 1 {
		t.Errorf("%d %s", status, body)
	}
}

func TestLargeStateFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	err = f.Truncate(maxStateFile + 1) // takes no room on the disk
	if f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := readState(path); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Error(err)
	}
}

func TestTokensRoute(t *testing.T) {
	x := newTester(t, func(o *Options) { o.TokenWindow = time.Hour })
	id := x.create(`{"ClientToken":"one"}`)
	x.Advance(40 * time.Minute)
	x.fails("InvalidParameterValue.InvalidBandwidth", "CreateProxy", standardProxy(`{"ClientToken":"two","Bandwidth":15}`))
	x.Advance(time.Second)
	x.ok("CloseProxies", `{"ProxyIds":["`+id+`"],"ClientToken":"three"}`)
	want := func(text ...string) {
		t.Helper()
		_, body := x.admin("GET", "tokens", "")
		parts := strings.SplitAfter(body, "},")
		if len(parts) != len(text) {
			t.Fatalf("%d tokens in %s", len(parts), body)
		}
		for i, part := range parts {
			if !strings.Contains(part, text[i]) {
				t.Errorf("%s is not %s", part, text[i])
			}
		}
	}
	x.fails("FailedOperation.DuplicatedRequest", "CreateProxy", standardProxy(`{"ClientToken":"one"}`))
	want(`"client_token":"one","proxy_id":"`+id+`","alive":true,"state":"executed"`,
		`"action":"CreateProxy","client_token":"two","alive":false,"state":"failed"`,
		`"action":"CloseProxies","client_token":"three","proxy_id":"`+id+`","alive":true,"state":"executed"`)
	x.Advance(20 * time.Minute)
	x.RemoveProxy(id)
	want(`"alive":false,"state":"expired"`, `"state":"failed"`, `"alive":false,"state":"executed"`)
	if _, body := x.admin("GET", "tokens?last=1", ""); strings.Count(body, "action") != 1 || !strings.Contains(body, "three") {
		t.Error(body)
	}
	if status, _ := x.admin("GET", "tokens?last=-1", ""); status != http.StatusBadRequest {
		t.Error(status)
	}
	if _, body := newTester(t).admin("GET", "tokens", ""); body != "[]" {
		t.Error(body)
	}
}
