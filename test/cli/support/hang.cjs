// What nobody expects, by HANG: once the lock file has been read, planning waits for what never comes ("promise"), or something
// is thrown where nobody can catch it ("throw", "reject").
const fs = require("node:fs");

const open = fs.openSync;
fs.openSync = (path, ...rest) => {
  if (String(path).endsWith("mix.lock")) {
    if (process.env.HANG === "promise") Promise.all = () => new Promise(() => {});
    if (process.env.HANG === "throw") {
      process.nextTick(() => {
        throw new RangeError("broken on purpose");
      });
    }
    if (process.env.HANG === "reject") void Promise.reject(new RangeError("broken on purpose"));
  }
  return open(path, ...rest);
};
