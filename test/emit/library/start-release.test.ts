import { expect, test } from "vitest";
import { build, path } from "./library.ts";

const start = `sh ${path("src/emit/library/start-release.sh")} sh -c 'echo "$RELEASE_COOKIE"'`;

test("a cookie is made once, for its owner's eyes; a credential stands before it, the environment before both", () => {
  const script = `export STATE_DIRECTORY=state
    ${start} > one; ${start} > two
    export CREDENTIALS_DIRECTORY=credentials; ${start} > three
    RELEASE_COOKIE=given ${start} > four`;
  const then =
    "cmp one two; cmp one <(cat state/cookie; echo); stat -c %a state/cookie; ls state; cat three four; cat one";
  const [mode, file, credential, environment, cookie] = build(script, then, {
    "state/.keep": "",
    "credentials/cookie": "credential\n",
  }).split("\n");
  expect([mode, file, credential, environment]).toEqual(["600", "cookie", "credential", "given"]);
  expect(cookie).toMatch(/^[0-9a-f]{64}$/);
});
