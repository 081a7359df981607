/** How many run at the same time, and when one that is slow makes way. */
export interface AtOnce {
  readonly limit: number;
  /**
   * Whoever takes longer than this, in milliseconds, makes way for another, so that a few that hang do not hold up the
   * rest; at most four times the limit run then.
   */
  readonly patienceMs: number;
  /** Nothing is begun any more once it has aborted. */
  readonly signal: AbortSignal;
}

const mostInAll = 4;

/** Works on each item, several at a time, in their order; rejects with the first error, when all that ran has ended. */
export async function eachAtOnce<T>(
  items: Iterable<T>,
  { limit, patienceMs, signal }: AtOnce,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let [prompt, all] = [0, 0];
  let wake = () => {};
  let failure: { readonly error: unknown } | undefined;
  const running = new Set<Promise<void>>();
  const begin = (item: T) => {
    prompt += 1;
    all += 1;
    let isPrompt = true;
    const makeWay = () => {
      if (isPrompt) prompt -= 1;
      isPrompt = false;
      wake();
    };
    const timer = setTimeout(makeWay, patienceMs);
    const task = work(item)
      .catch((error) => {
        failure ??= { error };
      })
      .finally(() => {
        clearTimeout(timer);
        all -= 1;
        running.delete(task);
        makeWay();
      });
    running.add(task);
  };
  for (const item of items) {
    while (prompt >= limit || all >= mostInAll * limit) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure !== undefined || signal.aborted) break;
    begin(item);
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure.error;
}
