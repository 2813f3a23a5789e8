import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { reportDockerfiles } from "../../../src/read/machine/report-dockerfiles.ts";
import { memoryFileSystem } from "../mix/memory.ts";

/** What is said of files of a repository at /r, for the project in /r or below. */
function said(
  files: Readonly<Record<string, string>>,
  folder = "",
  given: readonly string[] = [],
  known: readonly string[] = [],
): readonly string[] {
  const diagnostics = new Diagnostics();
  const there = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/r/${path}`, text]));
  const project = `/r${folder === "" ? "" : "/"}${folder}`;
  const fs = memoryFileSystem({ ...there, [`${project}/mix.exs`]: "" });
  reportDockerfiles({
    project,
    limit: "/r",
    tasks: ["told.before --here"],
    given,
    frontEnds: new Set(known),
    fs,
    diagnostics,
  });
  return diagnostics.list.map(({ code, place: { file, line, column }, args }) => {
    if (code === "front-end-not-built") return `${file}:${line}:${column} ${args["folder"]} | ${args["commands"]}`;
    const what = code === "image-packages" ? `${args["names"]} | ${args["settings"]}` : args["task"];
    return `${file}:${line}:${column} ${what}`;
  });
}

const release = "FROM elixir AS build\nRUN mix deps.get\nRUN mix compile && mix make.pages\nRUN mix release\n";
const task = "3:20 make.pages";

describe("a Dockerfile of the project", () => {
  test("names tasks before the release, but those that the settings have", () => {
    expect(said({ Dockerfile: release })).toEqual([`Dockerfile:${task}`]);
    expect(said({ Dockerfile: release.replace("make.pages", "told.before") })).toEqual([]);
    expect(said({ Dockerfile: release.replace("RUN mix release", "# RUN mix release") })).toEqual([]);
    expect(said({ Dockerfile: release.replace("mix release", "mix release.init") })).toEqual([]);
  });

  test.each(["Containerfile", "Dockerfile.prod", "prod.Dockerfile", "docker/Dockerfile", "docker/web/Dockerfile"])(
    "may be %s",
    (file) => expect(said({ [file]: release })).toEqual([`${file}:${task}`]),
  );

  const taking = release.replace("RUN mix deps.get", "COPY mix.exs mix.lock ./");

  test.each([
    "deploy/Dockerfile",
    "deploy/shop/prod/Dockerfile",
    "config/docker/prod/Dockerfile",
    ".docker/Dockerfile",
    "infra/debian.Dockerfile",
    "ops/Containerfile",
    "docker/production/Dockerfile",
  ])("may be %s, where it takes mix.exs", (file) => {
    expect(said({ [file]: taking })).toEqual([`${file}:${task}`]);
    expect(said({ [file]: taking.replace("mix.exs mix.lock", ".") })).toEqual([`${file}:${task}`]);
    expect(said({ [file]: taking.replace("mix.exs mix.lock", "assets") })).toEqual([]);
  });

  test("of a Mix project of its own in such a folder is none of this one's", () => {
    expect(said({ "deploy/Dockerfile": taking, "deploy/mix.exs": "" })).toEqual([]);
  });

  const plain = release.replace("RUN mix deps.get", "COPY lib lib");

  test.each([
    [
      "docker-compose.yml",
      "services:\n  web:\n    build:\n      context: .\n      dockerfile: ./any/place/It\n    ports: []\n",
    ],
    ["compose.prod.yaml", "services:\n  web:\n    build: { context: ., dockerfile: 'any/place/It' }\n"],
    [
      "deploy/compose.yml",
      "services:\n  web:\n    build:\n      context: .. # all\n\n      dockerfile: any/place/It\n",
    ],
    ["fly.toml", '[build]\n  dockerfile = "any/place/It"\n'],
  ])("may have any name where %s names it", (file, text) => {
    expect(said({ [file]: text, "any/place/It": plain })).toEqual([`any/place/It:${task}`]);
  });

  test.each([
    ["of another folder", "docker-compose.yml", "services:\n  web:\n    build: ./any/place\n"],
    ["by a variable", "docker-compose.yml", "services:\n  web:\n    build:\n      dockerfile: ${FILE}\n"],
    ["of development", "docker-compose.dev.yml", "services:\n  web:\n    build:\n      dockerfile: any/place/It\n"],
    [
      "that names none",
      "docker-compose.yml",
      "services:\n  web:\n    image: any/place/It\n    args:\n      dockerfile: any/place/It\n",
    ],
  ])("a compose file %s names none of this project", (_, file, text) => {
    expect(said({ [file]: text, "any/place/It": plain, "any/place/Dockerfile": plain })).toEqual([]);
  });

  test("that lies in another Mix project is that one's, whatever it takes besides", () => {
    const compose = "services:\n  chat:\n    build:\n      context: .\n      dockerfile: apps/chat/Dockerfile\n";
    const both = release.replace("RUN mix deps.get", "COPY apps/chat apps/chat\nCOPY apps/data apps/data");
    const files = { "compose.yml": compose, "apps/chat/Dockerfile": both, "apps/chat/mix.exs": "" };
    expect(said(files, "apps/data")).toEqual([]);
    expect(said(files, "apps/chat")).toEqual(["Dockerfile:4:20 make.pages"]);
  });

  test("is said of once, whoever names it", () => {
    const compose = "services:\n  web:\n    build:\n      context: .\n      dockerfile: deploy/Dockerfile\n";
    expect(said({ "deploy/Dockerfile": taking, "compose.yml": compose })).toEqual([`deploy/Dockerfile:${task}`]);
  });

  test("above the project that a compose file there builds from the project's folder", () => {
    const compose = "services:\n  shop:\n    build:\n      context: services/shop\n      dockerfile: ../../images/It\n";
    expect(said({ "compose.yml": compose, "images/It": plain }, "services/shop")).toEqual([`../../images/It:${task}`]);
    expect(said({ "compose.yml": compose, "images/It": plain }, "services/other")).toEqual([]);
  });

  test.each([
    "Dockerfile.dev",
    "dev.Dockerfile",
    "docker/dev/Dockerfile",
    "Dockerfile.dockerignore",
    "other/Dockerfile",
  ])("is not %s", (file) => expect(said({ [file]: release })).toEqual([]));

  test.each([
    "COPY services/shop .",
    "COPY ./services/shop/mix.exs ./",
    "COPY services services",
    'COPY ["services/shop", "/app"]',
    "ADD --chown=a services/shop/ /app",
    "WORKDIR /app/services/shop",
    "RUN cd services/shop && mix deps.get",
  ])("above the project takes it by %s", (line) => {
    expect(said({ Dockerfile: release.replace("RUN mix deps.get", line) }, "services/shop")).toEqual([
      `../../Dockerfile:${task}`,
    ]);
  });

  test.each(["COPY . .", "COPY services/other .", "COPY --from=base services/shop .", "WORKDIR /app/shop"])(
    "above it is another's with %s",
    (line) => expect(said({ Dockerfile: release.replace("RUN mix deps.get", line) }, "services/shop")).toEqual([]),
  );
});

describe("packages of the image that runs the release", () => {
  const last = (...lines: readonly string[]) => ({
    Dockerfile: `${release.replace(" && mix make.pages", "")}${lines.join("\n")}\n`,
  });

  test("are those of the last stage, with attributes as far as these are known", () => {
    const found = said(
      last(
        "FROM debian:trixie-slim",
        "# RUN apt-get install -y jq",
        "RUN apt-get update && \\",
        "  apt-get install -y --no-install-recommends libstdc++6 openssl locales \\",
        "  # pictures",
        '  imagemagick=8:7.1 "ffmpeg" ${MORE} fonts-noto:all && rm -rf /var/lib/apt && echo git',
        "RUN apk add --no-cache --virtual .run poppler-utils~=24 redis-tools@edge tini libsodium-dev",
      ),
    );
    expect(found).toEqual([
      'Dockerfile:7:1 imagemagick, ffmpeg, fonts-noto, poppler-utils, redis-tools | [run] path = ["imagemagick", "ffmpeg", "poppler-utils", "redis"]. Which package has fonts-noto is not known here: search.nixos.org tells',
    ]);
  });

  test("not those of a stage that compiles, nor what the settings give", () => {
    const stages = last(
      "FROM debian AS base",
      "RUN apt install -y jq",
      "FROM base",
      "RUN apk add curl",
      "RUN pip install x",
    );
    expect(said(stages)).toEqual(['Dockerfile:6:1 jq, curl | [run] path = ["jq", "curl"]']);
    expect(said(stages, "", ["jq"])).toEqual(['Dockerfile:8:1 curl | [run] path = ["jq", "curl"]']);
    const built = { Dockerfile: release.replace("RUN mix deps.get", "RUN apt-get install -y git") };
    expect(said({ Dockerfile: `${built.Dockerfile}FROM build\nRUN apt-get install -y make\n` })).toEqual([
      `Dockerfile:${task}`,
    ]);
  });
});

describe("front ends that a Dockerfile builds and copies", () => {
  const files = { "web/package.json": "{}", "web/package-lock.json": "" };
  const dockerfile = (
    copy: string,
    build = "RUN npm run build",
    then = "COPY --from=web /app/dist ./priv/static/app",
  ) =>
    `FROM node AS web\nWORKDIR /app\n${copy}\n${build}\nFROM elixir\nWORKDIR /src\nCOPY mix.exs .\n${then}\nRUN mix release\n`;
  const found =
    'Dockerfile:8:1 web | "npm run build", "mkdir -p ../priv/static/app", "cp -r dist/. ../priv/static/app"';

  test.each(["COPY web/ ./", "COPY web/package*.json ./", "COPY --chown=node web .", 'COPY ["web", "/app"]'])(
    "are named with the commands that do so: %s",
    (copy) => expect(said({ ...files, Dockerfile: dockerfile(copy) })).toEqual([found]),
  );

  test("beside the project, and not where they are known", () => {
    const beside = {
      Dockerfile: dockerfile("COPY web .").replace("COPY mix.exs .", "COPY backend backend"),
      ...files,
    };
    expect(said(beside, "backend")).toEqual([
      '../Dockerfile:8:1 ../web | "npm run build", "mkdir -p ../backend/priv/static/app", "cp -r dist/. ../backend/priv/static/app"',
    ]);
    expect(said({ ...files, Dockerfile: dockerfile("COPY web .") }, "", [], ["web"])).toEqual([]);
  });

  test.each([
    ["that no stage builds", dockerfile("COPY web .", "RUN npm ci")],
    ["that go elsewhere", dockerfile("COPY web .", undefined, "COPY --from=web /app/dist /usr/share/nginx")],
    ["of which all is copied", dockerfile("COPY web .", undefined, "COPY --from=web /app ./priv/static")],
    ["of another stage", dockerfile("COPY web .", undefined, "COPY --from=other /app/dist ./priv/static")],
    ["without package.json", dockerfile("COPY docs .")],
  ])("not those %s", (_, text) => expect(said({ ...files, "docs/a": "", Dockerfile: text })).toEqual([]));
});
