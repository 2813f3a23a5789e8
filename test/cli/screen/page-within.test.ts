import { expect, test } from "vitest";
import { pageOf, namesOfPages } from "../../../src/cli/pages.ts";
import { pageWithin } from "../../../src/cli/screen/page-within.ts";

const blocks = (page: string): readonly string[] => page.match(/^```[^]*?^```$/gm) ?? [];
const outside = (page: string): string => page.replaceAll(/^```[^]*?^```$/gm, "");

test.each([80, 120])("every page fits %i columns, with all its words and its code as it was", (columns) => {
  const { codes, names } = namesOfPages();
  for (const name of [...codes, ...names]) {
    const page = pageOf(name) as string;
    const shown = pageWithin(page, columns);
    expect(blocks(shown)).toEqual(blocks(page));
    expect(shown.split(/\s+/)).toEqual(page.split(/\s+/));
    const long = outside(shown)
      .split("\n")
      .filter((line) => line.length > columns && line.trim().includes(" ") && !line.startsWith("|"));
    expect([name, long]).toEqual([name, []]);
  }
});

test("a paragraph is broken anew, an item and a row are not joined to it", () => {
  expect(pageWithin("One two\nthree four.\n- item\n\n| a | b |", 12)).toBe("One two\nthree four.\n- item\n\n| a | b |");
  expect(pageWithin("One two\nthree", undefined)).toBe("One two\nthree");
});
