import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { crate, inLibrary } from "./library.ts";

const on = (platform: string): string => `partWith {
  stdenv.hostPlatform = packages.stdenv.hostPlatform // { ${platform} };
}`;

describe("flags that a system wants beside a crate's own", () => {
  test.each([
    ["isMusl = true;", "", { CARGO_TARGET_TRIPLE_RUSTFLAGS: "-C target-feature=-crt-static" }],
    ["isMusl = true;", "buildFlagsOnly = true;", { CARGO_BUILD_RUSTFLAGS: "-C target-feature=-crt-static" }],
    ["isDarwin = true;", "", { CARGO_TARGET_TRIPLE_RUSTFLAGS: "-C link-arg=-undefined -C link-arg=dynamic_lookup" }],
    ["", "buildFlagsOnly = true;", {}],
    ["", 'env.RUSTFLAGS = "--cfg own";', { RUSTFLAGS: "--cfg own" }],
  ])("%s %s", (platform, more, expected) => {
    const library = on(`${platform} rust.cargoEnvVarTarget = "TRIPLE";`);
    const environments =
      inLibrary(`[ ((${library} "rust-env").rustEnv ({ buildFlagsOnly = false; env = { }; } // { ${more} })) ] ++ map (made: made.env) [
      ((${library} "crane").buildByCrane ${crate("a", more)})
      ((${library} "rust-platform").buildByRustPlatform ${crate("a", more)})
    ]`);
    expect(environments).toEqual([expected, expected, expected]);
  });
});

const host = /^host: (.*)$/m.exec(spawnSync("rustc", ["-vV"], { encoding: "utf8", cwd: "/" }).stdout ?? "")?.[1];
if (host === undefined) console.log("did not run: flags against cargo (no rustc)");

describe.skipIf(host === undefined)("cargo hands on our flags with the crate's own", () => {
  const target = `CARGO_TARGET_${(host ?? "").toUpperCase().replaceAll("-", "_")}_RUSTFLAGS`;
  const ofBuild = '[build]\nrustflags = ["--cfg", "of_build"]\n';
  const ofTarget = `[target.${host}]\nrustflags = ["--cfg", "of_target"]\n`;

  /** `--cfg` of the compiler's own call, and whether ours came with them. */
  const given = (config: string, env: Readonly<Record<string, string>>, buildFlagsOnly: boolean) => {
    const set = Object.entries(env).map(([name, value]) => `${name} = ${JSON.stringify(value)};`);
    const made =
      inLibrary(`(${on(`isMusl = true; rust.cargoEnvVarTarget = "${target.slice(13, -10)}";`)} "rust-env").rustEnv {
      buildFlagsOnly = ${buildFlagsOnly}; env = { ${set.join(" ")} };
    }`) as Record<string, string>;
    const folder = mkdtempSync(join(tmpdir(), "nif2nix-flags-"));
    try {
      for (const path of ["src", ".cargo"]) mkdirSync(join(folder, path));
      writeFileSync(join(folder, "Cargo.toml"), '[package]\nname = "flags"\nversion = "1.0.0"\nedition = "2021"\n');
      writeFileSync(join(folder, "src/lib.rs"), "");
      writeFileSync(join(folder, ".cargo/config.toml"), config);
      // Stands between cargo and rustc, and keeps what the crate is compiled with.
      const seen = join(folder, "seen");
      writeFileSync(
        join(folder, "wrapper"),
        `#!/bin/sh\ncase "$*" in *src/lib.rs*) echo "$@" >${seen} ;; esac\nexec "$@"\n`,
        {
          mode: 0o755,
        },
      );
      const own = {
        PATH: process.env["PATH"] ?? "",
        HOME: process.env["HOME"] ?? "",
        CARGO_HOME: join(folder, "home"),
      };
      const argv = ["check", "--offline", "--quiet"];
      execFileSync("cargo", argv, { cwd: folder, env: { ...own, ...made, RUSTC_WRAPPER: join(folder, "wrapper") } });
      const flags = execFileSync("cat", [seen], { encoding: "utf8" });
      const cfgs = [...flags.matchAll(/--cfg (of_\w+)/g)].map(([, name]) => name as string);
      return { cfgs, ours: flags.includes("-C target-feature=-crt-static") };
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  // Where cargo itself leaves some of the crate's flags out, it does so without ours, too.
  test.each([
    ["none of its own", "", {}, false, []],
    ["[build] in a file", ofBuild, {}, true, ["of_build"]],
    ["a target in a file", ofTarget, {}, false, ["of_target"]],
    ["both in a file", ofBuild + ofTarget, {}, false, ["of_target"]],
    ["RUSTFLAGS", ofBuild, { RUSTFLAGS: "--cfg of_variable" }, true, ["of_variable"]],
    ["[build] by a variable", "", { CARGO_BUILD_RUSTFLAGS: "--cfg of_variable" }, true, ["of_variable"]],
    ["a target by a variable", "", { [target]: "--cfg of_variable" }, false, ["of_variable"]],
    ["a target by a variable, [build] in a file", ofBuild, { [target]: "--cfg of_variable" }, true, ["of_variable"]],
    ["a target by both", ofTarget, { [target]: "--cfg of_variable" }, false, ["of_variable", "of_target"]],
  ])("%s", (_name, config, env, buildFlagsOnly, cfgs) => {
    const seen = given(config, env as Readonly<Record<string, string>>, buildFlagsOnly);
    expect(seen.ours).toBe(true);
    expect(seen.cfgs.toSorted()).toEqual(cfgs.toSorted());
  });
});
