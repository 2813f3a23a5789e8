/** Orders versions by their first two numbers: below, at or above zero; what has one number ends in .0. NaN where one is no version. */
export function compareMinors(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  return left.major === right.major ? left.minor - right.minor : left.major - right.major;
}

function numbersOf(version: string): { readonly major: number; readonly minor: number } {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return { major, minor };
}
