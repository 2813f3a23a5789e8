import { copyFileSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Case, compile, headersOf, moduleOf, nifMinor, patch, run, source } from "./loads.ts";

/** A library that others need, with one function `ghost`. */
function ghost(path: string, flags: readonly string[] = []): void {
  writeFileSync(`${path}.c`, "int ghost(void) { return 1; }\n");
  run("gcc", ["-shared", "-fPIC", "-o", path, `${path}.c`, ...flags]);
}

const callsGhost = { before: "extern int ghost(void);", body: "if (ghost() == 7) return 0;" };

/** A library that needs libghost.so, linked with flags. */
function needsGhost(name: string, library: string, work: string, flags: readonly string[]): void {
  ghost(join(work, "libghost.so"), ["-Wl,-soname,libghost.so"]);
  compile(name, library, { text: source(moduleOf(name), callsGhost), flags: [`-L${work}`, "-lghost", ...flags] });
}

/** Libraries in C, right and deliberately wrong ones. */
export const cases: readonly Case[] = [
  { name: "plain", make: (library) => compile("plain", library), expected: "loads" },
  {
    name: "stripped",
    make: (library) => compile("stripped", library, { flags: ["-s"] }),
    expected: "loads",
  },
  {
    name: "without section headers",
    make(library) {
      compile("without section headers", library);
      // e_shoff, e_shnum and e_shstrndx: loaders do not look at sections.
      patch(library, 40, 0, 0, 0, 0, 0, 0, 0, 0);
      patch(library, 60, 0, 0, 0, 0);
    },
    expected: "loads",
  },
  {
    name: "with only the old hash table",
    make: (library) => compile("with only the old hash table", library, { flags: ["-Wl,--hash-style=sysv"] }),
    expected: "loads",
  },
  {
    name: "cplusplus",
    make(library) {
      const text = source(moduleOf("cplusplus"), {
        before: "#include <string>",
        body: 'if (std::string("a") + std::to_string(argc) == "b") throw 1;',
      });
      compile("cplusplus", library, { compiler: "g++", language: "cpp", text });
    },
    expected: "loads",
  },
  {
    name: "other machine",
    make(library) {
      compile("other machine", library);
      patch(library, 18, 183, 0);
    },
    expected: "does not load",
  },
  {
    name: "real library of a machine with the other byte order",
    make: (library) => copyFileSync("/usr/s390x-linux-gnu/lib/libm.so.6", library),
    expected: "does not load",
  },
  {
    name: "musl",
    make: (library) => compile("musl", library, { compiler: "musl-gcc" }),
    expected: "does not load",
  },
  {
    name: "needed library beside it",
    make: (library, work) => {
      needsGhost("needed library beside it", library, work, ["-Wl,-rpath,$ORIGIN"]);
      copyFileSync(join(work, "libghost.so"), join(dirname(library), "libghost.so"));
    },
    expected: "loads",
  },
  {
    name: "needed library by the older rpath",
    make: (library, work) =>
      needsGhost("needed library by the older rpath", library, work, ["-Wl,--disable-new-dtags,-rpath,$ORIGIN/work"]),
    expected: "loads",
  },
  {
    name: "needed library through another one",
    make(library, work) {
      ghost(join(work, "libdeep.so"), ["-Wl,-soname,libdeep.so"]);
      writeFileSync(join(work, "middle.c"), "int middle(void) { return 2; }\n");
      const flags = ["-Wl,--no-as-needed", `-L${work}`, "-ldeep", "-Wl,-rpath,$ORIGIN", "-Wl,-soname,libmiddle.so"];
      run("gcc", ["-shared", "-fPIC", "-o", join(work, "libmiddle.so"), join(work, "middle.c"), ...flags]);
      const text = source(moduleOf("needed library through another one"), callsGhost);
      const own = [
        "-Wl,--no-as-needed",
        `-L${work}`,
        "-lmiddle",
        "-Wl,-rpath,$ORIGIN/work",
        "-Wl,--unresolved-symbols=ignore-all",
      ];
      compile("needed library through another one", library, { text, flags: own });
    },
    expected: "loads",
  },
  {
    name: "needed library missing",
    make: (library, work) => {
      needsGhost("needed library missing", library, work, []);
      rmSync(join(work, "libghost.so"));
    },
    expected: "does not load",
  },
  {
    name: "runpath that leads nowhere",
    make(library, work) {
      needsGhost("runpath that leads nowhere", library, work, []);
      run("patchelf", ["--set-rpath", "/nowhere:$ORIGIN/nothing", library]);
    },
    expected: "does not load",
  },
  {
    name: "needed library of another machine",
    make(library, work) {
      needsGhost("needed library of another machine", library, work, ["-Wl,-rpath,$ORIGIN/work"]);
      patch(join(work, "libghost.so"), 18, 183, 0);
    },
    expected: "does not load",
  },
  {
    name: "added need",
    make(library) {
      compile("added need", library);
      run("patchelf", ["--add-needed", "libc.so", library]);
    },
    expected: "does not load",
  },
  {
    name: "renamed init",
    make: (library) => compile("renamed init", library, { flags: ["-Dnif_init=start_nifs"] }),
    expected: "does not load",
  },
  {
    name: "init with the name of a crate",
    make: (library) => compile("init with the name of a crate", library, { flags: ["-Dnif_init=my_crate_nif_init"] }),
    expected: "does not load",
  },
  {
    name: "newer interface",
    make: (library, work) =>
      compile("newer interface", library, { include: headersOf(nifMinor + 1, join(work, "include")) }),
    expected: "does not load",
  },
  {
    name: "older interface",
    make: (library, work) => compile("older interface", library, { include: headersOf(14, join(work, "include")) }),
    expected: "loads",
  },
  {
    name: "function of a newer VM",
    make(library) {
      const newer = {
        before: "extern int enif_term_size(ErlNifEnv*);",
        body: "if (enif_term_size(env) == 7) return 0;",
      };
      compile("function of a newer VM", library, { text: source(moduleOf("function of a newer VM"), newer) });
    },
    expected: "does not load",
  },
  {
    name: "other module",
    make: (library) => compile("other module", library, { text: source("Elixir.Case.Elsewhere") }),
    expected: "does not load",
  },
  {
    name: "function that the module lacks",
    make(library) {
      const functions = '{"add", 2, add, 0}, {"sub", 2, add, ERL_NIF_DIRTY_JOB_CPU_BOUND}';
      compile("function that the module lacks", library, {
        text: source(moduleOf("function that the module lacks"), { functions }),
      });
    },
    expected: "does not load",
  },
  {
    name: "other arity",
    make: (library) =>
      compile("other arity", library, { text: source(moduleOf("other arity"), { functions: '{"add", 3, add, 0}' }) }),
    expected: "does not load",
  },
  {
    name: "fewer functions than stubs",
    make: (library) => compile("fewer functions than stubs", library),
    stubs: ["add/2", "mul/2", "neg/1"],
    expected: "loads",
  },
  {
    name: "stubs that share a helper",
    make: (library) => compile("stubs that share a helper", library),
    stubs: ["add/2", "mul/2"],
    helper: true,
    expected: "loads",
  },
  {
    name: "undefined symbol",
    make: (library) => compile("undefined symbol", library, { text: source(moduleOf("undefined symbol"), callsGhost) }),
    expected: "does not load",
  },
  {
    name: "weak undefined symbol",
    make(library) {
      const weak = {
        before: "extern int ghost(void) __attribute__((weak));",
        body: "if (ghost && ghost() == 7) return 0;",
      };
      compile("weak undefined symbol", library, { text: source(moduleOf("weak undefined symbol"), weak) });
    },
    expected: "loads",
  },
  {
    name: "newer libm",
    make(library, work) {
      // A libm of the future, linked against and then taken away.
      writeFileSync(join(work, "versions"), "GLIBC_2.99 { ghost; };\n");
      ghost(join(work, "libm.so"), ["-Wl,-soname,libm.so.6", `-Wl,--version-script=${join(work, "versions")}`]);
      const text = source(moduleOf("newer libm"), callsGhost);
      compile("newer libm", library, { text, flags: [join(work, "libm.so")] });
      rmSync(join(work, "libm.so"));
    },
    expected: "does not load",
  },
  {
    name: "program",
    make(library) {
      writeFileSync(`${library}.c`, "int main(void) { return 0; }\n");
      run("gcc", ["-pie", "-fPIE", "-o", library, `${library}.c`]);
    },
    expected: "does not load",
  },
  {
    name: "object file",
    make(library) {
      writeFileSync(`${library}.c`, source(moduleOf("object file")));
      run("gcc", ["-c", "-fPIC", "-I/usr/lib/erlang/usr/include", "-o", library, `${library}.c`]);
    },
    expected: "does not load",
  },
  {
    name: "archive",
    make(library, work) {
      writeFileSync(join(work, "a.c"), source(moduleOf("archive")));
      run("gcc", ["-c", "-fPIC", "-I/usr/lib/erlang/usr/include", "-o", join(work, "a.o"), join(work, "a.c")]);
      run("ar", ["cr", join(work, "liba.a"), join(work, "a.o")]);
      renameSync(join(work, "liba.a"), library);
    },
    expected: "does not load",
  },
  { name: "script", make: (library) => writeFileSync(library, "GROUP ( libc.so.6 )\n"), expected: "does not load" },
  { name: "empty file", make: (library) => writeFileSync(library, ""), expected: "does not load" },
  {
    name: "cut off",
    make(library) {
      compile("cut off", library);
      truncateSync(library, 3000);
    },
    // The loader maps what is not there.
    expected: "kills the VM",
  },
  {
    name: "sixtyfour functions",
    make(library, work) {
      mkdirSync(work, { recursive: true });
      const functions = Array.from({ length: 64 }, (_, index) => `{"f${index}", ${index % 4}, add, ${index % 3}}`).join(
        ", ",
      );
      compile("sixtyfour functions", library, { text: source(moduleOf("sixtyfour functions"), { functions }) });
    },
    stubs: Array.from({ length: 64 }, (_, index) => `f${index}/${index % 4}`),
    expected: "loads",
  },
];
