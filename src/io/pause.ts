const lock = new Int32Array(new SharedArrayBuffer(4));

/** Waits, blocking, for a stream or another program that is not ready. */
export function pause(milliseconds = 1): void {
  Atomics.wait(lock, 0, 0, milliseconds);
}
