import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { gitUrl, isRemote, readGitAddress } from "../../src/model/git-address.ts";

describe("addresses of git repositories", () => {
  const read = (text: string) => {
    const address = readGitAddress(text);
    if ("problem" in address) return address.problem;
    const { scheme, user, host, port, path } = address;
    return [scheme, user, host, port, path];
  };
  test.each([
    ["https://example.org/a/b.git", ["https", null, "example.org", null, "/a/b.git"]],
    ["HTTPS://user:to:ken@example.org:8443/a", ["https", "user:to:ken", "example.org", "8443", "/a"]],
    ["ssh://git@example.org:2222/a", ["ssh", "git", "example.org", "2222", "/a"]],
    ["ssh://git@[::1]:2222/a", ["ssh", "git", "[::1]", "2222", "/a"]],
    ["ssh://git@example.org:team/a", ["ssh", "git", "example.org", null, "team/a"]],
    ["https://example.org/a@b:c", ["https", null, "example.org", null, "/a@b:c"]],
    ["git@example.org:team/a.git", ["ssh", "git", "example.org", null, "team/a.git"]],
    ["example.org:/srv/a", ["ssh", null, "example.org", null, "/srv/a"]],
    ["git@[::1]:a", ["ssh", "git", "[::1]", null, "a"]],
    ["a@b@example.org:a", ["ssh", "a@b", "example.org", null, "a"]],
    ["/srv/a:b.git", [null, null, "", null, "/srv/a:b.git"]],
    ["./a:b", [null, null, "", null, "./a:b"]],
    ["../a", [null, null, "", null, "../a"]],
    ["file:///srv/a", ["file", null, "", null, "/srv/a"]],
  ])("%s", (text, parts) => expect(read(text)).toEqual(parts));

  test.each([
    "git@example.org:team/a.git",
    "example.org:/srv/a",
    "git@[::1]:a",
    "a@b@example.org:a",
    "x:~me/a",
    "x:a:b",
    "x:a@b",
    "ssh://git@example.org:2222/a",
    "ssh://git@[::1]:2222/a",
    "ssh://x/a:b@c",
    "git+ssh://x/a",
    "git://x:9/a",
    "/srv/a:b.git",
    "./a:b",
    "../a",
    "a/b",
    "a/b:c",
    "file:///srv/a",
  ])("%s, as git itself takes it apart", (text) => {
    const address = readGitAddress(text);
    if ("problem" in address) throw new Error(address.problem);
    const { scheme, user, host, port, path } = address;
    // git drops the brackets of ssh's host, and the slash before ~.
    const place = `${user === null ? "" : `${user}@`}${host.replace(/^\[|\]$/g, "")}`;
    const output = execFileSync("git", ["fetch-pack", "--diag-url", text], { encoding: "utf8" });
    const said = Object.fromEntries([...output.matchAll(/^Diag: (\w+)=(.*)$/gm)].map(([, key, value]) => [key, value]));
    const whole = port === null || scheme !== "git" ? place : `${place}:${port}`;
    expect(said["userandhost"] ?? said["hostandport"]).toBe(whole);
    expect(said["path"]).toBe(path);
    expect(said["protocol"]).toBe((scheme ?? "file").replace("git+ssh", "ssh"));
    if (scheme !== "git") expect(said["port"] ?? "NONE").toBe(port ?? "NONE");
  });

  test.each([
    "",
    "-uhttp://x",
    "ext::sh -c id",
    "fd::17",
    "foo://x",
    "ssh://-oP=id/x",
    "ssh://a@-oP=id/x",
    "a@-oP=id:x",
  ])("%j must not reach git, and is no place to fetch from", (text) => {
    expect(readGitAddress(text)).toHaveProperty("problem");
    expect(isRemote(text)).toBe(false);
  });

  test("an address with a transport is fetched, a bare path is not", () => {
    expect(
      ["https://x/a", "git@x:a", "x:a", "git+ssh://x/a", "file:///a", "FILE:///a"].filter((each) => !isRemote(each)),
    ).toEqual([]);
    expect(["/srv/a", "../a", "./x:a"].filter(isRemote)).toEqual([]);
  });
  test.each([
    ["git@example.org:team/a.git", "ssh://git@example.org/team/a.git"],
    ["example.org:/srv/a", "ssh://example.org/srv/a"],
    ["example.org:~me/a", "ssh://example.org/~me/a"],
    ["git@[::1]:a", "ssh://git@[::1]/a"],
    ["https://example.org/a", "https://example.org/a"],
    ["../a", "../a"],
  ])("%s as a URL", (text, url) => expect(gitUrl(text)).toBe(url));
});
