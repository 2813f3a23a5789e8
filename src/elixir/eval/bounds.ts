/** No code may take more than this, whatever the world allows. */

/** Nesting of evaluations; each takes a few frames of our own stack. */
export const maximumDepth = 400;
/** Size of one value as a tree, see Facts.weight. */
export const maximumWeight = 500_000;
/** Nesting of one value. */
export const maximumNesting = 400;
/** Calls within this many others may use only half of the steps that are left, so that one of them cannot starve the rest. */
export const sharedDepth = 3;
/** Ways in which one function may be defined, where conditions that are not known decide. */
export const maximumWays = 16;
/** Names of environment variables that one value carries; further ones are not noted. */
export const maximumNames = 256;
