// HTTP and HTTPS listeners, and what hangs on them.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { admin, advance, certificate, code, gaapClient, startMock } from "./mock.js";

let mock, client, proxy, certificates;

before(async () => {
  mock = await startMock();
  client = gaapClient(mock.url);
  ({ id: proxy } = await admin(mock.url, "POST", "proxies", { name: "carrier" }));
  certificates = {};
  for (const [type, name] of ["users", "client", "server", "origin", "proxy"].entries()) {
    const content = type === 0 ? "alice:tx2KGdo3zJg/." : certificate;
    ({ id: certificates[name] } = await admin(mock.url, "POST", "certificates", { name, type, content }));
  }
});

after(async () => {
  if (proxy) await admin(mock.url, "DELETE", `proxies/${proxy}`);
  for (const id of Object.values(certificates ?? {})) await admin(mock.url, "DELETE", `certificates/${id}`);
  await mock?.stop();
});

const alias = (name) => ({ CertificateId: certificates[name], CertificateAlias: name });

// listen adds a listener behind the back of the API.
const listen = async (protocol, more) => (await admin(mock.url, "POST", "listeners", { proxy_id: proxy, protocol, ...more })).id;

// done waits for what is under way.
const done = () => advance(mock.url, "5s");

describe("layer 7, seen by the Node.js SDK", () => {
  it("goes through the life of an HTTP listener", async () => {
    const { ListenerId: id } = await client.CreateHTTPListener({ ProxyId: proxy, ListenerName: "网页", Port: 8080 });
    assert.match(id, /^listener-[0-9a-z]{8}$/);
    const look = async () => (await client.DescribeHTTPListeners({ ListenerId: id, Offset: 0, Limit: 50 })).ListenerSet[0];
    assert.equal((await look()).ListenerStatus, 1);
    await assert.rejects(client.CreateDomain({ ListenerId: id, Domain: "www.example.com" }), code("FailedOperation.ListenerHasTask"));
    await done();
    await client.ModifyHTTPListenerAttribute({ ListenerId: id, ListenerName: "new" });
    assert.equal((await look()).ListenerStatus, 4);
    await done();
    const { CreateTime, ...shown } = await look();
    assert.ok(CreateTime > 0);
    assert.deepEqual(shown, { ListenerId: id, ListenerName: "new", Port: 8080, Protocol: "HTTP", ListenerStatus: 0, ProxyId: proxy, GroupId: null });
    await assert.rejects(client.CreateHTTPListener({ ProxyId: proxy, ListenerName: "l", Port: 8080 }), code("InvalidParameterValue.DuplicatedListenerPort"));
    await client.DeleteListeners({ ListenerIds: [id], Force: 0, ProxyId: proxy });
    await done();
    await assert.rejects(look(), code("InvalidParameter"));
  });

  it("goes through the life of an HTTPS listener", async () => {
    const listener = { ProxyId: proxy, ListenerName: "tls", Port: 443, CertificateId: certificates.server, ForwardProtocol: "HTTP", AuthType: 1, Http3Supported: 1 };
    await assert.rejects(client.CreateHTTPSListener(listener), code("MissingParameter"));
    await assert.rejects(client.CreateHTTPSListener({ ...listener, ClientCertificateId: certificates.server }), code("InvalidParameterValue.InvalidCertificateId"));
    const { ListenerId: id } = await client.CreateHTTPSListener({ ...listener, PolyClientCertificateIds: [certificates.client] });
    await done();
    await client.ModifyHTTPSListenerAttribute({ ListenerId: id, ProxyId: proxy, ForwardProtocol: "HTTPS" });
    await done();
    await client.SetTlsVersion({ ListenerId: id, TLSSupportVersion: ["TLSv1.2", "TLSv1.3"], TLSCiphers: "GAAP_TLS_CIPHERS_STRICT" });
    await done();
    const { ListenerSet } = await client.DescribeHTTPSListeners({ ProxyId: proxy, Port: 443, Http3Supported: 1 });
    const { CreateTime, ...shown } = ListenerSet[0];
    assert.ok(CreateTime > 0);
    assert.deepEqual(shown, {
      ListenerId: id, ListenerName: "tls", Port: 443, Protocol: "HTTPS", ListenerStatus: 0, ProxyId: proxy, GroupId: null, ...alias("server"),
      ForwardProtocol: "HTTPS", AuthType: 1, Http3Supported: 1, ClientCertificateId: certificates.client, ClientCertificateAlias: "client",
      PolyClientCertificateAliasInfo: [alias("client")], TLSSupportVersion: ["TLSv1.2", "TLSv1.3"], TLSCiphers: "GAAP_TLS_CIPHERS_STRICT",
    });
    await assert.rejects(client.DeleteCertificate({ CertificateId: certificates.client }), code("FailedOperation.CertificateIsUsing"));
    await client.DeleteListeners({ ListenerIds: [id], Force: 1, ProxyId: proxy });
    await done();
  });

  it("goes through the life of a domain, by POST and by GET", async () => {
    for (const method of ["POST", "GET"]) {
      const by = gaapClient(mock.url, { method });
      const listener = await listen("HTTPS", { certificate_id: certificates.server, forward_protocol: "HTTPS" });
      const look = async () => (await by.DescribeRules({ ListenerId: listener })).DomainRuleSet;
      await by.CreateDomain({ ListenerId: listener, Domain: "www.example.com", CertificateId: "default", IsDefaultServer: false });
      await done();
      const on = { ListenerId: listener, Domain: "app.example.com" };
      await by.ModifyDomain({ ListenerId: listener, OldDomain: "www.example.com", NewDomain: on.Domain, IsDefaultServer: true });
      await done();
      await by.ModifyCertificate({ ...on, CertificateId: certificates.server });
      await done();
      await by.SetAuthentication({
        ...on, BasicAuth: 1, BasicAuthConfId: certificates.users, GaapAuth: 1, GaapCertificateId: certificates.proxy, RealServerAuth: 1,
        PolyRealServerCertificateIds: [certificates.origin], TLSSupportVersion: ["TLSv1.3"], TLSCiphers: "GAAP_TLS_CIPHERS_GENERAL",
      });
      await done();
      assert.deepEqual(await look(), [{
        Domain: on.Domain, RuleSet: [], ...alias("server"), ClientCertificateId: "default", ClientCertificateAlias: "default",
        PolyClientCertificateAliasInfo: [{ CertificateId: "default", CertificateAlias: "default" }],
        BasicAuth: 1, BasicAuthConfId: certificates.users, BasicAuthConfAlias: "users",
        GaapAuth: 1, GaapCertificateId: certificates.proxy, GaapCertificateAlias: "proxy",
        RealServerAuth: 1, RealServerCertificateId: certificates.origin, RealServerCertificateAlias: "origin", RealServerCertificateDomain: null,
        PolyRealServerCertificateAliasInfo: [alias("origin")], DomainStatus: 0, BanStatus: "RECOVER", Http3Supported: 0, IsDefaultServer: true,
        TLSSupportVersion: ["TLSv1.3"], TLSCiphers: "GAAP_TLS_CIPHERS_GENERAL",
      }]);
      await assert.rejects(by.CreateDomain(on), code("FailedOperation.DomainAlreadyExisted"));
      await by.DeleteDomain({ ...on, Force: 0 });
      await done();
      assert.deepEqual(await look(), []);
      await admin(mock.url, "DELETE", `listeners/${listener}`);
    }
  });

  it("goes through the life of a rule, with origins and headers", async () => {
    const on = { ListenerId: await listen("HTTP"), Domain: "www.example.com" };
    await admin(mock.url, "POST", "domains", { listener_id: on.ListenerId, name: on.Domain });
    const { id: origin, address } = await admin(mock.url, "POST", "realservers", {});
    const check = { DelayLoop: 30, ConnectTimeout: 2, Path: "/health", Method: "GET", StatusCode: [200, 300] };
    const rule = { ...on, Path: "/", RealServerType: "IP", Scheduler: "wrr", HealthCheck: 1, CheckParams: check, ForwardHost: "origin.example.com" };
    const { RuleId } = await client.CreateRule(rule);
    assert.match(RuleId, /^rule-[0-9a-z]{8}$/);
    const look = async () => (await client.DescribeRulesByRuleIds({ RuleIds: [RuleId] })).RuleSet[0];
    const settles = async (via) => {
      assert.equal((await look()).RuleStatus, via);
      await done();
      assert.equal((await look()).RuleStatus, 0);
    };
    await settles(1);
    await assert.rejects(client.CreateRule(rule), code("FailedOperation.RuleAlreadyExisted"));
    await client.ModifyRuleAttribute({ ListenerId: on.ListenerId, RuleId, Path: "/api", ForcedRedirect: "https:" });
    await settles(4);
    const bound = { RealServerId: origin, RealServerIP: address, RealServerPort: 9000, RealServerWeight: 60 };
    await client.BindRuleRealServers({ RuleId, RealServerBindSet: [bound] });
    await settles(3);
    const shown = await look();
    assert.deepEqual(shown, {
      ...rule, RuleId, Path: "/api", RuleStatus: 0, CheckParams: { ...check, Domain: on.Domain }, BindStatus: 1, ForwardProtocol: "HTTP", ForcedRedirect: "https:",
      RealServerSet: [{ ...bound, RealServerStatus: 0, DownIPList: [], RealServerFailoverRole: "" }], ServerNameIndicationSwitch: "OFF", ServerNameIndication: "",
    });
    assert.deepEqual((await client.DescribeRules({ ListenerId: on.ListenerId })).DomainRuleSet[0].RuleSet, [shown]);
    const bindable = await client.DescribeRuleRealServers({ RuleId, Offset: 0, Limit: 1000 });
    assert.ok(bindable.RealServerSet.some((r) => r.RealServerId === origin && r.InBanBlacklist === 0));
    assert.equal(bindable.BindRealServerTotalCount, 1);
    await admin(mock.url, "PATCH", `realservers/${origin}`, { sick: true });
    const sick = await look();
    assert.deepEqual([sick.BindStatus, sick.RealServerSet[0].RealServerStatus, sick.RealServerSet[0].DownIPList], [0, 1, [`${address}:9000`]]);

    const Headers = [{ HeaderName: "X-Real-IP", HeaderValue: "$remote_addr" }, { HeaderName: "X-A", HeaderValue: "1" }];
    await client.CreateCustomHeader({ RuleId, Headers });
    await settles(4);
    assert.deepEqual((await client.DescribeCustomHeader({ RuleId })).Headers, Headers);
    const { BlackHeaders } = await client.DescribeBlackHeader({});
    await assert.rejects(client.CreateCustomHeader({ RuleId, Headers: [{ HeaderName: BlackHeaders[0], HeaderValue: "1" }] }), code("InvalidParameterValue.HitBlacklist"));

    const remove = { ListenerId: on.ListenerId, RuleId, Force: 0 };
    await assert.rejects(client.RemoveRealServers({ RealServerIds: [origin] }), code("FailedOperation.RealServerAlreadyBound"));
    await assert.rejects(client.DeleteRule(remove), code("FailedOperation.RealServerAlreadyBound"));
    await client.BindRuleRealServers({ RuleId });
    await settles(3);
    await client.DeleteRule(remove);
    await done();
    await assert.rejects(look(), code("InvalidParameter"));
    await client.RemoveRealServers({ RealServerIds: [origin] });
  });

  it("goes through the life of an error page", async () => {
    const on = { ListenerId: await listen("HTTP"), Domain: "www.example.com" };
    await admin(mock.url, "POST", "domains", { listener_id: on.ListenerId, name: on.Domain });
    const page = {
      ...on, ErrorNos: [502, 503], Body: "<h1>维护</h1>", NewErrorNo: 503, ClearHeaders: ["Server"], SetHeaders: [{ HeaderName: "X-A", HeaderValue: "1" }],
    };
    const { ErrorPageId } = await client.CreateDomainErrorPageInfo(page);
    assert.match(ErrorPageId, /^errorPage-[0-9a-z]{8}$/);
    await done();
    await assert.rejects(client.CreateDomainErrorPageInfo(page), code("FailedOperation.DomainAlreadyExisted"));
    const look = async () => (await client.DescribeDomainErrorPageInfoByIds({ ErrorPageIds: [ErrorPageId] })).ErrorPageSet;
    assert.deepEqual(await look(), [{ ...page, ErrorPageId, Status: 0 }]);
    assert.deepEqual((await client.DescribeDomainErrorPageInfo(on)).ErrorPageSet, await look());
    await client.DeleteDomainErrorPageInfo({ ErrorPageId });
    await done();
    assert.deepEqual(await look(), []);
    await assert.rejects(client.DeleteDomainErrorPageInfo({ ErrorPageId }), code("ResourceNotFound"));
  });

  it("loses answers below listeners on demand", async () => {
    const listener = await listen("HTTP");
    await admin(mock.url, "POST", "faults", { action: "CreateDomain", kind: "lost_after" });
    await assert.rejects(client.CreateDomain({ ListenerId: listener, Domain: "www.example.com" }));
    await done();
    assert.equal((await client.DescribeRules({ ListenerId: listener })).TotalCount, 1);
  });
});
