import fc from "fast-check";
import { expect, test } from "vitest";
import { maskCredentials, veilCredentials, withoutCredentials } from "../../src/model/credentials.ts";

test.each([
  ["https://user:pw@e.org/a.git", "https://e.org/a.git"],
  ["https://token@e.org/a.git", "https://e.org/a.git"],
  ["https://token:x-oauth-basic@e.org/a.git", "https://e.org/a.git"],
  ["HTTPS://:pw@e.org", "HTTPS://e.org"],
  ["git+https://u:p@e.org/a?branch=b#c", "git+https://e.org/a?branch=b#c"],
  ["https://git@e.org/a", "https://git@e.org/a"],
  ["https://git:pw@e.org/a", "https://git@e.org/a"],
  ["ssh://deploy@e.org/a", "ssh://deploy@e.org/a"],
  ["ssh://deploy:pw@e.org:22/a", "ssh://deploy@e.org:22/a"],
  ["git@e.org:a/b.git", "git@e.org:a/b.git"],
  ["https://e.org/@scope/a@1.0.0", "https://e.org/@scope/a@1.0.0"],
  ["https://e.org/a?access_token=x", "https://e.org/a"],
  ["https://e.org/a?access_token=x&b=1", "https://e.org/a?b=1"],
  ["https://e.org/a?a=1&private_token=x&b=2#f", "https://e.org/a?a=1&b=2#f"],
  ["https://e.org/a?token=x&secret=y", "https://e.org/a"],
  ["https://e.org/a?keywords=x", "https://e.org/a?keywords=x"],
  ["https://a:b@c and https://d:e@f", "https://c and https://f"],
])("%s -> %s", (text, clean) => {
  expect(withoutCredentials(text)).toBe(clean);
});

/** Of characters that may stand there, and that no other part of these addresses has. */
const secret = fc.string({ unit: fc.constantFrom(..."QXZ789_%~!$'()*+,=-."), minLength: 4, maxLength: 60 });
const address = fc
  .oneof(
    fc.tuple(
      fc.constantFrom("https", "http", "git+https", "ssh", "ftp"),
      fc.constantFrom("u:", "", "oauth2:", "a@b:"),
      secret,
    ),
  )
  .filter(([scheme, before]) => scheme !== "ssh" || before.endsWith(":"));

test("no form lets any of them through, wherever the address stands", () => {
  fc.assert(
    fc.property(address, fc.constantFrom("", 'url: "', "see "), ([scheme, user, password], before) => {
      const text = `${before}${scheme}://${user}${password}@e.org/a.git`;
      for (const form of [withoutCredentials, maskCredentials, veilCredentials]) {
        expect(form(text)).not.toContain(password);
        expect(form(text)).toContain("e.org/a.git");
      }
      expect(veilCredentials(text)).toHaveLength(text.length);
    }),
  );
});

test("a long text without an end is read once", () => {
  const started = performance.now();
  for (const part of ["https://", "https://a", "?token", "?a=", "token", "a.", "a-", "a".repeat(10)])
    withoutCredentials(`?${part.repeat(100_000)}`);
  expect(performance.now() - started).toBeLessThan(2_000);
});
