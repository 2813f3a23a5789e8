import { isSupportedSpdxId } from "@cyclonedx/cyclonedx-library/SPDX";

const maxDepth = 32;

/**
 * Whether a text is a licence expression of SPDX (annex D of its specification): identifiers of its list joined by AND, OR, WITH and
 * parentheses. Of exceptions only the form is looked at.
 */
export function isLicenseExpression(text: string): boolean {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };
  const simple = (depth: number): boolean => {
    if (take("(")) return depth < maxDepth && joined(depth + 1) && take(")");
    const id = tokens[at++] ?? "";
    const known = isSupportedSpdxId(id.replace(/\+$/, "")) || /^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/.test(id);
    return known && (!take("WITH") || /^[\w.-]+$/.test(tokens[at++] ?? ""));
  };
  const joined = (depth: number): boolean => {
    do if (!simple(depth)) return false;
    while (take("AND") || take("OR"));
    return true;
  };
  return joined(0) && at === tokens.length;
}
