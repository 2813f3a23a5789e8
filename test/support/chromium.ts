import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

/** A page in a real browser, driven over the pipe of its DevTools protocol (chromedevtools.github.io/devtools-protocol). */
export interface Page {
  /** Opens an address and waits until it is loaded. */
  open(url: string): Promise<void>;
  /** The value of an expression, as JSON can say it; throws what the page throws. */
  evaluate<T>(expression: string): Promise<T>;
  /** Presses a key as a person does: "a", "ArrowLeft", "Enter". */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** A click in the middle of the first element that a selector finds. */
  click(selector: string): Promise<void>;
  wheel(selector: string, by: number): Promise<void>;
  /** The size of the window in pixels, and whether the system asks for dark pages. */
  appear(as: { readonly width: number; readonly height: number; readonly dark: boolean }): Promise<void>;
  /** A picture of the window, as PNG. */
  picture(): Promise<Buffer>;
  /** What the page logged as errors since it was opened. */
  errors(): readonly string[];
  close(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** Starts a browser with one page. Throws where there is no chromium (Debian's package of that name). */
export async function chromium(): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), "nif2nix-chromium-"));
  const flags = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--remote-debugging-pipe",
    `--user-data-dir=${profile}`,
  ];
  const browser = spawn("chromium", [...flags, "--window-size=1200,800", "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    // A group of its own, which ends as a whole: processes that are left behind write to the profile while it is removed.
    detached: true,
  });
  const started = await new Promise<Error | undefined>((resolve) => {
    browser.once("error", resolve);
    browser.once("spawn", () => resolve(undefined));
  });
  if (started !== undefined) throw new Error("chromium is missing; Debian's package has that name", { cause: started });
  const ask = protocol(browser);
  const { targetInfos } = (await ask("Target.getTargets")) as { targetInfos: { type: string; targetId: string }[] };
  const target = targetInfos.find(({ type }) => type === "page") as { targetId: string };
  const { sessionId } = (await ask("Target.attachToTarget", { targetId: target.targetId, flatten: true })) as {
    sessionId: string;
  };
  const inPage = (method: string, params: object = {}): Promise<unknown> => ask(method, params, sessionId);
  await inPage("Page.enable");
  await inPage("Runtime.enable");
  await inPage("Log.enable");

  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = (await inPage("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    })) as { result: { value: T }; exceptionDetails?: { exception?: { description?: string } } };
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? "the page threw");
    return result.value;
  };
  const middle = async (selector: string): Promise<{ x: number; y: number }> =>
    evaluate(
      `(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()`,
    );
  return {
    evaluate,
    async open(url) {
      ask.errors.length = 0;
      await inPage("Page.navigate", { url });
      while ((await evaluate<string>("document.readyState + location.href")) !== `complete${url}`) await pause();
    },
    async press(key) {
      const text = key.length === 1 ? { text: key } : {};
      await inPage("Input.dispatchKeyEvent", { type: "keyDown", key, ...text });
      await inPage("Input.dispatchKeyEvent", { type: "keyUp", key });
    },
    async type(text) {
      await inPage("Input.insertText", { text });
    },
    async click(selector) {
      const at = { ...(await middle(selector)), button: "left", clickCount: 1 };
      await inPage("Input.dispatchMouseEvent", { type: "mousePressed", ...at });
      await inPage("Input.dispatchMouseEvent", { type: "mouseReleased", ...at });
    },
    async wheel(selector, by) {
      await inPage("Input.dispatchMouseEvent", {
        type: "mouseWheel",
        deltaX: 0,
        deltaY: by,
        ...(await middle(selector)),
      });
    },
    async appear({ width, height, dark }) {
      const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
      await inPage("Emulation.setDeviceMetricsOverride", metrics);
      const features = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
      await inPage("Emulation.setEmulatedMedia", { features });
    },
    async picture() {
      const { data } = (await inPage("Page.captureScreenshot", { format: "png" })) as { data: string };
      return Buffer.from(data, "base64");
    },
    errors: () => ask.errors,
    async close() {
      const gone = new Promise((resolve) => browser.once("exit", resolve));
      if (browser.pid !== undefined) process.kill(-browser.pid, "SIGKILL");
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20));

interface Ask {
  (method: string, params?: object, sessionId?: string): Promise<unknown>;
  readonly errors: string[];
}

/** Messages are JSON, each ended by a NUL: file descriptor 3 takes them, 4 gives them. */
function protocol(browser: ChildProcess): Ask {
  const [, , , input, output] = browser.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const errors: string[] = [];
  const hear = ({ id, method, params, result, error }: Answer): void => {
    if (method === "Runtime.exceptionThrown" || method === "Log.entryAdded") errors.push(JSON.stringify(params));
    const asked = id === undefined ? undefined : waiting.get(id);
    if (asked === undefined) return;
    waiting.delete(id as number);
    if (error === undefined) asked.resolve(result);
    else asked.reject(new Error(error.message));
  };
  let rest = "";
  output.setEncoding("utf8");
  output.on("data", (chunk: string) => {
    const messages = (rest + chunk).split("\0");
    rest = messages.pop() as string;
    for (const message of messages) hear(JSON.parse(message) as Answer);
  });
  browser.once("exit", () => waiting.forEach(({ reject }) => reject(new Error("the browser has ended"))));
  let last = 0;
  const ask = (method: string, params: object = {}, sessionId?: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      input.write(`${JSON.stringify({ id: last, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
  return Object.assign(ask, { errors });
}
