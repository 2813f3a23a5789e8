import { readFileSync, readdirSync } from "node:fs";
import { type DefaultTheme, defineConfig } from "vitepress";

const docs = new URL("..", import.meta.url);

/** The first heading of a page. */
const titleOf = (file: string): string =>
  /^# (.*)$/m.exec(readFileSync(new URL(`${file}.md`, docs), "utf8"))?.[1]?.replaceAll("`", "") ?? file;

const pages = (...files: readonly string[]): DefaultTheme.SidebarItem[] =>
  files.map((file) => ({ text: titleOf(file), link: `/${file}` }));

const folder = (name: string): DefaultTheme.SidebarItem[] =>
  pages(
    ...readdirSync(new URL(name, docs))
      .filter((file) => file.endsWith(".md"))
      .toSorted()
      .map((file) => `${name}/${file.slice(0, -3)}`),
  );

/** Where the sources lie, once package.json has an address: links out of docs/ lead there. */
const { repository } = JSON.parse(readFileSync(new URL("../package.json", docs), "utf8")) as {
  repository?: { url: string };
};
const sources = repository?.url.replace(/^git\+|\.git$/g, "");

/** Pages are plain Markdown, which a forge shows as well; what is said here is for the site alone. */
export default defineConfig({
  title: "nif2nix",
  description: "Nix builds for Elixir projects, native code included",
  outDir: "../.cache/site",
  cacheDir: "../.cache/vitepress",
  cleanUrls: true,
  ignoreDeadLinks: "localhostLinks",
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: {
    attrs: { disable: true },
    config(md) {
      // Pages quote logs and code: nothing in them is HTML, and nothing an expression of Vue.
      md.disable(["html_block", "html_inline"]);
      md.renderer.rules.text = (tokens, index) =>
        md.utils.escapeHtml(tokens[index]?.content ?? "").replaceAll("{{", "&#123;&#123;");
      // Comments tell the tests what to do with the block that follows; a forge does not show them either.
      md.block.ruler.before(
        "paragraph",
        "comment",
        (state, start, _end, silent) => {
          const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
          if (!/^<!--.*-->$/.test(state.src.slice(from, state.eMarks[start]))) return false;
          if (!silent) state.line = start + 1;
          return true;
        },
        { alt: ["paragraph", "list"] },
      );
      // A block of a file shows the file's name, which stands after its language.
      const fence = md.renderer.rules.fence;
      md.renderer.rules.fence = (tokens, index, ...rest) => {
        const token = tokens[index];
        const [language, file] = token?.info.split(" ") ?? [];
        if (token !== undefined && language !== undefined && file !== undefined) {
          token.info = language;
          return `<div class="file"><code>${md.utils.escapeHtml(file)}</code></div>${fence?.(tokens, index, ...rest) ?? ""}`;
        }
        return fence?.(tokens, index, ...rest) ?? "";
      };
      md.core.ruler.push("sources", ({ tokens, env }) => {
        const depth = String((env as { relativePath?: string }).relativePath).split("/").length;
        for (const { children } of tokens) {
          let outside = false;
          for (const token of children ?? []) {
            const href = token.type === "link_open" ? String(token.attrGet("href")) : undefined;
            if (href !== undefined) outside = href.startsWith("../".repeat(depth));
            if (!outside || (href === undefined && token.type !== "link_close")) continue;
            if (sources === undefined) Object.assign(token, { tag: "span", attrs: null });
            else if (href !== undefined) token.attrSet("href", `${sources}/blob/main/${href.slice(3 * depth)}`);
          }
        }
        return true;
      });
    },
  },
  vite: { logLevel: "warn", build: { chunkSizeWarningLimit: 4096 } },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "Tutorial", link: "/tutorial" },
      { text: "Troubleshooting", link: "/troubleshooting" },
      { text: "Commands", link: "/cli" },
    ],
    sidebar: [
      { text: "Begin", items: pages("index", "tutorial", "troubleshooting", "comparison", "glossary") },
      { text: "How to", items: [...folder("how-to"), ...pages("migration")] },
      { text: "Understand", items: [...folder("explanation"), ...pages("architecture")] },
      {
        text: "Look up",
        items: [
          ...pages(
            "cli",
            "settings",
            "outputs",
            "overrides",
            "dependencies",
            "inspect",
            "sbom",
            "library",
            "package-set",
          ),
          { ...pages("codes")[0], collapsed: true, items: folder("codes") },
          { ...pages("failures")[0], collapsed: true, items: folder("failures") },
        ],
      },
    ],
  },
});
