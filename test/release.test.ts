import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { temporaryFolder } from "./cli/support/project.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));
const read = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

function release(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, "scripts/release.mjs"), ...args], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], ...env },
  });
  return { status, stdout, stderr };
}

/** What a release touches, with changes of its own and a package.json that may be published. */
function tree(changes: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const path of ["package.json", "package-lock.json", "src/cli/version.ts", "CHANGELOG.md", "changes/README.md"]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(repository, path), join(folder, path));
  }
  const manifest = JSON.parse(read(folder, "package.json"));
  const address = "https://forge.example/owner/nif2nix";
  const named = { ...manifest, repository: { type: "git", url: `git+${address}.git` }, bugs: `${address}/issues` };
  writeFileSync(join(folder, "package.json"), JSON.stringify(named, null, 2));
  for (const [file, text] of Object.entries(changes)) writeFileSync(join(folder, "changes", file), text);
  return folder;
}

describe("a release", () => {
  test("collects changes, bumps the version everywhere, and may then be published", () => {
    const folder = tree({
      "fixed-b.md": "Two lines\nof text.\n",
      "added-a.md": "A thing.\n",
      "fixed-a.md": "Another.\n",
      "fixed-c.md": "- A list,\n  with lines.\n- And more.\n",
    });
    expect(release(folder, ["check"])).toMatchObject({ status: 1 });
    expect(release(folder, ["prepare", "9.8.7"])).toMatchObject({ status: 0, stderr: "" });
    expect(read(folder, "CHANGELOG.md").split(/^(?=## )/m)[1]).toMatch(
      /^## 9\.8\.7 \(\d{4}-\d\d-\d\d\)\n\n### Added\n\n- A thing\.\n\n### Fixed\n\n- Another\.\n- Two lines\n {2}of text\.\n- A list,\n {2}with lines\.\n- And more\.\n$/,
    );
    expect(readdirSync(join(folder, "changes"))).toEqual(["README.md"]);
    const env = { GITHUB_REPOSITORY: "owner/nif2nix" };
    expect(release(folder, ["check", "v9.8.7"], env)).toMatchObject({ status: 0, stderr: "" });
    expect(release(folder, ["notes"]).stdout).toMatch(/^### Added\n[^#]*### Fixed\n[^#]*of text\.\n[^#]*And more\.\n$/);
    expect(release(folder, ["check", "v9.8.6"], env).stderr).toContain("v9.8.6");
    expect(release(folder, ["check", "v9.8.7"], { GITHUB_REPOSITORY: "other/nif2nix" }).stderr).toContain(
      "other/nif2nix",
    );

    writeFileSync(join(folder, "changes/changed-c.md"), "Again.\n");
    expect(release(folder, ["check"]).stderr).toContain("changes/");
    expect(release(folder, ["prepare", "9.9.0"]).status).toBe(0);
    const heads = [...read(folder, "CHANGELOG.md").matchAll(/^## (\S+) /gm)].map(([, version]) => version);
    expect(heads).toEqual(["9.9.0", "9.8.7"]);
    expect(release(folder, ["notes"]).stdout).toBe("### Changed\n\n- Again.\n");
  });

  test.each([
    [["prepare", "1.0"], {}, "three numbers"],
    [["prepare", "1.0.0"], {}, "nothing to release"],
    [["prepare", "1.0.0"], { "wrong.md": "x" }, "changes/wrong.md"],
    [["prepare", "1.0.0"], { "fixed-x.md": " \n" }, "changes/fixed-x.md is empty"],
    [["publish"], {}, "prepare VERSION"],
  ])("%j is refused, and nothing is changed", (args, changes, problem) => {
    const folder = tree(changes);
    const before = read(folder, "package.json");
    const { status, stderr } = release(folder, args);
    expect([status, stderr]).toEqual([1, expect.stringContaining(problem)]);
    expect(read(folder, "package.json")).toBe(before);
  });
});

test("every file in changes/ is one that a release takes", () => {
  const folder = tree(
    Object.fromEntries(
      readdirSync(join(repository, "changes")).map((file) => [file, read(repository, `changes/${file}`)]),
    ),
  );
  const collected = readdirSync(join(folder, "changes")).length > 1;
  if (collected) expect(release(folder, ["prepare", "9.9.9"])).toMatchObject({ status: 0, stderr: "" });
  for (const file of readdirSync(join(repository, "changes")))
    expect(read(repository, `changes/${file}`)).toMatch(/[.`]\n$/);
});

test("without an address nothing is published: npm stops before it, and so does the workflow", () => {
  const manifest = JSON.parse(read(repository, "package.json"));
  expect(manifest.scripts.prepublishOnly).toBe("node scripts/release.mjs check");
  const folder = tree({});
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, repository: undefined, bugs: undefined }));
  const { status, stderr } = release(folder, ["check"]);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/`repository`.*\n.*`bugs`/)]);

  const { jobs } = parse(read(repository, ".github/workflows/release.yml"));
  expect(jobs.allowed.steps.map(({ run }: { run?: string }) => run)).toContain(
    'node scripts/release.mjs check "$GITHUB_REF_NAME"',
  );
  expect(jobs.checks.needs).toBe("allowed");
  expect(jobs.publish.needs).toEqual(["checks", "flake"]);
  expect(jobs.publish.permissions).toEqual({ contents: "write", "id-token": "write" });
});

test("the issue form asks for the scan", () => {
  const form = parse(read(repository, ".github/ISSUE_TEMPLATE/bug.yml"));
  const asked = form.body.filter(({ validations }: { validations?: { required: boolean } }) => validations?.required);
  expect(asked.map(({ attributes }: { attributes: { label: string } }) => attributes.label)).toContain(
    "nif2nix scan --format json",
  );
});

test.each([
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  "changes/README.md",
  "test/projects/README.md",
])("links and commands of %s lead to what is there", (file) => {
  const text = read(repository, file);
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) =>
    join(dirname(file), path as string),
  );
  const paths = [...text.matchAll(/(?<![\w/.])(?:src|test|scripts|docs)\/[\w./-]*[\w/]/g)].map(([path]) => path);
  // Of what is only an example the parts before it are enough.
  const known = paths.filter((path) => !/NNxxx|<name>|test\/projects\/$/.test(path));
  const lacking = [...links, ...known].filter((path) => spawnSync("test", ["-e", join(repository, path)]).status !== 0);
  expect(lacking).toEqual([]);
});
