import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, currentSystem, projectIn } from "./support/project.ts";
import { attempt } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

interface Unit {
  readonly environment: Readonly<Record<string, string>>;
  readonly serviceConfig: Readonly<Record<string, unknown>> & {
    readonly ExecStart: string;
    readonly ExecStartPre?: string;
  };
}

describe.skipIf(cannotBuild("jq") || !usesStandIn)("every output that a flake can have", () => {
  let workplace: Workplace;
  let project: Project;
  let system: string;

  beforeAll(() => {
    workplace = makeWorkplace();
    const folder = join(workplace.folder, "every_output");
    cpSync(join(repository, "test/projects/every_output/project"), folder, { recursive: true });
    project = projectIn(workplace, folder);
    system = currentSystem(workplace);
    const ran = project.nif2nix("init", "--yes", "--offline");
    expect(ran.status, ran.stderr).toBe(0);
    // What a person's configuration makes of the outputs.
    project.write(
      "evaluate.nix",
      `{ module, lib, pkgs }:
      (lib.evalModules {
        specialArgs = { inherit pkgs; };
        modules = [
          module
          { options.systemd.services = lib.mkOption { type = lib.types.attrsOf lib.types.raw; default = { }; }; }
          { services.relay = { enable = true; environment.RELAY_KEY = "k"; }; }
        ];
      }).config.systemd.services`,
    );
    const units =
      "(import ./evaluate.nix { module = self.nixosModules.default; inherit (nixpkgs) lib; inherit pkgs; })";
    project.edit("flake.nix", (text) =>
      text
        .replace("{ nixpkgs, ... }", "{ self, nixpkgs, ... }")
        .replace("      formatter =", `      units = forSystems (pkgs: ${units});\n      formatter =`)
        .replace(
          "      formatter =",
          "      overlaid = forSystems (pkgs: (self.overlays.default pkgs pkgs).relay.drvPath);\n      formatter =",
        ),
    );
    execFileSync("git", ["add", "--intent-to-add", "."], { cwd: folder });
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test(
    "passes `nix flake check`",
    () => {
      const ran = project.check();
      expect(ran.status, ran.stderr).toBe(0);
      expect(project.evaluate(`formatter.${system}.drvPath`)).toMatch(/\.drv$/);
      expect(project.evaluate(`apps.${system}.default.program`)).toMatch(/\/bin\/relay$/);
    },
    20 * minutes,
  );

  test("evaluates without impurities, and without a build while evaluating", () => {
    const strict = ["--option", "pure-eval", "true", "--option", "allow-import-from-derivation", "false"];
    for (const output of ["default", "image", "musl"]) {
      const ran = workplace.tryNix(["eval", "--raw", ...strict, `.#packages.${system}.${output}.drvPath`], {
        cwd: project.folder,
      });
      expect(ran.stdout, ran.stderr).toMatch(/^\/nix\/store\/.*\.drv$/);
    }
  });

  test(
    "the overlay gives the package set the same release",
    () => {
      expect(project.evaluate(`overlaid.${system}`)).toBe(project.evaluate(`packages.${system}.default.drvPath`));
    },
    20 * minutes,
  );

  test(
    "the image starts the release as nobody, with what it sets and a cookie, and has no shell",
    () => {
      const image = join(workplace.folder, "image");
      mkdirSync(image);
      const archive = execFileSync(project.build(`packages.${system}.image`), { maxBuffer: 1 << 30 });
      writeFileSync(join(image, "image.tar"), archive);
      execFileSync("tar", ["-xf", "image.tar"], { cwd: image });
      const [{ Config: file, Layers: layers }] = JSON.parse(readFileSync(join(image, "manifest.json"), "utf8"));
      const { config } = JSON.parse(readFileSync(join(image, file), "utf8"));
      expect(config.User).toBe("65534:65534");
      expect(config.Cmd).toEqual(["start"]);
      const root = join(image, "root");
      mkdirSync(root);
      for (const layer of layers) execFileSync("tar", ["-C", root, "-xf", join(image, layer)], { stdio: "pipe" });
      expect(readdirSync(root).toSorted()).toEqual(["etc", "nix", "tmp", "var"]);
      // Whoever is not root takes files out of an archive by the umask.
      const listed = layers.map((layer: string) =>
        execFileSync("tar", ["-tvf", join(image, layer)], { encoding: "utf8", stdio: "pipe" }),
      );
      expect(listed.join("")).toMatch(/^drwxrwxrwt .* (?:\.\/)?tmp\/$/m);
      const [program] = config.Entrypoint as [string];
      expect(existsSync(join(root, program))).toBe(true);
      // The stand-in's programs lie below /usr. The root of the image is read-only, as a cluster would have it.
      const mounts = ["/usr", "/bin", "/lib", "/lib64"].flatMap((path) =>
        existsSync(path) ? ["--ro-bind", path, path] : [],
      );
      for (const path of ["usr", "bin", "lib", "lib64", "dev", "proc"]) mkdirSync(join(root, path));
      const isolated = [
        "--ro-bind",
        root,
        "/",
        ...mounts,
        "--bind",
        join(root, "tmp"),
        "/tmp",
        "--dev",
        "/dev",
        "--proc",
        "/proc",
      ];
      const variables = [...(config.Env as string[]), "RELEASE_COOKIE=test", "RELAY_KEY=k", "PATH=/bin"];
      const settings = variables.flatMap((each) => {
        const at = each.indexOf("=");
        return ["--setenv", each.slice(0, at), each.slice(at + 1)];
      });
      const asNobody = ["--unshare-user", "--uid", "65534", "--gid", "65534", "--clearenv"];
      const expression = "IO.puts(Application.get_env(:relay, :key) <> inspect(Application.get_env(:relay, :serves)))";
      const ran = attempt("bwrap", [...asNobody, ...isolated, ...settings, program, "eval", expression]);
      expect([ran.status, ran.stdout.trim()], ran.stderr).toEqual([0, "ktrue"]);
    },
    20 * minutes,
  );

  test(
    "the unit of the module migrates, makes a cookie that its user alone can read, starts, and ends on SIGTERM",
    async () => {
      const units = JSON.parse(
        workplace.nix(["eval", "--json", `.#units.${system}`], { cwd: project.folder }),
      ) as Record<string, Unit>;
      expect(Object.keys(units)).toEqual(["relay"]);
      const unit = units["relay"] as Unit;
      expect(unit.serviceConfig).toMatchObject({ DynamicUser: true, ProtectSystem: "strict", StateDirectory: "relay" });
      project.build("default");
      const state = join(workplace.folder, "state");
      mkdirSync(state);
      const env = {
        ...unit.environment,
        PATH: process.env["PATH"] ?? "",
        STATE_DIRECTORY: state,
        HOME: state,
        RELEASE_TMP: state,
      };
      const migrate = unit.serviceConfig.ExecStartPre as string;
      workplace.nix(["build", "--no-link", `.#units.${system}.relay.serviceConfig.ExecStartPre`], {
        cwd: project.folder,
      });
      const migrated = attempt(migrate, [], { env });
      expect([migrated.status, migrated.stdout.trim()], migrated.stderr).toEqual([0, "migrated"]);
      const cookie = statSync(join(state, "cookie"));
      expect(cookie.mode & 0o777).toBe(0o600);
      expect(readFileSync(join(state, "cookie"), "utf8")).toMatch(/^[0-9a-f]{64}$/);

      const [program = "", ...argv] = unit.serviceConfig.ExecStart.split(" ");
      // Erlang says so itself when the boot script is over; until then nobody would hear SIGTERM.
      const running = spawn(program, argv, {
        env: { ...env, ERL_AFLAGS: "-eval erlang:display(nif2nix_started)." },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const ended = once(running, "exit");
      let said = "";
      await Promise.race([
        ended,
        new Promise<void>((resolve) => {
          running.stdout.on("data", (part: Buffer) => {
            said += part.toString();
            if (said.includes("nif2nix_started")) resolve();
          });
        }),
      ]);
      expect([running.exitCode, said]).toEqual([null, expect.stringContaining("nif2nix_started")]);
      running.kill("SIGTERM");
      expect((await ended)[0]).toBe(0);
      expect(statSync(join(state, "cookie")).mtimeMs).toBe(cookie.mtimeMs);
    },
    20 * minutes,
  );
});
