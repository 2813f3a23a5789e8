import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

test("the key goes to the repository in a header that no list of processes shows, and the contents are unpacked", () => {
  const script = inLibrary(`((partWith {
    cacert = "/ca"; curl = "curl";
    stdenv.mkDerivation = made: { outPath = "<" + builtins.toJSON { inherit (made) buildPhase url outputHash impureEnvVars; } + ">"; };
  } "private-hex").fetchPrivateHex {
    repository = "https://hex.example.com/repo"; keyVariable = "COMPANY_KEY"; pkg = "secret"; version = "1.0"; sha256 = "sum";
  }).script`) as string;
  const fetched = JSON.parse(/<(.*)>/.exec(script)?.[1] ?? "") as Record<string, unknown>;
  expect(fetched).toMatchObject({ url: "https://hex.example.com/repo/tarballs/secret-1.0.tar", outputHash: "sum" });
  expect(fetched["impureEnvVars"]).toContain("COMPANY_KEY");
  const curl = 'COMPANY_KEY=k3y; url=u; curl() { echo "$@" > arguments; }\n';
  expect(build(curl + (fetched["buildPhase"] as string), "cat headers; grep -c k3y arguments || true")).toBe(
    'header = "authorization: k3y"\n0',
  );

  const pack = "mkdir in; echo 1 > in/a; tar -C in -czf contents.tar.gz a; tar -cf package contents.tar.gz\n";
  expect(build(pack + script.replace(/<.*>/, "package"), "cat out/a")).toBe("1");
});
