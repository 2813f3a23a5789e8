// A fault where nobody expects one: once the lock file has been read, planning meets an array that throws.
const fs = require("node:fs");

const read = fs.readFileSync;
fs.readFileSync = (path, ...rest) => {
  if (String(path).endsWith("mix.lock")) {
    Array.prototype.flatMap = () => {
      throw new RangeError("broken on purpose");
    };
  }
  return read(path, ...rest);
};
