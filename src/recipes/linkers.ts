/**
 * Programs that cargo's configuration names to link, and the packages of nixpkgs that have them; "" for those of the standard
 * environment (the nixpkgs manual, "The Standard Environment": cc-wrapper, binutils).
 */
export const linkers: Readonly<Record<string, string>> = {
  cc: "",
  gcc: "",
  "c++": "",
  "g++": "",
  ld: "",
  "ld.bfd": "",
  clang: "clang",
  "clang++": "clang",
  lld: "lld",
  "ld.lld": "lld",
  "ld64.lld": "lld",
  "rust-lld": "lld",
  mold: "mold",
  "ld.mold": "mold",
  wild: "wild",
  "ld.wild": "wild",
};
