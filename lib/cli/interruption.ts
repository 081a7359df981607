import { setMaxListeners } from 'node:events';

/** Work that is under way and ends cleanly when it is told to. */
const underWay = new Set<AbortController>();

/**
 * A signal that aborts when the process is asked to end (Ctrl-C), for work that then still has something to say and to
 * give back; `done` says that it has.
 */
export function interruptible(): { readonly signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  // Every host that is under way listens.
  setMaxListeners(0, controller.signal);
  underWay.add(controller);
  return { signal: controller.signal, done: () => underWay.delete(controller) };
}

/** Tells all of it to end. @returns how much there is. */
export function interruptWork(): number {
  for (const controller of underWay) controller.abort();
  return underWay.size;
}
