// Looks at the mock's page in Chromium while things happen.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import http from "node:http";
import path from "node:path";
import readline from "node:readline";
import { after, before, beforeEach, describe, it } from "node:test";
import { chromium } from "playwright-core";

const evil = `<img src=x onerror="document.title='owned'"><b>edge</b>`;

let mock, url, browser, page, problems;

// findBrowser takes the program that CHROMIUM names, or one on the PATH.
function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of process.env.PATH.split(path.delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {} // not here
    }
  }
  throw new Error("no Chromium on the PATH: install one, or name it in CHROMIUM");
}

async function startMock(address) {
  if (!process.env.GAAPMOCK) throw new Error("set GAAPMOCK to the program of the mock");
  const child = spawn(process.env.GAAPMOCK, ["-addr", address, "-insecure", "-quiet", "-rate", "-1"], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = await once(readline.createInterface(child.stdout), "line");
  url = line.replace("gaapmock listening on ", "");
  return child;
}

async function api(action, body) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-TC-Action": action, "X-TC-Version": "2018-05-29" },
    body: JSON.stringify(body),
  });
  return (await response.json()).Response;
}

const create = (name, token) => api("CreateProxy", {
  ProjectId: 0, ProxyName: name, AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 20, Concurrent: 5, ClientToken: token,
});

async function admin(method, route, body) {
  const response = await fetch(`${url}/_mock/${route}`, { method, body: body && JSON.stringify(body) });
  assert.equal(response.status, 200);
  return response.json();
}

// row is the line of a table that has the text in it.
const row = (section, text) => page.locator(`#${section} tbody tr`, { hasText: text });

before(async () => {
  mock = await startMock("127.0.0.1:0");
  browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  mock?.kill("SIGTERM");
});

beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(url);
});

describe("the page of the mock", () => {
  it("follows a proxy from CREATING to RUNNING to gone, without a reload", async () => {
    await page.evaluate(() => { window.sameDocument = true; });
    await page.getByText("No proxies yet.").waitFor();
    const { InstanceId: id } = await create("edge", "token-1");
    await row("proxies", id).getByText("CREATING").waitFor();
    await row("tokens", "token-1").getByText("spent: executed").waitFor();
    await row("calls", "token-1").getByText("ok", { exact: true }).waitFor();
    await admin("POST", "clock", { advance: "3m" });
    await row("proxies", id).getByText("RUNNING").waitFor();
    await page.locator("#said", { hasText: `${id} is RUNNING` }).waitFor();
    await admin("DELETE", `proxies/${id}`);
    await row("tokens", "token-1").getByText(`${id} (gone)`).waitFor();
    assert.equal(await row("proxies", id).count(), 0);
    assert.equal(await page.evaluate(() => window.sameDocument), true);
    assert.deepEqual(problems, []);
  });

  it("shows listeners below their proxy, with origins and their health", async () => {
    const { id: proxy } = await admin("POST", "proxies", { name: "carrier" });
    const { id: origin } = await admin("POST", "realservers", { name: evil, address: "192.0.2.7", tags: { team: "net" } });
    const { id: listener } = await admin("POST", "listeners", { proxy_id: proxy, name: evil, port: 7000, health_check: 1, realservers: [{ id: origin, port: 9000 }] });
    const { id: plain } = await admin("POST", "listeners", { proxy_id: proxy, protocol: "UDP", port: 53 });
    const { id: grouped } = await admin("POST", "listeners", { group_id: "lg-xxxx" });
    await row("proxies", listener).getByText("TCP 7000, rr").waitFor();
    await row("proxies", listener).getByText(evil, { exact: true }).waitFor();
    await row("proxies", listener).getByText("192.0.2.7:9000", { exact: true }).waitFor();
    await row("proxies", plain).getByText("no origins").waitFor();
    await row("groups", grouped).getByText("RUNNING").waitFor();
    await row("realservers", origin).getByText("well").waitFor();
    const ids = () => page.locator("#proxies tbody tr td:first-child").allTextContents();
    const shown = await ids();
    assert.deepEqual(shown.slice(shown.indexOf(proxy), shown.indexOf(proxy) + 3), [proxy, listener, plain]);
    await admin("PATCH", `realservers/${origin}`, { sick: true, down_ips: ["192.0.2.7"] });
    await row("realservers", origin).getByText("sick 192.0.2.7").waitFor();
    await row("proxies", listener).locator("td.bad", { hasText: "192.0.2.7:9000 (sick)" }).waitFor();
    await admin("DELETE", `listeners/${listener}`);
    await row("proxies", listener).waitFor({ state: "detached" });
    assert.equal(await page.locator("main img, main b").count(), 0);
    assert.deepEqual(problems, []);
    await admin("DELETE", `proxies/${proxy}`);
    await row("proxies", plain).waitFor({ state: "detached" });
  });

  it("shows domains, rules and error pages below their listener, with headers and the names of certificates", async () => {
    const { id: proxy } = await admin("POST", "proxies", { name: "carrier" });
    const { id: origin } = await admin("POST", "realservers", { address: "192.0.2.8" });
    const { id: users } = await admin("POST", "certificates", { name: evil, type: 0 });
    const { id: listener } = await admin("POST", "listeners", { proxy_id: proxy, protocol: "HTTPS", port: 443, certificate_id: "cert-a1b2c3d4" });
    const { id: domain } = await admin("POST", "domains", { listener_id: listener, name: "a.example.com", basic_auth: 1, basic_auth_id: users, default: true });
    const { id: rule } = await admin("POST", "rules", {
      domain_id: domain, path: "/api", health_check: 1, realservers: [{ id: origin, port: 9000 }], headers: [{ name: "X-A", value: evil }],
    });
    const { id: down } = await admin("POST", "errorpages", {
      domain_id: domain, error_nos: [500, 502], new_error_no: 503, clear_headers: ["Server"], set_headers: [{ name: "X-B", value: "2" }],
    });
    await row("proxies", listener).getByText("HTTPS 443", { exact: true }).waitFor();
    await row("proxies", listener).getByText("certificate cert-a1b2c3d4").waitFor();
    await row("proxies", domain).getByText("a.example.com").waitFor();
    await row("proxies", domain).getByText(`users ${evil}`).waitFor();
    await row("proxies", domain).getByText("default domain").waitFor();
    await row("proxies", rule).getByText(`192.0.2.8:9000; adds X-A: ${evil}`, { exact: true }).waitFor();
    await row("proxies", down).getByText("500, 502 → 503").waitFor();
    await row("proxies", down).getByText("clears Server; sets X-B: 2").waitFor();
    await row("certificates", users).getByText("a.example.com").waitFor();
    await row("realservers", origin).locator("td.number", { hasText: "1" }).waitFor();
    const shown = await page.locator("#proxies tbody tr td:first-child").allTextContents();
    assert.deepEqual(shown.slice(shown.indexOf(proxy), shown.indexOf(proxy) + 5), [proxy, listener, domain, rule, down]);
    await admin("PATCH", `realservers/${origin}`, { sick: true });
    await row("proxies", rule).locator("td.bad", { hasText: "192.0.2.8:9000 (sick)" }).waitFor();
    await admin("DELETE", `domains/${domain}`);
    await row("proxies", rule).waitFor({ state: "detached" });
    assert.equal(await page.locator("main img, main b").count(), 0);
    assert.deepEqual(problems, []);
    await admin("DELETE", `proxies/${proxy}`);
  });

  it("shows markup as text", async () => {
    const { id } = await admin("POST", "proxies", { name: evil, tags: { [evil]: evil } });
    await api(evil, { [evil]: evil });
    await row("proxies", id).getByText(evil, { exact: true }).waitFor();
    await row("calls", evil).first().waitFor();
    assert.equal(await page.title(), "GAAP mock");
    assert.equal(await page.locator("main img, main b").count(), 0);
    assert.deepEqual(problems, []);
    await admin("DELETE", `proxies/${id}`);
  });

  it("interferes when a button is pressed", async () => {
    await page.getByRole("button", { name: "Lose the next answer" }).click();
    await row("faults", "lost_after").waitFor();
    await admin("POST", "faults", { kind: "error", code: "FailedOperation.ProxySellOut" });
    await row("faults", "FailedOperation.ProxySellOut").waitFor();
    await page.getByRole("button", { name: "Clear faults" }).click();
    await page.getByText("Faults to come: 0").waitFor();
    const { InstanceId: id } = await create("clocked", "token-2");
    await page.getByRole("button", { name: "10 min" }).click();
    await row("proxies", id).getByText("RUNNING").waitFor();
    assert.deepEqual(problems, []);
  });

  it("leaves alone what does not change", async () => {
    await page.setViewportSize({ width: 360, height: 700 });
    for (let i = 0; i < 20; i++) await api("DescribeProxies", {});
    const seq = (await admin("GET", "journal?last=1"))[0].seq;
    await page.locator("#calls").getByRole("cell", { name: String(seq), exact: true }).waitFor();
    await row("tokens", "token-1").waitFor();
    const look = () => page.evaluate((n) => {
      const tr = [...document.querySelectorAll("#calls tbody tr")].find((r) => r.cells[0].textContent === String(n));
      const { wide } = window;
      return { top: tr.getBoundingClientRect().top, left: wide.scrollLeft, focus: document.activeElement === wide, text: String(getSelection()) };
    }, seq - 10);
    await page.evaluate((n) => {
      window.wide = document.querySelector("#calls .wide");
      const tr = [...document.querySelectorAll("#calls tbody tr")].find((r) => r.cells[0].textContent === String(n));
      tr.scrollIntoView({ block: "start" });
      window.wide.scrollLeft = 100;
      window.wide.focus({ preventScroll: true });
      getSelection().selectAllChildren(document.querySelector("#tokens tbody td"));
    }, seq - 10);
    const before = await look();
    assert.equal(before.left, 100);
    assert.equal(before.focus, true);
    assert.notEqual(before.text, "");
    for (let i = 0; i < 3; i++) await api("DescribeProxies", {});
    await create("later", "token-3");
    await row("calls", "token-3").waitFor();
    await row("tokens", "token-3").waitFor();
    const { top, ...rest } = await look();
    assert.ok(Math.abs(top - before.top) <= 1, `moved by ${top - before.top} pixels`); // rows have heights that are no whole pixels
    assert.deepEqual({ top: before.top, ...rest }, before);
  });

  it("stays small however many calls come", async () => {
    const elements = () => page.evaluate(() => document.querySelectorAll("*").length);
    for (let i = 0; i < 60; i++) await create("many", `many-${i}`);
    await row("calls", "many-59").waitFor();
    const before = await elements();
    for (let i = 60; i < 1000; i++) await create("many", `many-${i}`);
    await row("calls", "many-999").waitFor();
    await row("tokens", "many-999").waitFor();
    assert.equal(await elements(), before);
  });

  it("announces nothing about proxies that it does not show", async () => {
    const ids = [];
    const count = (n) => page.getByText(n > 200 ? `Proxies: the latest 200 of ${n}` : `Proxies: ${n}`, { exact: true }).waitFor();
    let { proxies } = await admin("GET", "summary");
    for (; proxies < 200; proxies++) ids.push((await admin("POST", "proxies", { name: "crowd" })).id);
    await count(200);
    await admin("POST", "clock", { advance: "1h" });
    await page.waitForFunction(() => !document.querySelector("#proxies td.wait"));
    await admin("PATCH", `proxies/${ids[0]}`, { status: "CLOSED" });
    await page.locator("#said", { hasText: `${ids[0]} is CLOSED` }).waitFor();
    ids.push((await admin("POST", "proxies", { name: "one too many" })).id);
    await count(201);
    await admin("DELETE", `proxies/${ids.pop()}`);
    await count(200);
    assert.equal(await page.locator("#said").textContent(), `${ids[0]} is CLOSED`);
    for (const id of ids) await admin("DELETE", `proxies/${id}`);
  });

  it("runs no script but its own", async () => {
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'owned'";
      document.body.append(script);
    });
    assert.equal(await page.title(), "GAAP mock");
    assert.match(problems.join(), /Content Security Policy/);
  });

  it("cannot be driven by another page", async () => {
    // On this machine too, because Chromium itself keeps pages of the network away from it.
    const other = http.createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<p>other")).listen(0, "127.0.0.1");
    other.unref(); // must not keep the tests alive
    await once(other, "listening");
    await page.goto(`http://127.0.0.1:${other.address().port}/`);
    const { now } = await admin("GET", "summary");
    await page.evaluate((target) => fetch(target, { method: "POST", mode: "no-cors", body: '{"advance":"1000h"}' }).catch(() => {}), `${url}/_mock/clock`);
    const later = await admin("GET", "summary");
    assert.ok(new Date(later.now) - new Date(now) < 3_600_000);
  });

  it("fits a narrow screen, and the keyboard reaches every button", async () => {
    await page.setViewportSize({ width: 360, height: 700 });
    await row("proxies", "clocked").waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    const names = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press("Tab");
      names.push(await page.evaluate(() => document.activeElement.tagName));
    }
    assert.deepEqual(names, ["BUTTON", "BUTTON", "BUTTON", "BUTTON"]);
  });

  it("says when the mock is gone, and when it is back", async () => {
    const gone = page.getByRole("alert").getByText("The mock does not answer");
    const exit = once(mock, "exit");
    mock.kill("SIGTERM");
    await gone.waitFor();
    await exit;
    mock = await startMock(new URL(url).host);
    await page.getByText("No proxies yet.").waitFor();
    assert.equal(await gone.count(), 0);
  });
});
