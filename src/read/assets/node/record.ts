/** What a lock may hold in any place. Every reader takes the parts that have the form they should have, and no others. */
export type Fields = Readonly<Record<string, unknown>>;

/** The table that a value is; an empty one where it is none. */
export function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A list of texts; one text counts as a list of one. */
export function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
