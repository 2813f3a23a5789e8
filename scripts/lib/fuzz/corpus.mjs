import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";

/** Files that few example projects have, as people write them. */
const rare = {
  ".cargo/config.toml":
    '[build]\ntarget = "x86_64-unknown-linux-gnu"\nrustflags = ["-C", "link-arg=-s"]\n[env]\nA = { value = "b", force = true }\n[source.crates-io]\nreplace-with = "vendored"\n',
  "rust-toolchain": "nightly-2024-01-01\n",
  "rust-toolchain.toml":
    '[toolchain]\nchannel = "1.80.0"\ncomponents = ["rustfmt"]\ntargets = ["wasm32-unknown-unknown"]\n',
  Makefile:
    "PREFIX = $(MIX_APP_PATH)/priv\nCFLAGS += -O2 $(shell pkg-config --cflags openssl)\nall: $(PREFIX)/a.so\n$(PREFIX)/a.so: c_src/a.c\n\t$(CC) $(CFLAGS) -o $@ $< -lz\nifeq ($(OS),Windows_NT)\nX := y\nendif\n",
  "rebar.config":
    '{erl_opts, [debug_info]}.\n{deps, [{jsx, "3.1.0"}, {ranch, {git, "https://example.org/ranch.git", {tag, "2.1.0"}}}]}.\n{pre_hooks, [{"(linux|darwin)", compile, "make -C c_src"}]}.\n',
  ".tool-versions": "erlang 26.2.5\nelixir 1.17.3-otp-26\nrust 1.80.0\n",
  "mise.toml": '[tools]\nerlang = "26"\nelixir = { version = "1.17" }\n',
  ".gitignore": "/deps/\n_build\n*.so\n!priv/keep\n/priv/[!a-z]*\n**/target/\n",
  ".gitmodules": '[submodule "c_src/x"]\n\tpath = c_src/x\n\turl = https://example.org/x.git\n',
  "nif2nix.toml":
    'rust = "crane"\ninclude = ["data"]\n[crate.hello_nif.env]\nA = "b"\n[package.jason]\nenv = { B = "c" }\n',
  "assets/package.json":
    '{"name":"assets","dependencies":{"topbar":"^3.0.0"},"devDependencies":{"esbuild":"0.21.5"}}\n',
  "deps/jason/hex_metadata.config":
    '{<<"name">>,<<"jason">>}.\n{<<"version">>,<<"1.4.4">>}.\n{<<"requirements">>,[]}.\n{<<"build_tools">>,[<<"mix">>]}.\n',
  "deps/jason/.hex": "jason,1.4.4,c5eb0cab91f094599f94d55bc63409236a8ec69a21a67814529e8d5f6cc90b3b,hexpm",
  "config/config.exs":
    'import Config\nconfig :hello_nif, HelloNif, mode: :release\nimport_config "#{config_env()}.exs"\n',
  "config/runtime.exs":
    'import Config\nif config_env() == :prod, do: config(:hello_nif, key: System.fetch_env!("KEY"))\n',
};

const skipped = new Set(["_build", "target", "node_modules", ".git"]);

function filesBelow(folder, prefix = "", largest = 200_000) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(prefix, entry.name);
    if (entry.isDirectory()) return filesBelow(join(folder, entry.name), path, largest);
    return entry.isFile() && statSync(join(folder, entry.name)).size < largest
      ? [[path, readFileSync(join(folder, entry.name))]]
      : [];
  });
}

/** What makes two files of a kind: the name where it is fixed, else its end. */
export const kindOf = (path) => (/\.(?:exs?|erl|rs|nix|so|beam|tar)$/.test(path) ? extname(path) : basename(path));

/** Projects to start from, each as a map of paths to bytes, and all files by kind. */
export function corpus(repository) {
  const golden = join(repository, "test/projects");
  const web = join(repository, "test/fixtures/e2e/web-packages");
  const lone = readdirSync(golden).map((name) => join(golden, name, "project"));
  const examples = readdirSync(join(repository, "examples")).map((name) => join(repository, "examples", name));
  const folders = [...lone, ...examples].filter((folder) => existsSync(join(folder, "mix.exs")));
  const projects = folders.map((folder) => new Map(filesBelow(folder)));
  // One project with the lock of each package manager.
  for (const manager of readdirSync(join(web, "locks"))) {
    const locks = filesBelow(join(web, "locks", manager)).map(([path, bytes]) => [join("assets", path), bytes]);
    projects.push(new Map([...filesBelow(join(web, "project")), ...locks]));
  }
  const byKind = new Map();
  const add = (path, bytes) => byKind.set(kindOf(path), [...(byKind.get(kindOf(path)) ?? []), bytes]);
  for (const files of projects) for (const [path, bytes] of files) add(path, bytes);
  for (const [path, text] of Object.entries(rare)) add(path, Buffer.from(text));
  return { projects, byKind, rare: Object.entries(rare).map(([path, text]) => [path, Buffer.from(text)]) };
}

/** Logs of builds, Nix's own events, and compiled files that `inspect` reads. */
export function extras(repository, work) {
  const below = (folder) => filesBelow(join(repository, folder)).map(([, bytes]) => bytes);
  const logs = [...below("test/build/logs/known"), ...below("test/build/logs/other")];
  const events = [
    '@nix {"action":"start","id":1,"level":3,"parent":0,"text":"building x","type":105,"fields":["/nix/store/a-b.drv","",1,1]}',
    '@nix {"action":"result","id":1,"type":101,"fields":["compiling"]}',
    '@nix {"action":"result","id":1,"type":105,"fields":[1,2,3,4]}',
    '@nix {"action":"stop","id":1}',
    '@nix {"action":"msg","level":0,"msg":"\\u001b[31merror:\\u001b[0m builder for \'/nix/store/a-b.drv\' failed"}',
  ].join("\n");
  const modules = join(repository, "node_modules/tree-sitter-elixir/prebuilds");
  // The tables of a Mach-O file stand at its beginning and at its end.
  const libraries = existsSync(modules) ? filesBelow(modules, "", 2 << 20).map(([, bytes]) => bytes) : [];
  const compiled = made(work);
  return {
    logs,
    events: [Buffer.from(`${events}\n`)],
    libraries: [...libraries, ...compiled.values()],
    /** The two halves of an application with a NIF; undefined where nothing makes them. */
    beam: compiled.get("a.beam"),
    library: compiled.get("a.so"),
    hexPackages: readdirSync(join(repository, "test/fixtures/hex-packages")).map((name) => [
      name,
      filesBelow(join(repository, "test/fixtures/hex-packages", name)),
    ]),
  };
}

/** A BEAM file, a shared library and archives by their names, where there is what makes them. */
function made(work) {
  mkdirSync(work, { recursive: true });
  const attempt = (file, program, args) => {
    try {
      execFileSync(program, args, { cwd: work, stdio: "ignore" });
      return [[file, readFileSync(join(work, file))]];
    } catch {
      return [];
    }
  };
  const source = '-module(a).\n-on_load(i/0).\ni() -> erlang:load_nif("./a", 0).\n';
  const c = "int nif_init(void){return 0;}\n";
  return new Map([
    ...attempt("a.beam", "sh", ["-c", `printf '%s' '${source}' > a.erl && erlc a.erl`]),
    ...attempt("a.so", "sh", ["-c", `printf '%s' '${c}' > a.c && gcc -shared -fPIC -o a.so a.c`]),
    ...attempt("a.tar", "sh", ["-c", "tar cf a.tar a.so a.beam"]),
    ...attempt("a.tar.gz", "sh", ["-c", "tar czf a.tar.gz a.so"]),
  ]);
}
