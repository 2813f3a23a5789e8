/** What was fetched or found is not in the format it should have. The message is one clause, for a person. */
export class Malformed extends Error {}
