import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hexEntry } from "./support/dependencies.ts";
import { type FileServer, serveFolder } from "./support/file-server.ts";
import { packHex } from "./support/hex-tarball.ts";
import { SIGN, hostileName, hostileProject, hostileText, npmPackage, shortName } from "./support/hostile.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, currentSystem, projectIn } from "./support/project.ts";
import { type Ran, attempt, run } from "./support/run.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;
const key = `key-${randomBytes(12).toString("hex")}`;
const token = `token-${randomBytes(12).toString("hex")}`;

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Shell, at the end of a build: fails where something was made that only a text taken for code makes. */
const search = `
      if find "$NIX_BUILD_TOP" "$out" /tmp "$HOME" -name "hit4[2]" 2>/dev/null | grep .; then echo "a name or value was run" >&2; exit 1; fi
`;

/** The project's own nix/package.nix has every build of it look for what its names may have made. */
function searched(text: string): string {
  const fixup = `postFixup = (prev.postFixup or "") + ''${search}'';`;
  return text
    .replace("passthru = prev.passthru", `${fixup}\n        passthru = prev.passthru`)
    .replace(
      "callPackage ./nifs.nix {",
      `callPackage ./nifs.nix { overrideCrates = builtins.mapAttrs (_: crate: crate.overrideAttrs (prev: { ${fixup} }));`,
    );
}

/** A project whose names and values would each do something, were they taken for code anywhere on the way to its release. */
describe.skipIf(cannotBuild("curl") || !usesStandIn)("a hostile project", () => {
  let workplace: Workplace;
  let server: FileServer | undefined;
  let project: Project;
  let generated: Ran;
  let built: Ran;
  /** What a build of it has to do with: its derivations, their sources and their results. */
  let closure: readonly string[];
  let logs: string;
  const env = { MY_SERVER_KEY: key, GITHUB_TOKEN: token, HEX_API_KEY: token };

  beforeAll(async () => {
    workplace = makeWorkplace();
    const at = (...parts: readonly string[]): string => join(workplace.folder, ...parts);
    write(at("npm"), npmPackage);
    mkdirSync(at("tarballs"));
    run("tar", ["-C", at("npm"), "-czf", at("tarballs/package.tgz"), "package"]);
    const integrity = `sha512-${createHash("sha512")
      .update(readFileSync(at("tarballs/package.tgz")))
      .digest("base64")}`;
    workplace.placeNpm(at("tarballs"));

    // Of other content each time: what the store has is not fetched again, and no key is sent for it.
    const quoted = JSON.stringify(hostileText).replaceAll("#{", "\\#{");
    write(at("sauce"), {
      "mix.exs": `defmodule SecretSauce.MixProject do\n  use Mix.Project\n  def project, do: [app: :secret_sauce, version: "2.0.1"]\nend\n`,
      "lib/sauce.ex": `defmodule SecretSauce do\n  def text, do: ${quoted}\nend\n`,
      [`lib/${shortName}`]: randomBytes(8).toString("hex"),
    });
    mkdirSync(at("served/tarballs"), { recursive: true });
    const about = { package: "secret_sauce", app: "secret_sauce", version: "2.0.1" };
    const tarball = packHex(at("sauce"), at("served/tarballs"), about.package, about.version);
    server = await serveFolder(at("served"), key);
    write(
      at("hostile"),
      hostileProject({
        integrity,
        repository: server.url,
        lockEntry: hexEntry(about, tarball).replace(/"hexpm"(?=, "[0-9a-f]+"\}$)/, '"my_server"'),
      }),
    );
    project = projectIn(workplace, at("hostile"), ".", { ...env, HOME: at("home"), XDG_CACHE_HOME: at("home/.cache") });
    generated = project.nif2nix("init", "--yes");
    project.edit("nix/package.nix", searched);
    built = workplace.tryNix(
      [
        "build",
        "--no-link",
        "--json",
        "--print-build-logs",
        ".#default",
        ".#other",
        `.#checks.${currentSystem(workplace)}.load`,
      ],
      { cwd: project.folder, env },
    );
    const derivation = workplace.nix(["eval", "--raw", ".#default.drvPath"], { cwd: project.folder });
    closure = run("nix-store", ["--query", "--requisites", "--include-outputs", derivation.trim()]).trim().split("\n");
    logs = closure
      .filter((path) => path.endsWith(".drv"))
      .map((path) => attempt("nix-store", ["--read-log", path]).stdout)
      .join("\n");
  }, 20 * minutes);
  afterAll(() => {
    server?.stop();
    workplace.remove();
  });

  test("is read and built", () => {
    expect(generated.status, generated.stderr).toBe(0);
    expect(built.status, built.stderr).toBe(0);
  });

  test("has every text in its release as it was written", () => {
    const [release] = JSON.parse(built.stdout) as [{ outputs: { out: string } }];
    const all = run(join(release.outputs.out, "bin/hostile"), ["eval", "Application.load(:hostile); Hostile.all()"], {
      env: { RELEASE_COOKIE: "x" },
    });
    const texts = all
      .trim()
      .split(" ")
      .map((hex) => Buffer.from(hex, "hex").toString());
    expect(texts).toEqual(Array(7).fill(hostileText));
  });

  test("runs none of its names and values", () => {
    expect(generated.stdout + generated.stderr).not.toContain(SIGN);
    expect(built.stdout + built.stderr).not.toContain(SIGN);
    expect(logs).not.toContain(SIGN);
    expect(attempt("grep", ["-rlF", "--", SIGN, ...closure]).stdout).toBe("");
    expect(run("find", [...closure, workplace.folder, "-name", SIGN])).toBe("");
    expect(readdirSync(process.cwd())).not.toContain(SIGN);
  });

  test("would be found out where one is run", () => {
    const folder = join(workplace.folder, "proof");
    mkdirSync(folder);
    for (const text of [hostileText, hostileName]) {
      expect(attempt("bash", ["-c", `echo ${text}`], { cwd: folder }).stderr).toContain(SIGN);
      expect(readdirSync(folder)).toContain(SIGN);
      const nix = attempt("nix-instantiate", ["--eval", "--expr", `"${nixPart(text)}"`]);
      expect(nix.stderr).toContain(SIGN);
    }
  });

  test("gets its private package by the key, and nothing keeps that or any other secret", () => {
    expect(closure.some((path) => path.endsWith("secret_sauce-2.0.1.tar"))).toBe(true);
    for (const secret of [key, token]) {
      expect(attempt("grep", ["-rlF", "--", secret, ...closure, project.repository]).stdout).toBe("");
      expect(logs + built.stdout + built.stderr + generated.stdout + generated.stderr).not.toContain(secret);
    }
  });
});

/** Of a text what Nix would evaluate between the quotes of a string. */
const nixPart = (text: string): string => /\$\{throw[^}]*\}/.exec(text)?.[0].replaceAll("'", '"') ?? "";
