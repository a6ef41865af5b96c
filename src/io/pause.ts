const lock = new Int32Array(new SharedArrayBuffer(4));

/** Waits a millisecond, blocking, for a stream that is not ready. */
export function pause(): void {
  Atomics.wait(lock, 0, 0, 1);
}
