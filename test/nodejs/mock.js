// Finds or starts the mock, and makes clients of Tencent's own SDK for it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import readline from "node:readline";
import tencentcloud from "tencentcloud-sdk-nodejs";

const { gaap, tag } = tencentcloud;

export const defaultKey = {
  secretId: "AKIDgaapmock0000000000000000EXAMPLE",
  secretKey: "gaapmockSecretKey000000000EXAMPLE",
};

// startMock uses the mock at GAAPMOCK_ADDRESS (http://127.0.0.1:9180), or
// starts the program that GAAPMOCK names.
export async function startMock() {
  if (process.env.GAAPMOCK_ADDRESS) {
    return { url: new URL(process.env.GAAPMOCK_ADDRESS), stop: async () => {} };
  }
  if (!process.env.GAAPMOCK) {
    throw new Error("set GAAPMOCK_ADDRESS to a running mock or GAAPMOCK to its program");
  }
  const child = spawn(process.env.GAAPMOCK, ["-addr", "127.0.0.1:0", "-quiet"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  exited.catch(() => {}); // a program that cannot start is reported below
  const first = await Promise.race([
    once(readline.createInterface(child.stdout), "line").then(([line]) => line),
    exited.then(([code]) => Promise.reject(new Error(`the mock ended with ${code}`))),
  ]);
  return {
    url: new URL(first.replace("gaapmock listening on ", "")),
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

// The SDK takes the service of the signature from the first label of the
// endpoint, so the endpoint must begin with "gaap." or "tag."; this agent leads
// any name to the mock.
function agentTo(address) {
  return new http.Agent({
    lookup: (_name, options, done) =>
      options.all ? done(null, [{ address, family: 4 }]) : done(null, address, 4),
  });
}

function configuration(url, service, credential, reqMethod) {
  return {
    credential,
    region: "ap-guangzhou",
    profile: {
      httpProfile: {
        protocol: "http://",
        endpoint: `${service}.localhost:${url.port}`,
        agent: agentTo(url.hostname),
        reqMethod,
      },
    },
  };
}

export function gaapClient(url, { credential = defaultKey, method = "POST" } = {}) {
  return new gaap.v20180529.Client(configuration(url, "gaap", credential, method));
}

export function tagClient(url) {
  return new tag.v20180813.Client(configuration(url, "tag", defaultKey, "POST"));
}

// admin calls a route of the mock itself.
export async function admin(url, method, path, body) {
  const response = await fetch(new URL(`/_mock/${path}`, url), { method, body: body && JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export const advance = (url, duration) => admin(url, "POST", "clock", { advance: duration });

// code is what a call is rejected with.
export const code = (want) => (error) => {
  assert.equal(error.code, want);
  assert.match(error.requestId, /^[0-9a-f-]{36}$/);
  return true;
};

// certificate is for www.example.com, until 2126; nobody has its key any more.
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBpzCCAU2gAwIBAgIUTfHvbo9UZ4x+J58Byg9kUj6GBzAwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPd3d3LmV4YW1wbGUuY29tMCAXDTI2MTEzMDA3MzAyM1oYDzIx
MjYxMTA2MDczMDIzWjAaMRgwFgYDVQQDDA93d3cuZXhhbXBsZS5jb20wWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAR4hbRIAX/LTm2bAstp9u0tOBmFy9veLNv/74+f
K6uanY1RW7dVcjSiWibixDEqSLOKTNvTFS7ZERJJwT34d/2so28wbTAdBgNVHQ4E
FgQUIFpbuY+F8r8CPsUfGcboKhqunIcwHwYDVR0jBBgwFoAUIFpbuY+F8r8CPsUf
GcboKhqunIcwDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgg93d3cuZXhhbXBs
ZS5jb20wCgYIKoZIzj0EAwIDSAAwRQIhAIuxLQlO8vDgeEISJ+903KLiskLhQkfx
Y5s9f2aTSw1jAiANky515CN4dYtJpfe2ZQ5h6Ek89sZVxl60GFplzeX8PQ==
-----END CERTIFICATE-----
`;
