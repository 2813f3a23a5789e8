import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

test("what cargo looks for is there, and what was there is as it was", () => {
  const script = inLibrary(`(part "stand-ins").placeStandIns [ "a/src/lib.rs" "it's/new/src/lib.rs" ]`);
  const said = build(script, `cat a/src/lib.rs; wc -c < "it's/new/src/lib.rs"`, { "a/src/lib.rs": "fn a() {}\n" });
  expect(said).toBe("fn a() {}\n0");
});
