import { createRequire } from "node:module";

// Parts of Node that few runs need and that take as long to load as reading a hundred files: loaded by their first use.

export function lazyCrypto(): typeof import("node:crypto") {
  return createRequire(import.meta.url)("node:crypto") as typeof import("node:crypto");
}

export function lazyChildProcess(): typeof import("node:child_process") {
  return createRequire(import.meta.url)("node:child_process") as typeof import("node:child_process");
}

export function lazyV8(): typeof import("node:v8") {
  return createRequire(import.meta.url)("node:v8") as typeof import("node:v8");
}

export function lazyZlib(): typeof import("node:zlib") {
  return createRequire(import.meta.url)("node:zlib") as typeof import("node:zlib");
}
