/**
 * The commands of a shell script, as one line of a rule: what it changes its folder to holds for what follows. Variables that
 * are set to plain words stand in their places.
 */
export function scriptCommands(text: string): string {
  const values = new Map<string, string>();
  return text
    .replaceAll(/\\\r?\n[\t ]*/g, " ")
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, "$1").trim())
    .filter((line) => line !== "" && !/^(?:then|else|fi|do|done|esac|[{}])$/.test(line))
    .map((line) => {
      const expanded = line.replaceAll(
        /\$(?:\{(?<braced>\w+)\}|(?<plain>[A-Za-z_]\w*))/g,
        (whole, braced: string | undefined, plain: string | undefined) => values.get(braced ?? plain ?? "") ?? whole,
      );
      const [, name, value] =
        /^(?:export\s+|readonly\s+|local\s+)?([A-Za-z_]\w*)=["']?([^\s"'$`]*)["']?$/.exec(expanded) ?? [];
      if (name !== undefined && value !== undefined) values.set(name, value);
      return expanded;
    })
    .join("\n");
}

/** The interpreter of a script's first line, by name and by whether a build has it there; undefined where there is none. */
export function interpreterOf(text: string): { readonly name: string; readonly found: boolean } | undefined {
  const [, path, argument] = /^#!\s*(\S+)(?:[ \t]+(?:-S\s+)?(\S+))?/.exec(text) ?? [];
  if (path === undefined) return undefined;
  const name = path.endsWith("/env") ? argument : path.split("/").at(-1);
  // The sandbox of Nix has /bin/sh and nothing else in such places.
  return name === undefined ? undefined : { name, found: path === "/bin/sh" };
}
