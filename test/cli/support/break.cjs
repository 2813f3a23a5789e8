// A fault where nobody expects one: once the lock file has been read, planning meets an array that throws.
const fs = require("node:fs");

const open = fs.openSync;
fs.openSync = (path, ...rest) => {
  if (String(path).endsWith("mix.lock")) {
    Array.prototype.flatMap = () => {
      throw new RangeError("broken on purpose");
    };
  }
  return open(path, ...rest);
};
