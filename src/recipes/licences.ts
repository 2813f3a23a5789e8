/**
 * Attributes of `lib.licenses` by the SPDX identifier that each has there (lib/licenses of nixpkgs): those that packages of Hex
 * name. `lib.getLicenseFromSpdxIdOr` finds any other while Nix evaluates.
 */
export const licences: Readonly<Record<string, string>> = {
  "0BSD": "bsd0",
  "AGPL-3.0-only": "agpl3Only",
  "AGPL-3.0-or-later": "agpl3Plus",
  "Apache-2.0": "asl20",
  "Artistic-2.0": "artistic2",
  "BSD-2-Clause": "bsd2",
  "BSD-3-Clause": "bsd3",
  "BSL-1.0": "boost",
  "BUSL-1.1": "bsl11",
  "CC-BY-4.0": "cc-by-40",
  "CC0-1.0": "cc0",
  "EPL-2.0": "epl20",
  "EUPL-1.2": "eupl12",
  "GPL-2.0-only": "gpl2Only",
  "GPL-2.0-or-later": "gpl2Plus",
  "GPL-3.0-only": "gpl3Only",
  "GPL-3.0-or-later": "gpl3Plus",
  ISC: "isc",
  "LGPL-2.1-only": "lgpl21Only",
  "LGPL-2.1-or-later": "lgpl21Plus",
  "LGPL-3.0-only": "lgpl3Only",
  "LGPL-3.0-or-later": "lgpl3Plus",
  MIT: "mit",
  "MIT-0": "mit0",
  "MPL-2.0": "mpl20",
  Unlicense: "unlicense",
  WTFPL: "wtfpl",
  Zlib: "zlib",
};
