import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Page, chromium } from "../support/chromium.ts";
import { cannotRun } from "./support/machine.ts";
import { repository } from "./support/workplace.ts";

const minutes = 60_000;
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** The documentation as a site, made once and looked at in a browser. NIF2NIX_SITE_PICTURES names a folder for what was seen. */
describe.skipIf(cannotRun("chromium"))("the documentation's site", () => {
  let site: string;
  let server: Server;
  let page: Page;
  const open = (path: string): Promise<void> =>
    page.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`);

  beforeAll(async () => {
    site = mkdtempSync(join(tmpdir(), "nif2nix-site-"));
    // It fails where a link between pages leads nowhere.
    const built = spawnSync("npx", ["vitepress", "build", "docs", "--outDir", site], {
      cwd: repository,
      encoding: "utf8",
    });
    expect(built.status, built.stderr).toBe(0);
    server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
      const file = [path, `${path}.html`, `${path}index.html`]
        .map((each) => join(site, each))
        .find((each) => existsSync(each) && extname(each) !== "");
      response.writeHead(file === undefined ? 404 : 200, {
        "content-type": types[extname(file ?? "")] ?? "text/plain",
      });
      response.end(file === undefined ? "" : readFileSync(file));
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    page = await chromium();
  }, 5 * minutes);
  afterAll(async () => {
    await page?.close();
    server?.close();
    rmSync(site, { recursive: true, force: true });
  });

  const until = async <T>(expression: string, holds: (value: T) => boolean): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      const value = await page.evaluate<T>(expression);
      if (holds(value) || tries === 100) return value;
      await pause(100);
    }
  };

  test("search finds a page by the words of a log, without a server", async () => {
    await page.appear({ width: 1280, height: 900, dark: false });
    await open("");
    // The page listens once its program has started, and says nothing of that.
    const box = `document.querySelector(".VPLocalSearchBox input") !== null`;
    for (let tries = 0; tries < 30 && !(await page.evaluate<boolean>(box)); tries += 1) {
      await page.press("/");
      await pause(500);
    }
    await page.type("could not make directory elixir_make");
    const links = `[...document.querySelectorAll(".VPLocalSearchBox a.result")].map((each) => each.getAttribute("href"))`;
    const found = await until<string[]>(links, (all) => all.length > 0);
    expect(found.some((href) => href.includes("failures/make-cache-folder"))).toBe(true);
    expect(page.errors()).toEqual([]);
  });

  test("comments for the tests are not shown, and braces of Nix and Elixir are", async () => {
    await open("tutorial");
    const text = await page.evaluate<string>("document.querySelector('main').innerText");
    expect(text).not.toContain("<!--");
    expect(text).toContain("nixosConfigurations.web");
    expect(await page.evaluate<string>("document.body.innerText")).not.toContain("{{");
    await open("failures");
    expect(await page.evaluate<string>("document.querySelector('main').innerText")).toContain("{:load_failed,");
  });

  const pages = ["", "tutorial", "how-to/nixos", "comparison", "settings", "codes", "explanation/library-place"];
  const looks = [
    { width: 1280, height: 900, dark: false },
    { width: 1280, height: 900, dark: true },
    { width: 390, height: 844, dark: false },
    { width: 390, height: 844, dark: true },
  ];
  test.each(looks)("no page is wider than its window: $width, dark: $dark", async (look) => {
    await page.appear(look);
    for (const path of pages) {
      await open(path);
      const width = await page.evaluate<number>("document.documentElement.scrollWidth");
      expect(width, path).toBeLessThanOrEqual(look.width);
      expect(await page.evaluate("document.documentElement.classList.contains('dark')")).toBe(look.dark);
      expect(page.errors(), path).toEqual([]);
      const folder = process.env["NIF2NIX_SITE_PICTURES"];
      if (folder === undefined) continue;
      mkdirSync(folder, { recursive: true });
      const name = `${path === "" ? "index" : path.replaceAll("/", "-")}-${look.width}-${look.dark ? "dark" : "light"}`;
      writeFileSync(join(folder, `${name}.png`), await page.picture());
    }
  });

  test("every page of docs/ is in it", () => {
    const files = (folder: string): string[] =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:md|html)$/.test(name));
    const named = files(join(repository, "docs"))
      .filter((name) => !name.startsWith(".vitepress"))
      .map((name) => name.replace(/\.md$/, ".html"));
    expect(files(site).toSorted()).toEqual([...named, "404.html"].toSorted());
  });
});
