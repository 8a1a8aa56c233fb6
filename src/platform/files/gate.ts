/**
 * Lets `atOnce` tasks run and `waiting` more queue. One more than that is turned away: the gate answers null at once,
 * which costs its sender a retry and the others nothing.
 */
export function createGate(limits: { readonly atOnce: number; readonly waiting: number }) {
  let running = 0;
  const queue: (() => void)[] = [];

  return async <T>(task: () => Promise<T>): Promise<T | null> => {
    if (running >= limits.atOnce) {
      if (queue.length >= limits.waiting) return null;
      await new Promise<void>((enter) => queue.push(enter));
    } else {
      running += 1;
    }
    try {
      return await task();
    } finally {
      // The place goes straight to the next in line, so nobody can slip in between.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
