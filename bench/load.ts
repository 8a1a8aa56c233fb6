import autocannon from 'autocannon';

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** Asks for one address with 16 clients for `seconds`, after a warm-up. Load generator and server share the machine. */
export async function load(
  url: string,
  seconds = 6,
  options: Partial<autocannon.Options> = {},
): Promise<Load> {
  await autocannon({ url, connections: 16, duration: 2, ...options });
  const { requests, latency, non2xx, errors } = await autocannon({
    url,
    connections: 16,
    duration: seconds,
    ...options,
  });
  return { perSecond: requests.average, p50: latency.p50, p99: latency.p99, failed: non2xx + errors };
}

/** How long each of `work`'s runs takes, one after another by `clients` at once; milliseconds. */
export async function timed(
  count: number,
  clients: number,
  work: (index: number) => Promise<unknown>,
): Promise<Load> {
  const times: number[] = [];
  let next = 0;
  let failed = 0;
  const started = performance.now();
  const client = async () => {
    for (let index = next++; index < count; index = next++) {
      const from = performance.now();
      await work(index).catch(() => {
        failed += 1;
      });
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1_000;
  times.sort((a, b) => a - b);
  return {
    perSecond: count / seconds,
    p50: times[Math.floor(count * 0.5)]!,
    p99: times[Math.floor(count * 0.99)]!,
    failed,
  };
}
