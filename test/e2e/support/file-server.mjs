// Serves the files of a folder on loopback, until its standard input ends. Prints its port.
// usage: node file-server.mjs FOLDER PORT [KEY]; with a key only who sends it in the header `authorization` gets something
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { join, normalize } from "node:path";

const [folder, wantedPort, key] = process.argv.slice(2);

const server = createServer((request, response) => {
  if (key !== undefined && request.headers.authorization !== key) {
    response.writeHead(401).end();
    return;
  }
  const file = join(folder, normalize(new URL(request.url, "http://localhost").pathname));
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-length": found.size });
  createReadStream(file).pipe(response);
});

server.once("error", () => server.listen(0, "127.0.0.1"));
server.on("listening", () => process.stdout.write(`${server.address().port}\n`));
server.listen(Number(wantedPort), "127.0.0.1");
process.stdin.resume();
process.stdin.on("end", () => process.exit());
