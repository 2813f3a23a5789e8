import type { Painter } from "../../diagnostics/painter.ts";
import { printable } from "../../diagnostics/printable.ts";
import type { Migration } from "../../migrate/migration.ts";
import { type PieceKind, pieceKinds } from "../../migrate/piece.ts";

const then: Readonly<Record<PieceKind["then"], string>> = {
  delete: "can be deleted",
  carry: "can go once this is carried over",
  keep: "may stay",
};

/** Every piece with its place, for people; then the lines for nif2nix.toml. */
export function migrationText({ pieces, settings }: Migration, paint: Painter): string {
  const told = pieces.map(({ kind, place, what, settings: edits, byHand }) => {
    const { is, becomes, then: what_ } = pieceKinds[kind] as PieceKind;
    const at = `${place.file}:${place.line}:${place.column}`;
    const carried = [
      ...edits.flatMap(({ table, values }) =>
        Object.entries(values).map(([key, value]) => `[${table.join(".")}] ${key} = ${value}`),
      ),
      ...byHand.map((each) => `by hand: ${each}`),
    ];
    const end = what_ === "carry" && carried.length === 0 ? "can be deleted" : then[what_];
    return [
      `${paint.bold(printable(at))}  ${is}: ${printable(what)}`,
      // With the colon a terminal takes it for words, which it may break, and not for a command.
      `    becomes: ${becomes}`,
      `    ${end}${what_ === "carry" && carried.length > 0 ? ":" : ""}`,
      ...carried.map((each) => `      ${printable(each)}`),
      "",
    ].join("\n");
  });
  const lines = settings === "" ? [] : ["nif2nix.toml, as far as nif2nix does not find the need itself:", "", settings];
  return [...told, ...lines].join("\n");
}
