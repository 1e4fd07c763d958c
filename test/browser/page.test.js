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

async function startMock() {
  if (!process.env.GAAPMOCK) throw new Error("set GAAPMOCK to the program of the mock");
  const child = spawn(process.env.GAAPMOCK, ["-addr", "127.0.0.1:0", "-insecure", "-quiet"], { stdio: ["ignore", "pipe", "ignore"] });
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
  mock = await startMock();
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
    await page.getByRole("button", { name: "Clear faults" }).click();
    await page.getByText("Faults to come: 0").waitFor();
    const { InstanceId: id } = await create("clocked", "token-2");
    await page.getByRole("button", { name: "10 min" }).click();
    await row("proxies", id).getByText("RUNNING").waitFor();
    assert.deepEqual(problems, []);
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

  it("says when the mock is gone", async () => {
    mock.kill("SIGTERM");
    await page.getByText("The mock does not answer").waitFor();
  });
});
