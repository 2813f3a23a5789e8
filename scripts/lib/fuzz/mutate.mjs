/** Words that mean something to one of the readers, or to a shell, Nix or a terminal. */
const words = [
  ...'do end fn -> |> <- :: .. ... %{ } [ ] ( ) << >> #{ " \'\'\' """ ~s( ~S""" & @ \\ , ; => == || && not in when use import alias require'.split(
    " ",
  ),
  ..."defmodule Foo def defp defmacro quote unquote unquote_splicing __MODULE__ __ENV__ __using__ Rustler RustlerPrecompiled Mix.Project".split(
    " ",
  ),
  ...'System.get_env("A") System.cmd("sh",[]) File.read!("/etc/passwd") Path.wildcard("**/*") Mix.env() raise("x") config import_config'.split(
    " ",
  ),
  ...'otp_app: crate: features: path: "../.." "/dev/zero" "/etc" [workspace] members=["*"] [package] [lib] version.workspace=true'.split(
    " ",
  ),
  ...'path="../../../.." git="ext::sh" [patch.crates-io] include:_file [build] target= node_modules/../.. workspace:* link:../..'.split(
    " ",
  ),
  ..."include $(shell $(A) $(eval ${A} ifeq endif define endef := ?= ::= %.o: .PHONY @$< !a/**/b [!a-z] **/ file:../.. npm:x@1".split(
    " ",
  ),
  '${builtins.abort "x"}',
  "''${",
  "$(touch canary)",
  "`touch canary`",
  "'; touch canary; '",
  "\u001b]0;x\u0007",
  "\u001b[2J",
  "\u009b31m",
  "\u202e",
  "\u2066",
  "\u200b",
  "\ufeff",
  "\u0000",
  "\u0007",
  "\r",
  "\r\n",
  "\n\n",
  "\t",
  "\u2028",
  "😀",
  "é",
  "ﬀ",
  "0",
  "-1",
  "1e999",
  "99999999999999999999999999",
  "-9223372036854775809",
  "0x7fffffff",
  "NaN",
  "1_000_000_000",
  "0.0.0",
  "1.2.3-rc.1+b",
  "null",
  "true",
  "{}",
  "[]",
  '""',
  "''",
  "__proto__",
  "constructor",
  "toString",
  "a".repeat(5000),
  "../".repeat(50),
];
const openers = [
  "[",
  "{",
  "(",
  "%{a: ",
  "[a: ",
  "<<",
  "fn -> ",
  "do\n",
  '"#{',
  "a.",
  "a(",
  "- - ",
  "!",
  "not ",
  "&",
  '{"a":',
  "a: ",
  "[[",
  "if x do\n",
];
const bytes = [0x00, 0xff, 0x80, 0xc0, 0xed, 0xf5, 0x7f, 0x1b];
const numbers = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x10000, 0x41414141];

const cut = (random, buffer) => {
  const start = random.below(buffer.length + 1);
  return [start, Math.min(buffer.length, start + random.below(random.one([4, 40, 400, 4000]) + 1))];
};
const put = (buffer, start, end, middle) => Buffer.concat([buffer.subarray(0, start), middle, buffer.subarray(end)]);

/** Ways to change bytes; `others`: contents of other files, the ones of the same kind first. */
const ways = [
  (r, b) => {
    const [s] = cut(r, b);
    return put(b, s, s, Buffer.from(r.one(words)));
  },
  (r, b) => {
    const t = token(r, b);
    return put(b, t[0], t[1], Buffer.from(r.one(words)));
  },
  (r, b) => {
    const t = token(r, b);
    const u = token(r, b);
    return put(b, t[0], t[1], b.subarray(u[0], u[1]));
  },
  (r, b) => {
    const t = token(r, b);
    return put(b, t[1], t[1], Buffer.concat(Array(r.one([1, 2, 50, 1000])).fill(b.subarray(t[0], t[1]))));
  },
  (r, b) => {
    const [s, e] = cut(r, b);
    return put(b, s, e, Buffer.alloc(0));
  },
  (r, b) => {
    const [s, e] = cut(r, b);
    return put(b, e, e, Buffer.concat(Array(r.one([1, 3, 30])).fill(b.subarray(s, e))));
  },
  (r, b, others) => {
    const o = r.one(others);
    const [s, e] = cut(r, o);
    const [at, end] = cut(r, b);
    return put(b, at, r.chance(0.5) ? at : end, o.subarray(s, e));
  },
  (r, b) => b.subarray(0, r.below(b.length + 1)),
  (r, b) => {
    const [s] = cut(r, b);
    return put(b, s, s, Buffer.from(r.one(openers).repeat(r.one([3, 40, 600, 20000]))));
  },
  (r, b) => {
    const t = token(r, b);
    return put(b, t[0], t[1], Buffer.from(String(r.one(numbers)) + r.one(["", "0".repeat(400), ".0", "e9"])));
  },
  (r, b) => {
    const [s] = cut(r, b);
    return put(b, s, Math.min(b.length, s + 1), Buffer.from([r.one(bytes)]));
  },
  (r, b) => {
    const c = Buffer.from(b);
    for (let n = r.below(8); n >= 0 && c.length > 0; n--) c[r.below(c.length)] = r.below(256);
    return c;
  },
  (r, b) => {
    const c = Buffer.from(b);
    if (c.length >= 8) {
      const at = r.below(c.length - 7);
      if (r.chance(0.5)) c.writeUInt32LE(r.one(numbers), at);
      else c.writeUInt32BE(r.one(numbers), at);
    }
    return c;
  },
  (r, b) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), b]),
  (r, b) => Buffer.from(b.toString("latin1").replaceAll("\n", r.one(["\r\n", "\r", " "])), "latin1"),
  (r, b, others) => r.one(others),
  (r, b) => {
    const lines = b.toString("latin1").split("\n");
    const [i, j] = [r.below(lines.length), r.below(lines.length)];
    [lines[i], lines[j]] = [lines[j], lines[i]];
    return Buffer.from(lines.join("\n"), "latin1");
  },
];

/** A word, a string or one sign: where it begins and ends. */
function token(random, buffer) {
  const start = random.below(buffer.length + 1);
  const text = buffer.subarray(start, start + 300).toString("latin1");
  const found = /"[^"\n]*"|'[^'\n]*'|:?[\w.-]+|[^\s\w]/.exec(text);
  return found === null ? [start, start] : [start + found.index, start + found.index + found[0].length];
}

/** The bytes changed in one to five ways, of a size that a run can take. */
export function mutated(random, buffer, others) {
  let result = buffer;
  for (let left = random.below(random.one([1, 2, 5])); left >= 0; left--) {
    result = random.one(ways)(random, result, others.length === 0 ? [result] : others);
    if (result.length > 300_000) result = result.subarray(0, 300_000);
  }
  return result;
}
