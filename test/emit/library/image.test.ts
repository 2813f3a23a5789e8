import { expect, test } from "vitest";
import { inLibrary } from "./library.ts";

test("an image starts the release as nobody, with what its user sets over what it has", () => {
  const tools = `{ streamLayeredImage = arguments: arguments; fakeNss = "nss"; caCertificates = "ca"; binSh = "sh"; }`;
  expect(
    inLibrary(`(partWith { dockerTools = ${tools}; } "image").releaseImage {
      release = { pname = "shop"; version = "1.2"; outPath = "/shop"; meta.mainProgram = "shop_web"; };
      env = { HOME = "/data"; PORT = "4000"; };
      ports = [ 4000 ];
      shell = true;
    }`),
  ).toMatchObject({
    name: "shop",
    tag: "1.2",
    contents: ["nss", "ca", "sh"],
    config: {
      Entrypoint: ["/shop/bin/shop_web"],
      Cmd: ["start"],
      User: "65534:65534",
      Env: ["HOME=/data", "LANG=C.UTF-8", "PORT=4000", "RELEASE_TMP=/tmp"],
      ExposedPorts: { "4000/tcp": {} },
    },
  });
});
