/** Runs a job for each item, at most `bound` at once, in order. Rejects with the first rejection, once those under way are over. */
export async function runBounded<T>(
  items: readonly T[],
  bound: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) await run(items[next++] as T);
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(bound, items.length) }, worker));
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
