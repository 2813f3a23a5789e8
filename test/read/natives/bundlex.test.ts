import { expect, test } from "vitest";
import { readBundlex } from "../../../src/read/natives/bundlex.ts";
import { evaluatorOf, filesOf } from "../../elixir/eval/evaluating.ts";

const read = (project: string, more = "") => {
  const files = {
    "/project/bundlex.exs": `defmodule A.BundlexProject do\n  use Bundlex.Project\n  def project, do: [${project}]\n${more}\nend\n`,
  };
  return readBundlex({ fs: filesOf(files), folder: "/project" }, () => evaluatorOf(files));
};

test.each([
  [
    "libraries by pkg-config, under their names or others",
    'natives: [a: [os_deps: [openssl: :pkg_config, ffmpeg: [{:precompiled, Provider.url(:x)}, {:pkg_config, ["libavcodec", "libavutil"]}], srtp: {:pkg_config, "libsrtp2"}]]]',
    {
      programs: ["pkg-config"],
      libraries: ["libavcodec", "libavutil", "libsrtp2", "openssl"],
      linked: [],
      downloads: [],
    },
  ],
  [
    "as Bundlex had it before 1.3",
    'natives: [a: [os_deps: [{:pkg_config, "opus"}, {[{:precompiled, "url"}, :pkg_config], "mad"}], pkg_configs: ["vpx"]]]',
    { libraries: ["mad", "opus", "vpx"], downloads: [] },
  ],
  [
    "libraries by name, but for those of every compiler",
    'libs: [b: [libs: ["pthread", "turbojpeg"]]]',
    { linked: ["turbojpeg"], programs: [] },
  ],
  [
    "one that is only downloaded",
    'natives: [a: [os_deps: [mp4: {:precompiled, "url", "mp4"}]]]',
    { libraries: [], downloads: ["downloads the library mp4 by bundlex.exs"] },
  ],
  ["none", 'natives: [a: [sources: ["a.c"]]]', { libraries: [], linked: [], programs: [], downloads: [] }],
  ["what cannot be known", "natives: Other.natives()", { downloads: ["has a bundlex.exs that is not understood"] }],
])("%s", (_name, project, expected) => {
  expect(read(project)).toMatchObject(expected);
});

test("natives of functions; no file, nothing", () => {
  expect(read("natives: natives()", "  defp natives, do: [a: [os_deps: [opus: :pkg_config]]]")?.libraries).toEqual([
    "opus",
  ]);
  expect(readBundlex({ fs: filesOf({}), folder: "/project" }, () => evaluatorOf({}))).toBeNull();
});
