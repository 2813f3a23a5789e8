// What a version is made of, in one place, for people and for the release workflow.
//
//   node scripts/release.mjs prepare VERSION    collects changes/ into CHANGELOG.md and writes the version wherever it stands
//   node scripts/release.mjs check [TAG]        whether this tree may be published; says everything that is missing
//   node scripts/release.mjs notes              the newest version's part of CHANGELOG.md
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of package.json: the working directory, as npm and the workflow have it. */
const root = process.cwd();
const read = (path) => readFileSync(join(root, path), "utf8");
const write = (path, text) => writeFileSync(join(root, path), text);

/** First word of a file's name in changes/ -> heading in CHANGELOG.md, in the order of the headings. */
const kinds = { removed: "Removed", changed: "Changed", added: "Added", fixed: "Fixed", security: "Security" };

/** Everything in changes/ but its README: { file, kind, text }. */
function fragments() {
  const files = readdirSync(join(root, "changes")).filter((file) => file !== "README.md");
  return files.toSorted().map((file) => {
    const kind = file.split("-")[0];
    if (!Object.hasOwn(kinds, kind))
      throw new Error(`changes/${file}: the name must begin with one of ${Object.keys(kinds).join(", ")} and -`);
    const text = read(`changes/${file}`).trim();
    if (text === "") throw new Error(`changes/${file} is empty`);
    return { file, kind, text };
  });
}

/** The part of CHANGELOG.md for a version. */
function section(version, date, entries) {
  const parts = Object.entries(kinds).flatMap(([kind, heading]) => {
    const items = entries
      .filter((entry) => entry.kind === kind)
      // Several of one thing are a list already.
      .map(({ text }) => (text.startsWith("- ") ? text : `- ${text.replaceAll("\n", "\n  ")}`));
    return items.length === 0 ? [] : [`### ${heading}\n\n${items.join("\n")}\n`];
  });
  return `## ${version} (${date})\n\n${parts.join("\n")}`;
}

/** Replaces what a pattern finds, and nothing else; it has to be there. */
function replaceIn(path, pattern, text) {
  const before = read(path);
  if (!pattern.test(before)) throw new Error(`${path}: ${pattern} is not in it`);
  write(path, before.replace(pattern, text));
}

function prepare(version) {
  if (!/^\d+\.\d+\.\d+$/.test(version ?? "")) throw new Error("a version is three numbers, such as 0.2.0");
  const entries = fragments();
  if (entries.length === 0) throw new Error("changes/ is empty: there is nothing to release");
  const changelog = read("CHANGELOG.md");
  if (changelog.includes(`\n## ${version} `)) throw new Error(`CHANGELOG.md has a part for ${version} already`);
  const [head, ...older] = changelog.split(/^(?=## )/m);
  const made = section(version, new Date().toISOString().slice(0, 10), entries);
  write("CHANGELOG.md", [`${head.trimEnd()}\n\n`, made, ...(older.length === 0 ? [] : ["\n", ...older])].join(""));
  replaceIn("package.json", /"version": "[^"]+"/, `"version": "${version}"`);
  replaceIn("package-lock.json", /("name": "nif2nix",\s+"version": )"[^"]+"/g, `$1"${version}"`);
  replaceIn("src/cli/version.ts", /VERSION = "[^"]+"/, `VERSION = "${version}"`);
  for (const { file } of entries) rmSync(join(root, "changes", file));
  console.log(`Read the difference, commit it, then: git tag v${version} && git push origin main v${version}`);
}

const newest = () => /^## (\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)\n(.*?)(?=^## |(?![\s\S]))/ms.exec(read("CHANGELOG.md"));

/** Why this tree may not be published; empty where it may. */
function problems(tag) {
  const { version, repository, bugs } = JSON.parse(read("package.json"));
  const lock = JSON.parse(read("package-lock.json"));
  const here = process.env.GITHUB_REPOSITORY;
  const url = typeof repository === "string" ? repository : repository?.url;
  const wants = (met, problem) => (met ? [] : [problem]);
  return [
    ...wants(tag === undefined || tag === `v${version}`, `the tag is ${tag}, package.json has ${version}`),
    ...wants(read("src/cli/version.ts").includes(`"${version}"`), "src/cli/version.ts has another version"),
    ...wants(
      lock.version === version && lock.packages[""].version === version,
      "package-lock.json has another version",
    ),
    ...wants(newest()?.[1] === version, `the newest part of CHANGELOG.md is not that of ${version}`),
    ...wants(fragments().length === 0, "changes/ is not collected: node scripts/release.mjs prepare VERSION"),
    ...wants(url, "package.json has no `repository`: npm shows where a package was built only if this names the place"),
    ...wants(
      !url || here === undefined || new RegExp(`[/:]${here.replaceAll(".", "\\.")}(\\.git)?$`).test(url),
      `\`repository\` in package.json does not name ${here}`,
    ),
    ...wants(bugs, "package.json has no `bugs`: the address where people report them"),
  ];
}

function check(tag) {
  const found = problems(tag);
  for (const problem of found) console.error(`not published: ${problem}`);
  if (found.length > 0) process.exit(1);
  console.log("this tree may be published");
}

const commands = { prepare, check, notes: () => console.log(newest()?.[2].trim() ?? "") };
const [command, argument] = process.argv.slice(2);
try {
  if (!Object.hasOwn(commands, command ?? ""))
    throw new Error("node scripts/release.mjs prepare VERSION | check [TAG] | notes");
  commands[command](argument);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
