/**
 * Makes every Node.js process that inherits the variable live on another day: the program, the packs and the simulated
 * providers; the engine itself, which is not Node.js, stays in the present. Only the question what time it is gets
 * another answer; times that are given, and timers, are as they were.
 * @param aheadMs how far the clock is moved, in milliseconds; into the past when negative.
 * @param before what the variable says already.
 */
export function movedClock(aheadMs: number, before: string | undefined): { readonly NODE_OPTIONS: string } {
  const module = `data:text/javascript,${encodeURIComponent(script(aheadMs))}`;
  return { NODE_OPTIONS: [before, `--import=${module}`].filter(Boolean).join(' ') };
}

function script(aheadMs: number): string {
  return `
const Real = globalThis.Date;
const now = () => Real.now() + ${aheadMs};
const Moved = new Proxy(Real, {
  apply: () => new Real(now()).toString(),
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
Real.prototype.constructor = Moved;
globalThis.Date = Moved;
`;
}
