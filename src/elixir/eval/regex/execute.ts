import { NotFollowed, type Pattern, type Regex } from "./pattern.ts";

/** Start and end of the whole match and of each group; undefined for a group that took no part. */
export type Captures = readonly (readonly [number, number] | undefined)[];

type Next = (position: number) => boolean;

/** Nesting of our own calls; repeated groups nest once for each time. */
const maximumDepth = 1500;

/**
 * The first match at or after `from`, by backtracking as PCRE does it.
 * @param step called for each attempt; it ends the work by throwing.
 * @param notEmptyAt a position where an empty match does not count, and the match has to start there.
 */
export function execute(
  regex: Regex,
  text: readonly number[],
  from: number,
  step: () => void,
  notEmptyAt?: number,
): Captures | undefined {
  let groups: (readonly [number, number] | undefined)[] = [];
  let depth = 0;

  function run(pattern: Pattern, i: number, next: Next): boolean {
    step();
    if (++depth > maximumDepth) throw new NotFollowed("a long match");
    const result = runOne(pattern, i, next);
    depth--;
    return result;
  }

  function runOne(pattern: Pattern, i: number, next: Next): boolean {
    switch (pattern.is) {
      case "one":
        return i < text.length && pattern.test(text[i] as number) && next(i + 1);
      case "at":
        return pattern.test(text, i) && next(i);
      case "all":
        return sequence(pattern.parts, 0, i, next);
      case "any":
        return pattern.parts.some((part) => run(part, i, next));
      case "group": {
        const before = groups[pattern.index];
        const ok = run(pattern.body, i, (end) => {
          const inside = groups[pattern.index];
          groups[pattern.index] = [i, end];
          if (next(end)) return true;
          groups[pattern.index] = inside;
          return false;
        });
        if (!ok) groups[pattern.index] = before;
        return ok;
      }
      case "atomic": {
        const end = whole(pattern.body, i);
        return end !== undefined && next(end);
      }
      case "look": {
        const before = [...groups];
        const found = whole(pattern.body, i) !== undefined;
        if (pattern.negative) groups = before;
        return found !== pattern.negative && next(i);
      }
      case "back":
        return back(pattern.index, i, next);
      case "repeat":
        return pattern.body.is === "one" ? repeatOne(pattern, pattern.body.test, i, next) : repeat(pattern, 0, i, next);
    }
  }

  function sequence(parts: readonly Pattern[], index: number, i: number, next: Next): boolean {
    const part = parts[index];
    return part === undefined ? next(i) : run(part, i, (end) => sequence(parts, index + 1, end, next));
  }

  /** The end of the first way in which the body matches; what it captured stays. */
  function whole(body: Pattern, i: number): number | undefined {
    let end: number | undefined;
    run(body, i, (at) => {
      end = at;
      return true;
    });
    return end;
  }

  function back(index: number, i: number, next: Next): boolean {
    const group = groups[index];
    if (group === undefined) return false;
    const length = group[1] - group[0];
    for (let k = 0; k < length; k++) if (text[group[0] + k] !== text[i + k]) return false;
    return next(i + length);
  }

  /** One character again and again needs no nesting. */
  function repeatOne(
    { min, max, lazy }: Extract<Pattern, { is: "repeat" }>,
    test: (character: number) => boolean,
    i: number,
    next: Next,
  ): boolean {
    let count = 0;
    const more = (): boolean => {
      step();
      if (count >= max || i + count >= text.length || !test(text[i + count] as number)) return false;
      count++;
      return true;
    };
    while (count < min) if (!more()) return false;
    if (lazy) {
      while (!next(i + count)) if (!more()) return false;
      return true;
    }
    while (more());
    for (; count >= min; count--) if (next(i + count)) return true;
    return false;
  }

  function repeat(pattern: Extract<Pattern, { is: "repeat" }>, count: number, i: number, next: Next): boolean {
    const again = (): boolean =>
      count < pattern.max &&
      run(pattern.body, i, (end) => {
        // A round that takes nothing would go on for ever: it is the last one.
        if (end === i && count >= pattern.min) return next(end);
        return repeat(pattern, count + 1, end, next);
      });
    if (count < pattern.min) return again();
    return pattern.lazy ? next(i) || again() : again() || next(i);
  }

  const last = notEmptyAt ?? text.length;
  for (let start = from; start <= last; start++) {
    groups = [];
    depth = 0;
    let end = -1;
    const found = run(regex.pattern, start, (at) => {
      if (at === notEmptyAt) return false;
      end = at;
      return true;
    });
    if (found) return [[start, end], ...Array.from({ length: regex.groups }, (_, k) => groups[k + 1])];
  }
  return undefined;
}

/**
 * All matches one after the other, as Erlang's re:run/3 with `global` finds them (loopexec in re.erl): after an empty match, one that is
 * not empty is looked for where the search began, which is not where the empty one lies.
 */
export function executeAll(regex: Regex, text: readonly number[], step: () => void): readonly Captures[] {
  const found: Captures[] = [];
  let from = 0;
  while (from <= text.length) {
    const captures = execute(regex, text, from, step);
    if (captures === undefined) break;
    found.push(captures);
    const [start, end] = captures[0] as readonly [number, number];
    const longer = start === end ? execute(regex, text, from, step, from) : undefined;
    if (longer !== undefined) found.push(longer);
    from = end > start ? end : start + (longer === undefined ? 1 : lengthOf(longer));
  }
  return found;
}

function lengthOf(captures: Captures): number {
  const [start, end] = captures[0] as readonly [number, number];
  return end - start;
}
