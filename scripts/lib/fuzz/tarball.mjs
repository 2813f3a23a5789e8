import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { mutated } from "./mutate.mjs";

const BLOCK = 512;

/** A tar archive of [path, bytes]. */
export function tar(files) {
  const blocks = files.flatMap(([path, data]) => {
    const header = Buffer.alloc(BLOCK);
    header.write(path.slice(0, 100), 0);
    header.write("0000644\0", 100);
    header.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
    header.write("0", 156);
    header.write("ustar\x0000", 257);
    summed(header);
    return [header, data, Buffer.alloc(-data.length & (BLOCK - 1))];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

/** Puts the right sum into a header, so that a change in it reaches what follows the check. */
function summed(header) {
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
}

const fields = {
  name: [0, 100],
  mode: [100, 8],
  size: [124, 12],
  type: [156, 1],
  target: [157, 100],
  magic: [257, 8],
  prefix: [345, 155],
};
const values = [
  "../../../escaped",
  "/tmp/escaped",
  "package/../../x",
  "package//a",
  "./package/a",
  "package/package.json",
  "mix.exs",
  "-1",
  "77777777777",
  "00000000000",
  "00000001000",
  "9z",
  "\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
  "\x80\0\0\0\0\0\0\0\0\0\x10\0",
  "x",
  "L",
  "K",
  "g",
  "2",
  "1",
  "5",
  "7",
  "",
  "ustar  \0",
];
const records = [
  "14 size=-1536\n",
  "12 size=NaN\n",
  "17 size=Infinity\n",
  "12 size=512\n",
  "24 path=../../../escaped\n",
  "21 path=/tmp/escaped\n",
  "17 path=package\n",
  "0 path=a\n",
  "99999 path=a\n",
  "-5 path=a\n",
  "22 linkpath=/etc/passwd\n",
  "x\n",
];

/** An archive with headers changed at random, their sums right again; with pax headers and long names in between. */
export function mutatedTar(random, archive) {
  const blocks = [];
  for (let at = 0; at < archive.length; at += BLOCK) blocks.push(Buffer.from(archive.subarray(at, at + BLOCK)));
  const headers = blocks.flatMap((block, at) => (block.toString("latin1", 257, 262) === "ustar" ? [at] : []));
  for (let left = random.below(4); left >= 0 && headers.length > 0; left--) {
    const header = blocks[random.one(headers)];
    const [start, length] = random.one(Object.values(fields));
    header.fill(0, start, start + length);
    header.write(random.one(values).slice(0, length), start, "latin1");
    summed(header);
  }
  if (random.chance(0.4) && headers.length > 0) {
    const record = Buffer.from(Array.from({ length: 1 + random.below(3) }, () => random.one(records)).join(""));
    const extra = tar([["x", record]]).subarray(0, -2 * BLOCK);
    extra.write(random.one(["x", "g", "L", "K"]), 156);
    summed(extra.subarray(0, BLOCK));
    blocks.splice(random.one(headers), 0, extra);
  }
  const whole = Buffer.concat(blocks);
  return random.chance(0.2) ? mutated(random, whole, []) : whole;
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

/** A package as Hex publishes it, changed inside, with checksums that are those of what it holds: its bytes and its entry in mix.lock. */
export function hexPackage(random, name, files) {
  const changed = new Map(files);
  const paths = [...changed.keys()];
  for (let left = random.below(2); left >= 0; left--) {
    const path = random.one(paths);
    changed.set(path, mutated(random, changed.get(path), []));
  }
  const plain = tar([...changed]);
  const contents = gzipSync(random.chance(0.4) ? mutatedTar(random, plain) : plain);
  const described = Buffer.from(
    `{<<"name">>,<<"${name}">>}.\n{<<"version">>,<<"1.0.0">>}.\n{<<"app">>,<<"${name}">>}.\n{<<"build_tools">>,[<<"mix">>]}.\n` +
      '{<<"requirements">>,[[{<<"name">>,<<"rustler">>},{<<"app">>,<<"rustler">>},{<<"optional">>,true},{<<"requirement">>,<<"~> 0.36">>},{<<"repository">>,<<"hexpm">>}]]}.\n',
  );
  const metadata = random.chance(0.3) ? mutated(random, described, []) : described;
  const version = Buffer.from("3");
  const inner = sha256(version, metadata, contents);
  const outer = tar([
    ["VERSION", version],
    ["CHECKSUM", Buffer.from(inner.toUpperCase())],
    ["metadata.config", metadata],
    ["contents.tar.gz", random.chance(0.05) ? mutated(random, contents, []) : contents],
  ]);
  const bytes = random.chance(0.2) ? mutatedTar(random, outer) : outer;
  return {
    bytes,
    entry: `"${name}": {:hex, :${name}, "1.0.0", "${inner}", [:mix], [{:rustler, "~> 0.36", [hex: :rustler, repo: "hexpm", optional: true]}], "hexpm", "${sha256(bytes)}"}`,
  };
}
