// Prints every file of the repository that a program has loaded, when it ends.
const { relative } = require("node:path");

process.on("exit", () => {
  const loaded = Object.keys(require.cache).filter((file) => file !== __filename);
  process.stderr.write(loaded.map((file) => `${relative(process.cwd(), file)}\n`).join(""));
});
