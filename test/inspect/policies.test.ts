import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { verdictOf } from "../../src/inspect/judge/reason.ts";
import { judgeBySystem } from "../../src/inspect/judge/system.ts";
import type { AskedVersion, Library } from "../../src/inspect/library.ts";
import { noNif } from "../../src/inspect/nif/read-nif.ts";
import { type Policy, policies } from "../../src/inspect/policies.ts";
import { policyNames } from "../../src/inspect/policy-names.ts";

const page = new URL("../../docs/inspect.md", import.meta.url);

test("docs/inspect.md has the table of policies (renew it with: npx vitest run test/inspect/policies -u)", async () => {
  const rows = policies.map(({ name, title, libc, libcOf = {}, versions = {}, machines, source }) => {
    const others = Object.entries(libcOf).map(([machine, other]) => `${other} on ${machine}`);
    const highest = Object.entries(versions).map(([family, version]) => `${family} ${version}`);
    return `| \`${name}\` | ${title} | ${[libc ?? "its own", ...others].join(", ")} | ${highest.join(", ")} | ${machines.join(", ")} | ${source} |`;
  });
  const table = [
    "| name | system | C library | highest versions | machines | source |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
  const text = readFileSync(page, "utf8");
  const renewed = text.replace(
    /(<!-- policies -->\n)[^]*(<!-- \/policies -->)/,
    (_, start, end) => `${start}\n${table}\n\n${end}`,
  );
  await expect(renewed).toMatchFileSnapshot(page.pathname);
});

test("the command line knows every policy", () => {
  expect(policyNames).toEqual(["beam", ...policies.map(({ name }) => name)]);
});

const asked = (name: string, symbols: readonly string[], weak = false): AskedVersion => {
  const [family = "", version = ""] = name.split("_");
  return { library: "libc.so.6", name, family, version, weak, symbols };
};

function library(
  parts: Partial<Library> & { readonly libc?: "glibc" | "musl" | null; readonly machine?: string },
): Library {
  const { libc = "glibc", machine = "x86_64", ...own } = parts;
  return {
    format: "ELF",
    kind: "shared library",
    builtFor: { system: "Linux", machine, bits: 64, byteOrder: "little", libc, minimum: null },
    size: 1,
    stripped: true,
    soname: null,
    runpath: [],
    rpath: [],
    needed: [{ name: libc === "musl" ? "libc.so" : "libc.so.6", weak: false }],
    versions: [],
    imports: [],
    nif: noNif,
    muslStd: false,
    ...own,
  };
}

function outcomes(judged: Library, bundled: ReadonlySet<string> = new Set()): Record<string, string> {
  return Object.fromEntries(
    policies.map((policy: Policy) => {
      const { outcome, reasons } = verdictOf(policy.name, judgeBySystem(judged, policy, bundled));
      return [
        policy.name,
        reasons.length === 0 ? outcome : `${outcome}: ${reasons.map(({ brief }) => brief).join("; ")}`,
      ];
    }),
  );
}

test("glibc is judged by the highest version that is asked for, with the symbols that ask", () => {
  const newer = library({
    versions: [
      asked("GLIBC_2.34", ["dlopen", "dlsym", "dlclose", "pthread_join"]),
      asked("GLIBC_2.2.5", ["free"]),
      asked("GLIBC_2.39", [], true),
    ],
  });
  expect(outcomes(newer)).toMatchObject({
    "debian-11": "does not load: GLIBC_2.34 (dlopen, dlsym and 2 more)",
    "debian-12": "loads",
    "ubuntu-22.04": "loads",
    "rhel-9": "loads",
    alpine: "unknown: glibc (libc.so.6)",
    nerves: "unknown: glibc (libc.so.6)",
    darwin: "does not load: for Linux on x86_64",
  });
});

test("C++ and GCC have versions of their own", () => {
  expect(
    outcomes(
      library({
        versions: [asked("GLIBCXX_3.4.32", ["a"]), asked("CXXABI_1.3.13", ["b"]), asked("GCC_14.0.0", ["c"])],
      }),
    ),
  ).toMatchObject({
    "debian-12": "does not load: GLIBCXX_3.4.32 (a); GCC_14.0.0 (c)",
    "debian-13": "loads",
  });
});

test("musl is for Alpine, and for Nerves on x86_64", () => {
  expect(outcomes(library({ libc: "musl" }))).toMatchObject({
    "debian-13": "does not load: musl (libc.so)",
    alpine: "loads",
    nerves: "loads",
  });
  expect(outcomes(library({ libc: "musl", machine: "aarch64" }))).toMatchObject({
    nerves: "does not load: musl (libc.so)",
  });
});

test("what glibc alone has keeps a library from musl", () => {
  const imports = [{ name: "__snprintf_chk", weak: false, version: "GLIBC_2.3.4" }];
  expect(outcomes(library({ imports }))["alpine"]).toBe("does not load: glibc (__snprintf_chk)");
  const needed = ["libc.so.6", "ld-linux-x86-64.so.2"].map((name) => ({ name, weak: false }));
  expect(outcomes(library({ needed }))["alpine"]).toBe("does not load: glibc (ld-linux-x86-64.so.2)");
});

test("a library that a system does not bring has to lie beside", () => {
  const needed = ["libc.so.6", "libssl.so.3"].map((name) => ({ name, weak: false }));
  expect(outcomes(library({ needed }))["debian-12"]).toBe("does not load: libssl.so.3 is not there");
  expect(outcomes(library({ needed }), new Set(["libssl.so.3"]))["debian-12"]).toBe("loads");
});

test("other machines are other machines", () => {
  expect(outcomes(library({ machine: "sparc" }))["debian-12"]).toBe("does not load: for Linux on sparc");
});
