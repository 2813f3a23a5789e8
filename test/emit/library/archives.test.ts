import { expect, test } from "vitest";
import { build, inStore } from "./library.ts";

// Where Mix looks: MIX_ARCHIVES/NAME-VERSION/NAME-VERSION/ebin (Mix.Local.append_archives/0).
test("an archive stands where Mix looks, as an application with its version", () => {
  const script = inStore(`(stored "archives").placeArchives { hex = "2.0.6"; phx_new = "1.7.14-rc.0"; }`);
  const program = `
    Mix.Local.append_archives()
    for app <- [:hex, :phx_new], do: :ok = Application.load(app)
    IO.write("#{Application.spec(:hex, :vsn)} #{Application.spec(:phx_new, :vsn)}")`;
  expect(build(script, `MIX_ARCHIVES="$TMPDIR/archives" elixir -e 'Mix.start()\n${program}'`)).toBe(
    "2.0.6 1.7.14-rc.0",
  );
});
