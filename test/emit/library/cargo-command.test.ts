import { expect, test } from "vitest";
import { inLibrary } from "./library.ts";

const cargo = (arguments_: string): unknown =>
  inLibrary(
    `(part "cargo-command").cargo ({ configs = [ ]; features = [ ]; defaultFeatures = true; manifest = "Cargo.toml"; } // { ${arguments_} })`,
  );

/** The words of a command, as the shell reads them; the library's own function may quote what needs no quotes. */
const words = (command: unknown): string => String(command).replaceAll("'", "");

test("a command has nothing downloaded and leaves Cargo.lock as it is", () => {
  expect(words(cargo('command = "test";'))).toBe("cargo test --offline --locked --manifest-path=Cargo.toml");
});

test("options come before what is said of the crate, and the last behind all", () => {
  const all = cargo(`
    command = "build"; options = [ "--lib" ]; last = [ "--" "-v" ]; manifest = "a/Cargo.toml"; target = "x86_64-unknown-linux-gnu";
    configs = [ ".cargo/config.toml" ]; features = [ "x" "y" ]; defaultFeatures = false;
  `);
  expect(words(all)).toBe(
    "cargo build --offline --locked --lib --manifest-path=a/Cargo.toml --target=x86_64-unknown-linux-gnu " +
      "--config=.cargo/config.toml --no-default-features --features=x,y -- -v",
  );
});

test("a name of a project is no command", () => {
  expect(String(cargo('command = "test"; features = [ "$(id)" ];'))).toContain("'--features=$(id)'");
});
