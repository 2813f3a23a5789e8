/** No code may take more than this, whatever the world allows. */

/** Nesting of evaluations; each takes a few frames of our own stack. */
export const maximumDepth = 1500;
/** Size of one value as a tree, see Facts.weight. */
export const maximumWeight = 500_000;
/** Nesting of one value. */
export const maximumNesting = 400;
/** Calls within this many others may use only half of the steps that are left, so that one of them cannot starve the rest. */
export const sharedDepth = 3;
