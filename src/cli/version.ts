/** The version of package.json; a constant, so that `--version` reads no file. A test compares the two. */
export const VERSION = "0.1.0";
