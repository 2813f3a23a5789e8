import { appendFileSync, cpSync, existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const leftover = new Set(["_build", "deps", "target", ".git", "flake.nix", "flake.lock", "nix", "nif2nix.toml"]);

/** A project on the disk with its packages in deps/, in the form that bench/build.mjs times. */
export function realProject(source) {
  const lock = readFileSync(join(source, "mix.lock"), "utf8");
  const packages = [...lock.matchAll(/^ {2}"([^"]+)": \{:hex, :"?([^",]+)"?, "([^"]+)"/gm)];
  const assets = /"assets\.deploy"/.test(readFileSync(join(source, "mix.exs"), "utf8"));
  const first = (folder, pattern) => {
    if (!existsSync(join(source, folder))) return undefined;
    const found = readdirSync(join(source, folder), { recursive: true, encoding: "utf8" }).sort();
    const file = found.find((each) => pattern.test(each) && !/node_modules|target\//.test(each));
    return file === undefined ? undefined : join(folder, file);
  };
  const edits = [
    ["an .ex file", first("lib", /\.ex$/), "\n# edited\n", false],
    ["a Rust file", first("native", /src\/lib\.rs$/), "\n// edited\n", false],
    ["an asset", assets ? first("assets/js", /app\.[jt]s$/) : undefined, "\nconsole.log(2);\n", true],
  ].filter(([, file]) => file !== undefined);
  return {
    name: basename(source),
    assets,
    /** Lock files whose crates have to be in the store, since no build has a network. */
    crates: ["native", "apps"].flatMap((folder) => {
      if (!existsSync(join(source, folder))) return [];
      const found = readdirSync(join(source, folder), { recursive: true, encoding: "utf8" });
      return found.filter((each) => basename(each) === "Cargo.lock").map((each) => join(source, folder, each));
    }),
    make: ({ folder, place, seed }) => {
      cpSync(source, folder, { recursive: true, filter: (path) => path === source || !leftover.has(basename(path)) });
      for (const [, app, name, version] of packages) {
        const from = join(source, "deps", app);
        if (!existsSync(from)) continue;
        const main = ["mix.exs", "rebar.config", "Makefile"].find((file) => existsSync(join(from, file))) ?? "mix.exs";
        const sign = main === "rebar.config" ? "%" : "#";
        const text = `${readFileSync(join(from, main), "utf8")}\n${sign} ${seed}\n`;
        place(name, version, { [main]: text }, { app, from });
      }
    },
    edits: edits.map(([step, file, text, isAsset]) => ({
      step,
      assets: isAsset,
      // Each way of building has a text of its own: what one has built is not there for another.
      edit: ({ folder, seed }) =>
        appendFileSync(join(folder, file), `${text}${isAsset || file.endsWith(".rs") ? "//" : "#"} ${seed}\n`),
    })),
  };
}
