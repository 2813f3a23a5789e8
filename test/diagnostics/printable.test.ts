import fc from "fast-check";
import { expect, test } from "vitest";
import { printable } from "../../src/diagnostics/printable.ts";

test.each([
  ["plain text, ünïcödé, 漢字, 🦀", "plain text, ünïcödé, 漢字, 🦀"],
  ["\u001b[31mred\u001b[0m", "\\x1b[31mred\\x1b[0m"],
  ["\u001b]0;title\u0007", "\\x1b]0;title\\x07"],
  ["a\u009b2Jb", "a\\x9b2Jb"],
  ["a\r\nb", "a\\x0d\\x0ab"],
  ["a\tb", "a  b"],
  ["user\u202e\u2066gpj.exe", "user\\u{202e}\\u{2066}gpj.exe"],
  ["zero\u200bwidth", "zero\\u{200b}width"],
])("%j becomes %j", (raw, shown) => {
  expect(printable(raw)).toBe(shown);
});

test("no control character of any kind is left, whatever goes in", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069]/u);
    }),
  );
});

test.each([
  ["https://user:token@git.example.org/a.git", "https://***@git.example.org/a.git"],
  ['git: "https://ghp_abc@github.com/a/b"', 'git: "https://***@github.com/a/b"'],
  ["HTTP://x:y@h and https://z@k", "HTTP://***@h and https://***@k"],
  ["https://example.org/@scope/a", "https://example.org/@scope/a"],
  ["ssh://git@example.org/a", "ssh://git@example.org/a"],
  ["ssh://git:pw@example.org/a", "ssh://***@example.org/a"],
  ["git+https://oauth2:abc@example.org/a", "git+https://***@example.org/a"],
  ["https://me@example.org:pw@git.example.org/a", "https://***@git.example.org/a"],
  ["https://git@example.org/a", "https://git@example.org/a"],
  [`https://${"x".repeat(3000)}@example.org/a`, "https://***@example.org/a"],
  ["https://e.org/a.git?private_token=abc&ref=b", "https://e.org/a.git?private_token=***&ref=b"],
  ["https://e.org/a?x=1&X-Amz-Signature=abc#f", "https://e.org/a?x=1&X-Amz-Signature=***#f"],
  ["a ? token = b : author=c", "a ? token = b : author=c"],
])("credentials of an address are not shown: %s", (text, shown) => {
  expect(printable(text)).toBe(shown);
});
