import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { admin, advance, defaultKey, gaapClient, startMock, tagClient } from "./mock.js";

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

const code = (want) => (error) => {
  assert.equal(error.code, want);
  assert.match(error.requestId, /^[0-9a-f-]{36}$/);
  return true;
};

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
