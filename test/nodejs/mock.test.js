import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { admin, advance, code, defaultKey, gaapClient, startMock, tagClient } from "./mock.js";

let mock, client;

before(async () => {
  mock = await startMock();
  client = gaapClient(mock.url);
});

after(async () => {
  await mock?.stop();
});

const newProxy = (more = {}) => ({
  ProjectId: 0,
  ProxyName: "node <1>",
  AccessRegion: "Hongkong",
  RealServerRegion: "Shanghai",
  Bandwidth: 20,
  Concurrent: 5,
  ...more,
});

async function find(id) {
  const { ProxySet } = await client.DescribeProxies({ ProxyIds: [id], Limit: 100 });
  return ProxySet[0];
}

async function wantStatus(id, want) {
  assert.equal((await find(id)).Status, want);
}

describe("the mock, seen by the Node.js SDK", () => {
  it("goes through the life of a proxy", async () => {
    const created = await client.CreateProxy(newProxy({ TagSet: [{ TagKey: "team", TagValue: "net" }] }));
    const id = created.InstanceId;
    assert.match(id, /^link-[0-9a-z]{8}$/);
    await wantStatus(id, "CREATING");
    await advance(mock.url, "3m");
    assert.equal((await client.DescribeTaskStatus({ TaskId: created.RequestId })).Status, "SUCCESS");
    const proxy = await find(id);
    assert.equal(proxy.Status, "RUNNING");
    assert.equal(proxy.ProxyName, "node <1>");
    assert.deepEqual(proxy.TagSet, [{ TagKey: "team", TagValue: "net" }]);
    assert.equal(proxy.GroupId, null);

    await client.ModifyProxiesAttribute({ ProxyIds: [id], ProxyName: "节点" });
    await client.ModifyProxyConfiguration({ ProxyId: id, Bandwidth: 50, Concurrent: 10, BillingType: 0 });
    await advance(mock.url, "3s");
    await wantStatus(id, "ADJUSTING");
    await advance(mock.url, "20s");
    const changed = await find(id);
    assert.deepEqual([changed.ProxyName, changed.Bandwidth, changed.Concurrent], ["节点", 50, 10]);

    await tagClient(mock.url).ModifyResourceTags({
      Resource: `qcs::gaap::uin/:proxy/${id}`,
      ReplaceTags: [{ TagKey: "team", TagValue: "edge" }],
    });
    assert.deepEqual((await find(id)).TagSet, [{ TagKey: "team", TagValue: "edge" }]);

    const empty = { InvalidStatusInstanceSet: [], OperationFailedInstanceSet: [] };
    for (const [action, body, via, then] of [
      ["CloseProxies", {}, "CLOSING", "CLOSED"],
      ["OpenProxies", {}, "OPENING", "RUNNING"],
      ["DestroyProxies", { Force: 0 }, "DESTROYING", undefined],
    ]) {
      const { RequestId, ...sets } = await client[action]({ ProxyIds: [id], ...body });
      assert.deepEqual(sets, empty, action);
      assert.ok(RequestId);
      await wantStatus(id, via);
      await advance(mock.url, "10s");
      assert.equal((await find(id))?.Status, then);
    }
  });

  it("goes through the life of origins", async () => {
    const tags = [{ TagKey: "team", TagValue: "net" }];
    const added = await client.AddRealServers({ ProjectId: 0, RealServerName: "源站", RealServerIP: ["192.0.2.10", "2001:db8::10", "www.example.com"], TagSet: tags });
    assert.deepEqual(added.RealServerSet.map((r) => r.RealServerIP), ["192.0.2.10", "2001:db8::10", "www.example.com"]);
    const ids = added.RealServerSet.map((r) => r.RealServerId);
    assert.match(ids[0], /^rs-[0-9a-z]{8}$/);
    await advance(mock.url, "1s");
    const find = async (more) => (await client.DescribeRealServers({ ProjectId: -1, Limit: 50, ...more })).RealServerSet.filter((r) => ids.includes(r.RealServerId));
    assert.equal((await find()).length, 3);
    assert.deepEqual((await find({ SearchValue: "2.0.2.1" })).map((r) => r.RealServerId), [ids[0]]);
    assert.equal((await find({ TagSet: tags, Filters: [{ Name: "RealServerName", Values: ["源站"] }] })).length, 3);
    await client.ModifyRealServerName({ RealServerId: ids[0], RealServerName: "new" });
    await tagClient(mock.url).ModifyResourceTags({ Resource: `qcs::gaap::uin/:realServer/${ids[0]}`, ReplaceTags: [{ TagKey: "team", TagValue: "edge" }] });
    await assert.rejects(
      tagClient(mock.url).ModifyResourceTags({ Resource: `qcs::gaap::uin/:realserver/${ids[0]}`, ReplaceTags: tags }),
      code("InvalidParameterValue.ResourceDescriptionError"),
    );
    await advance(mock.url, "1s");
    const [renamed] = await find({ SearchValue: "192.0.2.10" });
    assert.deepEqual([renamed.RealServerName, renamed.ProjectId, renamed.TagSet], ["new", 0, [{ TagKey: "team", TagValue: "edge" }]]);
    await assert.rejects(client.AddRealServers({ ProjectId: 0, RealServerName: "n", RealServerIP: ["192.0.2.10"] }), code("InvalidParameterValue.DuplicateRS"));
    const { RealServerStatusSet } = await client.DescribeRealServersStatus({ RealServerIds: ids });
    assert.deepEqual(RealServerStatusSet.map((r) => [r.BindStatus, r.ProxyId, r.GroupId]), [[0, "", ""], [0, "", ""], [0, "", ""]]);
    await client.RemoveRealServers({ RealServerIds: ids });
    await assert.rejects(client.RemoveRealServers({ RealServerIds: ids }), code("ResourceNotFound"));
  });

  for (const protocol of ["TCP", "UDP"]) {
    it(`goes through the life of a ${protocol} listener`, async () => {
      const { id: proxy } = await admin(mock.url, "POST", "proxies", { name: "carrier" });
      const { id: origin, address } = await admin(mock.url, "POST", "realservers", {});
      const check = protocol === "UDP" ? { CheckType: "PORT", CheckPort: 53, ContextType: "TEXT", SendContext: "a", RecvContext: "b" } : { ClientIPMethod: 1 };
      const { ListenerIds } = await client[`Create${protocol}Listeners`]({
        ProxyId: proxy, ListenerName: "端口", Ports: [9001, 9002], Scheduler: "wrr", RealServerType: "IP", HealthCheck: 1,
        DelayLoop: 10, ConnectTimeout: 5, HealthyThreshold: 2, UnhealthyThreshold: 3, FailoverSwitch: 1, ...check,
      });
      const [id, second] = ListenerIds;
      assert.match(id, /^listener-[0-9a-z]{8}$/);
      const look = async () => (await client[`Describe${protocol}Listeners`]({ ProxyId: proxy, Limit: 100 })).ListenerSet.find((l) => l.ListenerId === id);
      const settles = async (via, duration) => {
        assert.equal((await look()).ListenerStatus, via);
        await advance(mock.url, duration);
        assert.equal((await look()).ListenerStatus, 0);
      };
      await settles(1, "2s");
      const set = [{ RealServerId: origin, RealServerIP: address, RealServerPort: 9000, RealServerWeight: 60, RealServerFailoverRole: "master" }];
      await client.BindListenerRealServers({ ListenerId: id, RealServerBindSet: set });
      await assert.rejects(client.BindListenerRealServers({ ListenerId: id }), code("FailedOperation.ListenerHasTask"));
      await settles(3, "2s");
      await client[`Modify${protocol}ListenerAttribute`]({ ListenerId: id, ProxyId: proxy, ListenerName: "new", DelayLoop: 20 });
      await settles(4, "1s");
      const shown = await look();
      assert.deepEqual([shown.ListenerName, shown.Port, shown.Protocol, shown.DelayLoop, shown.ConnectTimeout, shown.GroupId], ["new", 9001, protocol, 20, 5, null]);
      for (const [name, value] of Object.entries(check)) assert.equal(shown[name], value, name);
      assert.deepEqual(shown.RealServerSet, [{ ...set[0], RealServerStatus: 0, DownIPList: [] }]);
      assert.equal(shown.BindStatus, protocol === "TCP" ? 1 : 0);

      await admin(mock.url, "PATCH", `realservers/${origin}`, { sick: true });
      const sick = await look();
      assert.equal(sick.BindStatus, protocol === "TCP" ? 0 : 1);
      assert.deepEqual([sick.RealServerSet[0].RealServerStatus, sick.RealServerSet[0].DownIPList], [1, [`${address}:9000`]]);
      const bindable = await client.DescribeListenerRealServers({ ListenerId: id });
      assert.equal(bindable.BindRealServerTotalCount, 1);
      assert.ok(bindable.RealServerSet.some((r) => r.RealServerId === origin && r.InBanBlacklist === 0));
      await assert.rejects(client.RemoveRealServers({ RealServerIds: [origin] }), code("FailedOperation.RealServerAlreadyBound"));

      const { RequestId, ...sets } = await client.DeleteListeners({ ListenerIds: [id, second, "listener-none0000"], Force: 0, ProxyId: proxy });
      assert.ok(RequestId);
      assert.deepEqual(sets, { OperationFailedListenerSet: [], OperationSucceedListenerSet: [id, second], InvalidStatusListenerSet: ["listener-none0000"] });
      await advance(mock.url, "2s");
      await assert.rejects(client[`Describe${protocol}Listeners`]({ ListenerId: id }), (error) => {
        assert.deepEqual([error.code, error.message], ["InvalidParameter", `ListenerId(${id}) Not Exist.`]);
        return true;
      });
      await client.RemoveRealServers({ RealServerIds: [origin] });
      await admin(mock.url, "DELETE", `proxies/${proxy}`);
    });
  }

  it("answers lists of listeners of all protocols, and a nested GET", async () => {
    const { id: proxy } = await admin(mock.url, "POST", "proxies", { name: "all" });
    for (const protocol of ["TCP", "UDP", "HTTP", "HTTPS"]) {
      const { id } = await admin(mock.url, "POST", "listeners", { proxy_id: proxy, protocol });
      const { ListenerSet } = await client[`Describe${protocol}Listeners`]({ ProxyId: proxy });
      assert.deepEqual(ListenerSet.map((l) => l.ListenerId), [id]);
    }
    const { id: group } = await admin(mock.url, "POST", "listeners", { group_id: "lg-xxxx" });
    const get = gaapClient(mock.url, { method: "GET" });
    const { id: origin, address } = await admin(mock.url, "POST", "realservers", {});
    await get.BindListenerRealServers({ ListenerId: group, RealServerBindSet: [{ RealServerId: origin, RealServerIP: address, RealServerPort: 80 }] });
    const { ListenerSet } = await get.DescribeTCPListeners({ GroupId: "lg-xxxx" });
    assert.deepEqual([ListenerSet[0].ProxyId, ListenerSet[0].RealServerSet[0].RealServerPort], [null, 80]);
    await admin(mock.url, "DELETE", `proxies/${proxy}`);
  });

  it("refuses parameters of listeners and origins", async () => {
    const listener = { ProxyId: "link-none0000", ListenerName: "l", Ports: [80], Scheduler: "rr", RealServerType: "IP", HealthCheck: 0 };
    const refused = (action, body, want) => assert.rejects(client[action](body), code(want));
    await refused("CreateTCPListeners", listener, "ResourceNotFound");
    await refused("CreateTCPListeners", { ...listener, ProxyId: undefined }, "MissingParameter");
    await refused("CreateTCPListeners", { ...listener, Ports: ["80"] }, "InvalidParameter");
    await refused("CreateUDPListeners", { ...listener, ClientIPMethod: 0 }, "UnknownParameter");
    await refused("CreateUDPListeners", { ...listener, ConnectTimeout: 1 }, "InvalidParameterValue");
    await refused("AddRealServers", { ProjectId: 0, RealServerName: "n", RealServerIP: ["nonsense"] }, "InvalidParameterValue");
    await refused("DescribeRealServers", { ProjectId: -1, Limit: 51 }, "InvalidParameterValue");
  });

  it("quotes prices and lists groups", async () => {
    const pair = { AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 20, Concurrent: 5 };
    const price = await client.InquiryPriceCreateProxy(pair);
    assert.equal(price.ProxyDailyPrice, 80.64);
    assert.deepEqual(price.BandwidthUnitPrice.at(-1).BandwidthRange, [2000, -1]);
    assert.equal(price.FlowUnitPrice, null);
    const { Bandwidth, ...noSize } = pair;
    await assert.rejects(client.InquiryPriceCreateProxy(noSize), code("MissingParameter"));

    const groups = await client.DescribeProxyGroupList({ Offset: 0, Limit: 20, ProjectId: -1 });
    assert.equal(groups.TotalCount, groups.ProxyGroupList.length);
    assert.equal(groups.ProxyGroupList[0].RealServerRegionInfo.RegionId, "Hongkong");
    const { GroupId } = groups.ProxyGroupList[0];
    const { ProxyGroupDetail: group } = await client.DescribeProxyGroupDetails({ GroupId });
    assert.deepEqual([group.RealServerRegionInfo.RegionId, group.IPAddressVersion, group.Status], ["Hongkong", "IPv4", 0]);
    await assert.rejects(client.DescribeProxyGroupDetails({ GroupId: "lg-none0000" }), code("ResourceNotFound"));
  });

  it("keeps certificates", async () => {
    const { CertificateId } = await client.CreateCertificate({ CertificateType: 0, CertificateAlias: "users", CertificateContent: "alice:tx2KGdo3zJg/." });
    await client.ModifyCertificateAttributes({ CertificateId, CertificateAlias: "people" });
    const { CertificateSet, TotalCount } = await client.DescribeCertificates({ CertificateType: 0, Offset: 0, Limit: 20 });
    assert.equal(TotalCount, 1);
    assert.deepEqual([CertificateSet[0].CertificateId, CertificateSet[0].CertificateAlias, CertificateSet[0].EndTime], [CertificateId, "people", null]);
    const { CertificateDetail: detail } = await client.DescribeCertificateDetail({ CertificateId });
    assert.deepEqual([detail.CertificateContent, detail.CertificateKey], ["alice:tx2KGdo3zJg/.", null]);
    await admin(mock.url, "PATCH", `certificates/${CertificateId}`, { used_by: ["listener-a1b2c3d4"] });
    await assert.rejects(client.DeleteCertificate({ CertificateId }), code("FailedOperation.CertificateIsUsing"));
    await admin(mock.url, "PATCH", `certificates/${CertificateId}`, { used_by: [] });
    await client.DeleteCertificate({ CertificateId });
    await assert.rejects(client.DescribeCertificateDetail({ CertificateId }), code("ResourceNotFound"));
    await assert.rejects(client.CreateCertificate({ CertificateType: 1, CertificateContent: "x" }), code("InvalidParameterValue.InvalidCertificateContent"));
  });

  it("answers a GET", async () => {
    const got = await gaapClient(mock.url, { method: "GET" }).DescribeAccessRegionsByDestRegion({ DestRegion: "Shanghai" });
    assert.ok(got.AccessRegionSet.some((region) => region.RegionId === "Hongkong"));
  });

  it("refuses a wrong signature", async () => {
    const wrong = gaapClient(mock.url, { credential: { ...defaultKey, secretKey: "wrong" } });
    await assert.rejects(wrong.DescribeProxies({}), code("AuthFailure.SignatureFailure"));
    const nobody = gaapClient(mock.url, { credential: { ...defaultKey, secretId: "AKIDnobody" } });
    await assert.rejects(nobody.DescribeProxies({}), code("AuthFailure.SecretIdNotFound"));
  });

  it("refuses a replayed token", async () => {
    const body = newProxy({ ClientToken: randomUUID() });
    const { InstanceId } = await client.CreateProxy(body);
    await assert.rejects(client.CreateProxy(body), code("FailedOperation.DuplicatedRequest"));
    await admin(mock.url, "DELETE", `proxies/${InstanceId}`);
  });

  it("refuses unknown, missing and mistyped parameters", async () => {
    const refused = (body, want) => assert.rejects(client.CreateProxy(body), code(want));
    await refused(newProxy({ Zone: "a" }), "UnknownParameter");
    await refused(newProxy({ ProxyName: undefined }), "MissingParameter");
    await refused(newProxy({ Bandwidth: "20" }), "InvalidParameter");
    await refused(newProxy({ Bandwidth: 15 }), "InvalidParameterValue.InvalidBandwidth");
  });

  it("throttles and fails on demand", async () => {
    await admin(mock.url, "POST", "faults", [{ action: "DescribeDestRegions", kind: "throttle" }]);
    await assert.rejects(client.DescribeDestRegions({}), code("RequestLimitExceeded"));
    const before = (await client.DescribeProxies({})).TotalCount;
    await admin(mock.url, "POST", "faults", { action: "CreateProxy", kind: "lost_after" });
    await assert.rejects(client.CreateProxy(newProxy()));
    assert.equal((await client.DescribeProxies({})).TotalCount, before + 1);
    assert.deepEqual(await admin(mock.url, "GET", "faults"), []);
  });
});
