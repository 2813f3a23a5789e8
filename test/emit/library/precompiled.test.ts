import { expect, test } from "vitest";
import { inLibrary } from "./library.ts";

test("an artifact has a name in the store, whatever its address ends in", () => {
  const file = "libfast-v1.0.0+one-nif-2.17-x86_64-unknown-linux-gnu.so.tar.gz";
  const script = inLibrary(`builtins.unsafeDiscardStringContext ((part "precompiled").prebuiltDependency {
    app = "fast";
    modules = [
      {
        module = "Fast"; basename = "fast"; version = "1.0.0+one"; nifVersions = [ "2.17" ]; variants = { };
        urls."${file}" = "https://example.com/download?file=1&token=2";
        checksums."${file}" = "${"0".repeat(64)}";
      }
    ];
  }).attributes.postPatch`);
  expect(script).toMatch(new RegExp(`ln -s /nix/store/[0-9a-z]{32}-${file.replace("+", "\\+")} `));
});

test("what is published for other systems only says which package it is", () => {
  const script = (published: string): unknown =>
    inLibrary(`((partWith { fetchurl = { sha256, ... }: sha256; } "precompiled").prebuiltDependency {
      app = "fast";
      modules = [
        {
          module = "Fast.Native"; basename = "fast"; version = "1.0.0"; nifVersions = [ "2.17" ];
          baseUrl = "https://example.com"; checksums."libfast-v1.0.0-nif-${published}.so.tar.gz" = "${"0".repeat(64)}";
        }
      ];
    }).attributes.postPatch`);
  expect(() => script("2.17-aarch64-apple-darwin")).toThrow(/way = \\?"force\\?" under \[package\.fast\]/);
  expect(() => script("2.16-x86_64-unknown-linux-gnu")).toThrow(/way = \\?"source\\?" under \[package\.fast\]/);
});
