import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { renderHtml } from "../../src/graph/render/html.ts";
import { renderSvg } from "../../src/graph/render/svg.ts";
import { resource } from "../../src/ports/resource.ts";
import { temporaryFolder } from "../cli/support/project.ts";
import { type Page, chromium } from "../support/chromium.ts";
import { graphFrom, largeGraph } from "./graphs.ts";

let page: Page;
beforeAll(async () => {
  page = await chromium();
});
afterAll(async () => page?.close());

const parts = {
  style: readFileSync(resource("page/page.css"), "utf8"),
  program: readFileSync(resource("page/page.js"), "utf8"),
};

async function open(graph: Graph, hash = ""): Promise<void> {
  const file = join(temporaryFolder(), "plan.html");
  writeFileSync(file, renderHtml(graph, null, parts));
  await page.open(`${pathToFileURL(file).href}${hash}`);
}

const picked = (): Promise<string | null> =>
  page.evaluate<string | null>(`document.querySelector(".node.self text")?.textContent ?? null`);
const panel = (): Promise<string> => page.evaluate<string>(`document.querySelector("aside").innerText`);
const seen = (): Promise<number> =>
  page.evaluate<number>(`Number(document.querySelector("main svg").getAttribute("viewBox").split(" ")[2])`);

describe("the page of 430 dependencies", () => {
  test("search finds, Enter goes there, Escape leaves", async () => {
    await open(largeGraph(430));
    await page.press("/");
    await page.type("d42");
    const names = largeGraph(430).nodes.filter(({ label, version }) => `${label} ${version}`.includes("d42"));
    expect(await page.evaluate(`document.getElementById("count").textContent`)).toBe(`${names.length} found`);
    await page.press("Enter");
    expect(await picked()).toBe("d42 1.0.0");
    await page.press("Escape");
    expect(await picked()).toBeNull();
    expect(await page.evaluate(`document.querySelector("aside").hidden`)).toBe(true);
    expect(page.errors()).toEqual([]);
  });

  test("a click shows details and marks what it is made of and what needs it", async () => {
    await open(graphFrom(["a > b", "b > c", "x > y"]));
    const node = `.node[data-node="1"]`;
    await page.click(`${node} rect`);
    expect(await picked()).toBe("b 1.0.0");
    expect(await panel()).toMatch(/made of \(1\)\s+a 1\.0\.0\s+needed by \(1\)\s+c 1\.0\.0/);
    const near = await page.evaluate(
      `[...document.querySelectorAll(".node.near text")].map((each) => each.textContent)`,
    );
    expect(near).toEqual(["a 1.0.0", "b 1.0.0", "c 1.0.0", "my_app 1.0.0"]);
    await page.click("aside li button");
    expect(await picked()).toBe("a 1.0.0");
  });

  test("keys move along edges, and zoom", async () => {
    await open(graphFrom(["a > b", "b > c"]));
    const all = await seen();
    await page.press("+");
    expect(await seen()).toBeLessThan(all);
    await page.press("0");
    expect(await seen()).toBe(all);
    await page.wheel("main svg", -100);
    expect(await seen()).toBeLessThan(all);
    await page.press("ArrowLeft");
    expect(await picked()).toBe("my_app 1.0.0");
    await page.press("ArrowLeft");
    await page.press("ArrowLeft");
    expect(await picked()).toBe("b 1.0.0");
    await page.press("ArrowRight");
    expect(await picked()).toBe("c 1.0.0");
  });

  test("an address names a part", async () => {
    await open(graphFrom(["a > b"]), "#dependency%3Aa");
    expect(await picked()).toBe("a 1.0.0");
  });

  test("a name runs nothing and stays text", async () => {
    const name = `</script><img src=x onerror="document.title='run'"><b>`;
    await open(graphFrom([`${name} > b`]));
    await page.click(`.node[data-node="0"] rect`);
    expect(await picked()).toBe(`${name} 1.0.0`);
    expect(await page.evaluate("document.title + document.images.length")).toBe("my_app: what it is built from0");
    expect(page.errors()).toEqual([]);
  });

  test("the picture alone is XML", async () => {
    await open(graphFrom(["a > b"]));
    const svg = renderSvg(graphFrom([`<&"'> > b`]), new Set());
    const count = await page.evaluate(
      `new DOMParser().parseFromString(${JSON.stringify(svg)}, "image/svg+xml").querySelectorAll("parsererror, .node").length`,
    );
    expect(count).toBe(3);
  });
});
