import { str } from "../values/make.ts";
import type { Builtin } from "./builtin.ts";

/** Unicode's White_Space, which is what Elixir trims and splits at. */
const space = /[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Whether Elixir's String.split/1 and trim/1 take the character for white space. */
export const isSpace = (character: string): boolean => space.test(character);

function trimSpace(text: string, leading: boolean, trailing: boolean): string {
  let start = 0;
  let end = text.length;
  while (leading && start < end && isSpace(text[start] as string)) start++;
  while (trailing && end > start && isSpace(text[end - 1] as string)) end--;
  return text.slice(start, end);
}

/** Takes away every copy of a text at an end. */
function trimText(text: string, part: string, leading: boolean, trailing: boolean): string {
  if (part === "") return text;
  let start = 0;
  let end = text.length;
  while (leading && start + part.length <= end && text.startsWith(part, start)) start += part.length;
  while (trailing && end - part.length >= start && text.endsWith(part, end)) end -= part.length;
  return text.slice(start, end);
}

const trim =
  (leading: boolean, trailing: boolean): Builtin =>
  (c, text, part) =>
    str(
      part === undefined
        ? trimSpace(c.str(text), leading, trailing)
        : trimText(c.str(text), c.str(part), leading, trailing),
    );

export const trimBuiltins: Readonly<Record<string, Builtin>> = {
  "trim/1": trim(true, true),
  "trim/2": trim(true, true),
  "trim_leading/1": trim(true, false),
  "trim_leading/2": trim(true, false),
  "trim_trailing/1": trim(false, true),
  "trim_trailing/2": trim(false, true),
  "replace_prefix/3": (c, text, match, by) => {
    const [of, part] = [c.str(text), c.str(match)];
    return str(of.startsWith(part) ? c.str(by) + of.slice(part.length) : of);
  },
  "replace_suffix/3": (c, text, match, by) => {
    const [of, part] = [c.str(text), c.str(match)];
    return str(of.endsWith(part) ? of.slice(0, of.length - part.length) + c.str(by) : of);
  },
  "replace_leading/3": (c, text, match, by) => {
    const [of, part] = [c.str(text), c.str(match)];
    const rest = trimText(of, part, true, false);
    return str(part === "" ? of : c.str(by).repeat((of.length - rest.length) / part.length) + rest);
  },
  "replace_trailing/3": (c, text, match, by) => {
    const [of, part] = [c.str(text), c.str(match)];
    const rest = trimText(of, part, false, true);
    return str(part === "" ? of : rest + c.str(by).repeat((of.length - rest.length) / part.length));
  },
};
