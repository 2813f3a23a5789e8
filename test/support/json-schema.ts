type Schema = Readonly<Record<string, unknown>>;

/**
 * A validator for the part of JSON Schema that our published schemas use; the keywords it does not know are refused,
 * so that a schema cannot say something that is not checked.
 * @returns one message for each violation.
 */
export function validate(schema: object, value: unknown, root: object = schema, at = "$"): string[] {
  const here = schema as Schema;
  const problems: string[] = [];
  for (const [keyword, wanted] of Object.entries(here)) {
    const check = keywords[keyword];
    if (check === undefined) throw new Error(`${at}: the keyword ${keyword} is not checked by this validator`);
    problems.push(...check(wanted as never, value, { schema: here, root, at }));
  }
  return problems;
}

interface Context {
  readonly schema: Schema;
  readonly root: object;
  readonly at: string;
}

type Check = (wanted: never, value: unknown, context: Context) => string[];

const nothing: Check = () => [];

const keywords: Readonly<Record<string, Check>> = {
  $schema: nothing,
  $id: nothing,
  title: nothing,
  description: nothing,
  definitions: nothing,
  $ref: (reference: string, value, { root, at }) => {
    const target = reference
      .replace(/^#\//, "")
      .split("/")
      .reduce<unknown>((inside, key) => (inside as Schema)[key], root);
    return validate(target as object, value, root, at);
  },
  type: (wanted: string | string[], value, { at }) =>
    [wanted].flat().includes(typeOf(value)) || ([wanted].flat().includes("number") && typeof value === "number")
      ? []
      : [`${at} is ${typeOf(value)}, not ${[wanted].flat().join(" or ")}`],
  const: (wanted: unknown, value, { at }) =>
    JSON.stringify(wanted) === JSON.stringify(value) ? [] : [`${at} is not ${JSON.stringify(wanted)}`],
  enum: (wanted: unknown[], value, { at }) =>
    wanted.includes(value) ? [] : [`${at} is none of ${JSON.stringify(wanted)}`],
  pattern: (wanted: string, value, { at }) =>
    typeof value !== "string" || new RegExp(wanted).test(value) ? [] : [`${at} does not match ${wanted}`],
  minimum: (wanted: number, value, { at }) =>
    typeof value !== "number" || value >= wanted ? [] : [`${at} is less than ${wanted}`],
  minItems: (wanted: number, value, { at }) =>
    !Array.isArray(value) || value.length >= wanted ? [] : [`${at} has less than ${wanted} items`],
  maxItems: (wanted: number, value, { at }) =>
    !Array.isArray(value) || value.length <= wanted ? [] : [`${at} has more than ${wanted} items`],
  items: (wanted: object, value, { root, at }) =>
    Array.isArray(value) ? value.flatMap((item, index) => validate(wanted, item, root, `${at}[${index}]`)) : [],
  required: (wanted: string[], value, { at }) =>
    isObject(value) ? wanted.filter((key) => !(key in value)).map((key) => `${at} has no ${key}`) : [],
  properties: (wanted: Record<string, object>, value, { root, at }) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, inner]) =>
          wanted[key] === undefined ? [] : validate(wanted[key], inner, root, `${at}.${key}`),
        )
      : [],
  additionalProperties: (wanted: false | object, value, { schema, root, at }) => {
    if (!isObject(value)) return [];
    const known = (schema["properties"] ?? {}) as object;
    const others = Object.entries(value).filter(([key]) => !(key in known));
    return wanted === false
      ? others.map(([key]) => `${at} has the unknown key ${key}`)
      : others.flatMap(([key, inner]) => validate(wanted, inner, root, `${at}.${key}`));
  },
  propertyNames: (wanted: object, value, { root, at }) =>
    isObject(value) ? Object.keys(value).flatMap((key) => validate(wanted, key, root, `${at} key`)) : [],
  anyOf: (wanted: object[], value, { root, at }) =>
    wanted.some((schema) => validate(schema, value, root, at).length === 0)
      ? []
      : [`${at} fits none of: ${wanted.map((schema) => validate(schema, value, root, at).join(", ")).join(" | ")}`],
};

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === "object";
}
