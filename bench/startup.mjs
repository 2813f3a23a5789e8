// How long nif2nix takes before it does anything, against bare Node on the same machine at the same time.
import { fileURLToPath } from "node:url";
import { NIF2NIX, compare } from "./measure.mjs";

const example = fileURLToPath(new URL("../examples/hello_nif", import.meta.url));

compare([
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "nif2nix --version", args: [NIF2NIX, "--version"], budget: "at most +10 ms" },
  { name: "nif2nix --help", args: [NIF2NIX, "--help"] },
  { name: "nif2nix explain NN001", args: [NIF2NIX, "explain", "NN001"] },
  { name: "nif2nix scan (examples/hello_nif)", args: [NIF2NIX, "scan", example, "--format", "json"] },
]);
